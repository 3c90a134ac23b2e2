#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""The machinery of the benchmark works: documents, queries and figures of ourselves, small and without a network."""
import itertools
import json
import os
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))
import corpus  # noqa: E402
import own_texts  # noqa: E402
import plot  # noqa: E402
import rounds  # noqa: E402
from facet_values import FacetValues  # noqa: E402
from make_corpus import write_lines, write_pages  # noqa: E402
from queries import make_phrases, make_queries  # noqa: E402

NUMBER = 200


def documents(number):
    return list(itertools.islice(corpus.documents(own_texts.read_sources()), number))


class Corpus(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(folder.cleanup)
        cls.folder = Path(folder.name)
        cls.documents = documents(NUMBER)
        cls.lines = cls.folder / "corpus.jsonl"
        write_lines(cls.documents, cls.lines)

    def test_a_smaller_corpus_begins_a_larger_one(self):
        self.assertEqual(documents(NUMBER // 2), self.documents[:NUMBER // 2])

    def test_ids_are_unique_and_both_languages_are_there(self):
        self.assertEqual(len({document["id"] for document in self.documents}), NUMBER)
        self.assertEqual({document["language"] for document in self.documents}, {"de", "en"})

    def test_the_vocabulary_keeps_growing(self):
        longer = documents(4 * NUMBER)
        vocabulary = {word for document in longer[:3 * NUMBER] for word in document["body"].split()}
        last = {word for document in longer[3 * NUMBER:] for word in document["body"].split()}
        self.assertGreater(len(last - vocabulary), NUMBER / 2)

    def test_a_page_has_the_text_within_the_frame_of_its_site(self):
        pages = self.folder / "pages"
        write_pages(self.documents, NUMBER, pages, corpus.SEED)
        files = sorted(pages.rglob("*.html"))
        self.assertEqual(len(files), NUMBER)
        by_id = {file.stem.rpartition("-doc-")[2]: file for file in files}
        document = max(self.documents, key=lambda one: len(one["cities"]))
        page = by_id[document["id"].removeprefix("doc-")].read_text()
        city = FacetValues(None).city_name(document["cities"][0], document["language"])
        for part in ("<h1>", "<ul><li>", city):
            self.assertIn(part, page)

    def test_queries_are_of_the_corpus_and_some_have_filters_and_phrases(self):
        queries = make_queries(self.lines, 60)
        self.assertEqual(queries, make_queries(self.lines, 60))
        self.assertEqual(sum(query.phrase for query in queries), 3)
        self.assertEqual(sum(bool(query.field) for query in queries), 20)
        texts = " ".join(document["body"] for document in self.documents)
        self.assertTrue(all(word.lower() in texts.lower() for query in queries for word in query.words))

    def test_phrases_stand_in_the_corpus(self):
        texts = " ".join(document["body"] for document in self.documents)
        phrases = make_phrases(self.lines, 20)
        self.assertTrue(all(query.phrase and " ".join(query.words) in texts for query in phrases))


class Figures(unittest.TestCase):
    def test_ratios_are_those_within_a_round(self):
        self.assertEqual(rounds.paired_ratio([2, 40, 6], [1, 10, 2]), 3)

    def test_the_nearest_rank_is_the_percentile(self):
        self.assertEqual([rounds.percentile(range(1, 101), share) for share in (0.5, 0.95, 0.99)], [50, 95, 99])

    def test_each_round_begins_with_another_engine(self):
        self.assertEqual(list(rounds.alternating(["a", "b"], 2)), [(0, "a"), (0, "b"), (1, "b"), (1, "a")])

    def test_a_curve_of_one_point_can_be_drawn(self):
        self.assertIn("<circle", plot.curves("Indexing", "s", {"ours": [(20000, 1.5)]}))


class Command(unittest.TestCase):
    def test_ourselves_are_measured(self):
        with tempfile.TemporaryDirectory() as folder:
            done = subprocess.run([sys.executable, HERE / "bench.py", str(NUMBER), "--own-texts", "--rounds", "1",
                                   "--queries", "40", "--engines", "regiosearch", "--steps", "index,answer",
                                   "--folder", folder, "--plots", Path(folder) / "plots"],
                                  capture_output=True, text=True, env=os.environ, check=False)
            self.assertEqual(done.returncode, 0, done.stderr)
            results = json.loads((Path(folder) / "results.json").read_text())[str(NUMBER)]
            self.assertTrue((Path(folder) / "plots/and.svg").exists())
        self.assertRegex(done.stdout, r"(?m)^\| regiosearch \| \d+\.\d \[")
        for operator in ("AND", "OR", "phrases"):
            self.assertGreater(results["answer"][operator]["regiosearch"]["total"], 0)
        self.assertGreater(results["index"]["regiosearch"]["peak_bytes"][0], 1e6)


if __name__ == "__main__":
    unittest.main()
