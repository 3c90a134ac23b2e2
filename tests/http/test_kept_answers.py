#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""An answer that is given again is the one a search would give."""
import json
import time
import unittest

from fixture import Daemon, Served, page


def line(number):
    return json.dumps(page(number, f"Hafen {number}", f"Der Hafen {number} von Rostock.", cities=["Rostock"]))


class KeptAnswers(Served):
    @classmethod
    def setUpClass(cls):
        cls.daemon = cls.enterClassContext(Daemon())
        cls.daemon.index_lines([line(i) for i in range(3)])
        cls.daemon.start("--workers", "2")

    def untimed(self, *pairs, **parameters):
        answer = self.search(*pairs, **parameters)
        self.assertGreaterEqual(answer.pop("took_ms"), 0)
        return answer

    def test_the_same_request_has_the_same_answer(self):
        for parameters in ({"q": "hafen"}, {"q": "hafen", "explain": "on"}, {"q": "hafenn"}, {}):
            first = self.untimed(**parameters)
            for _ in range(3):
                self.assertEqual(self.untimed(**parameters), first)

    def test_the_order_of_parameters_is_no_matter(self):
        self.assertEqual(self.untimed(("limit", "2"), ("q", "hafen")), self.untimed(("q", "hafen"), ("limit", "2")))

    def test_other_requests_have_other_answers(self):
        self.untimed(q="hafen")
        self.assertEqual(len(self.untimed(q="hafen", limit=1)["hits"]), 1)
        self.assertEqual(self.untimed(q="hafen", city="Leipzig")["total"], 0)
        german = self.ask("/api/v1/search", {"q": "hafen"}, headers={"Accept-Language": "de"}).json()
        english = self.ask("/api/v1/search", {"q": "hafen"}, headers={"Accept-Language": "en"}).json()
        self.assertNotEqual(german["facets"]["type"], english["facets"]["type"])

    def test_a_new_document_is_in_the_next_answer(self):
        known = self.untimed(q="hafen")["total"]
        self.daemon.index_lines([line(900)])
        deadline = time.monotonic() + 10
        while self.untimed(q="hafen")["total"] != known + 1:
            self.assertLess(time.monotonic(), deadline)
            time.sleep(0.05)

    def test_a_head_tells_the_length_of_what_a_get_would_send(self):
        for _ in range(2):
            answer = self.ask("/api/v1/search", {"q": "rostock"}, method="HEAD")
            self.assertEqual(answer.status, 200)
            self.assertEqual(answer.body, b"")
            self.assertEqual(answer.headers["Cache-Control"], "no-cache")


class NoneKept(Served):
    @classmethod
    def setUpClass(cls):
        cls.daemon = cls.enterClassContext(Daemon())
        cls.daemon.index_lines([line(i) for i in range(3)])
        cls.daemon.start("--workers", "2", "--cache-mb", "0")

    def test_answers_are_the_same_without(self):
        self.assertEqual([self.search(q="hafen")["total"] for _ in range(3)], [3, 3, 3])


if __name__ == "__main__":
    unittest.main()
