#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Prints a random sample of nouns for the eye: how the splitter parts them.

usage: sample_splits.py [--seed N] [--count N] [--whole]

The nouns are the capitalised words of Debian's wngerman. --whole samples those
of ten letters and more that were not parted instead. The splitter is
tests/split_words of REGIO_BUILD (default build/dev)."""
import argparse
import os
import random
import subprocess
from pathlib import Path

WORDS = Path("/usr/share/dict/ngerman")
LONG = 10


def nouns():
    words = set(WORDS.read_text(encoding="utf-8").split())
    return sorted(w for w in words if w[0].isupper() and len(w) > 1)


def split(words):
    build = Path(os.environ.get("REGIO_BUILD", "build/dev"))
    done = subprocess.run([build / "tests/split_words"], input="\n".join(words) + "\n",
                          encoding="utf-8", stdout=subprocess.PIPE, check=True)
    return done.stdout.split("\n")[:-1]


def main():
    options = argparse.ArgumentParser()
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--count", type=int, default=200)
    options.add_argument("--whole", action="store_true")
    chosen = options.parse_args()
    words = nouns()
    parted = split(words)
    if chosen.whole:
        found = [w for w, p in zip(words, parted) if "|" not in p and len(w) >= LONG]
    else:
        found = [p for p in parted if "|" in p]
    sample = random.Random(chosen.seed).sample(found, min(chosen.count, len(found)))
    print(f"{len(sample)} of {len(found)}, of {len(words)} nouns")
    print(*sorted(sample), sep="\n")


if __name__ == "__main__":
    main()
