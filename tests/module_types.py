#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Fails if a script for browsers breaks the types that its comments tell."""
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
TSC = ROOT / "build/npm/node_modules/typescript/bin/tsc"
FILES = [ROOT / name for name in ("searchd/assets/regiosearch.js", "searchd/assets/regiosearch/page.js",
                                  "examples/instantsearch/adapter.js")]
OPTIONS = ["--noEmit", "--allowJs", "--checkJs", "--strict", "--noUnusedLocals",
           "--noUnusedParameters", "--noImplicitReturns", "--noUncheckedIndexedAccess",
           "--target", "es2023", "--module", "es2022", "--moduleResolution", "bundler",
           "--lib", "es2023,dom,dom.iterable", "--types", ""]

if not TSC.is_file():
    print("typescript is not there (setup/npm.sh installs it): the types are not checked")
    sys.exit(0)
sys.exit(subprocess.run(["node", TSC, *OPTIONS, *FILES], cwd=ROOT, check=False).returncode)
