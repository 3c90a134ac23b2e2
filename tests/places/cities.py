# SPDX-License-Identifier: GPL-2.0-or-later
"""The cities the indexer takes the pages of corpus/ to be about, against
corpus/gold.tsv. Below the floor it fails.
usage: cities.py [--list]    with the wrong and the missing ones of each page"""
import csv
import json
import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from programs import BUILD, run_indexer  # noqa: E402

CORPUS = Path(__file__).resolve().parents[2] / "corpus"
F1 = 0.95


def read_gold():
    """Pairs of path and values; the gold names cities as GeoNames does."""
    with (CORPUS / "gold.tsv").open(encoding="utf-8", newline="") as file:
        pages = [(row["path"], [c for c in row["cities"].split(",") if c])
                 for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)]
    names = sorted({name for _, cities in pages for name in cities})
    done = subprocess.run([BUILD / "tests" / "mark_places", "find"], text=True, check=True,
                          input="".join(name + "\n" for name in names), stdout=subprocess.PIPE)
    value = dict(zip(names, done.stdout.splitlines()))
    return [(path, {value[name] or name for name in cities}) for path, cities in pages]


def inspect(path):
    done = run_indexer("inspect", CORPUS / "pages" / path, "--json")
    if done.returncode != 0:
        raise RuntimeError(f"{path}: {done.stderr}")
    return json.loads(done.stdout)["cities"]


def tell(path, cities, want):
    print(path)
    for name in sorted(set(cities) - want):
        print(f"  wrong {name}: {cities[name]['evidence']}")
    for name in sorted(want - set(cities)):
        print(f"  missing {name}")


def main(options):
    right = wrong = missing = 0
    for path, want in read_gold():
        cities = {city["name"]: city for city in inspect(path)}
        right += len(want & set(cities))
        wrong += len(set(cities) - want)
        missing += len(want - set(cities))
        if "--list" in options and set(cities) != want:
            tell(path, cities, want)
    f1 = 2 * right / (2 * right + wrong + missing)
    print(f"cities {right + missing}, precision {right / (right + wrong):.3f}, "
          f"recall {right / (right + missing):.3f}, F1 {f1:.3f} (floor {F1})")
    return 0 if f1 >= F1 else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
