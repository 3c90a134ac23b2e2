#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""bench: measures Regiosearch beside its peers, on the same documents and queries, and prints tables.

    bench.py 20000                         # everything, five rounds: see README.md for what it takes
    bench.py 20000 100000 1000000 --plots plots/
    bench.py 20000 --engines regiosearch,groonga --steps answer,load

Peers that are not installed are named and left out. Documents, indexes and results stay in the folder; results of
further sizes and steps are added to those there.
"""
import argparse
import itertools
import json
import os
import shutil
import signal
import sys
from pathlib import Path

import corpus
import debian_texts
import own_texts
import plot
import steps
import tables
from engines import ENGINES
from make_corpus import write_lines
from queries import make_phrases, make_queries
from rounds import median_of
from statistics import median

FOLDER = Path(__file__).resolve().parents[2] / "build" / "bench"
STEPS = ("index", "answer", "load")


def arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sizes", type=int, nargs="*", metavar="DOCUMENTS", help="none: print the results there are")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--queries", type=int, default=1000)
    parser.add_argument("--engines", help="names with commas between")
    parser.add_argument("--steps", default=",".join(STEPS), help="some of " + ",".join(STEPS))
    parser.add_argument("--operators", default=",".join(steps.OPERATORS), help="some of " + ",".join(steps.OPERATORS))
    parser.add_argument("--load-seconds", type=int, default=5, help="of each run of wrk")
    parser.add_argument("--folder", type=Path, default=FOLDER)
    parser.add_argument("--texts", type=Path, help="folder of Debian's texts (default: below the folder)")
    parser.add_argument("--own-texts", action="store_true", help="the pages of corpus/ in place of Debian's texts")
    parser.add_argument("--plots", type=Path, metavar="FOLDER", help="write cost curves as SVG there")
    return parser.parse_args()


def main():
    args = arguments()
    args.folder = args.folder.resolve()
    args.folder.mkdir(parents=True, exist_ok=True)
    os.environ["PATH"] += ":/usr/sbin"  # daemons of Debian
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("ended by a signal"))  # daemons are stopped on the way out
    results = Results(args.folder / "results.json")
    for size in args.sizes:
        measure(size, args, results)
    for size, result in results.sizes.items():
        if not args.sizes or int(size) in args.sizes:
            print(tables.of_size(size, result))
    if args.plots:
        write_plots(results.sizes, args.plots)


class Results:
    """{size: {text_bytes, machine, index, answer, load}}, on disk after each step."""

    def __init__(self, path):
        self.path = path
        self.sizes = json.loads(path.read_text()) if path.exists() else {}

    def put(self, size, **values):
        self.sizes.setdefault(str(size), {}).update(values)
        self.sizes = dict(sorted(self.sizes.items(), key=lambda item: int(item[0])))
        self.path.write_text(json.dumps(self.sizes, indent=1))


def measure(size, args, results):
    lines, text_bytes, digest = documents(size, args)
    engines = present(args.engines, args.folder / str(size))
    results.put(size, text_bytes=text_bytes, digest=digest, machine=machine(args.rounds))
    try:
        run_steps(args.steps.split(","), engines, lines, args, lambda **values: results.put(size, **values))
    finally:
        for engine in engines:
            engine.stop()
    results.put(size, machine=machine(args.rounds))


def run_steps(names, engines, lines, args, keep):
    if "index" in names:
        built = steps.index([engine for engine in engines if engine.build], lines, args.rounds,
                            lambda costs: keep(index=costs))
        ready = [engine for engine in engines if engine.name in built or not engine.build]
    else:
        ready = [engine for engine in engines if engine.reuse()]
    ready = [engine for engine in ready if engine.answers]
    queries = queries_of(args.operators.split(","), lines, args.queries)
    for engine in ready:
        engine.start()
    if "answer" in names:
        steps.answer(ready, queries, args.rounds, lambda answers: keep(answer=answers))
    if "load" in names and shutil.which("wrk"):
        served = [engine for engine in ready if engine.load_test]
        keep(load=steps.load(served, queries, args.rounds, args.load_seconds, args.folder))
    elif "load" in names:
        steps.say("left out: load; no wrk, apt-get install wrk")


def queries_of(operators, lines, number):
    """{operator: its queries}: the same words for AND and OR."""
    words = make_queries(lines, number)
    return {operator: make_phrases(lines, number) if operator == steps.PHRASES else words for operator in operators}


def documents(size, args):
    """The corpus as JSON lines, made if it is not there; the bytes of its texts; a digest."""
    lines = args.folder / f"corpus-{size}{'-own' if args.own_texts else ''}.jsonl"
    note = lines.with_suffix(".size")
    if not note.exists():
        texts = own_texts.read_sources() if args.own_texts \
            else debian_texts.read_sources(args.texts or args.folder / "texts")
        text_bytes, digest = write_lines(itertools.islice(corpus.documents(texts), size), lines)
        note.write_text(f"{text_bytes} {digest}\n")
    text_bytes, digest = note.read_text().split()
    return lines, int(text_bytes), digest


def wanted(names):
    """The kinds of engines with these names, in the order of the tables."""
    by_name = {kind.slug(): kind for kind in ENGINES}
    chosen = names.split(",") if names else list(by_name)
    unknown = set(chosen) - set(by_name)
    if unknown:
        sys.exit(f"there is no engine {', '.join(unknown)}; there are {', '.join(by_name)}")
    return [kind for name, kind in by_name.items() if name in chosen]


def present(names, folder):
    engines = []
    for kind in wanted(names):
        engine = kind(folder)
        missing = engine.missing()
        if missing:
            steps.say(f"left out: {engine.name}; {missing}")
        else:
            engine.folder.mkdir(parents=True, exist_ok=True)
            engines.append(engine)
    if not engines:
        sys.exit("no engine is left to measure")
    return engines


def machine(rounds):
    with open("/proc/cpuinfo", encoding="utf-8") as info:
        names = [line.split(":")[1].strip() for line in info if line.startswith("model name")]
    return (f"{(names or ['unknown processor'])[0]}, {os.cpu_count()} cores; rounds: {rounds}; load average of the "
            f"last 15 minutes: {os.getloadavg()[2]:.1f}.")


def write_plots(sizes, folder):
    folder.mkdir(parents=True, exist_ok=True)
    curves = {"indexing": ("Indexing", "documents a second", "index",
                           lambda size, cost: int(size) / median(cost["seconds"])),
              "and": ("AND with facets, mean", "ms", "AND", lambda size, one: median_of(one["rounds"], "mean")),
              "and-p99": ("AND with facets, p99", "ms", "AND", lambda size, one: median_of(one["rounds"], "p99")),
              "or": ("OR with facets, mean", "ms", "OR", lambda size, one: median_of(one["rounds"], "mean"))}
    for name, (title, unit, part, value) in curves.items():
        series = {}
        for size, result in sizes.items():
            engines = result.get("index", {}) if part == "index" else result.get("answer", {}).get(part, {})
            for engine, one in engines.items():
                series.setdefault(engine, []).append((int(size), value(size, one)))
        if series:
            (folder / f"{name}.svg").write_text(plot.curves(title, unit, series))


if __name__ == "__main__":
    main()
