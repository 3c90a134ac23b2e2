#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Fails if a source file is not as .clang-format wants it, or the guard of a header is not
made of its path, in which common/ does not count: that of common/base/buf.h is BASE_BUF_H."""
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
FILES = [f for top in ("common", "indexer", "searchd", "tests")
         for f in sorted((ROOT / top).rglob("*")) if f.suffix in {".c", ".h", ".cc", ".hh"}]


def has_its_guard(header):
    guard = re.sub(r"\W", "_", header.relative_to(ROOT).as_posix().removeprefix("common/")).upper()
    lines = [line for line in header.read_text().splitlines() if line.startswith("#")]
    return lines[:2] == [f"#ifndef {guard}", f"#define {guard}"] and lines[-1] == "#endif"


unguarded = [f for f in FILES if f.suffix in {".h", ".hh"} and not has_its_guard(f)]
for file in unguarded:
    print(f"{file.relative_to(ROOT)}: error: its guard is not made of its path", file=sys.stderr)
badly_formed = subprocess.run(["clang-format", "--dry-run", "-Werror", *FILES], check=False).returncode
sys.exit(bool(badly_formed or unguarded))
