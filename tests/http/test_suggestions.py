#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Who mistypes is told what was meant, who finds nothing what would find some."""
import json
import re
import sys
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
from fixture import Daemon, Served, page  # noqa: E402

CITY = {"Leipzig": ["Leipzig"], "Rostock": ["Rostock"]}


def texts(start, city, *bodies, **more):
    return [page(start + i, f"Blatt {start + i}", body, cities=CITY[city], **more)
            for i, body in enumerate(bodies)]


PAGES = [
    *texts(1, "Leipzig", "Clusterpolitik braucht Ausdauer.",
           "Neue Clusterpolitik für das Land.", "Der Arbeitsmarkt wächst.",
           "Am Arbeitsmarkt fehlen Fachleute.", "Arbeitsmarkt und Bildung.",
           "Ein Tippfehler: Arbeitsamrkt steht hier.", "Leipzig baut um.",
           "Die Förderung läuft aus.", "Förderung für alle.", "Eine Förderung im Kreis.",
           "Viele Förderungen, eine Förderung.", "Immer wieder das Tor.",
           "Immer zuerst: das erste Tor.", "Die Mole am Wasser, die vier Boote."),
    *texts(31, "Rostock", "Hafen und Cluster arbeiten zusammen.", "Ein Cluster am Hafen.",
           "Das Wasserstoffprojekt beginnt.", "Fähren legen im Hafen an.",
           "Der Hafenausbau hat Gegner.", "Eine Forderung der Gewerkschaft."),
    *texts(61, "Rostock", "Economic development takes time.", "Development of green hydrogen.",
           "Hydrogen for ferries.", "The development plan.", language="en"),
]


