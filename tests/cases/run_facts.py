# SPDX-License-Identifier: GPL-2.0-or-later
"""Facts of projects against corpus/facts.tsv: precision and recall of each
field over the projects of the corpus, and nothing found on any other page. A
value counts if it is equal; partners count one by one, by their names."""
import csv
import json
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests"))
from programs import run_indexer  # noqa: E402

CORPUS = ROOT / "corpus"
FIELDS = ("programme", "acronym", "start", "end", "budget_eur", "grant_eur", "grant_rate",
          "partner_count", "country_count", "homepage", "lead", "partners")
PRECISION, RECALL = 0.98, 0.97  # over all fields


def rows(name):
    with open(CORPUS / name, encoding="utf-8", newline="") as table:
        return list(csv.DictReader(table, delimiter="\t", quoting=csv.QUOTE_NONE))


def facts_of(path):
    done = run_indexer("inspect", CORPUS / "pages" / path, "--json")
    return json.loads(done.stdout)["facts"]


def found(facts, field):
    if field == "lead":
        return {p["name"] for p in facts["partners"] if p["role"] == "lead"}
    if field == "partners":
        return {p["name"] for p in facts["partners"]}
    value = facts[field]
    if value is None:
        return set()
    return {value if isinstance(value, str) else format(value, ".15g")}


def wanted(row, field):
    return {part.strip() for part in row.get(field, "").split(" | ") if part.strip()}


def main():
    gold = {row["path"]: row for row in rows("facts.tsv")}
    paths = [row["path"] for row in rows("gold.tsv")]
    sums = {field: [0, 0, 0] for field in FIELDS}  # right, found, wanted
    with ThreadPoolExecutor(2) as pool:
        pages = list(zip(paths, pool.map(facts_of, paths)))
    for path, facts in pages:
        for field in FIELDS:
            seen, want = found(facts, field), wanted(gold.get(path, {}), field)
            for count, names in zip(range(3), (seen & want, seen, want)):
                sums[field][count] += len(names)
            if seen != want:
                print(f"{path}: {field}: {sorted(seen - want)} for {sorted(want - seen)}")
    sums["all"] = [sum(counts) for counts in zip(*sums.values())]
    for field, (right, seen, want) in sums.items():
        print(f"{field:14} precision {right / max(seen, 1):.3f} recall {right / max(want, 1):.3f}"
              f" ({right} of {seen} found, {want} wanted)")
    right, seen, want = sums["all"]
    return 0 if right >= PRECISION * seen and right >= RECALL * want else 1


if __name__ == "__main__":
    sys.exit(main())
