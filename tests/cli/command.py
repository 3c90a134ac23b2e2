# SPDX-License-Identifier: GPL-2.0-or-later
"""Runs the real regio-indexer, found below $REGIO_BUILD, in a folder of its own."""
import json
import os
import subprocess
import tempfile
import unittest
from pathlib import Path

PROGRAM = Path(os.environ.get("REGIO_BUILD", "build/dev")).absolute() / "indexer/regio-indexer"

PAGE = """<!DOCTYPE html><html lang="de"><head><title>{title}</title></head><body><main>
<h1>{title}</h1><p>{text} Die Stadt Leipzig und ihre Partner arbeiten an der
Entwicklung der Region und an der Förderung von Unternehmen.</p></main></body></html>
"""


class IndexerTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        self.index = self.folder / "index"
        self.pages = self.folder / "pages"
        self.pages.mkdir()

    def write(self, path, text):
        """A file below the folder of pages; bytes as they are."""
        file = self.pages / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text if isinstance(text, bytes) else text.encode())
        return file

    def write_page(self, path, title="Seite", text="Ein Satz."):
        return self.write(path, PAGE.format(title=title, text=text))

    def write_lines(self, path, *objects):
        return self.write(path, "".join(json.dumps(o) + "\n" for o in objects))

    def start(self, *words, **options):
        return subprocess.Popen([PROGRAM, *map(str, words)], text=True,
                                stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                                **options)

    def run_command(self, *words, status=0, stdin="", **options):
        done = subprocess.run([PROGRAM, *map(str, words)], text=True, input=stdin,
                              capture_output=True, timeout=120, **options)
        self.assertEqual(done.returncode, status,
                         f"{words}: {done.stdout} {done.stderr}")
        return done

    def update(self, *words, status=0, stdin="", command="update"):
        """The result of an update of the index from the pages, or from the words."""
        done = self.run_command(command, "--json", self.index, *(words or [self.pages]),
                                status=status, stdin=stdin)
        return json.loads(done.stdout)

    def assert_counts(self, result, **counts):
        """Those named are as given, the others are 0; documents only if named."""
        expected = {"added": 0, "changed": 0, "unchanged": 0, "removed": 0} | counts
        self.assertEqual({key: result[key] for key in expected}, expected)

    def refused_names(self, result):
        return [item["source"] for item in result["refused"]]
