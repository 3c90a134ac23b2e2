#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""What queries with operators find, and how the answer says they were read."""
import json
import random
import unittest

from fixture import PAGES, Daemon, Served, page

GERMAN = "Der Hafen der Stadt wird mit Mitteln des Landes umgebaut und erweitert. "
ENGLISH = "The harbour of the town is being rebuilt and enlarged with money of the state. "
MORE = [
    page(201, "Bahn", "Die Brücke der alten Bahn führt über den breiten Fluss zum Speicher.",
         date="2003-01-01", years=[2003]),
    page(202, "Fluss", "Der Speicher steht am Fluss.\n\nDie Brücke ist weit entfernt.",
         date="2004-01-01", years=[2004]),
    page(203, "Zweisprachig", (GERMAN * 4) + "\n\n" + (ENGLISH * 4)),
    page(204, "Weg", "Ein Speicher, den es nicht mehr gibt."),
    page(205, "Teuer", "Ein teures Vorhaben am Fluss.", type="project",
         facts={"programme": "LEADER", "start": "2006-01", "end": "2007-06", "budget_eur": 250000}),
]
PIECES = ["hafen", "Speicher", "Fluß", "(", ")", "((((", "\"", "„", "“", "-", "--", ":", "*", "spe*",
          "AND", "ODER", "NOT", "NEAR/3", "NAHE", "near/999999999999", "year:", "jahr:2005..2008",
          "jahr:..", "budget:>1m", "budget:1,5 mio..", "is:undated", "is:", "has:city", "hat:x",
          "lang:mixed", "city:none", "ort:\"Bad", "title:", "\t", "\n", "\u00a0", "\u200b", "\u0301",
          "\U0001f600", "\ufeff", "%", "&", "<b>", "'", "½", "ﷺ", "a" * 300, "und", "der", "1.234"]


