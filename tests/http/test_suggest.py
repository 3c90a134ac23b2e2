#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""What somebody who is typing may mean, over HTTP."""
import json
import sys
import time
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
from fixture import Daemon, Served, page  # noqa: E402

PAGES = [
    page(1, "Hafen im Wandel", "Der Hafen von Danzig fördert die Wirtschaft.",
         cities=["Gdańsk"], clusters=["maritime"], date="2019-01-01", years=[2019]),
    page(2, "Förderung der Wirtschaft", "Förderung der Wirtschaft in Görlitz und Danzig.",
         cities=["Görlitz", "Gdańsk"], clusters=["energy"], years=[2020]),
    page(3, "Wasserstoff für alle", "Wasserstoff und Förderungen.", cities=["Görlitz"],
         clusters=["energy"], years=[2020]),
    page(4, "A strategy for hydrogen", "Hydrogen at the port of Gdansk.", language="en",
         cities=["Gdańsk"], clusters=["energy", "maritime"], years=[2021]),
    page(5, "Die \"Hafenmeile\" <b>neu</b>", "Die Hafenmeile \\ wird gebaut.",
         cities=["Frankfurt (Oder)"], url=None),
    page(6, "Wirtschaftswege", "Wirtschaftsförderung ohne Ort."),
    page(8, "Zoo", "Ein Gorilla."), page(9, "Zoo zwei", "Noch ein Gorilla."),
    page(7, "Rat von Zwickelbach", "Beratung.", cities=["Zwickelbach"], type="network"),
]


