# SPDX-License-Identifier: GPL-2.0-or-later
"""Facets against counting document by document: random queries with random filters on
several fields. Which documents a query finds is asked without filters; what their values
are is read from the index by trials/show_index; the rest is counted here.

By itself it tries a few queries over corpus/pages. REGIO_TRIALS says how many, REGIO_SEED
repeats them, REGIO_LINES is a file of JSON lines to index instead, whose projects are
given facts at random:

    REGIO_TRIALS=500 REGIO_LINES=docs.jsonl python3 tests/http/test_facet_counts.py
"""
import json
import os
import random
import subprocess
import sys
import time
import unittest
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "tests"), str(ROOT / "tests" / "trials")]
from contents import SHOW, trials  # noqa: E402
from programs import Daemon  # noqa: E402

FACETS = ("city", "cluster", "year", "type", "language", "programme", "country", "running")
FIELDS = (*FACETS, "budget")
YEARS = ("year", "running")
# tags of the parts of a record (common/index/record.h)
TAGS = {4: "type", 5: "language", 7: "year", 8: "city", 9: "cluster", 21: "programme",
        22: "country", 23: "running", 24: "budget"}
PROGRAMMES = ("INTERREG IVB", "Interreg IV B, EFRE", "LEADER", "ERDF", "Sonderprogramm Hafen",
              "GRW (2007-2013)", "URBACT II", "Horizon 2020 and LIFE")
DEEPEST, PAGE = 10000, 100  # of a list of hits
TRIALS = trials(40)
SEED = int(os.environ.get("REGIO_SEED", time.time_ns() % 1000000))


def documents_of(index):
    """Of each document's id, its values of each field."""
    documents = {}
    with subprocess.Popen([SHOW, index], text=True, stdout=subprocess.PIPE) as shown:
        for one in map(json.loads, shown.stdout):
            if "record" not in one:
                continue
            values = {field: set() for field in FIELDS}
            for tag, value in one["record"]:
                if tag in TAGS:
                    values[TAGS[tag]].add(value)
            documents[one["id"]] = values
    if shown.returncode or not documents:
        raise RuntimeError("show_index told no documents")
    return documents


def fits(values, field, chosen):
    """Whether one of the field's values is chosen; chosen is as in the address."""
    for typed in chosen:
        if typed == "none" and not values[field]:
            return True
        if ".." in typed and any(within(value, field, typed) for value in values[field]):
            return True
        if typed in values[field] and field != "budget":
            return True
    return False


def within(value, field, typed):
    least, most = typed.split("..")
    scale = 100 if field == "budget" else 1
    return ((not least or int(value) >= int(least) * scale)
            and (not most or int(value) <= int(most) * scale))


class Counted:
    """What an answer should say, counted page by page: documents of one page are one."""

    def __init__(self, documents, pages, filters):
        self.documents, self.filters = documents, filters
        self.total = sum(any(self.passes(one) for one in page) for page in pages)
        self.counts = {field: Counter() for field in FIELDS}
        self.missing = Counter()
        for page in pages:
            for field in FIELDS:
                self.count(field, [one for one in page if self.passes(one, but=field)])

    def passes(self, document, but=None):
        return all(field == but or fits(self.documents[document], field, chosen)
                   for field, chosen in self.filters.items())

    def count(self, field, page):
        if not page:
            return
        values = set().union(*(self.documents[one][field] for one in page))
        self.counts[field].update(values)
        self.missing[field] += not values

    def listed(self, field, known):
        """The values with their counts; those chosen at 0 too, by themselves or by a range."""
        chosen = {}
        for typed in self.filters.get(field, ()):
            if ".." in typed:
                chosen |= {value: 0 for value in known if within(value, field, typed)}
            elif typed != "none":
                chosen[typed] = 0
        return {**chosen, **self.counts[field]}


