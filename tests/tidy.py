#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""usage: tidy.py [--deep] [FOLDER...]   (all rooms and the tests)

Fails if clang-tidy has anything to say of the C files below the folders. The compile
commands are those of $REGIO_BUILD (the dev preset's), one a file: for a file that
several programs compile clang-tidy would do all its work for each of them.

Nine tenths of the time goes into clang-analyzer, which walks the paths through a
function until it has been in 225,000 states. It takes statements it has not seen first,
so that the later ones are the same statements again by other ways: here it ends at
NODES. --deep goes the whole way. $REGIO_JOBS: how many at once; all cores if unset."""
import json
import os
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
BUILD = Path(os.environ.get("REGIO_BUILD", ROOT / "build" / "dev"))
JOBS = int(os.environ.get("REGIO_JOBS", os.cpu_count()))
NODES = 40000


def sources(folders):
    """The longest first, so that none of them is waited for at the end."""
    found = [f for folder in folders for f in (ROOT / folder).rglob("*") if f.suffix in {".c", ".cc"}]
    return sorted(found, key=lambda f: (-f.stat().st_size, f))


def write_commands(folder):
    commands = {}
    for command in json.loads((BUILD / "compile_commands.json").read_text()):
        commands.setdefault(Path(command["directory"], command["file"]).resolve(), command)
    Path(folder, "compile_commands.json").write_text(json.dumps(list(commands.values())))


def check(file, commands, depth):
    done = subprocess.run(["clang-tidy", "--quiet", "-p", commands, *depth, file], check=False,
                          text=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    return done.stdout or f"{file}: clang-tidy failed\n" if done.returncode else ""


def main(arguments):
    words = [] if "--deep" in arguments else ["-Xclang", "-analyzer-config", "-Xclang", f"max-nodes={NODES}"]
    depth = [f"--extra-arg={word}" for word in words]
    folders = [a for a in arguments if a != "--deep"] or ["common", "indexer", "searchd", "tests"]
    with tempfile.TemporaryDirectory() as commands, ThreadPoolExecutor(JOBS) as workers:
        write_commands(commands)
        complaints = list(workers.map(lambda file: check(file, commands, depth), sources(folders)))
    print("".join(complaints))
    return any(complaints)


sys.exit(main(sys.argv[1:]))
