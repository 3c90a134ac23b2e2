#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""visible: how soon a page that `update` adds is found over HTTP, and what searches cost meanwhile.

    visible.py INDEX CORPUS.jsonl       # an index of the corpus, of which a copy is served and updated

Prints seconds from the start of the command until a search finds the page, and milliseconds of searches
without updates and beside them.
"""
import argparse
import json
import os
import shutil
import subprocess
import tempfile
import threading
import time
from pathlib import Path
from statistics import median
from urllib.parse import urlencode

from engines.engine import free_port
from http_client import HttpClient
from queries import make_queries

BUILD = Path(os.environ.get("REGIO_BUILD", Path(__file__).resolve().parents[2] / "build/release"))


def arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("index", type=Path)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--rounds", type=int, default=20)
    return parser.parse_args()


class Service:
    """The daemon over a copy of an index."""

    def __init__(self, index, folder):
        self.index = folder / "index"
        shutil.copytree(index, self.index)
        self.port = free_port()
        self.process = subprocess.Popen(
            [BUILD / "searchd/regio-searchd", "--listen", f"127.0.0.1:{self.port}", "--cache-mb", "0", self.index],
            stderr=subprocess.DEVNULL)
        while not self.total("x", wait=True):
            time.sleep(0.05)

    def client(self):
        return HttpClient("127.0.0.1", self.port)

    def total(self, text, wait=False):
        try:
            return json.loads(self.client().get("/api/v1/search?" + urlencode({"q": text}))[1])["total"] + wait
        except (OSError, ValueError, KeyError):
            if not wait:
                raise
            return 0

    def update(self, lines):
        subprocess.run([BUILD / "indexer/regio-indexer", "update", "--quiet", self.index, lines], check=True,
                       stdout=subprocess.DEVNULL)


class Searching(threading.Thread):
    """Asks one query after another until it is stopped."""

    def __init__(self, service, queries):
        super().__init__()
        self.client, self.queries = service.client(), queries
        self.times, self.stopped = [], False

    def run(self):
        while not self.stopped:
            for query in self.queries:
                start = time.perf_counter()
                self.client.get("/api/v1/search?" + urlencode({"q": query.text(" AND ")}))
                self.times.append((time.perf_counter() - start) * 1e3)
                if self.stopped:
                    break


def add_page(service, folder, number):
    """Seconds until it is found."""
    lines = folder / "added.jsonl"
    word = f"sichtbarkeitsprobe{number:04d}x"
    lines.write_text("".join(json.dumps({"id": f"added-{i}", "title": f"Seite {i}",
                                         "body": f"Diese Seite nennt sichtbarkeitsprobe{i:04d}x einmal."}) + "\n"
                             for i in range(number + 1)))
    start = time.perf_counter()
    update = threading.Thread(target=service.update, args=[lines])
    update.start()
    while not service.total(word):
        time.sleep(0.01)
    seconds = time.perf_counter() - start
    update.join()
    return seconds


def percentiles(times):
    times = sorted(times)
    return (f"n {len(times)}, mean {sum(times) / len(times):.2f} ms, p50 {times[len(times) // 2]:.2f}, "
            f"p99 {times[len(times) * 99 // 100]:.2f}")


def searched(service, queries, work):
    searching = Searching(service, queries)
    searching.start()
    work()
    searching.stopped = True
    searching.join()
    return searching.times


def main():
    args = arguments()
    queries = make_queries(args.corpus, 1000)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        service = Service(args.index, folder)
        try:
            searched(service, queries, lambda: time.sleep(15))
            alone = [add_page(service, folder, i) for i in range(args.rounds)]
            print(f"found after: median {median(alone):.2f} s, most {max(alone):.2f} s")
            searched(service, queries, lambda: time.sleep(5))
            print("searches alone:", percentiles(searched(service, queries, lambda: time.sleep(15))))
            meanwhile = []
            times = searched(service, queries, lambda: meanwhile.extend(
                add_page(service, folder, args.rounds + i) for i in range(args.rounds)))
            print("searches beside updates:", percentiles(times))
            print(f"found beside searches after: median {median(meanwhile):.2f} s, most {max(meanwhile):.2f} s")
        finally:
            service.process.terminate()
            service.process.wait()


if __name__ == "__main__":
    main()
