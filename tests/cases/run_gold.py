# SPDX-License-Identifier: GPL-2.0-or-later
"""Measures what the indexer reads off the pages of corpus/ against gold.tsv:
the share of right types, and precision, recall and F1 over all years, cities
and clusters that were found or should have been.

usage: run_gold.py [FIELD]

FIELD  prints the pages whose type, years, cities or clusters are wrong: what is
       missing with -, what is too much with +, and its evidence

Ends with 1 if a figure is below its floor."""
import csv
import json
import os
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from programs import run_indexer  # noqa: E402

CORPUS = Path(__file__).resolve().parents[2] / "corpus"

# The aim is 0.95 for each; a floor keeps what is reached.
FLOORS = {"type": 0.84, "years": 0.96, "cities": 0.9, "clusters": 0.94}


def inspect(path):
    done = run_indexer("inspect", CORPUS / "pages" / path, "--json")
    if done.returncode != 0:
        raise RuntimeError(f"{path}: ended with {done.returncode}: {done.stderr}")
    return json.loads(done.stdout)


def found(page):
    """Per field what was found, each with its evidence."""
    return {
        "type": {page["type"]: ""},
        "years": {str(year): "" for year in page["years"]},
        "cities": {city["name"]: city["evidence"] for city in page["cities"]},
        "clusters": {cluster["id"]: cluster["evidence"] for cluster in page["clusters"]},
    }


def f1(right, missing, extra):
    return 2 * right / (2 * right + missing + extra) if right else 0.0


def complain(path, missing, extra, evidence):
    print(path)
    for value in sorted(missing):
        print(f"    - {value}")
    for value in sorted(extra):
        print(f"    + {value}: {evidence[value]}")


def main():
    shown = sys.argv[1] if len(sys.argv) > 1 else None
    with open(CORPUS / "gold.tsv", encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
    with ThreadPoolExecutor(min(2, os.cpu_count() or 1)) as pool:
        pages = list(pool.map(lambda row: found(inspect(row["path"])), rows))
    failed = False
    for field, floor in FLOORS.items():
        right = lost = extra = 0
        for row, page in zip(rows, pages):
            want = set(filter(None, row[field].split(",")))
            seen = set(page[field])
            right += len(want & seen)
            lost += len(want - seen)
            extra += len(seen - want)
            if field == shown and want != seen:
                complain(row["path"], want - seen, seen - want, page[field])
        figure = f1(right, lost, extra)
        failed |= figure < floor
        print(f"{field:9} F1 {figure:.3f}  right {right}  missing {lost}  too much {extra}"
              f"{'  below ' + str(floor) if figure < floor else ''}", flush=True)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
