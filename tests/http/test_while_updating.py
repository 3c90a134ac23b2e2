#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Eight threads ask while the indexer adds pages: nobody notices.

usage: test_while_updating.py [SECONDS]   (8 if not said)
"""
import json
import sys
import threading
import time
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from programs import Daemon  # noqa: E402

SECONDS = float(sys.argv.pop()) if len(sys.argv) > 1 and sys.argv[-1].isdigit() else 8
THREADS = 8
BATCH = 20
QUESTIONS = ["hafen", "Stadt", '"Hafen der Stadt"', "Stadt hafen", "", "year:2007", "haf*"]


def pages(first):
    for number in range(first, first + BATCH):
        yield json.dumps({"id": f"page-{number}", "title": f"Seite {number}",
                          "body": f"Der Hafen der Stadt Leipzig wird {number} Mal erwähnt.",
                          "years": [2000 + number % 20]})


class Asker(threading.Thread):
    """Asks until stopped, keeping what went wrong and the totals it saw."""

    def __init__(self, daemon):
        super().__init__(daemon=True)
        self.service = daemon
        self.stopped = threading.Event()
        self.failures, self.answers, self.totals = [], 0, []

    def run(self):
        while not self.stopped.is_set():
            for question in QUESTIONS:
                try:
                    answer = self.service.search(q=question)
                except Exception as failure:  # whatever it is, the asker noticed
                    self.failures.append(f"{question}: {failure}")
                    continue
                self.answers += 1
                if question == "":
                    self.totals.append(answer["total"])
                    if answer["total"] != answer["index"]["documents"]:
                        self.failures.append("an answer of two revisions")


class WhileUpdating(unittest.TestCase):
    def test_no_request_fails_while_pages_are_added(self):
        with Daemon() as daemon:
            daemon.index_lines(pages(0))
            daemon.start()
            askers = [Asker(daemon) for _ in range(THREADS)]
            for asker in askers:
                asker.start()
            count, end = BATCH, time.monotonic() + SECONDS
            while time.monotonic() < end:
                daemon.index_lines(pages(count))
                count += BATCH
            seen, late = 0, time.monotonic() + 10
            while seen != count and time.monotonic() < late:
                seen = daemon.search(q="")["total"]
            for asker in askers:
                asker.stopped.set()
            for asker in askers:
                asker.join()
        failures = [failure for asker in askers for failure in asker.failures]
        answers = sum(asker.answers for asker in askers)
        print(f"{answers} answers, {len(failures)} failed, {count // BATCH - 1} updates")
        self.assertEqual(failures, [])
        self.assertEqual(seen, count)
        for asker in askers:
            self.assertEqual(asker.totals, sorted(asker.totals), "documents went missing")


if __name__ == "__main__":
    unittest.main()
