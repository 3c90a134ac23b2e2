#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""make_corpus: German and English documents for measuring, from the documentation of Debian.

    make_corpus.py 20000 --json-lines 20k.jsonl
    make_corpus.py 100000 --pages mirror/ --texts build/bench/texts

Both outputs hold the same documents. The same number, seed and versions of the packages give the same bytes: compare
the digest that is printed before you compare figures.
"""
import argparse
import hashlib
import itertools
import json
import random
import sys
from pathlib import Path

import corpus
from debian_texts import read_sources
from facet_values import FacetValues
from site_pages import SitePages

TEXTS = Path(__file__).resolve().parents[2] / "build" / "bench" / "texts"


def write_lines(documents, path):
    """What the documents' texts weigh in bytes, and a digest of the lines."""
    size, digest = 0, hashlib.sha256()
    with open(path, "wb") as file:
        for document in documents:
            line = json.dumps(document, ensure_ascii=False).encode() + b"\n"
            size += len((document["title"] + document["body"]).encode())
            digest.update(line)
            file.write(line)
    return size, digest.hexdigest()[:16]


def write_pages(documents, number, folder, seed):
    pages = SitePages(folder, number, FacetValues(random.Random(seed)), seed)
    for document in documents:
        pages.add(document)


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("number", type=int, help="of documents")
    arguments.add_argument("--json-lines", metavar="FILE")
    arguments.add_argument("--pages", metavar="FOLDER")
    arguments.add_argument("--seed", type=int, default=corpus.SEED)
    arguments.add_argument("--texts", metavar="FOLDER", default=TEXTS, help="where texts of packages are kept")
    args = arguments.parse_args()
    if not args.json_lines and not args.pages:
        arguments.error("say where to: --json-lines FILE, --pages FOLDER or both")

    texts = read_sources(args.texts)
    if args.json_lines:
        documents = itertools.islice(corpus.documents(texts, args.seed), args.number)
        size, digest = write_lines(documents, args.json_lines)
        print(f"{args.number} documents, {size / 1e6:.1f} MB of text, digest {digest}", file=sys.stderr)
    if args.pages:
        documents = itertools.islice(corpus.documents(texts, args.seed), args.number)
        write_pages(documents, args.number, args.pages, args.seed)
        print(f"{args.number} pages below {args.pages}", file=sys.stderr)


if __name__ == "__main__":
    main()