class QueryLanguage(Served):
    @classmethod
    def setUpClass(cls):
        cls.daemon = cls.enterClassContext(Daemon())
        lines = [json.dumps(document) for document in PAGES + MORE]
        cls.daemon.index_lines(lines)
        cls.daemon.index_lines([line for line in lines if '"page-204"' not in line],
                               "--complete", "--keep-vanished")
        cls.daemon.start("--workers", "2")

    def finds(self, query, *numbers):
        found = {hit["id"] for hit in self.search(q=query, limit=100)["hits"]}
        self.assertEqual(found, {f"page-{number}" for number in numbers}, query)

    def test_words_near_others(self):
        self.finds("Brücke NEAR/3 Bahn", 201)
        self.finds("Bahn NAHE/3 Brücke", 201)
        self.finds("Brücke NEAR/2 Bahn")
        self.finds("Speicher NEAR/3 Fluss", 201, 202)
        self.finds("Speicher NEAR/2 Fluss", 201)
        self.finds("Fluss NEAR/100 Brücke", 201)  # in one paragraph
        self.finds("Bahn NEAR/3 Brücke NEAR/9 Speicher")
        self.finds("Brücke NEAR/3 Bahn NEAR/7 Speicher", 201)
        self.finds("\"alten Bahn\" NEAR/3 Fluss")
        self.finds("\"alten Bahn\" NEAR/5 Fluss", 201)
        self.finds("Speicher -Speicher NEAR/3 Fluss", 204)

    def test_ranges_and_predicates(self):
        self.finds("jahr:2003-2004", 201, 202)
        self.finds("year:<=2003", 201)
        self.finds("running:2007", 2, 205)
        self.finds("laufzeit:2008..", 2)
        self.finds("budget:1000000..", 2)
        self.finds("budget:<1mio", 205)
        self.finds("hat:budget", 2, 205)
        self.finds("programm:interreg-ivb", 2)
        self.finds("land:Polen", 2, 4)
        self.finds("ist:undatiert hafen", 203)
        self.finds("has:date Speicher", 201, 202)
        self.finds("is:vanished", 204)
        self.finds("Speicher -is:vanished", 201, 202)
        self.finds("lang:mixed", 203)
        self.finds("city:none Fluss", 201, 202, 205)

    def test_it_says_how_it_was_read(self):
        def read(query, **more):
            return self.search(q=query, **more)["query"]

        self.assertEqual(read("hafen, rostock")["understood"], "hafen rostock")
        self.assertEqual(read("titel:hafen -berlin year:2005-2008", ui="en")["understood"],
                         "title:hafen AND year:2005..2008 AND NOT berlin")
        self.assertEqual(read("a NEAR b", ui="de")["understood"], "a NAHE/8 b")
        [note] = read("hafen year:abc", ui="en")["notes"]
        self.assertEqual((note["kind"], note["start"], note["end"]), ("value", 6, 14))
        self.assertIn("no value", note["text"])
        [note] = read("hafen ort:Rostok typ:project", ui="de")["notes"]
        self.assertEqual((note["kind"], note["start"], note["end"]), ("unknown_value", 10, 16))
        self.assertIn("Keine Seite", note["text"])
        [note] = read("hafen", ui="en", city="Rostok")["notes"]
        self.assertEqual(
            (note["kind"], note["parameter"], note["on"], note["start"], note["end"]),
            ("unknown_value", "city", "Rostok", 0, 6))
        self.assertEqual(read("hafen", city="Danzig", year="1066", type="none")["notes"], [])
        self.assertIn("<code>Rostok</code>: Keine Seite",
                      self.ask("/", {"city": "Rostok", "ui": "de"}).text())
        self.assertEqual(read("hafen")["notes"], [])
        self.assertEqual(read("ort:Danzig ort:none jahr:1066 typ:Projekt")["notes"], [])

    def test_a_field_before_parentheses_is_of_all_within(self):
        self.finds("jahr:(2003 ODER 2004)", 201, 202)
        self.finds("titel:(Bahn ODER Fluss)", 201, 202)
        self.finds("Speicher -titel:(Bahn OR Fluss)", 204)
        self.finds("land:(Polen) -jahr:(2007)", 4)
        offers = self.search(q="Speicher jahr:(1066 ODER 1067)")["rescue"]["relaxations"]
        self.assertIn("Speicher", [offer["query"] for offer in offers])

    def test_what_was_understood_is_understood_again(self):
        for query in ("hafen UND rostock", "hafen OR rostock NOT berlin", "land:Polen hafen",
                      "Brücke NAHE/3 Bahn", "a:b Fluss", "Ein- und Ausfuhr Fluss",
                      "titel:(Bahn ODER Fluss) -Hafen", "‚alten Bahn‘", "Fluss NEAR/5"):
            for ui in ("de", "en"):
                first = self.search(q=query, ui=ui)
                again = self.search(q=first["query"]["understood"], ui=ui)
                with self.subTest(query=query, ui=ui):
                    self.assertEqual(again["query"]["understood"], first["query"]["understood"])
                    self.assertEqual(again["total"], first["total"])

    def test_the_page_says_it_too(self):
        markup = self.ask("/", {"q": "titel:hafen -berlin ro*", "ui": "de"}).text()
        self.assertIn("<code>titel:hafen UND ro UND NICHT berlin</code>", markup)
        self.assertIn("<code>ro*</code>: Vor einem Sternchen", markup)
        self.assertIn("So lässt sich genauer suchen", markup)
        self.assertNotIn("Gelesen als", self.ask("/", {"q": "hafen", "ui": "de"}).text())

    def test_any_bytes_get_an_answer_or_a_problem(self):
        dice = random.Random(6)
        for _ in range(300):
            query = dice.choice([" ", ""]).join(dice.choices(PIECES, k=dice.randint(1, 12)))
            bits = bytearray(query.encode())
            for _ in range(dice.choice([0, 0, 1, 3])):
                bits[dice.randrange(len(bits))] = dice.randrange(256)
            answer = self.ask("/api/v1/search", {"q": bytes(bits), "explain": dice.choice(["on", "off"])})
            with self.subTest(query=bytes(bits)):
                if answer.status == 200:
                    self.assertIn("understood", answer.json()["query"])
                else:
                    self.assert_problem(answer, 400)


if __name__ == "__main__":
    unittest.main()
