# SPDX-License-Identifier: GPL-2.0-or-later
"""Measures what the indexer reads off the pages of corpus/ against gold.tsv:
the share of right types, and precision, recall and F1 over all years, cities
and clusters that were found or should have been.

usage: run_gold.py [FIELD]

FIELD  prints the pages whose type, years, cities or clusters are wrong: what is
       missing with -, what is too much with +, and its evidence

A city is its GeoNames number (corpus/cities.tsv): any spelling of the right
place is right, its namesake elsewhere is wrong.

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
FLOORS = {"type": 0.98, "years": 0.98, "cities": 0.95, "clusters": 0.94}


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
        "cities": {place_id(city): f'{city["name"]}: {city["evidence"]}'
                   for city in page["cities"]},
        "clusters": {cluster["id"]: cluster["evidence"] for cluster in page["clusters"]},
    }


def place_id(city):
    """The number, or the name where a page gives a city no table knows."""
    return city["geonames"] or city["name"]


def read_places():
    with open(CORPUS / "cities.tsv", encoding="utf-8", newline="") as lines:
        rows = csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
        return {row["name"]: int(row["geonames"]) for row in rows}


def wanted(row, field, places):
    """Each wanted value, with the name to show for it."""
    values = filter(None, row[field].split(","))
    if field == "cities":
        return {places[name]: name for name in values}
    return {value: value for value in values}


def f1(right, missing, extra):
    return 2 * right / (2 * right + missing + extra) if right else 0.0


def complain(path, want, seen):
    print(path)
    for value in sorted(want.keys() - seen.keys()):
        print(f"    - {want[value]}")
    for value in sorted(seen.keys() - want.keys()):
        print(f"    + {value}: {seen[value]}")


def main():
    shown = sys.argv[1] if len(sys.argv) > 1 else None
    with open(CORPUS / "gold.tsv", encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
    with ThreadPoolExecutor(min(2, os.cpu_count() or 1)) as pool:
        pages = list(pool.map(lambda row: found(inspect(row["path"])), rows))
    places = read_places()
    failed = False
    for field, floor in FLOORS.items():
        right = lost = extra = 0
        for row, page in zip(rows, pages):
            want, seen = wanted(row, field, places), page[field]
            right += len(want.keys() & seen.keys())
            lost += len(want.keys() - seen.keys())
            extra += len(seen.keys() - want.keys())
            if field == shown and want.keys() != seen.keys():
                complain(row["path"], want, seen)
        figure = f1(right, lost, extra)
        failed |= figure < floor
        print(f"{field:9} F1 {figure:.3f}  right {right}  missing {lost}  too much {extra}"
              f"{'  below ' + str(floor) if figure < floor else ''}", flush=True)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
