#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""A walk reads the files below its folder, and nothing else."""
import json
import os
import stat
import subprocess
import unittest

from command import IndexerTest


class Walk(IndexerTest):
    def test_only_files_below_the_folder_are_read(self):
        outside = self.folder / "outside"
        outside.mkdir()
        (outside / "geheim.html").write_text("<p>Geheimnis aus Leipzig.</p>")
        self.write_page("a.html")
        os.symlink(outside / "geheim.html", self.pages / "link.html")
        os.symlink(outside, self.pages / "ordner")
        os.symlink(".", self.pages / "kreis")
        os.mkfifo(self.pages / "rohr.html")
        try:
            os.mknod(self.pages / "geraet.html", stat.S_IFCHR | 0o600, os.makedev(1, 5))
        except PermissionError:
            print("SKIPPED: no device, which only root may make")
        self.assert_counts(self.update(), added=1, documents=1)

    def test_a_loop_of_mounts_ends(self):
        self.write_page("a/b.html")
        (self.pages / "a/kreis").mkdir()
        script = f'mount --bind "{self.pages}" "{self.pages}/a/kreis" && exec "$@"'
        probe = subprocess.run(["unshare", "-m", "sh", "-c", script, "sh", "true"],
                               capture_output=True, check=False)
        if probe.returncode:
            self.skipTest("SKIPPED: no mounts may be made here")
        from command import PROGRAM
        done = subprocess.run(
            ["unshare", "-m", "sh", "-c", script, "sh", PROGRAM, "update", "--json",
             self.index, self.pages], capture_output=True, text=True, timeout=60, check=False)
        result = json.loads(done.stdout)
        self.assert_counts(result, added=1)
        self.assertIn("loop", result["refused"][0]["reason"])

    def test_a_mirror_keeps_the_address_of_its_pages(self):
        self.write_page("www.stadt.example/hafen/index.html", title="Hafen")
        shown = self.run_command("inspect", "--json",
                                 self.pages / "www.stadt.example/hafen/index.html")
        self.assertEqual(json.loads(shown.stdout)["title"], "Hafen")
        self.assert_counts(self.update(), added=1)
        self.assert_counts(self.update("--base-url", "http://neu.example/", self.pages),
                           added=1, removed=1, documents=1)


if __name__ == "__main__":
    unittest.main()
