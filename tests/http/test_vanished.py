#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""A document that its source has no more says so where it is found."""
import json
import unittest

from fixture import Daemon, Served, page


class Vanished(Served):
    @classmethod
    def setUpClass(cls):
        cls.daemon = cls.enterClassContext(Daemon())
        lines = [json.dumps(page(i, f"Hafen {i}", f"Der Hafen {i} von Rostock."))
                 for i in range(3)]
        cls.daemon.index_lines(lines)
        cls.daemon.index_lines(lines[:2], "--complete", "--keep-vanished")
        cls.daemon.start("--workers", "2")

    def test_a_hit_tells_the_day(self):
        hits = {hit["id"]: hit for hit in self.search(q="hafen")["hits"]}
        self.assertEqual(sorted(hits), ["page-0", "page-1", "page-2"])
        self.assertRegex(hits["page-2"]["vanished"], r"^\d{4}-\d\d-\d\d$")
        self.assertNotIn("vanished", hits["page-0"])
        self.assertEqual(hits["page-2"]["title"], "Hafen 2")
        self.assertTrue(hits["page-2"]["snippet"])


if __name__ == "__main__":
    unittest.main()
