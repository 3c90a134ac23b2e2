#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Measures ranking: indexes a set, asks the real daemon, prints the figures.

usage: run.py corpus | run.py data | run.py FOLDER [--topics]

corpus  our own topics over corpus/ (topics.tsv, judgements.tsv)
data    the sets under $REGIO_DATA/relevance that stand in FLOORS
FOLDER  docs.tsv, queries.tsv and qrels.txt as TREC has them

Each document is judged by itself, so duplicates are not folded.

--topics prints the figure of each query, the worst first.
Ends with 1 if a figure is below its floor in FLOORS.

The programs are those of $REGIO_BUILD (default build/release).
"""
import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from relevance.measures import Figures, evaluate  # noqa: E402
from programs import Daemon  # noqa: E402
from relevance import sets  # noqa: E402

ROOT = Path(__file__).resolve().parents[2]
DEPTH = 1000  # hits looked at, as in the published figures

# set: {measure: what it must reach}; the reasons are in README.md
FLOORS = {
    "corpus": {"ndcg10": 0.58},
    "xquad-de": {"ndcg10": 0.95},
    "xquad-en": {"ndcg10": 0.967},
    "xquadr-de": {"ndcg10": 0.82},
    "xquad-deen": {"recall10": 0.88},
    "npl": {"map": 0.283},
    "cran": {},
}

# set in two languages: nDCG@10 that translations may cost the answers in the
# language of the question
MOST_LOST = {"xquad-deen": 0.01}


def measure(test_set):
    """Indexes one set and yields a figure for each query."""
    with Daemon() as daemon:
        test_set.fill(daemon)
        daemon.start()
        for query, text, grades in test_set.queries():
            ranking = daemon.ranking(text, DEPTH, duplicates="show")
            yield query, text, evaluate(ranking, grades)


def report_parts(results, parts):
    """Prints the mean of each part that queries of the set test."""
    for part in sorted(set(parts.values())):
        figures = [figures for query, _, figures in results if parts[query] == part]
        print(f"  {part:15} {len(figures):3} topics  {Figures.mean(figures)}")


def report(name, test_set, show_topics):
    """Prints the figures of one set; true if none is below its floor."""
    results = list(measure(test_set))
    mean = Figures.mean([figures for _, _, figures in results])
    print(f"{name:12} {len(results):5} queries  {mean}", flush=True)
    report_parts(results, test_set.parts)
    if show_topics:
        for query, text, figures in sorted(results, key=lambda r: r[2].ndcg10):
            print(f"    {figures}  {query}  {text}")
    low = [
        f"{name}: {measure} is {getattr(mean, measure):.4f}, below {floor}"
        for measure, floor in FLOORS.get(name, {}).items()
        if round(getattr(mean, measure), 4) < floor
    ]
    for line in low:
        print(line)
    return not low


def own_language_ndcg(test_set, translate):
    with Daemon() as daemon:
        test_set.fill(daemon)
        daemon.start()
        return Figures.mean([
            evaluate(daemon.ranking(text, 10, translate=translate, duplicates="show"), grades)
            for _, text, grades in test_set.queries()
        ]).ndcg10


def report_loss(name, test_set):
    """Prints what translations cost the answers in the language of the
    question; true if it is not more than MOST_LOST allows."""
    off = own_language_ndcg(test_set, "off")
    on = own_language_ndcg(test_set, "on")
    print(f"{name:12} own language, nDCG@10: translate=off {off:.4f}, on {on:.4f}, "
          f"lost {off - on:.4f}", flush=True)
    if round(off - on, 4) <= MOST_LOST[name]:
        return True
    print(f"{name}: translations cost more than {MOST_LOST[name]}")
    return False


def report_folder(folder, show_topics):
    passed = report(folder.name, sets.Trec(folder), show_topics)
    if folder.name in MOST_LOST:
        passed = report_loss(folder.name, sets.OwnLanguage(folder)) and passed
    return passed


def main(arguments):
    show_topics = "--topics" in arguments
    names = [a for a in arguments if not a.startswith("--")]
    if len(names) != 1:
        print(__doc__)
        return 2
    if names[0] == "corpus":
        return not report("corpus", sets.Corpus(ROOT / "corpus"), show_topics)
    if names[0] != "data":
        return not report_folder(Path(names[0]), show_topics)
    data = os.environ.get("REGIO_DATA")
    if not data:
        print("REGIO_DATA is not set: the public sets are skipped")
        return 0
    passed = [
        report_folder(Path(data) / "relevance" / name, show_topics)
        for name in FLOORS
        if name != "corpus"
    ]
    return not all(passed)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
