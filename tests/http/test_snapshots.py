#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""A search of an earlier generation answers as it did when that was the newest."""
import json
import threading
import time
import unittest
import urllib.error
import urllib.parse
from pathlib import Path

from fixture import Daemon, run_indexer


def lines(words, count):
    return "".join(json.dumps({"id": f"{words}-{n}", "title": f"{words} {n}",
                               "body": f"Vom Hafen und von {words} Nummer {n}, {n * 7919}.",
                               "cities": ["Rostock"], "years": [2000 + n % 5]}) + "\n"
                   for n in range(count))


class Snapshots(unittest.TestCase):
    def setUp(self):
        self.daemon = self.enterContext(Daemon())
        self.rebuild("Brücke", 30)
        self.daemon.start("--workers", "2")

    def rebuild(self, words, count, keep=3):
        done = run_indexer("rebuild", self.daemon.index, "-", "--keep", str(keep), "--json",
                           stdin=lines(words, count))
        self.assertEqual(done.returncode, 0, done.stderr)
        generation = json.loads(done.stdout.splitlines()[-1])["generation"]
        if self.daemon.url:
            end = time.monotonic() + 20
            while self.newest() != generation and time.monotonic() < end:
                time.sleep(0.05)
            self.assertEqual(self.newest(), generation)
        return generation

    def newest(self):
        return self.daemon.search(limit=0)["index"]["generation"]

    def told(self, **parameters):
        answer = self.daemon.search(**parameters)
        del answer["took_ms"], answer["next_cursor"]  # a cursor belongs to its snapshot
        return answer

    def refused(self, generation):
        with self.assertRaises(urllib.error.HTTPError) as caught:
            self.daemon.search(q="Hafen", snapshot=generation)
        with caught.exception as error:
            self.assertEqual(error.code, 404)
            problem = json.load(error)
        self.assertEqual(problem["type"], "/problems/not-kept")
        return problem["detail"]

    def test_an_earlier_generation_answers_as_it_did(self):
        before = self.told(q="Hafen", limit=20)
        self.assertEqual(before["index"]["generation"], 1)
        self.rebuild("Museum", 50)
        self.rebuild("Theater", 20)
        self.assertEqual(self.told(q="Hafen", limit=20, snapshot=1), before)
        path, query = before["permalink"].split("?")
        again = json.loads(self.daemon.get(path, urllib.parse.parse_qsl(query)))
        self.assertEqual(again["hits"], before["hits"])
        self.assertEqual(again["facets"], before["facets"])
        self.assertEqual(self.daemon.search(q="Hafen", snapshot=2)["total"], 50)
        self.assertEqual(self.daemon.search(q="Hafen", snapshot=3)["total"], 20)
        self.assertEqual(self.daemon.search(q="Hafen")["total"], 20)

    def test_a_walk_through_an_earlier_generation(self):
        first = self.daemon.search(q="Hafen", limit=20, duplicates="show")
        self.rebuild("Museum", 50)
        asked = {"q": "Hafen", "limit": 20, "duplicates": "show", "snapshot": 1}
        page = self.daemon.search(**asked)
        self.assertEqual(page["hits"], first["hits"])
        rest = self.daemon.search(cursor=page["next_cursor"], **asked)
        self.assertEqual((len(rest["hits"]), rest["next_cursor"]), (10, None))
        self.assertEqual(len({hit["id"] for hit in page["hits"] + rest["hits"]}), 30)

    def test_a_generation_that_is_gone_or_never_was_is_told(self):
        self.assertIn("Generation 2", self.refused(2))
        self.rebuild("Museum", 5, keep=1)
        self.assertIn("newest is 2", self.refused(1))
        self.assertIn("snapshot", self.refused(999))

    def test_a_damaged_generation_is_told(self):
        self.rebuild("Museum", 5)
        store = Path(self.daemon.index) / "generation-1" / "store"
        bytes_ = bytearray(store.read_bytes())
        bytes_[len(bytes_) // 2] ^= 0xff
        store.write_bytes(bytes_)
        self.assertIn("damaged", self.refused(1))
        self.assertEqual(self.daemon.search(q="Hafen")["total"], 5)

    def test_more_generations_than_are_held_at_once(self):
        counts = {1: 30}
        for number in range(4):
            counts[self.rebuild(f"Haus{number}", 5 + number, keep=9)] = 5 + number
        failures = []

        def ask(seed):
            for i in range(12):
                generation = (seed + i) % 5 + 1
                try:
                    total = self.daemon.search(q="Hafen", snapshot=generation)["total"]
                except urllib.error.HTTPError as error:
                    with error:
                        if error.code != 503:
                            failures.append((generation, error.code))
                    continue
                if total != counts[generation]:
                    failures.append((generation, total))

        threads = [threading.Thread(target=ask, args=(seed,)) for seed in range(3)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        self.assertEqual(failures, [])


if __name__ == "__main__":
    unittest.main()