class FacetCounts(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.daemon = cls.enterClassContext(Daemon())
        cls.random = random.Random(SEED)
        lines = os.environ.get("REGIO_LINES")
        cls.daemon.index_folder(cls.with_facts(lines) if lines else ROOT / "corpus" / "pages")
        cls.documents = documents_of(cls.daemon.index)
        cls.daemon.start("--cache-mb", "0")
        cls.values = {field: sorted(set().union(*(one[field] for one in cls.documents.values())))
                      for field in FIELDS}
        cls.words = cls.words_of_titles()
        print(f"REGIO_SEED={SEED}: {TRIALS} queries, {len(cls.documents)} documents",
              file=sys.stderr)

    @classmethod
    def with_facts(cls, lines):
        """A file of the same lines, in which most projects have facts."""
        path = Path(cls.daemon.folder.name) / "lines.jsonl"
        with open(lines, encoding="utf-8") as given, open(path, "w", encoding="utf-8") as out:
            for line in given:
                one = json.loads(line)
                if one.get("type") == "project" and cls.random.random() < 0.8:
                    one["facts"] = cls.facts()
                out.write(json.dumps(one, ensure_ascii=False) + "\n")
        return path

    @classmethod
    def facts(cls):
        start = cls.random.randrange(1995, 2022)
        facts = {"programme": cls.random.choice(PROGRAMMES), "start": str(start),
                 "end": f"{start + cls.random.randrange(6)}-06",
                 "budget_eur": round(cls.random.uniform(1000, 5000000), 2)}
        return {key: value for key, value in facts.items() if cls.random.random() < 0.8}

    @classmethod
    def words_of_titles(cls):
        words = set()
        for order in ("newest", "oldest"):
            for hit in cls.daemon.search(limit=100, sort=order)["hits"]:
                words |= {word for word in (hit["title"] or "").split() if word.isalpha()}
        return sorted(words)

    def query(self):
        """Nothing, one word or a choice of words, found by the hundred."""
        words = self.random.sample(self.words, 3)
        return self.random.choice(["", words[0], words[1], f"{words[0]} OR {words[1]}",
                                   f"{words[0]} {words[2]}", f"{words[0]}*"])

    def value(self, field):
        known = self.values[field]
        kind = self.random.random()
        if kind < 0.15 or not known:
            return "none"
        if field == "budget":
            least = int(self.random.choice(known)) // 100
            return self.random.choice([f"{least}..", f"..{least}", f"{least}..{least * 3}"])
        if field in YEARS and kind < 0.5:
            first, last = sorted(self.random.choices(known, k=2))
            return self.random.choice([f"{first}..{last}", f"{first}..", f"..{last}"])
        return self.random.choice(known)

    def filters(self):
        chosen = self.random.sample(FIELDS, self.random.randrange(5))
        return {field: sorted({self.value(field) for _ in range(self.random.randrange(1, 4))})
                for field in chosen}

    def pages(self, query, duplicates):
        """Ids of what a query finds, those of one page together; None: too many to fetch."""
        pages = []
        while True:
            answer = self.daemon.search(q=query, limit=PAGE, offset=len(pages), facet_limit=0,
                                        duplicates=duplicates)
            if answer["total"] > DEEPEST:
                return None
            for hit in answer["hits"]:
                if hit["duplicates_total"] != len(hit["duplicates"]):
                    return None
                others = hit["duplicates"] if duplicates == "fold" else []
                pages.append([hit["id"], *(one["id"] for one in others)])
            if len(pages) >= answer["total"]:
                return pages

    def matches(self, query):
        """The same of each document by itself, however many there are if it is all."""
        if not query:
            return [[one] for one in self.documents]
        return self.pages(query, "show")

    def check(self, answer, expected):
        self.assertEqual(answer["total"], expected.total)
        self.assertEqual(answer["missing"], {field: expected.missing[field] for field in FIELDS})
        for field in FACETS:
            listed = {one["value"]: one["count"] for one in answer["facets"][field]}
            wanted = expected.listed(field, self.values[field])
            if len(wanted) <= 1000:  # as many as an answer lists
                self.assertEqual(listed, wanted, field)
            for value, count in listed.items():
                self.assertEqual(count, wanted[value], (field, value))
        chosen = self.random.choice(FACETS)
        one = json.loads(self.daemon.get(f"/api/v1/facets/{chosen}", [
            *self.pairs, ("limit", "1000")]))
        self.assertEqual(one["values"], answer["facets"][chosen])
        self.assertEqual(one["total"], answer["total"])

    def check_budgets(self, answer, passing):
        cents = sorted(int(value) for one in passing for value in self.documents[one]["budget"])
        budget = answer["budget"]
        self.assertEqual(budget["documents"], len(cents))
        self.assertEqual(round(budget["sum"] * 100), sum(cents))
        if cents:
            self.assertEqual(round(budget["median"] * 100), cents[(len(cents) - 1) // 2])
            self.assertEqual(round(budget["least"] * 100), cents[0])
            self.assertEqual(round(budget["most"] * 100), cents[-1])

    def check_stays(self, answer, **more):
        """No number changes with page, size or order."""
        other = self.daemon.search(*self.pairs, facet_limit=1000, **more)
        for part in ("total", "facets", "missing", "budget"):
            self.assertEqual(other[part], answer[part], more)

    def try_once(self, duplicates):
        query, filters = self.query(), self.filters()
        found = self.matches(query) if duplicates == "show" else self.pages(query, "fold")
        if found is None:
            return False
        self.pairs = [("q", query), ("duplicates", duplicates),
                      *((field, one) for field, chosen in filters.items() for one in chosen)]
        with self.subTest(pairs=self.pairs):
            expected = Counted(self.documents, found, filters)
            answer = self.daemon.search(*self.pairs, facet_limit=1000, limit=0)
            self.check(answer, expected)
            if duplicates == "show":
                self.check_budgets(answer, [one for page in found for one in page
                                            if expected.passes(one)])
            self.check_stays(answer, limit=7, offset=self.random.randrange(30),
                             sort=self.random.choice(["relevance", "newest", "oldest"]))
        return True

    def test_answers_are_what_counting_gives(self):
        tried = 0
        for trial in range(TRIALS * 5):
            tried += self.try_once("show" if trial % 2 else "fold")
            if tried >= TRIALS:
                break
        self.assertGreaterEqual(tried, TRIALS / 2)


if __name__ == "__main__":
    unittest.main()
