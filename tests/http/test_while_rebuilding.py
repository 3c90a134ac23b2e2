#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""wrk asks over eight connections while the indexer rebuilds and switches 20
times: no request fails. Beside it two threads look at their answers: none mixes
two generations. $REGIO_TRIALS: a larger index, whose rebuilds take their time."""
import json
import shutil
import signal
import subprocess
import sys
import threading
import time
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "trials"))
from contents import trials  # noqa: E402
from programs import Daemon, run_indexer  # noqa: E402

SWITCHES = 20
CONNECTIONS = 8
PAGES = 3000 if trials(0) else 60
FLOOD = Path(__file__).resolve().parents[1] / "trials/flood.lua"
HAS_WRK = shutil.which("wrk")
THREADS = 2 if HAS_WRK else CONNECTIONS
QUESTIONS = ["hafen", '"Hafen der Stadt"', "", "Stadt hafen", "Ausgabe"]


def pages(generation):
    """Every page tells its generation in its title, year and city."""
    return "".join(json.dumps(
        {"id": f"page-{number}", "title": f"Ausgabe {generation}", "years": [1990 + generation],
         "cities": [("Leipzig", "Rostock")[generation % 2]],
         "body": f"Der Hafen der Stadt wird {number} Mal in Ausgabe {generation} erwähnt."}) + "\n"
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


class Flood:
    """wrk, from now until result() is asked for, which tells what failed."""

    def __init__(self, daemon):
        self.run = subprocess.Popen(
            ["wrk", "-t2", f"-c{CONNECTIONS}", "-d1h", "--timeout", "10s", "-s", FLOOD,
             daemon.url], stdout=subprocess.PIPE, text=True)

    def result(self):
        self.run.send_signal(signal.SIGINT)
        output, _ = self.run.communicate(timeout=60)
        return json.loads(output.splitlines()[-1])


class WhileRebuilding(unittest.TestCase):
    def rebuild(self, daemon, generation):
        lines = Path(daemon.folder.name) / "pages.jsonl"
        lines.write_text(pages(generation))
        done = run_indexer("rebuild", daemon.index, lines)
        self.assertEqual(done.returncode, 0, done.stderr)

    def switch(self, daemon):
        """All rebuilds; the generation that the daemon serves at the end."""
        for generation in range(2, SWITCHES + 2):
            self.rebuild(daemon, generation)
        last, late = 0, time.monotonic() + 10
        while last != SWITCHES + 1 and time.monotonic() < late:
            last = daemon.search(q="")["index"]["generation"]
        return last

    def assert_flooded(self, flood):
        found = flood.result()
        print(f"wrk: {found}")
        self.assertGreater(found.pop("requests"), 100)
        del found["p99_ms"]
        self.assertEqual(set(found.values()), {0}, found)

    def test_no_request_fails_and_no_answer_mixes_generations(self):
        with Daemon() as daemon:
            self.rebuild(daemon, 1)
            daemon.start()
            askers = [Asker(daemon) for _ in range(THREADS)]
            for asker in askers:
                asker.start()
            if HAS_WRK:
                flood = Flood(daemon)
                self.addCleanup(flood.run.kill)
            last = self.switch(daemon)
            for asker in askers:
                asker.stopped.set()
            for asker in askers:
                asker.join()
            if HAS_WRK:
                self.assert_flooded(flood)
            else:
                print("SKIPPED: wrk is not installed; threads asked instead")
        failures = [failure for asker in askers for failure in asker.failures]
        answers = sum(asker.answers for asker in askers)
        seen = set().union(*(asker.generations for asker in askers))
        print(f"{answers} answers of {len(seen)} generations looked at, {len(failures)} failed")
        self.assertEqual(failures, [])
        self.assertEqual(last, SWITCHES + 1)


if __name__ == "__main__":
    unittest.main()
