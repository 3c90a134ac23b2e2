#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""The forms and compounds of a word that the pages have, over HTTP."""
import json
import sys
import unittest
import urllib.parse
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
from fixture import Daemon, Served, page  # noqa: E402

BODIES = [
    "Wirtschaftsförderung und Förderung", "Wirtschaftsförderung im Kreis",
    "Die WIRTSCHAFTSFÖRDERUNG lud ein, denn Wirtschaftsförderung lohnt sich",
    "Förderungen laufen aus", "Sportförderung und Foerderung", "Beförderung per Bahn",
    "Städtenetzwerk der Städte", "Eine Stadt, zwei Städte", "Stadtentwicklung",
    "Die Wirtschaftsförderungsgesellschaft", "Stadion am Fluss",
    "Hydrogen is clean", "A hydrogen strategy", "Strategies for ports",
]


class Words(Served):
    @classmethod
    def setUpClass(cls):
        cls.daemon = cls.enterClassContext(Daemon())
        cls.daemon.index_lines([json.dumps(page(i, f"Blatt {i}", body))
                                for i, body in enumerate(BODIES)])
        cls.daemon.start("--workers", "2")

    def family(self, word, **parameters):
        answer = self.ask("/api/v1/words/" + urllib.parse.quote(word), parameters)
        self.assertEqual(answer.status, 200, answer.body)
        self.assertEqual(answer.json()["word"], word)
        self.assertGreaterEqual(answer.json()["total"], len(answer.json()["family"]))
        return {member["word"]: member["count"] for member in answer.json()["family"]}

    def test_forms_and_compounds_are_told_with_the_pages_that_have_them(self):
        family = self.family("Förderung")
        self.assertEqual(family["Wirtschaftsförderung"], 3)
        self.assertEqual(family["Förderung"], 1)
        self.assertEqual(family["Förderungen"], 1)
        self.assertEqual(family["Sportförderung"], 1)
        self.assertEqual(list(family)[0], "Wirtschaftsförderung")
        self.assertNotIn("Blatt", family)

    def test_umlauts_may_be_written_any_way(self):
        self.assertEqual(self.family("foerderung"), self.family("Förderung"))

    def test_umlauts_change_within_a_family(self):
        for word in ("Städte", "Stadt", "stadt"):
            self.assertEqual(set(self.family(word)),
                             {"Städte", "Stadt", "Städtenetzwerk", "Stadtentwicklung"})

    def test_a_compound_is_the_head_of_longer_ones(self):
        self.assertIn("Wirtschaftsförderungsgesellschaft",
                      self.family("Wirtschaftsförderung"))
        self.assertNotIn("Sportförderung", self.family("Wirtschaftsförderung"))

    def test_english_words_have_families(self):
        self.assertEqual(sum(self.family("hydrogen").values()), 2)
        self.assertEqual({word.lower() for word in self.family("strategy")},
                         {"strategy", "strategies"})

    def test_an_unknown_word_has_none(self):
        answer = self.ask("/api/v1/words/xylophonvirtuose")
        self.assertEqual((answer.status, answer.json()),
                         (200, {"word": "xylophonvirtuose", "total": 0, "family": []}))

    def test_the_most_frequent_come_first_and_the_total_counts_all(self):
        answer = self.ask("/api/v1/words/F%C3%B6rderung", {"limit": 1}).json()
        self.assertEqual(answer["family"], [{"word": "Wirtschaftsförderung", "count": 3}])
        self.assertGreater(answer["total"], 3)

    def test_what_cannot_be_is_refused_with_a_reason(self):
        for path in ("/api/v1/words/", "/api/v1/words/%FF", "/api/v1/words/" + "a" * 201,
                     "/api/v1/words/a?limit=0", "/api/v1/words/a?limit=1001",
                     "/api/v1/words/a?limit=x", "/api/v1/words/a?limit=5&limit=6",
                     "/api/v1/words/a?q=b", "/api/v1/words/a?limit"):
            with self.subTest(path=path):
                self.assert_problem(self.ask(path), 400)
        self.assert_problem(self.ask("/api/v1/words"), 404)

    def test_what_is_no_word_has_no_family(self):
        for word in ("...", "<b>", "a/b", "AND", "-", "(", " ", "\U0001F600"):
            with self.subTest(word=word):
                self.assertIsInstance(self.family(word), dict)

    def test_the_page_shows_the_family_of_its_most_telling_word(self):
        text = self.ask("/", {"q": "der Förderung"}).text()
        self.assertIn("Wortfamilie „Förderung“", text)
        self.assertIn("wie viele Seiten genau diese Form haben", text)
        self.assertIn('<a href="/?q=Wirtschaftsf%C3%B6rderung">'
                      'Wirtschaftsförderung <span class="count">3</span></a>', text)
        self.assertIn("Word family of", self.ask("/", {"q": "Stadt", "ui": "en"}).text())

    def test_a_word_by_itself_has_no_box(self):
        self.assertNotIn("Wortfamilie", self.ask("/", {"q": "Stadion", "ui": "de"}).text())
        self.assertNotIn("Wortfamilie", self.ask("/", {"ui": "de"}).text())


if __name__ == "__main__":
    unittest.main()
