# SPDX-License-Identifier: GPL-2.0-or-later
"""The cities the indexer takes the pages of corpus/ to be about, against
corpus/gold.tsv. Below the floor it fails.
usage: cities.py [--list]    with the wrong and the missing ones of each page"""
import csv
import json
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from programs import run_indexer  # noqa: E402

PROJECT = Path(__file__).resolve().parents[2]
CORPUS = PROJECT / "corpus"
VOCABULARY = PROJECT / "common" / "vocabulary"
F1 = 0.95


def read_gold():
    with (CORPUS / "gold.tsv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            yield row["path"], [c for c in row["cities"].split(",") if c]


def read_names():
    """All names of each value: the gold's are GeoNames', which may be another
    one, or one that several cities have."""
    lines = (VOCABULARY / "places.tsv").read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if not line.startswith("#")]
    columns = rows.pop(0)
    for row in (dict(zip(columns, row)) for row in rows):
        yield row["value"], {row["value"], row["name_de"], row["name_en"],
                             *row["names"].split("|")}


def inspect(path):
    done = run_indexer("inspect", CORPUS / "pages" / path, "--json")
    if done.returncode != 0:
        raise RuntimeError(f"{path}: {done.stderr}")
    return json.loads(done.stdout)["cities"]


def compare(cities, want, names):
    """The reported ones that are wrong and the wanted that are missing."""
    wrong = [city for city in cities if not names[city] & set(want)]
    missing = [name for name in want if not any(name in names[city] for city in cities)]
    return wrong, missing


def tell(path, cities, wrong, missing):
    print(path)
    for name in wrong:
        print(f"  wrong {name}: {cities[name]['evidence']}")
    for name in missing:
        print(f"  missing {name}")


def main(options):
    names = dict(read_names())
    reported = wanted = wrong = missing = 0
    for path, want in read_gold():
        cities = {city["name"]: city for city in inspect(path)}
        too_many, too_few = compare(cities, want, names)
        reported, wanted = reported + len(cities), wanted + len(want)
        wrong, missing = wrong + len(too_many), missing + len(too_few)
        if "--list" in options and (too_many or too_few):
            tell(path, cities, too_many, too_few)
    precision, recall = 1 - wrong / reported, 1 - missing / wanted
    f1 = 2 * precision * recall / (precision + recall)
    print(f"cities {wanted}, reported {reported}, precision {precision:.3f}, "
          f"recall {recall:.3f}, F1 {f1:.3f} (floor {F1})")
    return 0 if f1 >= F1 else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
