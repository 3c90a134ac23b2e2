#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""The shell completes what the program's help names."""
import shlex
import subprocess
import unittest
from pathlib import Path

from command import PROGRAM, IndexerTest

SCRIPT = Path(__file__).parents[2] / "completions/regio-indexer"


class Completion(IndexerTest):
    def complete(self, *words):
        quoted = " ".join(shlex.quote(str(word)) for word in (PROGRAM, *words))
        before = shlex.quote(str((PROGRAM, *words)[-2]))
        script = (f"source {shlex.quote(str(SCRIPT))}\nCOMP_WORDS=({quoted})\n"
                  f"COMP_CWORD={len(words)}\n"
                  f"_regio_indexer {shlex.quote(str(PROGRAM))} {shlex.quote(words[-1])} "
                  f"{before}\nprintf '%s\\n' \"${{COMPREPLY[@]}}\"\n")
        done = subprocess.run(["bash", "-c", script], text=True, capture_output=True,
                              cwd=self.folder)
        self.assertEqual(done.stderr, "")
        return done.stdout.split()

    def test_commands(self):
        self.assertEqual(self.complete("re"), ["rebuild", "remove", "report"])
        self.assertIn("watch", self.complete(""))

    def test_options_of_the_command(self):
        self.assertEqual(self.complete("changes", "--s"), ["--since"])
        self.assertEqual(self.complete("update", "--s"), [])
        self.assertEqual(self.complete("update", "--keep"), ["--keep-vanished"])

    def test_values_and_files(self):
        self.assertEqual(self.complete("terms", "--language", ""), ["de", "en"])
        self.assertEqual(self.complete("update", "pa"), ["pages"])


if __name__ == "__main__":
    unittest.main()
