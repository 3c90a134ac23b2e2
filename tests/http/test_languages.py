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

    def test_a_found_part_is_marked_with_its_whole_word(self):
        hit = self.daemon.search(q="hydrogen projects")["hits"][0]
        self.assertIn("<mark>Wasserstoffprojekte</mark>", hit["snippet"])


if __name__ == "__main__":
    unittest.main()
