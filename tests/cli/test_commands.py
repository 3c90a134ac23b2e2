#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Exit statuses, help, hints, inspect and terms are as promised."""
import fcntl
import json
import os
import subprocess
import time
import unittest

from command import PROGRAM, IndexerTest


class CommandLine(IndexerTest):
    def test_wrong_words_are_status_2_with_a_hint(self):
        cases = [
            (["updaet", "i", "s"], "update"),
            (["update", "--jsno", "i", "s"], "--json"),
            (["update", "--dryrun", "i", "s"], "--dry-run"),
            (["update", "--jobs", "0", "i", "s"], "--jobs"),
            (["update", "--jobs", "two", "i", "s"], "--jobs"),
            (["update", "--jobs"], "--jobs"),
            (["update", "--base-url", "ftp://x", "i", "s"], "--base-url"),
            (["update", "i"], "usage"),
            (["inspect"], "usage"),
            (["report"], "usage"),
            (["report", "a", "b"], "usage"),
            (["terms", "x"], "usage"),
            (["terms", "--language", "tlh"], "--language"),
            (["inspect", "--complete", "x"], "--complete"),
            (["update", "-x", "i", "s"], "unknown option"),
            ([], "command"),
        ]
        for words, hint in cases:
            with self.subTest(words=words):
                self.assertIn(hint, self.run_command(*words, status=2).stderr)
        self.assertEqual(list(self.folder.iterdir()), [self.pages])

    def test_help_fits_a_screen(self):
        for words in ([], ["update"], ["rebuild"], ["report"], ["inspect"], ["terms"]):
            lines = self.run_command(*words, "--help").stdout.splitlines()
            self.assertLessEqual(len(lines), 24)
            self.assertLessEqual(max(map(len, lines)), 80)
            self.assertTrue(any("xample" in line for line in lines))

    def test_the_version_is_told(self):
        self.assertRegex(self.run_command("--version").stdout, r"^regio-indexer \d")

    def test_options_may_stand_anywhere(self):
        self.write_page("a.html")
        self.run_command("update", self.index, self.pages, "--json", "--jobs", "2")
        self.run_command("--quiet", "update", self.index, "--", self.pages)

    def test_a_folder_of_other_files_is_no_index(self):
        self.write_page("a.html")
        for command in ("update", "rebuild"):
            done = self.run_command(command, self.pages, self.index, status=2)
            self.assertIn("INDEX comes first", done.stderr)
        self.assertEqual([p.name for p in self.pages.iterdir()], ["a.html"])

    def test_a_busy_index_is_status_3_or_waited_for(self):
        self.write_page("a.html")
        self.update()
        with open(self.index / "lock", "r+") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            lock.truncate()
            lock.write(f"{os.getpid()}\n")
            lock.flush()
            for command in ("update", "rebuild"):
                done = self.run_command(command, self.index, self.pages, status=3)
                self.assertIn(str(os.getpid()), done.stderr)
            waiting = self.start("update", "--wait", self.index, self.pages)
            time.sleep(0.5)
            self.assertIsNone(waiting.poll())
        self.assertEqual(waiting.wait(60), 0)
        waiting.communicate()

    def test_a_damaged_index_is_status_4_and_a_rebuild_its_cure(self):
        self.write_page("a.html")
        self.update()
        (self.index / "current").write_text("garbage\n")
        self.run_command("update", self.index, self.pages, status=4)
        self.assert_counts(self.update(command="rebuild"), added=1, documents=1)
        engine = next(self.index.glob("generation-*/engine/iamglass"))
        engine.write_bytes(b"garbage")
        self.run_command("update", self.index, self.pages, status=4)
        self.assert_counts(self.update(command="rebuild"), added=1, documents=1)

    def test_what_the_system_refuses_is_status_5(self):
        self.write_page("a.html")
        self.run_command("update", self.pages / "a.html/index", self.pages, status=5)
        with open("/dev/full", "w") as full:
            done = subprocess.run([PROGRAM, "update", self.index, self.pages],
                                  stdout=full, stderr=subprocess.PIPE, text=True)
        self.assertEqual(done.returncode, 5, done.stderr)


