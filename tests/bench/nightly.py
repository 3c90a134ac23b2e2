#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""nightly: what a maintainer's night costs on a folder of pages: to build the index, to find that nothing changed, and
to take in what did.

    make_corpus.py 100000 --pages mirror/
    nightly.py mirror/ --index build/bench/nightly --changed 0.01

The folder's pages are changed for that and put back. A share is of the processor time of the rebuild.
"""
import argparse
import os
import random
import shutil
import sys
from pathlib import Path

import meter

ROOT = Path(__file__).resolve().parents[2]
INDEXER = Path(os.environ.get("REGIO_BUILD", ROOT / "build/release")) / "indexer/regio-indexer"
ADDITION = b"<p>Nachtrag: Das Vorhaben wird um ein Jahr verl\xc3\xa4ngert.</p></body>"


def measure(name, words, whole=None):
    cost = meter.run([INDEXER, *words, "--quiet"])
    share = f"{cost.cpu_seconds / whole.cpu_seconds:8.2%}" if whole else " " * 8
    print(f"{name:34} {cost.seconds:8.1f} s {cost.cpu_seconds:8.1f} s {share} {cost.peak_bytes / 1e6:6.0f} MB",
          flush=True)
    return cost


def change(pages):
    """Adds a sentence to the end of each page; what they were."""
    before = {page: page.read_bytes() for page in pages}
    for page, text in before.items():
        page.write_bytes(text.replace(b"</body>", ADDITION, 1))
    return before


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("pages", type=Path, help="a folder of HTML, as make_corpus.py --pages makes it")
    arguments.add_argument("--index", type=Path, default=ROOT / "build/bench/nightly", help="is made anew")
    arguments.add_argument("--changed", type=float, default=0.01, help="share of the pages (0.01)")
    arguments.add_argument("--seed", type=int, default=1)
    args = arguments.parse_args()

    pages = sorted(args.pages.rglob("*.html"))
    chosen = random.Random(args.seed).sample(pages, round(len(pages) * args.changed))
    if not chosen:
        sys.exit(f"nightly: {args.pages} has too few pages")
    shutil.rmtree(args.index, ignore_errors=True)
    print(f"{len(pages)} pages {'':22} {'clock':>10} {'processor':>10} {'share':>8} {'memory':>9}")
    whole = measure("rebuild", ["rebuild", args.index, args.pages])
    for _ in range(3):
        measure("update, nothing changed", ["update", args.index, args.pages], whole)
    before = change(chosen)
    try:
        measure(f"update, {len(chosen)} changed", ["update", args.index, args.pages], whole)
    finally:
        for page, text in before.items():
            page.write_bytes(text)


if __name__ == "__main__":
    main()
