#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Fails if clang-tidy has anything to say. The compile commands are those of
$REGIO_BUILD (the dev preset's)."""
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
BUILD = os.environ.get("REGIO_BUILD", ROOT / "build" / "dev")
FILES = [f for top in ("common", "indexer", "searchd", "tests")
         for f in sorted((ROOT / top).rglob("*")) if f.suffix in {".c", ".cc"}]


def check(file):
    done = subprocess.run(["clang-tidy", "--quiet", "-p", BUILD, file], check=False, text=True,
                          stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    return done.stdout if done.returncode else ""


with ThreadPoolExecutor(os.cpu_count()) as workers:
    complaints = [text for text in workers.map(check, FILES) if text]
print("".join(complaints))
sys.exit(bool(complaints))
