#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Walks by cursor meet each document once, whatever happens to the index meanwhile."""
import json
import unittest
import urllib.error

from fixture import Daemon, Served, run_indexer

WORDS = ["Hafen", "Stadt", "Netzwerk", "Energie", "Region"]


def document(number, words, **more):
    return json.dumps({"id": f"page-{number}", "title": f"{words[0]} {number}",
                       "body": f"{' '.join(words)} Nummer {number} von {number * 7919}.",
                       "date": f"20{number % 20:02}-0{1 + number % 9}", **more})


def documents(first, last, repeat=1):
    """Of many lengths, so that scores differ."""
    for number in range(first, last):
        yield document(number, [WORDS[number % 5]] * repeat
                       + [WORDS[(number * i) % 5] for i in range(number % 7)] + ["Hafen"])


def problem_of(daemon, **parameters):
    """Status and problem of a search that is refused."""
    try:
        daemon.search(**parameters)
    except urllib.error.HTTPError as error:
        with error:
            return error.code, json.load(error)
    return 200, None


def walk(daemon, between=lambda page: None, **parameters):
    """The ids of all pages in a row; between(page) is called before each page but the first."""
    answer = daemon.search(**parameters)
    ids, pages = [hit["id"] for hit in answer["hits"]], 1
    while answer["next_cursor"]:
        between(pages)
        answer = daemon.search(cursor=answer["next_cursor"], **parameters)
        assert answer["offset"] >= len(ids), answer["offset"]
        ids += [hit["id"] for hit in answer["hits"]]
        pages += 1
    return ids


class Cursors(unittest.TestCase):
    OLD = 400

    def setUp(self):
        self.daemon = self.enterContext(Daemon())
        self.daemon.index_lines(documents(0, self.OLD))
        self.daemon.start("--workers", "2")
        self.shown = {"duplicates": "show"}

    def index(self, lines):
        """Adds the lines and waits until they are served."""
        before = self.daemon.search(q="", limit=0)["index"]["revision"]
        self.daemon.index_lines(lines)
        while self.daemon.search(q="", limit=0)["index"]["revision"] == before:
            pass

    def test_a_walk_is_the_order_of_pages_by_offset(self):
        for sort in ("relevance", "newest", "oldest"):
            for query in ("", "Hafen", "Energie Region"):
                asked = {"q": query, "sort": sort, **self.shown}
                pages, total = [], self.daemon.search(**asked)["total"]
                for offset in range(0, total, 30):
                    pages += self.daemon.search(offset=offset, limit=30, **asked)["hits"]
                self.assertEqual(walk(self.daemon, limit=7, **asked),
                                 [hit["id"] for hit in pages], asked)
                self.assertEqual(len(pages), total)

    def test_a_walk_meets_each_old_document_once_while_others_come(self):
        number = [1000]

        def add(page):
            if page in (1, 2, 5):
                first = number[0]
                number[0] += 40
                self.index(documents(first, first + 40, repeat=5))

        for sort in ("relevance", "newest", "oldest"):
            for limit in (100, 20):
                ids = walk(self.daemon, add, q="Hafen", sort=sort, limit=limit, **self.shown)
                self.assertEqual(len(ids), len(set(ids)), (sort, limit))
                missing = {f"page-{n}" for n in range(self.OLD)} - set(ids)
                self.assertEqual(missing, set(), (sort, limit))

    def test_what_is_replaced_comes_once_and_what_is_removed_not_at_all(self):
        def change(page):
            if page == 2:
                run_indexer("remove", self.daemon.index, *(f"page-{n}" for n in range(390, 400)))
                self.index(document(n, WORDS * 9, date="2030-01-01") for n in range(0, 400, 3)
                           if n < 390)

        first = walk(self.daemon, q="Hafen", sort="newest", limit=30, **self.shown)[:60]
        ids = walk(self.daemon, change, q="Hafen", sort="newest", limit=30, **self.shown)
        self.assertEqual(len(ids), len(set(ids)))
        self.assertEqual({f"page-{n}" for n in range(390)} - set(ids), set())
        self.assertEqual(ids[:60], first)
        self.assertEqual(set(ids[60:]) & {f"page-{n}" for n in range(390, 400)}, set())

    def test_a_walk_goes_on_in_another_generation(self):
        ids = []

        def rebuild(page):
            if page == 3:
                done = run_indexer("rebuild", self.daemon.index, "-", "--keep", "1", stdin="".join(
                    line + "\n" for line in documents(0, self.OLD + 50)))
                self.assertEqual(done.returncode, 0, done.stderr)
                while self.daemon.search(q="", limit=0)["index"]["generation"] == 1:
                    pass

        ids = walk(self.daemon, rebuild, q="Hafen", limit=50, **self.shown)
        self.assertEqual(sorted(ids), sorted(f"page-{n}" for n in range(self.OLD)))

    def test_a_cursor_outlives_the_service_while_the_index_stays(self):
        asked = {"q": "Hafen", "limit": 50, **self.shown}
        whole = walk(self.daemon, **asked)
        second = self.daemon.search(cursor=self.daemon.search(**asked)["next_cursor"], **asked)
        self.daemon.stop()
        self.daemon.start()
        third = self.daemon.search(cursor=second["next_cursor"], **asked)
        self.assertEqual([hit["id"] for hit in third["hits"]], whole[100:150])
        self.assertEqual(third["offset"], 100)

    def test_an_order_that_is_lost_is_told(self):
        asked = {"q": "Hafen", "limit": 50, **self.shown}
        second = self.daemon.search(cursor=self.daemon.search(**asked)["next_cursor"], **asked)
        self.daemon.stop()
        self.daemon.index_lines(documents(1000, 1001))
        self.daemon.start()
        status, problem = problem_of(self.daemon, cursor=second["next_cursor"], **asked)
        self.assertEqual((status, problem["type"]), (404, "/problems/not-kept"))
        self.assertIn("begin anew", problem["detail"])


