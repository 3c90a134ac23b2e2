#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Why a hit is where it is, and how a query was read, over HTTP."""
import json
import sys
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
from fixture import Daemon, Served, page  # noqa: E402

BODIES = [
    ("Hafen im Wandel", "Der Hafen von Rostock wird umgebaut. Die Häfen wachsen."),
    ("Wirtschaft", "Wirtschaftsförderung und Hafenwirtschaft im Kreis."),
    ("Förderung", "Zur Förderung der Wirtschaft gibt es Geld aus Rostock."),
    ("Geld", "Förderung läuft aus.\nEine Seite weiter steht etwas von Wirtschaft."),
    ("A port for hydrogen", "Hydrogen projects in rural areas near the port."),
    ("Wasserstoff", "Wasserstoffprojekte im ländlichen Raum."),
    ("Raum", "Der ländliche Raum und die Hafenbahn, gefördert im Jahr 2007."),
    ("Rundfahrt", "Wir förderten die CityRegio, die City-Regio und die Wirtschaftsförderer."),
    ("Landkreis", "Der Landkreis fördert Netzwerke, Messen und Häfen mit CO2 und 5G."),
]

QUERIES = [
    "Hafen", "der Hafen und die Stadt", "Hafen OR Rostock", "Hafen Rostock",
    "(Hafen Rostock) OR Förderung", "Wirtschaftsförderung", "Förderung der Wirtschaft",
    "Hafen -Rostock", "\"Förderung der Wirtschaft\"", "hydrogen", "hydrogen projects",
    "ländlicher Raum", "rural areas", "Häfen in Rostock wachsen mit Wasserstoff",
    "Landkreis Zeppelin Messen", "City-Regio", "title:Hafen", "Wirtschafts*", "Hafen xylophon",
    "der die das", "where do the hydrogen projects in rural areas get their money from",
    "year:2007 Raum", "Wirtschaftsförderung OR Wasserstoffprojekte", "CO2 Netzwerke",
    "Hafenwirtschaft Rostock Geld Kreis", "Reihe", "Reihe Hafen Folge Nummer",
]


def nodes(tree):
    yield tree
    for child in tree.get("of", []):
        yield from nodes(child)


def explained(hit):
    return {word["word"]: word for word in hit["explain"]["words"]}