class Suggest(Served):
    @classmethod
    def setUpClass(cls):
        cls.daemon = cls.enterClassContext(Daemon())
        lines = [json.dumps({k: v for k, v in p.items() if v is not None}) for p in PAGES]
        report = cls.daemon.index_lines(lines)
        assert report["added"] == len(PAGES), report
        cls.daemon.start("--workers", "2")

    def suggest(self, q, *pairs, ui="de", **parameters):
        answer = self.ask("/api/v1/suggest",
                          [("q", q), ("ui", ui), *pairs, *parameters.items()])
        self.assertEqual(answer.status, 200, answer.body)
        self.assertEqual(answer.headers["Content-Type"], "application/json; charset=utf-8")
        found = answer.json()["suggestions"]
        keys = [(item["kind"], item["text"]) for item in found]
        self.assertEqual(len(set(keys)), len(keys), "something is suggested twice")
        self.check_counts(found, pairs, parameters)
        return found

    def check_counts(self, found, pairs, parameters):
        """What is suggested finds what it says, or more."""
        parameters = [p for p in [*pairs, *parameters.items()] if p[0] != "limit"]
        for item in found:
            filters = parameters
            if item["filter"]:
                chosen, = item["filter"]
                filters = [p for p in parameters if p[0] != chosen]
            more = list((item["filter"] or {}).items())
            total = self.search(("q", item["query"]), *filters, *more)["total"]
            self.assertGreaterEqual(item["count"], 1, item)
            self.assertGreaterEqual(total, item["count"], item)
            if item["kind"] != "word":
                self.assertEqual(total, item["count"], item)

    def wait_for(self, check):
        """Commits are seen soon, by an uncertain moment."""
        deadline = time.monotonic() + 20
        while not check():
            self.assertLess(time.monotonic(), deadline)
            time.sleep(0.05)

    def texts(self, q, kind, *pairs, **parameters):
        return [item["text"] for item in self.suggest(q, *pairs, **parameters)
                if item["kind"] == kind]

    def test_the_last_word_is_completed_and_those_before_stay(self):
        found = self.suggest("förderung der wirt")
        self.assertEqual(found[0], {"text": "förderung der Wirtschaft", "kind": "word",
                                    "count": 2, "query": "förderung der Wirtschaft",
                                    "filter": None})
        self.assertIn("Hafenmeile", self.texts("hafen", "word"))
        self.assertIn("Hafen", self.texts("hafen", "word"))

    def test_forms_of_a_word_are_suggested_once(self):
        self.assertEqual(len([text for text in self.texts("förderu", "word")
                              if text.startswith("F")]), 1)

    def test_words_with_the_marks_typed_come_first(self):
        def first(typed):
            return [item["text"] for item in self.suggest(typed) if item["kind"] == "word"][0]

        self.assertEqual(first("gor"), "Gorilla")  # on more pages
        self.assertEqual(first("gör"), "Görlitz")
        self.assertEqual(first("goer"), "Görlitz")
        self.assertIn("Gorilla", [item["text"] for item in self.suggest("gör")])

    def test_marks_may_be_left_out_or_written_any_way(self):
        for q in ("gorlitz", "Görl", "goerl", "GÖRL"):
            self.assertEqual(self.texts(q, "city"), ["Görlitz"], q)

    def test_all_names_of_a_city_lead_to_it(self):
        for q in ("danz", "gdan", "Gdań"):
            item, = [i for i in self.suggest(q) if i["kind"] == "city"]
            self.assertEqual((item["text"], item["filter"], item["query"], item["count"]),
                             ("Danzig", {"city": "Gdańsk"}, "", 3))
        self.assertEqual(self.texts("danz", "city", ui="en"), ["Gdansk"])
        self.assertEqual(self.texts("zwickel", "city"), ["Zwickelbach"])

    def test_names_may_have_several_words(self):
        for q in ("frankfurt (od", "frankfurt od"):
            self.assertEqual(self.texts(q, "city"), ["Frankfurt (Oder)"], q)
        item, = [i for i in self.suggest("hafenmeile frankfurt o") if i["kind"] == "city"]
        self.assertEqual((item["query"], item["count"]), ("hafenmeile", 1))

    def test_clusters_are_known_by_their_names_in_both_languages(self):
        for q in ("wasserst", "hydrog", "erneuerb"):
            self.assertEqual(self.texts(q, "cluster"), ["Energie und Wasserstoff"], q)
            self.assertEqual(self.texts(q, "cluster", ui="en"), ["Energy and hydrogen"], q)
        answer = self.ask("/api/v1/suggest", {"q": "wasserst"},
                          headers={"Accept-Language": "en"}).json()
        self.assertIn("Energy and hydrogen", [i["text"] for i in answer["suggestions"]])

    def test_titles_are_found_by_any_of_their_words(self):
        for q in ("haf", "wand", "hafen wa"):
            self.assertIn("Hafen im Wandel", self.texts(q, "title"), q)
        item = [i for i in self.suggest("zwickelb") if i["kind"] == "title"][0]
        self.assertEqual((item["id"], item["url"], item["count"]),
                         ("page-7", "https://region.example/7", 1))
        self.assertEqual(self.texts("strateg", "title"), ["A strategy for hydrogen"])
        self.assertEqual(self.texts("danzig wa", "title"), [])

    def test_a_slip_is_forgiven_in_four_letters_and_two_in_eight(self):
        self.assertEqual(self.texts("dnaz", "city"), ["Danzig"])
        self.assertIn("Wirtschaft", self.texts("wirtshcaf", "word"))
        self.assertIn("Wasserstoff für alle", self.texts("wassrestof", "title"))
        self.assertEqual(self.texts("vörlitz", "city"), ["Görlitz"])
        self.assertEqual(self.suggest("dna"), [])
        self.assertEqual(self.texts("wyrdshcaf", "word"), [])

    def test_what_was_typed_comes_before_what_has_slips(self):
        found = self.suggest("hafen")
        self.assertTrue(all(i["text"].lower().find("hafen") >= 0 or i["kind"] == "cluster"
                            for i in found), found)

    def test_nothing_is_suggested_that_the_filters_exclude(self):
        self.assertEqual(self.texts("hafen", "word", city="Görlitz"), [])
        self.assertEqual(self.texts("hafen", "title", city="Görlitz"), [])
        self.assertEqual(self.texts("danz", "city", cluster="logistics"), [])
        self.assertEqual(self.texts("danz", "city", ("year", "2019"), cluster="maritime"),
                         ["Danzig"])

    def test_a_fields_own_filter_lets_one_add_a_value_but_not_twice(self):
        self.assertEqual(self.texts("gör", "city", city="Danzig"), ["Görlitz"])
        self.assertEqual(self.texts("danz", "city", city="Danzig"), [])

    def test_fields_phrases_and_operators_are_understood(self):
        self.assertEqual(self.texts("title:wan", "word"), ["title:Wandel"])
        self.assertEqual(self.texts('"hafen im wa', "word"), ['"hafen im Wandel'])
        self.assertEqual(self.suggest("stadt -haf"), [])
        self.assertEqual([i["text"] for i in self.suggest("city:dan")], ["Danzig"])
        self.assertIn("wasserstoff OR Hafen", self.texts("wasserstoff OR haf", "word"))

    def test_one_letter_and_none_are_answered(self):
        self.assertTrue(self.suggest("h"))
        for q in ("", " ", "xqx", "...", "2007", "( ( \"", "*", "-", ":"):
            self.assertEqual(self.suggest(q), [], q)
        self.assertEqual(self.ask("/api/v1/suggest").json(), {"suggestions": []})

    def test_the_limit_is_kept_and_the_first_stay_the_same(self):
        all_of_them = self.suggest("w", limit=50)
        for limit in (0, 1, 3):
            self.assertEqual(len(self.suggest("w", limit=limit)), limit)
        self.assertEqual(self.suggest("w", limit=50), all_of_them)
        self.assertLessEqual(len(self.suggest("w")), 10)

    def test_long_and_odd_texts_are_answered(self):
        for q in ("w" * 1000, "haf " * 200 + "haf", "ß" * 500, "wirt" * 2000, "\U0001f600" * 50,
                  "\"" * 300, "(" * 900 + "haf", "Варна", "港", "a\tb\nhaf"):
            self.suggest(q)

    def test_text_of_pages_and_visitors_breaks_no_json(self):
        found = self.suggest("hafenme")
        title, = [i for i in found if i["kind"] == "title"]
        self.assertEqual(title["text"], "Die \"Hafenmeile\" <b>neu</b>")
        self.assertIsNone(title["url"])
        self.assertNotIn(b"<b>", self.ask("/api/v1/suggest", {"q": "hafenme"}).body)
        for q in ('"}],"x":"haf', "\\haf", "</script>haf", "\u2028haf"):
            self.suggest(q)

    def test_browsers_get_lists_of_texts(self):
        answer = self.ask("/api/v1/suggest",
                          {"q": "hafenmeile frank", "format": "opensearch", "ui": "en"})
        self.assertEqual(answer.headers["Content-Type"], "application/x-suggestions+json")
        typed, texts, pages = answer.json()
        self.assertEqual(typed, "hafenmeile frank")
        self.assertIn("hafenmeile Frankfurt (Oder)", texts)
        self.assertEqual(len(texts), len(pages))
        self.assertIn("1 page", pages)

    def test_what_cannot_be_is_refused_with_a_reason(self):
        for path in ("?q=%FF", "?q=a%00b", "?q=a&x=1", "?q=a&q=b", "?q=a&format=xml",
                     "?q=a&format=json&format=json", "?q=a&limit=x", "?q=a&limit=101",
                     "?q=a&year=soon", "?q=a&city=", "?q=a&format"):
            self.assert_problem(self.ask("/api/v1/suggest" + path), 400)
        self.assert_problem(self.ask("/api/v1/suggest", method="DELETE"), 405)

    def test_a_new_page_is_suggested_after_the_commit(self):
        new = page(900, "Quittenkarussell eröffnet", "Ein Quittenkarussell.",
                   cities=["Eisenhüttenstadt"])
        self.assertEqual(self.suggest("quittenk"), [])
        self.daemon.index_lines([json.dumps(p) for p in PAGES if p["url"]]
                                + [json.dumps(new)])
        self.wait_for(lambda: self.texts("quittenk", "title")
                               == ["Quittenkarussell eröffnet"])
        self.assertEqual(self.texts("eisenhü", "city"), ["Eisenhüttenstadt"])
        self.wait_for(lambda: self.texts("quittenk", "word") == ["Quittenkarussell"])


if __name__ == "__main__":
    unittest.main()
