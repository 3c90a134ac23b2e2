#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""The corpus indexed at once, and in ten updates in random order, gives the same
answers to all topics. $REGIO_TRIALS: how many orders are tried."""
import json
import os
import random
import shutil
import sys
import time
import unittest
from pathlib import Path

sys.path[:0] = [str(Path(__file__).resolve().parents[1]),
                str(Path(__file__).resolve().parents[1] / "trials")]
from programs import Daemon, run_indexer  # noqa: E402
from answers import answers, compare, more_answers  # noqa: E402
from contents import ROOT, Contents, trials  # noqa: E402

PAGES = ROOT / "corpus/pages"
ORDERS = trials(3)
IS_FULL = trials(0)
UPDATES = 10


class Portions:
    """Brings the pages into a folder bit by bit, some with detours."""

    def __init__(self, folder, dice):
        self.folder, self.dice = folder, dice
        self.pages = sorted(path.relative_to(PAGES) for path in PAGES.rglob("*")
                            if path.is_file())
        dice.shuffle(self.pages)
        self.amiss = []  # changed or removed, to be put right with the next portion

    def put(self, page):
        (self.folder / page).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(PAGES / page, self.folder / page)

    def spoil(self, page):
        """Changes a page, or takes it away."""
        if self.dice.random() < 0.5:
            (self.folder / page).unlink()
            return
        other = (PAGES / self.dice.choice(self.pages)).read_bytes()
        (self.folder / page).write_bytes(other)

    def bring(self, number):
        """The portion with this number; the last leaves nothing amiss."""
        for page in self.amiss:
            self.put(page)
        self.amiss = []
        for page in self.pages[number::UPDATES]:
            self.put(page)
        if number < UPDATES - 1:
            here = [page for i in range(number + 1) for page in self.pages[i::UPDATES]]
            self.amiss = self.dice.sample(here, 6)
            for page in self.amiss:
                self.spoil(page)


class AnyOrder(unittest.TestCase):
    def index(self, daemon, command, folder):
        done = run_indexer(command, "--json", daemon.index, folder)
        self.assertEqual(done.returncode, 0, done.stderr)
        return json.loads(done.stdout)

    def look(self, daemon):
        """Answers and contents, by a daemon of its own."""
        daemon.start()
        found = (more_answers if IS_FULL else answers)(daemon), Contents(daemon.index)
        daemon.stop()
        self.assertEqual(found[1].faults, [])
        return found

    def check(self, daemon, expected):
        found, contents = self.look(daemon)
        self.assertEqual(contents.differences(expected[1])[:5], [])
        self.assertEqual(compare(found, expected[0])[:5], [])

    def in_portions(self, seed, expected):
        with Daemon() as daemon:
            pages = Path(daemon.folder.name) / "pages"
            portions = Portions(pages, random.Random(seed))
            for number in range(UPDATES):
                portions.bring(number)
                self.index(daemon, "update", pages)
            self.check(daemon, expected)
            if IS_FULL:
                self.index(daemon, "rebuild", pages)
                self.check(daemon, expected)

    def test_an_index_does_not_depend_on_the_order_of_its_updates(self):
        first = int(os.environ.get("REGIO_SEED", time.time()))
        with Daemon() as daemon:
            self.index(daemon, "rebuild", PAGES)
            expected = self.look(daemon)
        for seed in range(first, first + ORDERS):
            with self.subTest(seed=seed):
                self.in_portions(seed, expected)
        print(f"{ORDERS} orders of {UPDATES} updates from seed {first}, "
              f"{len(expected[0])} answers each")


if __name__ == "__main__":
    unittest.main()
