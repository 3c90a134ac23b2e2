#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""German compounds and words of the other language, found over HTTP."""
import json
import sys
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from programs import Daemon  # noqa: E402

PAGES = {
    "compound": "Die Wirtschaftsförderung der Stadt lud zum Gespräch.",
    "parts": "Der Kreis will die Förderung der regionalen Wirtschaft neu ordnen.",
    "far": "Die Wirtschaft wächst. " + "Das Wetter war schön und der See war ruhig. " * 5
           + "Eine Förderung gab es nicht.",
    "hydrogen": "The ferry runs on hydrogen and crosses the lake every hour.",
    "wasserstoff": "Drei Wasserstoffprojekte an der Küste nehmen die Arbeit auf.",
    "pig": "Das Schwein stand im Stall bei den anderen Tieren.",
    "rural": "Buses on call are a lifeline of rural areas, says the report.",
    "raum": "Der Rufbus hilft dem ländlichen Raum, sagt der Bericht.",
    "apart": "The area is large. " + "Nobody knows how deep the lake there is. " * 4
             + "Rural life goes on.",
    "wine": "Der Wein vom Hang ist trocken und kühl gelagert.",
}


class Languages(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.daemon = Daemon().__enter__()
        cls.daemon.index_lines(json.dumps({"id": name, "body": text})
                               for name, text in PAGES.items())
        cls.daemon.start()

    @classmethod
    def tearDownClass(cls):
        cls.daemon.__exit__()

    def found(self, query, **parameters):
        return [hit["id"] for hit in self.daemon.search(q=query, **parameters)["hits"]]

    def test_words_side_by_side_find_the_compound(self):
        self.assertIn("compound", self.found("Förderung der Wirtschaft"))

    def test_umlauts_may_be_written_out_in_the_part_of_a_compound(self):
        self.assertEqual(set(self.found("foerderung")), set(self.found("Förderung")))
        self.assertIn("compound", self.found("foerderung"))

    def test_a_compound_finds_its_parts_if_they_are_close_and_ranks_them_lower(self):
        self.assertEqual(self.found("Wirtschaftsförderung"), ["compound", "parts"])

    def test_a_word_is_no_part_of_what_only_looks_like_a_compound(self):
        self.assertEqual(self.found("Wein"), ["wine"])

    def test_an_english_question_meets_a_german_page(self):
        self.assertEqual(set(self.found("hydrogen")), {"hydrogen", "wasserstoff"})
        self.assertEqual(self.found("hydrogen projects"), ["wasserstoff"])

    def test_a_german_question_meets_an_english_page_below_its_own(self):
        self.assertEqual(self.found("Wasserstoff"), ["wasserstoff", "hydrogen"])

    def test_translations_are_told_and_can_be_turned_off(self):
        answer = self.daemon.search(q="hydrogen")
        self.assertEqual(answer["query"]["translations"],
                         [{"from": "hydrogen", "to": ["wasserstoff"]}])
        self.assertEqual(self.found("hydrogen", translate="off"), ["hydrogen"])

    def test_terms_of_several_words_meet_their_translation(self):
        self.assertEqual(self.found("ländlicher Raum"), ["raum", "rural", "apart"])
        self.assertEqual(set(self.found("rural areas")[:2]), {"rural", "raum"})

    def test_a_translated_term_is_told_as_a_whole(self):
        told = self.daemon.search(q="ländlicher Raum")["query"]["translations"]
        self.assertIn({"from": "ländlicher Raum", "to": ["rural area"]}, told)

    def test_terms_stay_in_their_language_if_translation_is_off(self):
        self.assertEqual(self.found("ländlicher Raum", translate="off"), ["raum"])
        self.assertNotIn("raum", self.found("rural areas", translate="off"))

    def test_a_long_question_with_a_term_finds_pages_of_both_languages(self):
        found = self.found("Which report says what helps the people in rural areas?")
        self.assertEqual(found[0], "rural")
        self.assertIn("raum", found)

    def test_a_compound_finds_its_parts_in_the_other_language(self):
        self.assertEqual(self.found("Wasserstofffähre"), ["hydrogen"])

    def test_a_found_part_is_marked_with_its_whole_word(self):
        hit = self.daemon.search(q="hydrogen projects")["hits"][0]
        self.assertIn("<mark>Wasserstoffprojekte</mark>", hit["snippet"])


if __name__ == "__main__":
    unittest.main()
