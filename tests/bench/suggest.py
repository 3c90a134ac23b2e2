#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""suggest: what a suggestion costs beside the search it leads to, in processor time of the daemon.

    suggest.py INDEX CORPUS.jsonl       # an index of the corpus

Searches with AND, all facets and ten hits, and beginnings of the same queries, cut at any letter, under the
same filters; each once to warm up, and once for the figures. No answers are kept.
"""
import argparse
import os
import random
import subprocess
import time
from pathlib import Path
from urllib.parse import unquote, urlencode

from http_client import HttpClient
from queries import make_queries

BUILD = Path(os.environ.get("REGIO_BUILD", Path(__file__).resolve().parents[2] / "build/release"))
SETTLED_MS = 20  # in half a second: the daemon prepares nothing any more


def arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("index", type=Path)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--queries", type=int, default=500)
    parser.add_argument("--slowest", type=int, default=0, help="so many are named")
    return parser.parse_args()


def cpu_ms(process):
    """Of all threads, to the nanosecond, which /proc/PID/stat is too coarse for."""
    tasks = Path(f"/proc/{process.pid}/task").iterdir()
    return sum(int((task / "schedstat").read_text().split()[0]) for task in tasks) / 1e6


def settle(process):
    before = -SETTLED_MS
    while cpu_ms(process) - before > SETTLED_MS:
        before = cpu_ms(process)
        time.sleep(0.5)


def targets(path, number):
    """Searches, and beginnings of what they look for, which mostly have one word or two."""
    dice = random.Random(1)
    searches, suggestions = [], []
    for query in make_queries(path, number):
        filters = {query.field: query.value} if query.field else {}
        typed = " ".join(query.words[:2])
        searches.append("/api/v1/search?" + urlencode({"q": query.text(" AND "), **filters}))
        suggestions.append("/api/v1/suggest?" + urlencode(
            {"q": typed[:dice.randint(1, len(typed))], **filters}))
    return {"search": searches, "suggest": suggestions}


def tell(name, costs):
    costs = sorted(costs)
    at = {share: costs[int(len(costs) * share / 100)] for share in (50, 95, 99)}
    print(f"{name:8} mean {sum(costs) / len(costs):6.2f} ms  " +
          "  ".join(f"p{share} {cost:.2f}" for share, cost in at.items()) + f"  max {costs[-1]:.2f}")


def main(options):
    command = [BUILD / "searchd/regio-searchd", "--listen", "127.0.0.1:0", "--workers", "1",
               "--cache-mb", "0", options.index]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        try:
            host, port = process.stdout.readline().split("//")[1].split(":")
            client = HttpClient(host, int(port))
            settle(process)
            for name, paths in targets(options.corpus, options.queries).items():
                for path in paths:
                    client.get(path)
                costs = []
                for path in paths:
                    before = cpu_ms(process)
                    client.get(path)
                    costs.append(cpu_ms(process) - before)
                tell(name, costs)
                if options.slowest:
                    for cost, path in sorted(zip(costs, paths))[-options.slowest:]:
                        print(f"{cost:9.2f} ms  {unquote(path)}")
        finally:
            process.terminate()


if __name__ == "__main__":
    main(arguments())
