#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Updates and rebuilds are ended at random moments, by kill -9: what was
acknowledged is there, nothing by halves, the next run goes on, and in the end
the index is that of a run which nobody disturbed.

Acknowledged is what a finished run told, and what a search over a running
daemon has found (an update makes whole batches visible, a rebuild all at once).
$REGIO_TRIALS: how many kills; from 60 on more and larger pages are taken."""
import json
import os
import random
import shutil
import signal
import sys
import threading
import time
import unittest
import urllib.error
from pathlib import Path

sys.path[:0] = [str(Path(__file__).resolve().parents[1]),
                str(Path(__file__).resolve().parents[1] / "trials")]
from command import IndexerTest  # noqa: E402
from programs import Daemon  # noqa: E402
from answers import answer  # noqa: E402
from contents import ROOT, Contents, trials  # noqa: E402

KILLS = trials(4)
IS_LARGE = KILLS >= 60
LINES = 6000 if IS_LARGE else 300
SITES = "*" if IS_LARGE else "www.l*"
QUESTIONS = ["zweite Fassung", "Hafen", "Vorhaben 7", "Wirtschaft der Region", "Städte",
             "city:Leipzig year:2007", "umgebaut -Rostock", ""]


def line(number, edition):
    return json.dumps({
        "id": f"line-{number}", "title": f"Vorhaben {number} in {edition} Fassung",
        "years": [2000 + number % 20], "cities": [("Leipzig", "Rostock", "Halle")[number % 3]],
        "body": f"Der Hafen Nummer {number} wird umgebaut, {edition} Fassung. " * 3}) + "\n"


class Sources:
    """Pages and lines, which move on: some are new, changed or gone then."""

    def __init__(self, folder):
        self.folder = folder
        for site in (ROOT / "corpus/pages").glob(SITES):
            shutil.copytree(site, folder / site.name)
        self.write(line(number, "erster") for number in range(LINES // 2))

    def write(self, lines):
        (self.folder / "lines.jsonl").write_text("".join(lines))

    def move_on(self):
        pages = sorted(self.folder.rglob("*.html"))
        for page in pages[::9]:
            page.unlink()
        for page in pages[1::9]:
            page.write_bytes(pages[2].read_bytes())
        for page in pages[2::9]:
            shutil.copy(page, page.with_name("neu-" + page.name))
        self.write(line(number, "zweiter" if number % 3 else "erster")
                   for number in range(LINES // 4, LINES))


class Witness(threading.Thread):
    """Asks a daemon over the index until it is stopped: which lines are there in
    their second edition, and that nothing fails."""

    def __init__(self, daemon):
        super().__init__(daemon=True)
        self.service = daemon
        self.stopped = threading.Event()
        self.told, self.failures = set(), []

    def run(self):
        dice = random.Random(1)
        while not self.stopped.wait(0.02):
            try:
                found = self.service.search(q="title:zweiter", limit=100, facet_limit=1,
                                            year=dice.randrange(2000, 2020))
                self.told |= {hit["id"] for hit in found["hits"]
                              if "in zweiter Fassung" in hit["title"]}
            except urllib.error.HTTPError as failure:
                self.failures.append(f"{failure}: {failure.read().decode()}")
            except Exception as failure:  # whatever it is, a visitor noticed
                self.failures.append(repr(failure))


def session_of(number):
    """The processes of a session that are left."""
    left = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rsplit(")", 1)[1].split()
        except OSError:
            continue
        if int(fields[3]) == number and fields[0] != "Z":
            left.append(int(stat.parent.name))
    return left


class Kills(IndexerTest):
    def setUp(self):
        super().setUp()
        self.seed = int(os.environ.get("REGIO_SEED", time.time()))
        self.dice = random.Random(self.seed)
        self.pages.rmdir()
        sources = Sources(self.pages)
        self.index = self.folder / "before"
        self.update()
        self.before = Contents(self.index)
        sources.move_on()
        self.seconds, self.after, self.answers = {}, None, None
        for command in ("update", "rebuild"):
            self.learn(command)

    def learn(self, command):
        """What an undisturbed run makes, and how long it takes."""
        with Daemon() as daemon:
            shutil.copytree(self.folder / "before", daemon.index)
            self.index = daemon.index
            started = time.monotonic()
            self.update(command=command)
            self.seconds[command] = time.monotonic() - started
            contents = Contents(self.index)
            self.assertEqual(contents.faults, [])
            self.assertEqual(contents.differences(self.after or contents)[:5], [])
            daemon.start()
            self.after, self.answers = contents, self.ask(daemon)

    def ask(self, daemon):
        return [answer(daemon, q=question) for question in QUESTIONS]

    def kill(self, command):
        """When the run was killed, in seconds. One that was at its end is no loss."""
        run = self.start(command, "--quiet", self.index, self.pages, start_new_session=True)
        moment = self.dice.random() * self.seconds[command] * 1.05
        time.sleep(moment)
        if self.dice.random() < 0.5:
            os.killpg(run.pid, signal.SIGKILL)
        else:
            run.kill()
        run.communicate()
        deadline = time.monotonic() + 20
        while session_of(run.pid) and time.monotonic() < deadline:
            time.sleep(0.02)
        self.assertEqual(session_of(run.pid), [], "processes outlive the run")
        return moment

    def assert_whole(self, command, contents, told):
        """All documents are as before or as after, none is neither."""
        self.assertEqual(contents.faults, [])
        ids = contents.documents.keys()
        old, new = self.before.documents, self.after.documents
        self.assertEqual(old.keys() & new.keys() - ids, set(), "documents are lost")
        torn = [name for name, document in contents.documents.items()
                if document not in (old.get(name), new.get(name))]
        self.assertEqual(torn, [], "neither as before nor as after")
        lost = [name for name in told if contents.documents.get(name) != new[name]]
        self.assertEqual(lost, [], "a search had found these")
        if command == "rebuild":
            kept = self.after if contents.generation > 1 else self.before
            self.assertEqual(contents.differences(kept)[:5], [])

    def assert_verified(self, **expected):
        found = json.loads(self.run_command("verify", "--json", self.index).stdout)
        for generation in found["generations"]:
            self.assertEqual(generation | {"damage": []} | expected, generation)

    def assert_goes_on(self, command, contents):
        """The next run does what was left to do, and no more."""
        result = self.update(command=command)
        ids = contents.documents.keys()
        if command == "update":
            self.assertEqual(result["added"], len(self.after.documents.keys() - ids))
            self.assertEqual(result["removed"], len(ids - self.after.documents.keys()))
        after = Contents(self.index)
        self.assertEqual(after.faults, [])
        self.assertEqual(after.differences(self.after)[:5], [])
        self.assert_verified(sealed=True)
        rubbish = {path.name for path in self.index.rglob("*")} & {"current.new", "manifest.new"}
        self.assertEqual(rubbish, set())
        self.assertLessEqual(len(list(self.index.glob("generation-*"))), 2)

    def assert_served(self, daemon):
        """The daemon that was there all the time has the new answers soon."""
        deadline = time.monotonic() + 10
        while self.ask(daemon) != self.answers and time.monotonic() < deadline:
            time.sleep(0.1)
        self.assertEqual(self.ask(daemon), self.answers)

    def one_kill(self, command):
        with Daemon() as daemon:
            self.index = daemon.index
            shutil.copytree(self.folder / "before", self.index)
            daemon.start()
            witness = Witness(daemon)
            witness.start()
            moment = self.kill(command)
            time.sleep(0.3)  # what was committed last is found, too
            witness.stopped.set()
            witness.join()
            contents = Contents(self.index)
            self.assert_whole(command, contents, witness.told)
            self.assertEqual(witness.failures, [])
            self.assert_verified()
            self.assert_goes_on(command, contents)
            self.assert_served(daemon)
        return moment, len(witness.told), contents

    def share(self, contents):
        """How much of what there was to do is done."""
        todo = done = 0
        for name in self.before.documents.keys() | self.after.documents.keys():
            before, after = self.before.documents.get(name), self.after.documents.get(name)
            todo += before != after
            done += before != after and contents.documents.get(name) == after
        return done / todo

    def test_a_kill_at_any_moment_loses_nothing(self):
        moments = {"update": [], "rebuild": []}
        halfway = told = 0
        for turn in range(KILLS):
            command = list(moments)[turn % 2]
            with self.subTest(turn=turn, command=command, seed=self.seed):
                moment, seen, contents = self.one_kill(command)
                moments[command].append(moment)
                told += seen
                done = self.share(contents)
                halfway += 0 < done < 1
                print(f"{turn + 1}: {command} killed after {moment:.2f} s, {done:.0%} done, "
                      f"{seen} lines acknowledged", flush=True)
        for command, those in moments.items():
            print(f"{command}: {len(those)} kills within {self.seconds[command]:.1f} s, "
                  f"which an undisturbed run takes")
        print(f"seed {self.seed}: {halfway} left some batches done and some not, "
              f"{told} lines were acknowledged by searches")


if __name__ == "__main__":
    unittest.main()
