#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""What word* finds and highlights, over HTTP."""
import json
import sys
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
from fixture import Daemon, Served, page  # noqa: E402

BODIES = ["Die Förderung läuft aus", "Eine Forderung an alle", "Foerderung seit 2007",
          "Wirtschaftsförderung, Forderung und Förderer", "CO2 und CO2-Speicher", "Fördern"]


class Wildcards(Served):
    @classmethod
    def setUpClass(cls):
        cls.daemon = cls.enterClassContext(Daemon())
        cls.daemon.index_lines([json.dumps(page(i, f"Blatt {i}", body))
                                for i, body in enumerate(BODIES)])
        cls.daemon.start("--workers", "2")

    def finds(self, query, *numbers):
        found = {hit["id"] for hit in self.search(q=query)["hits"]}
        self.assertEqual(found, {f"page-{number}" for number in numbers}, query)

    def test_umlauts_are_wanted_if_typed(self):
        self.finds("Förder*", 0, 2, 3, 5)
        self.finds("Foerder*", 0, 2, 3, 5)
        self.finds("Förderu*", 0, 2)
        self.finds("Forder*", 0, 1, 2, 3, 5)

    def test_compounds_and_digits(self):
        self.finds("Wirtschaftsfoer*", 3)
        self.finds("CO2*", 4)
        self.finds("200*", 2)

    def test_only_what_begins_with_the_letters_is_highlighted(self):
        hit = next(hit for hit in self.search(q="Förder*")["hits"] if hit["id"] == "page-3")
        self.assertIn("<mark>Förderer</mark>", hit["snippet"])
        self.assertNotIn("<mark>Forderung</mark>", hit["snippet"])

    def test_it_is_explained(self):
        hit = next(hit for hit in self.search(q="Förder*", explain="on")["hits"]
                   if hit["id"] == "page-3")
        [word] = hit["explain"]["words"]
        self.assertEqual(word["word"], "Förder")
        self.assertEqual(word["forms"], ["Förderer"])
        self.assertEqual({term["kind"] for term in word["matched"]}, {"prefix"})
        self.assertAlmostEqual(word["score"] + word["bonus"], hit["score"], places=4)


if __name__ == "__main__":
    unittest.main()
