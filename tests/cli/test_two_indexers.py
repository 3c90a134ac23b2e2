#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Of two indexers that want one index the second is sent away with status 3 and
the name of the first, or waits if it is told to."""
import json
import signal
import time
import unittest

from command import IndexerTest

LINE = json.dumps({"id": "x", "title": "X", "body": "Ein Wort über den Hafen."}) + "\n"


class TwoIndexers(IndexerTest):
    def setUp(self):
        super().setUp()
        self.page = self.write_page("a.html")
        self.update()
        self.update(command="rebuild")

    def hold(self, *words):
        """A run that has the lock and waits for its input."""
        first = self.start(*words, self.index, "-", stdin=-1)
        self.addCleanup(first.communicate)
        self.addCleanup(first.kill)
        deadline = time.monotonic() + 60
        while (not (self.index / "lock").read_text().startswith(f"{first.pid} ")
               and time.monotonic() < deadline):
            time.sleep(0.02)
        return first

    def seconds(self):
        """Every command that writes, as a second one."""
        return {"update": ("update", self.index, self.pages),
                "rebuild": ("rebuild", self.index, self.pages),
                "watch": ("watch", self.index, self.pages),
                "remove": ("remove", self.index, "a.html"),
                "rollback": ("rollback", self.index)}

    def test_the_second_is_sent_away_at_once_and_told_of_the_first(self):
        for command in ("update", "rebuild"):
            first = self.hold(command, "--quiet")
            for name, words in self.seconds().items():
                with self.subTest(first=command, second=name):
                    started = time.monotonic()
                    done = self.run_command(*words, status=3)
                    self.assertLess(time.monotonic() - started, 10)
                    self.assertIn(f"process {first.pid} (regio-indexer {command} --quiet ",
                                  done.stderr)
                    self.assertIn("--wait", done.stderr)
            for name in ("verify", "report", "changes"):
                with self.subTest(first=command, second=name):
                    self.run_command(name, self.index)
            first.communicate(LINE)
            self.assertEqual(first.returncode, 0)

    def test_the_second_waits_if_it_is_told_to(self):
        for name, words in self.seconds().items():
            with self.subTest(second=name):
                self.update(command="rebuild")
                first = self.hold("update", "--quiet")
                second = self.start(words[0], "--wait", *words[1:])
                self.addCleanup(second.communicate)
                self.addCleanup(second.kill)
                time.sleep(0.5)
                self.assertIsNone(second.poll())
                first.communicate(LINE)
                self.assertEqual(first.returncode, 0)
                if name == "watch":
                    self.wait_for_holder(second)
                    second.send_signal(signal.SIGTERM)
                self.assertEqual(second.wait(60), 0)
                self.run_command("verify", self.index)
        self.update()

    def wait_for_holder(self, run):
        deadline = time.monotonic() + 60
        while (not (self.index / "lock").read_text().startswith(f"{run.pid} ")
               and time.monotonic() < deadline):
            time.sleep(0.02)

    def test_the_lock_of_a_killed_run_holds_nobody_up(self):
        for command in ("update", "rebuild"):
            for name, words in self.seconds().items():
                with self.subTest(first=command, second=name):
                    first = self.hold(command, "--quiet")
                    first.kill()
                    first.communicate()
                    if name == "rollback":
                        self.update(command="rebuild")
                    if name == "remove":
                        self.page.write_text(f"<p>Ein neuer Satz {command} über Leipzig.</p>")
                        self.update()
                    if name == "watch":
                        continue
                    self.run_command(*words)
                    self.run_command("verify", self.index)

    def test_of_many_at_once_one_writes_and_the_others_are_sent_away_or_wait(self):
        for i in range(60):
            self.write_page(f"{i}.html", title=f"Seite {i}")
        runs = [self.start("update", *(["--wait"] if i % 2 else []), self.index, self.pages)
                for i in range(6)]
        ends = [(run.communicate(timeout=120), run.returncode) for run in runs]
        for i, (output, status) in enumerate(ends):
            self.assertIn(status, (0,) if i % 2 else (0, 3), output)
        self.assert_counts(self.update(), unchanged=61, documents=61)
        self.run_command("verify", self.index)


if __name__ == "__main__":
    unittest.main()
