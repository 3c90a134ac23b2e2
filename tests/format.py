#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Fails if a source file is not as .clang-format wants it."""
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
FILES = [f for top in ("common", "indexer", "searchd", "tests")
         for f in sorted((ROOT / top).rglob("*")) if f.suffix in {".c", ".h", ".cc", ".hh"}]

sys.exit(subprocess.run(["clang-format", "--dry-run", "-Werror", *FILES], check=False).returncode)