class Refused(Served):
    def test_cursors_of_others(self):
        asked = {"q": "Reihe", "limit": "5"}
        cursor = self.search(**asked)["next_cursor"]
        foreign = [{"q": "Folge"}, {"sort": "newest"}, {"city": "Dresden"},
                   {"duplicates": "show"}, {"translate": "off"}]
        for other in foreign:
            problem = self.assert_problem(
                self.ask("/api/v1/search", {**asked, **other, "cursor": cursor}), 400)
            self.assertIn("another search", problem["detail"])
        for same in [{"limit": "3"}, {"explain": "on"}, {"ui": "en"}, {"facet_limit": "1"}]:
            self.search(**{**asked, **same, "cursor": cursor})
        self.assert_problem(
            self.ask("/api/v1/search", {**asked, "offset": "5", "cursor": cursor}), 400)

    def test_forged_cursors(self):
        asked = {"q": "Reihe", "limit": "5"}
        cursor = self.search(**asked)["next_cursor"]
        forged = ["A", "AAAA", cursor[:-1], cursor + "A", cursor + "=", cursor * 20, "ä", "%00",
                  "A" * 1000, "9" * 40]
        for at in range(len(cursor)):
            forged.append(cursor[:at] + ("B" if cursor[at] != "B" else "C") + cursor[at + 1:])
        for text in forged:
            problem = self.assert_problem(
                self.ask("/api/v1/search", {**asked, "cursor": text}), 400)
            self.assertIn("cursor", problem["detail"])

    def test_the_end_is_told(self):
        self.assertIsNone(self.search(q="Reihe", limit=100)["next_cursor"])
        self.assertIsNone(self.search(q="Reihe", limit=0)["next_cursor"])
        self.assertIsNone(self.search(q="gibtesnicht")["next_cursor"])
        exact = self.search(q="Reihe", limit=5)
        for _ in range(4):
            exact = self.search(q="Reihe", limit=5, cursor=exact["next_cursor"])
        self.assertEqual((exact["offset"], len(exact["hits"])), (20, 5))
        self.assertIsNone(exact["next_cursor"])


if __name__ == "__main__":
    unittest.main()
