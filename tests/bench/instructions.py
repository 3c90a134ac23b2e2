#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""instructions: how many instructions our own functions take for an answer, counted by Callgrind.

    instructions.py 2000 --queries 100

There is no clock in it, so it tells small changes apart on a machine that has other work. Functions count with all that
they call. The first queries warm the caches of the daemon and are not counted. apt-get install valgrind
"""
import argparse
import itertools
import re
import shutil
import subprocess
import sys
from pathlib import Path

import corpus
import debian_texts
import own_texts
import tables
from engines.engine import free_port
from engines.regiosearch import Regiosearch
from http_client import HttpClient
from make_corpus import write_lines
from queries import make_queries

FOLDER = Path(__file__).resolve().parents[2] / "build" / "bench"
WARMING = 20  # queries
LEAST = 0.04  # share of all instructions; functions with less are not told
LINE = re.compile(r"\s*([\d,]+) \([^)]*\)\s+(?:\S*/)?(\w+\.cc?):(\S+) \[.*regio-searchd\]")
TOTAL = re.compile(r"([\d,]+) \([^)]*\)\s+PROGRAM TOTALS")


class CountedRegiosearch(Regiosearch):
    """The daemon with one worker, under Callgrind."""

    name = "instructions"

    def start(self):
        self.port = free_port()
        for old in self.folder.glob("counts.*"):
            old.unlink()
        self.serve(["valgrind", "--tool=callgrind", f"--callgrind-out-file={self.folder}/counts.%p",
                    self.programs[1], "--listen", f"127.0.0.1:{self.port}", "--workers", "1", "--cache-mb", "0",
                    self.folder / "index"],
                   self.port)
        self.client = HttpClient("127.0.0.1", self.port)

    def forget_counts(self):
        subprocess.run(["callgrind_control", "--zero", str(self.server.pid)], check=True, stdout=subprocess.DEVNULL)

    def counts(self):
        """All instructions since, and {function: instructions}, after the daemon has ended."""
        self.stop()
        done = subprocess.run(["callgrind_annotate", "--inclusive=yes", "--threshold=100",
                               self.folder / f"counts.{self.pid}"], check=True, capture_output=True, text=True)
        functions = {}
        for amount, file, function in LINE.findall(done.stdout):
            functions.setdefault(f"{function} ({file})", number(amount))
        return number(TOTAL.search(done.stdout).group(1)), functions


def number(text):
    return int(text.replace(",", ""))


def count(engine, queries, operator):
    """Instructions a query, of all and of each function."""
    engine.start()
    engine.pid = engine.server.pid
    try:
        for query in queries[:WARMING]:
            engine.ask(query, operator)
        engine.forget_counts()
        for query in queries[WARMING:]:
            engine.ask(query, operator)
        total, functions = engine.counts()
    finally:
        engine.stop()
    asked = len(queries) - WARMING
    return total / asked, {name: amount / asked for name, amount in functions.items()}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("number", type=int, help="of documents")
    parser.add_argument("--queries", type=int, default=100)
    parser.add_argument("--folder", type=Path, default=FOLDER)
    parser.add_argument("--texts", type=Path)
    parser.add_argument("--own-texts", action="store_true")
    args = parser.parse_args()
    if not shutil.which("valgrind"):
        sys.exit("no valgrind; apt-get install valgrind")

    engine = CountedRegiosearch(args.folder.resolve())
    engine.folder.mkdir(parents=True, exist_ok=True)
    texts = own_texts.read_sources() if args.own_texts else debian_texts.read_sources(args.texts or FOLDER / "texts")
    lines = engine.folder / "corpus.jsonl"
    write_lines(itertools.islice(corpus.documents(texts), args.number), lines)
    engine.prepare(lines)
    engine.build()
    queries = make_queries(lines, args.queries + WARMING)
    for operator in ("AND", "OR"):
        total, functions = count(engine, queries, operator)
        rows = [(name, f"{amount / 1000:,.0f}", f"{amount / total:.0%}") for name, amount in functions.items()
                if amount >= LEAST * total]
        print("\n".join(tables.lines_of((f"{operator}: {total / 1000:,.0f} thousand instructions a query",
                                         "thousand", "share"), rows)) + "\n")


if __name__ == "__main__":
    main()