class Inspect(IndexerTest):
    def test_all_promised_fields_are_there(self):
        page = self.write_page("a.html", title="Netzwerktreffen in Leipzig")
        shown = json.loads(self.run_command("inspect", "--json", page).stdout)
        for field in ("title type language text headings dates years cities clusters "
                      "facts dropped").split():
            self.assertIn(field, shown)
        for fact in ("programme acronym start end budget_eur grant_eur grant_rate "
                     "partner_count partners country_count homepage").split():
            self.assertIn(fact, shown["facts"])
        self.assertEqual(shown["title"], "Netzwerktreffen in Leipzig")
        city = shown["cities"][0]
        self.assertEqual((city["name"], city["country"]), ("Leipzig", "DE"))
        self.assertAlmostEqual(city["latitude"], 51.3, delta=0.2)
        self.assertTrue(city["evidence"])

    def test_people_can_read_it_too(self):
        page = self.write_page("a.html", title="Netzwerktreffen in Leipzig")
        self.assertIn("Netzwerktreffen", self.run_command("inspect", page).stdout)

    def test_a_bad_or_missing_page_is_refused(self):
        for file in (self.write("empty.html", b""), self.pages / "no.html", self.pages,
                     self.write("empty.jsonl", b"")):
            done = self.run_command("inspect", file, status=1)
            self.assertIn(str(file), done.stderr)


class Terms(IndexerTest):
    def terms(self, text, *words):
        done = self.run_command("terms", "--json", *words, stdin=text)
        return json.loads(done.stdout)

    def test_words_come_with_offsets_and_terms(self):
        text = "Städte und Stadt-Umland-Netze"
        words = self.terms(text, "--language", "de")
        for word in words:
            piece = text.encode()[word["start"]:word["end"]].decode()
            self.assertEqual(piece, word["text"])
            self.assertEqual(word["language"], "de")
            self.assertTrue(word["terms"])
        self.assertEqual(words[0]["text"], "Städte")
        positions = [word["position"] for word in words]
        self.assertEqual(positions, sorted(positions))

    def test_the_language_is_detected(self):
        self.assertEqual(self.terms("The cities and the regions of the north")[0]["language"],
                         "en")
        self.assertEqual(self.terms("Die Städte und die Regionen des Nordens")[0]["language"],
                         "de")

    def test_no_words_are_an_empty_list(self):
        self.assertEqual(self.terms(""), [])
        self.assertEqual(self.terms(" ... \n"), [])

    def test_what_is_not_utf8_is_refused(self):
        done = subprocess.run([PROGRAM, "terms"], input=b"K\xf6ln", capture_output=True)
        self.assertEqual(done.returncode, 1)
        self.assertIn(b"UTF-8", done.stderr)


class InspectText(IndexerTest):
    def test_the_text_has_facts_partners_and_what_was_dropped(self):
        file = self.write("park.html", """<html lang="de"><head><title>Uferpark</title></head><body>
            <nav><a href="/">Start</a> <a href="/kontakt">Kontakt</a></nav><main><h1>Uferpark</h1>
            <p>Das Projekt Uferpark baut in Rostock einen Park am Wasser für alle, die dort wohnen.
            Es wird von der Stadt und ihren Partnern getragen und von vielen Vereinen begleitet.</p>
            <table><tr><td>Laufzeit</td><td>01.03.2016 - 31.08.2018</td></tr>
            <tr><td>Gesamtbudget</td><td>1,2 Mio. Euro</td></tr>
            <tr><td>Projektpartner</td><td>3</td></tr></table>
            <h2>Partner</h2><ul><li>Stadt Rostock</li><li>Stadt Wismar</li></ul></main></body></html>""")
        lines = self.run_command("inspect", file).stdout.split("\n\n")[0].splitlines()
        for start, rest in (("runtime", "2016-03-01 to 2018-08-31"), ("budget", "1200000 EUR"),
                            ("years", "2016 to 2018"), ("partners", "3 said, 2 listed (differs)"),
                            ("", "partner: Stadt Wismar in Wismar"), ("dropped", "Start Kontakt"),
                            ("heading", "Uferpark"), ("date", "2016-03-01 start *")):
            with self.subTest(line=start):
                self.assertTrue(any(line.startswith(f"{start:10}{rest}") for line in lines), lines)
        budget = next(line for line in lines if line.startswith("budget"))
        self.assertTrue(budget.endswith("<- Gesamtbudget: 1,2 Mio. Euro"), budget)


if __name__ == "__main__":
    unittest.main()
