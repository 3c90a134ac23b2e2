#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""PDF files are pages, read by pdftotext in a process that may do little."""
import json
import os
import shutil
import stat
import time
import unittest

from command import IndexerTest
from pdf_file import pdf
from warc_file import record, response

LINES = ["Der Hafen und die Wirtschaft", "",
         "Die Stadt Leipzig und ihre Partner arbeiten an der Entwicklung der Region",
         "und an der Förderung von Unternehmen in Sachsen & Thüringen."]


class Pdf(IndexerTest):
    def inspect(self, file):
        return json.loads(self.run_command("inspect", "--json", file).stdout)

    def fake(self, script):
        """An environment in which pdftotext is something else."""
        folder = self.folder / "bin"
        folder.mkdir()
        if script:
            program = folder / "pdftotext"
            program.write_text("#!/bin/sh\n" + script)
            program.chmod(program.stat().st_mode | stat.S_IXUSR)
        return os.environ | {"PATH": f"{folder}"}

    @unittest.skipUnless(shutil.which("pdftotext"), "SKIPPED: no poppler-utils")
    def test_text_title_and_day_are_read(self):
        file = self.write("Faltblatt.pdf", pdf(LINES, title="Häfen & Märkte",
                                               created="20070424101112+02'00'"))
        page = self.inspect(file)
        self.assertEqual(page["title"], "Häfen & Märkte")
        self.assertIn("Förderung von Unternehmen in Sachsen & Thüringen", page["text"])
        self.assertEqual(page["language"], "de")
        self.assertEqual(page["years"], [2007])
        self.assertEqual([(date["date"], date["kind"]) for date in page["dates"]],
                         [("2007-04-24", "updated")])
        self.assert_counts(self.update(), added=1, documents=1)
        self.assert_counts(self.update(), unchanged=1)

    @unittest.skipUnless(shutil.which("pdftotext"), "SKIPPED: no poppler-utils")
    def test_a_title_that_a_program_made_up_is_none(self):
        page = self.inspect(self.write("a.pdf", pdf(LINES, title="Microsoft Word - a.doc")))
        self.assertEqual(page["title"], LINES[0])

    @unittest.skipUnless(shutil.which("pdftotext"), "SKIPPED: no poppler-utils")
    def test_what_cannot_be_read_is_refused_with_its_reason(self):
        whole = pdf(LINES, packed=True)
        self.write("a-scan.pdf", pdf([]))
        self.write("b-damaged.pdf", whole[:300])
        self.write("c-other.pdf", b"<html><p>Das ist kein PDF.</html>")
        self.write("d-empty.pdf", b"")
        self.write("e-good.pdf", whole)
        result = self.update(status=1)
        self.assert_counts(result, added=1)
        reasons = [item["reason"] for item in result["refused"]]
        self.assertEqual(len(reasons), 4)
        self.assertIn("scanned", reasons[0])
        for reason in reasons[1:4]:
            self.assertIn("damaged", reason)
        again = self.update(status=1)
        self.assert_counts(again, unchanged=1)
        self.assertEqual(again["refused"], result["refused"])

    @unittest.skipUnless(shutil.which("pdftotext"), "SKIPPED: no poppler-utils")
    def test_crawled_ones_are_pages_too(self):
        self.write("c.warc", record("http://stadt.example/a.pdf",
                                    response(pdf(LINES), kind="application/pdf")))
        self.assert_counts(self.update(), added=1)

    def test_without_the_program_its_package_is_named_and_nothing_is_lost(self):
        self.write("a.pdf", pdf(LINES))
        environment = self.fake(None)
        done = self.run_command("update", "--json", self.index, self.pages, status=1,
                                env=environment)
        self.assertIn("poppler-utils", json.loads(done.stdout)["refused"][0]["reason"])
        if shutil.which("pdftotext"):
            self.assert_counts(self.update(), added=1)

    def test_one_that_hangs_is_ended(self):
        self.write("a.pdf", pdf(LINES))
        self.write_page("b.html")
        begun = time.monotonic()
        done = self.run_command("update", "--json", self.index, self.pages, status=1,
                                env=self.fake("exec /usr/bin/tail -f /dev/zero >/dev/null\n"))
        self.assertLess(time.monotonic() - begun, 20)
        result = json.loads(done.stdout)
        self.assert_counts(result, added=1)
        self.assertEqual(len(result["refused"]), 1)

    def test_text_without_end_is_refused(self):
        self.write("a.pdf", pdf(LINES))
        done = self.run_command("update", "--json", self.index, self.pages, status=1,
                                env=self.fake("exec /usr/bin/yes\n"))
        self.assertIn("MB", json.loads(done.stdout)["refused"][0]["reason"])

    def test_it_may_not_write_or_start_others(self):
        target = self.folder / "written"
        self.write("a.pdf", pdf(LINES))
        self.run_command("update", "--json", self.index, self.pages, status=1,
                         env=self.fake(f"echo x > {target}; /bin/cat /etc/hostname\n"))
        self.assertFalse(target.exists() and target.read_text())


if __name__ == "__main__":
    unittest.main()