class Suggestions(Served):
    @classmethod
    def setUpClass(cls):
        cls.daemon = cls.enterClassContext(Daemon())
        cls.daemon.index_lines([json.dumps(page) for page in PAGES])
        cls.daemon.start("--workers", "2")

    def suggested(self, query, **more):
        answer = self.search(q=query, **more)
        if not answer["suggestion"]:
            self.assertIsNone(answer["suggested"])
            return None
        self.assertEqual(re.sub("</?mark>", "", answer["suggestion"]),
                         answer["suggested"]["query"].replace("&", "&amp;")
                         .replace("<", "&lt;").replace('"', "&quot;"))
        found = self.search(q=answer["suggested"]["query"], **more)
        self.assertEqual(found["total"], answer["suggested"]["total"])
        return answer["suggested"]["query"]

    def test_slips_of_all_kinds_are_corrected_in_both_languages(self):
        for typed, meant in [
                ("Clsuterpolitik", "Clusterpolitik"),   # changed places
                ("clusterpolitk", "Clusterpolitik"),    # left out
                ("Arbeitsamrktt", "Arbeitsmarkt"),       # the nearest is a slip itself
                ("Arbeistmrkt", "Arbeitsmarkt"),
                ("hydrgen", "Hydrogen"), ("develpment", "Development"),
                ("Leizpig", "Leipzig"), ("Hafenasubau", "Hafenausbau"),
                ("foerderng", "Förderung")]:
            with self.subTest(typed=typed):
                found = self.suggested(typed)
                self.assertEqual((found or "").lower(), meant.lower())

    def test_a_compound_that_is_nowhere_is_corrected_by_its_parts(self):
        self.assertEqual(self.search(q="Clusterhafen")["total"], 2)
        self.assertEqual(self.suggested("Clsuterhafen"), "Clusterhafen")
        self.assertEqual(self.suggested("Clusterhaffen"), "Clusterhafen")

    def test_a_word_that_pages_have_is_left_alone(self):
        for word in ("Forderung", "Förderung", "foerderung", "Cluster", "Hafen", "ferries",
                     "Tippfehler", "Gewerkschaft", "Clusterpolitik"):
            with self.subTest(word=word):
                self.assertIsNone(self.suggested(word))

    def test_a_word_that_dictionaries_know_is_never_called_a_slip(self):
        for word in ("Imker", "Torf", "Gerste", "Molke", "Pier", "hemp", "guild", "Clusterimker"):
            with self.subTest(word=word):
                answer = self.search(q=word)
                self.assertEqual(answer["total"], 0)
                self.assertIsNone(answer["suggestion"])
                self.assertEqual(answer["rescue"]["words"],
                                 [{"word": word, "pages": 0, "filtered": 0}])

    def test_a_word_of_many_pages_is_right_even_where_no_title_has_it(self):
        self.assertIsNone(self.suggested("title:Arbeitsmarkt"))

    def test_a_rare_slip_on_a_page_is_found_and_the_right_word_offered(self):
        answer = self.search(q="Arbeitsamrkt")
        self.assertEqual(answer["total"], 1)
        self.assertEqual(answer["suggestion"], "<mark>Arbeitsmarkt</mark>")

    def test_only_what_changed_is_marked(self):
        answer = self.search(q="Hafen & Clsuter <b>")
        self.assertIn("Hafen &amp; <mark>Cluster</mark> &lt;b&gt;", answer["suggestion"])

    def test_several_slips_are_corrected_together(self):
        self.assertEqual(self.suggested("Hafenn Clsuter"), "Hafen Cluster")

    def test_operators_quotes_fields_and_filters_stay(self):
        self.assertEqual(self.suggested('"Hafenn und Cluster"'), '"Hafen und Cluster"')
        self.assertEqual(self.suggested("Clsuter AND -Arbeitsmarkt city:Rostock"),
                         "Cluster AND -Arbeitsmarkt city:Rostock")
        self.assertEqual(self.suggested("(Clsuter OR Fährn) Hafen"),
                         "(Cluster OR Fähren) Hafen")

    def test_a_suggestion_finds_more_under_the_same_filters(self):
        self.assertEqual(self.suggested("Clsuterpolitik", city="Leipzig"), "Clusterpolitik")
        self.assertIsNone(self.suggested("Clsuterpolitik", city="Rostock"))

    def test_what_nobody_can_mean_has_no_suggestion(self):
        for typed in ("xqzwvbk", "qq", "12345", "+++", "city:Nirgendwo", ""):
            with self.subTest(typed=typed):
                self.assertIsNone(self.suggested(typed))

    def test_words_that_lack_a_blank_are_parted(self):
        self.assertEqual(self.suggested("greenhydrogen").lower(), "green hydrogen")

    def test_words_without_a_page_are_told_with_their_counts(self):
        rescue = self.search(q="Arbeitsmarkt xylophon Hafenausbau", city="Leipzig")["rescue"]
        if rescue:  # a question is answered by some of its words
            self.assertEqual(rescue["words"][1]["pages"], 0)
        rescue = self.search(q="Arbeitsmarkt Hafenausbau", city="Leipzig")["rescue"]
        self.assertEqual(rescue["words"], [
            {"word": "Arbeitsmarkt", "pages": 3, "filtered": 3},
            {"word": "Hafenausbau", "pages": 1, "filtered": 0}])

    def test_no_page_at_all_brings_queries_that_find_some(self):
        answer = self.search(q="Arbeitsmarkt AND Xylophon")
        self.assertEqual(answer["total"], 0)
        self.assertEqual(answer["rescue"]["relaxations"], [
            {"query": "Arbeitsmarkt", "without_word": "Xylophon", "without_filters": [],
             "total": 3}])

    def assert_offered(self, query, wanted):
        """Each offer as its query and what it leaves out; each finds what it says."""
        answer = self.search(q=query)
        self.assertEqual((answer["total"], answer["query"]["relaxed"]), (0, False))
        offers = answer["rescue"]["relaxations"]
        self.assertEqual([(o["query"], o["without_word"]) for o in offers], wanted)
        for offer in offers:
            self.assertGreater(offer["total"], 0)
            self.assertEqual(self.search(q=offer["query"])["total"], offer["total"])

    def test_a_typed_filter_or_field_or_unwanted_word_is_offered_to_be_dropped(self):
        for query, wanted in [
                ("title:Hafenausbau", [("Hafenausbau", "title:")]),
                ("city:Atlantis Hafen", [("Hafen", "city:Atlantis")]),
                ('ort:"Bad Rostok" AND Hafen', [("Hafen", 'ort:"Bad Rostok"')]),
                ("Hafen -Hafen", [("Hafen", "-Hafen")]),
                ("Hafen NICHT (Hafen OR Cluster)", [("Hafen", "NICHT (Hafen OR Cluster)")])]:
            with self.subTest(query=query):
                self.assert_offered(query, wanted)

    def test_where_nothing_less_helps_the_words_alone_are_offered(self):
        self.assert_offered("Tippfehler AND Hafenausbau AND Xylophon",
                            [("Tippfehler Hafenausbau Xylophon", None)])
        self.assert_offered("title:Hafen AND (city:Atlantis -Hafen)", [("Hafen", None)])
        text = self.ask("/", {"q": "Tippfehler AND Hafenausbau AND Xylophon"}).text()
        self.assertIn("Nur die Wörter suchen: „Tippfehler Hafenausbau Xylophon“</a>", text)

    def test_nothing_is_called_relaxed_that_is_not_there(self):
        for query in ("xylophon zitherkasten", "title:zither xylophon"):
            self.assertFalse(self.search(q=query)["query"]["relaxed"])
        answer = self.search(q="Clusterpolitik Xylophon", city="Rostock")
        self.assertEqual((answer["total"], answer["query"]["relaxed"]), (0, False))

    def test_a_filter_that_hides_all_is_offered_to_be_lifted(self):
        answer = self.search(q="Clusterpolitik", city="Rostock", language="de")
        self.assertEqual(answer["total"], 0)
        offers = answer["rescue"]["relaxations"]
        self.assertEqual([(o["without_filters"], o["total"]) for o in offers], [(["city"], 2)])
        for offer in offers:
            self.assertEqual(self.search(q=offer["query"], language="de")["total"],
                             offer["total"])

    def test_filters_that_only_together_hide_all_are_offered_to_be_lifted_together(self):
        offers = self.search(q="Clusterpolitik", city="Rostock",
                             language="en")["rescue"]["relaxations"]
        self.assertEqual([(o["without_filters"], o["total"]) for o in offers],
                         [(["city", "language"], 2)])
        offers = self.search(q="Clusterpolitik xylophon", city="Rostock")["rescue"]["relaxations"]
        self.assertEqual([(o["without_filters"], o["total"]) for o in offers], [(["city"], 2)])

    def test_who_finds_enough_is_not_rescued(self):
        answer = self.search(q="Hafen")
        self.assertIsNone(answer["rescue"])
        self.assertIsNone(answer["suggestion"])

    def test_the_page_links_the_suggestion_and_keeps_the_filters(self):
        text = self.ask("/", {"q": "Clsuterpolitik", "city": "Leipzig"}).text()
        self.assertIn("Meinten Sie", text)
        self.assertIn('<a href="/?q=Clusterpolitik&amp;city=Leipzig">'
                      "<mark>Clusterpolitik</mark></a>", text)
        self.assertIn("Did you mean", self.ask("/", {"q": "hydrgen", "ui": "en"}).text())

    def test_the_page_offers_to_leave_a_word_out(self):
        text = self.ask("/", {"q": "Arbeitsmarkt AND Xylophon", "ui": "de"}).text()
        self.assertIn("Suchen ohne „Xylophon“</a>", text)
        self.assertIn("Seiten mit jedem Wort für sich", text)


if __name__ == "__main__":
    unittest.main()
