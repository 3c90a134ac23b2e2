# SPDX-License-Identifier: GPL-2.0-or-later
"""Fits the weights of kind_signs.tsv to the types in corpus/gold.tsv and writes
them into the table: multinomial logistic regression over the signs that
`inspect` tells, each page heard both with its address and without, held to
the weights that a reader would give by a Gaussian prior around them (PRIOR),
since few pages of the corpus speak for each sign.

usage: fit_kinds.py [--check] INDEXER

--check  writes nothing; tells how many pages are right by weights fitted to all
         pages, and by weights fitted to the pages of the other sites only"""
import csv
import json
import math
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
CORPUS = HERE.parents[1] / "corpus"
TABLE = HERE / "kind_signs.tsv"
TYPES = ("other", "project", "network", "news")
TIGHTNESS = 1  # how strongly the prior holds
STEPS = 150
ADDRESS = "path_"

# Weights by hand, in the order of TYPES.
PRIOR = {
    "reported": (-0.6, 0, 0, 1.5), "spoken": (-0.4, 0, 0, 1.5), "recent": (-0.4, 0, 0, 1.5),
    "press": (0, 0, 0, 1), "project": (0, 1, 0, 0), "course": (0, 1, 0, 0),
    "funded": (0, 1, 0, 0), "network": (0, 0, 1, 0), "members": (0, 0, 1, 0),
    "union": (0, 0, 1, 0), "programme": (1, 0, 0, 0), "advice": (1.6, 0, 0, -0.4),
    "formal": (1.2, 0, 0, -0.2), "opinion": (2, 0, 0, -0.4), "contact": (1, 0, 0, 0), "about": (1, 0, 0, 0),
    "title_other": (1, 0, 0, 0), "title_project": (0, 1, 0, 0),
    "title_network": (0, 0, 1, 0), "title_news": (0, 0, 0, 1),
    "kicker_project": (0, 2, 0, 0), "kicker_network": (0, 0, 2, 0),
    "kicker_news": (0, 0, 0, 2), "path_other": (1, 0, 0, 0),
    "path_project": (0, 2, 0, 0), "path_network": (0, 0, 2, 0),
    "path_news": (0, 0, 0, 2), "path_year": (0, 0, 0, 1),
    "runtime_label": (0, 3, 0, 0), "sheet_labels": (0, 3, 0, 0),
    "member_labels": (0, 0, 3, 0), "day_shown": (0, 0, 0, 2),
    "day_declared": (0.2, -0.2, -0.2, 1.1), "day_revised": (1, 0, 0, 0),
    "event_day": (0.1, 0, 0, 1.1), "span": (0, 1, 0, 0),
    "news_article": (0, 0, 0, 2), "article": (0.6, 0, 0, 0.4),
    "service": (1.5, 0, 0, 0), "quoted": (0.2, -0.2, -0.2, 1.2), "questions": (1, 0, 0, 0), "terms": (1, 0, 0, 0),
    "base": (0.5, 0, 0, 0),
}


def read_page(indexer, path):
    done = subprocess.run([indexer, "inspect", path, "--json"], check=True,
                          capture_output=True, text=True)
    signs = {sign["sign"]: sign["strength"] for sign in json.loads(done.stdout)["type_signs"]}
    return {**signs, "base": 1.0}


def read_pages(indexer):
    """Site, signs and number of its type, of each page."""
    with open(CORPUS / "gold.tsv", encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
    return [(row["path"].split("/")[0], read_page(indexer, CORPUS / "pages" / row["path"]),
             TYPES.index(row["type"])) for row in rows]


def without_address(signs):
    return {name: strength for name, strength in signs.items() if not name.startswith(ADDRESS)}


def scores(weights, signs):
    return [sum(strength * weights[name][k] for name, strength in signs.items())
            for k in range(len(TYPES))]


def shares(values):
    top = max(values)
    powers = [math.exp(value - top) for value in values]
    return [power / sum(powers) for power in powers]


def prior(names):
    return {name: list(PRIOR.get(name, (0, 0, 0, 0))) for name in names}


def fit(examples, names):
    """By gradient steps with a memory (RMSprop), enough for a convex sum."""
    held = prior(names)
    weights = prior(names)
    memory = {name: [1.0] * len(TYPES) for name in names}
    for step in range(STEPS):
        slope = {name: [TIGHTNESS * (weights[name][k] - held[name][k])
                        for k in range(len(TYPES))] for name in names}
        for signs, right in examples:
            share = shares(scores(weights, signs))
            share[right] -= 1
            for name, strength in signs.items():
                row = slope[name]
                for k, wrong in enumerate(share):
                    row[k] += strength * wrong / 2
        for name in names:
            for k, value in enumerate(slope[name]):
                memory[name][k] = 0.9 * memory[name][k] + 0.1 * value * value
                weights[name][k] -= 0.15 * 0.985 ** step * value / math.sqrt(memory[name][k] + 1e-6)
    return weights


def examples_of(pages):
    return ([(signs, right) for _, signs, right in pages]
            + [(without_address(signs), right) for _, signs, right in pages])


def count_right(weights, pages):
    """With the address, and without it."""
    told = [0, 0]
    for _, signs, right in pages:
        for i, given in enumerate((signs, without_address(signs))):
            values = scores(weights, given)
            told[i] += values.index(max(values)) == right
    return told


def check(pages, names):
    def line(what, told):
        print(f"{what:36} {told[0]} and {told[1]} of {len(pages)} pages right, "
              f"with and without address: {told[0] / len(pages):.3f} {told[1] / len(pages):.3f}")

    line("weights by hand", count_right(prior(names), pages))
    line("fitted to all sites", count_right(fit(examples_of(pages), names), pages))
    total = [0, 0]
    for site in sorted({page[0] for page in pages}):
        weights = fit(examples_of([page for page in pages if page[0] != site]), names)
        told = count_right(weights, [page for page in pages if page[0] == site])
        total = [a + b for a, b in zip(total, told)]
    line("fitted to the other sites", total)


def write(weights):
    lines = TABLE.read_text(encoding="utf-8").splitlines()
    for i, text in enumerate(lines):
        if not text.startswith("#"):
            name, saying = text.split("\t")[:2]
            lines[i] = "\t".join([name, saying] + [f"{w:.2f}" for w in weights[name]])
    TABLE.write_text("\n".join(lines) + "\n", encoding="utf-8")


def main():
    names = [line.split("\t")[0] for line in TABLE.read_text(encoding="utf-8").splitlines()
             if not line.startswith("#")]
    pages = read_pages(sys.argv[-1])
    if "--check" in sys.argv:
        check(pages, names)
    else:
        write(fit(examples_of(pages), names))


if __name__ == "__main__":
    main()