class Explain(Served):
    @classmethod
    def setUpClass(cls):
        cls.daemon = cls.enterClassContext(Daemon())
        pages = [page(i, title, body, language="en" if " for " in title else "de")
                 for i, (title, body) in enumerate(BODIES)]
        pages += [page(100 + i, f"Reihe Nummer {i}", f"Folge {i} der Reihe.")
                  for i in range(240)]
        cls.daemon.index_lines([json.dumps(each) for each in pages])
        cls.daemon.start("--workers", "2")

    def explain(self, query, **parameters):
        return self.search(q=query, explain="on", limit=100, **parameters)

    def hit(self, query, identity, **parameters):
        for hit in self.explain(query, **parameters)["hits"]:
            if hit["id"] == identity:
                return hit
        self.fail(f"{query} does not find {identity}")

    def assert_adds_up(self, query, hit, score):
        explain = hit["explain"]
        first = sum(word["score"] for word in explain["words"])
        bonus = sum(word["bonus"] for word in explain["words"])
        margin = 1e-5 * max(1, abs(score))
        self.assertAlmostEqual(explain["score"], score, delta=margin, msg=query)
        self.assertAlmostEqual(first, explain["first_stage"], delta=margin, msg=query)
        self.assertAlmostEqual(first + bonus, score, delta=margin, msg=query)

    def test_the_words_add_up_to_the_score_of_every_hit(self):
        seen = 0
        for query in QUERIES:
            for parameters in ({}, {"translate": "off"}, {"offset": 150}, {"type": "news"}):
                for hit in self.explain(query, **parameters)["hits"]:
                    self.assert_adds_up(query, hit, hit["score"])
                    seen += 1
        self.assertGreater(seen, 500)

    def test_explaining_changes_nothing_else(self):
        for query in QUERIES:
            plain = self.search(q=query, limit=100)
            asked = self.explain(query)
            self.assertIn("read_as", asked["query"])
            del asked["query"]["read_as"]
            for hit in asked["hits"]:
                del hit["explain"]
            self.assertEqual({**plain, "took_ms": 0}, {**asked, "took_ms": 0})

    def test_a_page_beyond_the_best_was_not_looked_at_closely(self):
        first, last = (self.explain("Reihe", offset=offset)["hits"] for offset in (0, 205))
        self.assertTrue(all(hit["explain"]["rescored"] for hit in first))
        self.assertFalse(any(hit["explain"]["rescored"] for hit in last))
        self.assertEqual(explained(last[0])["Reihe"]["bonus"], 0)

    def test_where_a_word_stands_is_told(self):
        word = explained(self.hit("Hafen", "page-0"))["Hafen"]
        self.assertTrue(word["exact"] and word["title"] and word["lead"])
        self.assertEqual(word["forms"], ["Hafen", "Häfen"])
        self.assertEqual([(term["term"], term["kind"], term["weight"])
                          for term in word["matched"] if term["kind"] == "stem"],
                         [("Dhaf", "stem", 1)])
        word = explained(self.hit("Hafen", "page-8"))["Hafen"]
        self.assertFalse(word["exact"] or word["title"])
        self.assertEqual(word["forms"], ["Häfen"])

    def test_the_kind_of_each_term_is_told(self):
        for query, identity, typed, kind in (
                ("Hafen", "page-6", "Hafen", "part"),
                ("hydrogen", "page-5", "hydrogen", "translation"),
                ("Netz*", "page-8", "Netz", "prefix"),
                ("City-Regio", "page-7", "City-Regio", "whole")):
            with self.subTest(query=query):
                words = self.hit(query, identity)["explain"]["words"]
                kinds = {term["kind"] for word in words for term in word["matched"]
                         if word["word"] == typed}
                self.assertIn(kind, kinds)

    def test_counts_are_those_of_the_page_and_four_for_a_title(self):
        matched = explained(self.hit("Reihe", "page-100"))["Reihe"]["matched"]
        self.assertEqual([term["count"] for term in matched if term["kind"] == "stem"], [5])

    def test_a_question_tells_what_share_a_page_carries(self):
        hits = self.explain("Häfen in Rostock wachsen mit Wasserstoff")["hits"]
        shares = [hit["explain"]["carried_share"] for hit in hits]
        self.assertTrue(all(0 < share <= 1.0001 for share in shares), shares)
        self.assertGreater(max(shares), min(shares))
        self.assertIsNone(self.explain("Hafen")["hits"][0]["explain"]["carried_share"])

    def test_a_page_in_the_other_language_is_held_back(self):
        query = "Wasserstoffprojekte im ländlichen Raum"
        self.assertLess(self.hit(query, "page-4")["explain"]["language_factor"], 1)
        self.assertEqual(self.hit(query, "page-5")["explain"]["language_factor"], 1)

    def test_words_close_to_each_other_are_told(self):
        words = explained(self.hit("Hafen Rostock", "page-0"))
        self.assertGreater(words["Hafen"]["close_to_next"], 0)
        self.assertEqual(words["Rostock"]["close_to_next"], 0)

    def test_a_list_by_date_says_so(self):
        for order in ("newest", "oldest"):
            hit = self.explain("Hafen", sort=order)["hits"][0]
            self.assertEqual((hit["explain"]["order"], hit["score"]), (order, 0))
            self.assertFalse(hit["explain"]["rescored"])
            self.assert_adds_up(order, hit, hit["explain"]["score"])

    def test_everything_needs_no_words(self):
        answer = self.explain("")
        self.assertEqual(answer["query"]["read_as"], {"kind": "everything", "required": True})
        self.assertEqual(answer["hits"][0]["explain"]["words"], [])

    def test_how_the_query_was_read_is_told(self):
        tree = self.explain("(Hafen OR city:Rostock) -Messe")["query"]["read_as"]
        self.assertEqual([node["kind"] for node in nodes(tree)],
                         ["not", "or", "word", "filter", "or", "word"])
        word = next(node for node in nodes(tree) if node["kind"] == "word")
        self.assertEqual(word["word"], "Hafen")
        self.assertIn({"term": "Dhaf", "kind": "stem", "weight": 1, "finds": True},
                      word["terms"])
        tree = self.explain("Hafen xylophon")["query"]["read_as"]
        self.assertEqual(tree["kind"], "some")
        tree = self.explain("\"der Hafen\"")["query"]["read_as"]
        self.assertEqual([node["word"] for node in tree["of"]], ["der", "Hafen"])

    def test_translations_stand_for_what_was_typed(self):
        tree = self.explain("Ein ländlicher Raum")["query"]["read_as"]
        near = [node for node in nodes(tree) if node["kind"] == "near"]
        self.assertTrue(near)
        self.assertEqual({word["word"] for word in near[0]["of"]}, {"ländlicher Raum"})

    def test_nothing_is_told_unasked(self):
        for parameters in ({}, {"explain": "off"}):
            answer = self.search(q="Hafen", **parameters)
            self.assertNotIn("explain", answer["hits"][0])
            self.assertNotIn("read_as", answer["query"])

    def test_the_page_tells_it_in_words(self):
        text = self.ask("/", {"q": "Hafen Rostock", "explain": "on", "ui": "de"}).text()
        self.assertIn("<summary>Warum dieser Treffer?</summary>", text)
        self.assertRegex(text, r"<li><b>Hafen</b>: \d+\u00a0% der Punkte, gefunden als "
                               r"<em>Hafen</em>")
        self.assertIn("im Titel", text)
        self.assertIn("explain=on", text.split("<main")[1])
        self.assertIn("<input type=\"hidden\" name=\"explain\" value=\"on\">", text)
        text = self.ask("/", {"q": "Hafen", "explain": "on", "ui": "en"}).text()
        self.assertIn("<summary>Why this hit?</summary>", text)
        self.assertIn("in the title", text)

    def test_the_page_tells_nothing_unasked(self):
        self.assertNotIn("Warum dieser", self.ask("/", {"q": "Hafen", "ui": "de"}).text())

    def test_what_was_typed_is_text_on_the_page(self):
        text = self.ask("/", {"q": "<b>Hafen</b>&", "explain": "on", "ui": "de"}).text()
        self.assertNotIn("<b>Hafen</b>&", text)


if __name__ == "__main__":
    unittest.main()
