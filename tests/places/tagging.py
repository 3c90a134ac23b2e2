# SPDX-License-Identifier: GPL-2.0-or-later
"""Cities in news sentences, against the named entities of GermEval 2014: of the
cities reported, how many lie inside a location of the gold; of the locations
that are names of cities in the gazetteer, how many are found. Below a floor
it fails. Wants REGIO_DATA (places/germeval2014_dev.tsv, places/europe_cities.tsv).
usage: tagging.py [--list]    with the wrong and the missed ones"""
import csv
import os
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from programs import BUILD  # noqa: E402

PRECISION, RECALL = 0.90, 0.85
TIGHT_BEFORE = set(".,;:!?)]}“%")
TIGHT_AFTER = set("([{„")


class Sentence:
    """Its text as it would be printed, and the gold spans: (start, end, label)."""

    def __init__(self, rows):
        self.text, self.spans, opened = "", [], [None, None]
        quoted = False
        glue = True
        for _, word, *layers in rows:
            closing = word == '"' and quoted
            if not glue and word[0] not in TIGHT_BEFORE and not closing:
                self.text += " "
            start = len(self.text.encode())
            self.text += word
            glue = word[0] in TIGHT_AFTER or (word == '"' and not quoted)
            quoted ^= word == '"'
            for layer, label in enumerate(layers[:2]):
                self.note(opened, layer, label, start)

    def note(self, opened, layer, label, start):
        end = len(self.text.encode())
        if label.startswith("I-") and opened[layer]:
            opened[layer][1] = end
            return
        opened[layer] = None
        if label != "O":
            opened[layer] = [start, end, label[2:]]
            self.spans.append(opened[layer])

    def words(self, start, end):
        return self.text.encode()[start:end].decode()


def read_gold(path):
    rows = []
    for line in path.read_text(encoding="utf-8").splitlines():
        fields = line.split("\t")
        if fields[0] == "#" or not line.strip():
            if rows:
                yield Sentence(rows)
            rows = []
        else:
            rows.append(fields)
    if rows:
        yield Sentence(rows)


def read_names(path):
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            yield from {row["name"], row["de"], row["en"]} - {""}


def mark(sentences):
    text = "".join(re.sub(r"\s", " ", s.text) + "\n" for s in sentences)
    done = subprocess.run([BUILD / "tests" / "mark_places"], input=text.encode(),
                          stdout=subprocess.PIPE, check=True)
    found = [[] for _ in sentences]
    for line in done.stdout.decode().splitlines():
        number, start, end, value = line.split("\t")
        found[int(number)].append((int(start), int(end), value))
    return found


def inside(mention, spans, labels):
    return any(s <= mention[0] and mention[1] <= e and label in labels for s, e, label in spans)


def meets(span, mentions):
    return any(m[0] < span[1] and span[0] < m[1] for m in mentions)


def precision(sentences, found, labels):
    wrong = [(s, m) for s, mentions in zip(sentences, found) for m in mentions
             if not inside(m, s.spans, labels)]
    return wrong, sum(len(mentions) for mentions in found)


def recall(sentences, found, names):
    wanted = [(s, span, mentions) for s, mentions in zip(sentences, found)
              for span in s.spans if span[2] == "LOC" and s.words(*span[:2]) in names]
    missed = [(s, span) for s, span, mentions in wanted if not meets(span, mentions)]
    return missed, len(wanted)


def tell(title, cases):
    counted = Counter(s.words(*span[:2]) for s, span in cases)
    print(f"\n{title}: " + ", ".join(f"{word} {n}" for word, n in counted.most_common()))
    for s, span in cases:
        print(f"  {s.words(*span[:2])}\t{span[2]}\t{s.text}")


def main(options):
    data = os.environ.get("REGIO_DATA")
    if not data:
        print("skipped: REGIO_DATA is not set")
        return 0
    places = Path(data) / "places"
    sentences = list(read_gold(places / "germeval2014_dev.tsv"))
    found = mark(sentences)
    wrong, reported = precision(sentences, found, {"LOC", "LOCderiv", "LOCpart"})
    strictly, _ = precision(sentences, found, {"LOC"})
    missed, wanted = recall(sentences, found, set(read_names(places / "europe_cities.tsv")))
    right = 1 - len(wrong) / reported
    hit = 1 - len(missed) / wanted
    print(f"reported {reported}, inside a location {right:.3f} (floor {PRECISION}), "
          f"adjectives and parts of words not counted {1 - len(strictly) / reported:.3f}")
    print(f"names of cities in the gold {wanted}, found {hit:.3f} (floor {RECALL})")
    if "--list" in options:
        tell("wrong", wrong)
        tell("wrong strictly", [case for case in strictly if case not in wrong])
        tell("missed", missed)
    return 0 if right >= PRECISION and hit >= RECALL else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
