#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Eight threads ask while the indexer rebuilds and switches, time and again:
no request fails, and no answer mixes two generations.

usage: test_while_rebuilding.py [SWITCHES]   (20 if not said)
"""
import json
import sys
import threading
import time
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from programs import Daemon, run_indexer  # noqa: E402

SWITCHES = int(sys.argv.pop()) if len(sys.argv) > 1 and sys.argv[-1].isdigit() else 20
THREADS = 8
PAGES = 60
QUESTIONS = ["hafen", '"Hafen der Stadt"', "", "Stadt hafen"]


def pages(generation):
    """Every page tells its generation in its title, year and city."""
    return "".join(json.dumps(
        {"id": f"page-{number}", "title": f"Ausgabe {generation}", "years": [1990 + generation],
         "cities": [("Leipzig", "Rostock")[generation % 2]],
         "body": f"Der Hafen der Stadt wird {number} Mal erwähnt."}) + "\n"
        for number in range(PAGES + generation))


def mixture(answer):
    """What in the answer is not of the generation it names; empty: nothing."""
    generation = answer["index"]["generation"]
    size = PAGES + generation
    wrong = []
    if answer["total"] != size or answer["index"]["documents"] != size:
        wrong.append("total")
    wrong += [hit["id"] for hit in answer["hits"]
              if hit["title"] != f"Ausgabe {generation}" or hit["years"] != [1990 + generation]]
    for facet, value in (("year", str(1990 + generation)),
                         ("city", ("Leipzig", "Rostock")[generation % 2])):
        counts = [(item["label"], item["count"]) for item in answer["facets"][facet]]
        if counts != [(value, size)]:
            wrong.append(f"{facet} {counts}")
    return wrong


class Asker(threading.Thread):
    def __init__(self, daemon):
        super().__init__(daemon=True)
        self.service = daemon
        self.stopped = threading.Event()
        self.failures, self.answers, self.generations = [], 0, set()

    def run(self):
        while not self.stopped.is_set():
            for question in QUESTIONS:
                try:
                    answer = self.service.search(q=question)
                except Exception as failure:  # whatever it is, the asker noticed
                    self.failures.append(f"{question}: {failure}")
                    continue
                self.answers += 1
                self.generations.add(answer["index"]["generation"])
                self.failures += [f"generation {answer['index']['generation']}: {wrong}"
                                  for wrong in mixture(answer)]


class WhileRebuilding(unittest.TestCase):
    def rebuild(self, daemon, generation):
        lines = Path(daemon.folder.name) / "pages.jsonl"
        lines.write_text(pages(generation))
        done = run_indexer("rebuild", daemon.index, lines)
        self.assertEqual(done.returncode, 0, done.stderr)

    def test_no_request_fails_and_no_answer_mixes_generations(self):
        with Daemon() as daemon:
            self.rebuild(daemon, 1)
            daemon.start()
            askers = [Asker(daemon) for _ in range(THREADS)]
            for asker in askers:
                asker.start()
            for generation in range(2, SWITCHES + 2):
                self.rebuild(daemon, generation)
            last, late = 0, time.monotonic() + 10
            while last != SWITCHES + 1 and time.monotonic() < late:
                last = daemon.search(q="")["index"]["generation"]
            for asker in askers:
                asker.stopped.set()
            for asker in askers:
                asker.join()
        failures = [failure for asker in askers for failure in asker.failures]
        answers = sum(asker.answers for asker in askers)
        seen = set().union(*(asker.generations for asker in askers))
        print(f"{answers} answers of {len(seen)} generations, {len(failures)} failed")
        self.assertEqual(failures, [])
        self.assertEqual(last, SWITCHES + 1)


if __name__ == "__main__":
    unittest.main()
