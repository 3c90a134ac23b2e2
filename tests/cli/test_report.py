#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""report tells what an index knows and lacks, by which evidence, and why pages
were refused; also of an index that is being written, and never of a damaged one."""
import fcntl
import json
import unittest

from command import IndexerTest

PROJECT = """<!DOCTYPE html><html lang="de"><head><title>Uferpark</title></head><body><main>
<h1>Uferpark</h1><p>Das Projekt Uferpark baut in Rostock einen Park am Wasser für alle.</p>
<table><tr><td>Laufzeit</td><td>01.03.2016 - 31.08.2018</td></tr>
<tr><td>Gesamtbudget</td><td>1.200.000 Euro</td></tr>
<tr><td>Projektpartner</td><td>3</td></tr></table></main></body></html>"""

BARE_PROJECT = """<!DOCTYPE html><html lang="de"><head><title>Gleisbogen</title></head><body>
<main><h1>Gleisbogen</h1><p>Das Projekt Gleisbogen ist ein Vorhaben der Stadt.</p><table>
<tr><td>Förderprogramm</td><td>Landesprogramm Brachen</td></tr>
<tr><td>Projektpartner</td><td>Stadt Riesa</td></tr></table></main></body></html>"""

NEWS = """<!DOCTYPE html><html lang="de"><head><title>Steg eröffnet</title>
<meta property="article:published_time" content="2012-05-31T10:00:00+02:00"></head><body><main>
<h1>Steg eröffnet</h1><p>Der Steg in Greifswald ist gestern eröffnet worden, sagte die
Bürgermeisterin vor vielen Gästen.</p></main></body></html>"""


class Report(IndexerTest):
    def report(self):
        return json.loads(self.run_command("report", "--json", self.index).stdout)

    def fill(self):
        self.write("uferpark.html", PROJECT)
        self.write("gleisbogen.html", BARE_PROJECT)
        self.write("steg.html", NEWS)
        self.write("leer.html", "<html><body></body></html>")
        self.write_lines("more.jsonl",
                         {"id": "given", "title": "Gegeben", "body": "Ein Satz.", "type": "network",
                          "date": "2007-04-24", "cities": ["Leipzig", "Atlantis"]},
                         {"title": "ohne Namen"})
        self.update(status=1)

    def test_each_field_tells_its_pages_and_their_evidence(self):
        self.fill()
        report = self.report()
        self.assertEqual(report["documents"], 4)
        date = report["fields"]["date"]
        self.assertEqual(date["evidence"]["meta"], 1)
        self.assertEqual(date["evidence"]["given"], 1)
        self.assertEqual(date["evidence"]["fact_sheet"], 1)
        self.assertEqual(date["missing"], {"count": 1, "examples": ["gleisbogen.html"]})
        self.assertEqual(date["kinds"]["published"], 2)
        self.assertEqual(report["fields"]["url"]["pages"], 0)
        self.assertEqual(report["fields"]["city"]["evidence"]["given"], 1)
        years = {item["value"]: item["pages"] for item in report["values"]["year"]["items"]}
        self.assertEqual(years, {"2007": 1, "2012": 1, "2016": 1, "2017": 1, "2018": 1})
        cities = {item["value"] for item in report["values"]["city"]["items"]}
        self.assertLessEqual({"Leipzig", "Atlantis"}, cities)

    def test_projects_tell_what_they_lack(self):
        self.fill()
        projects = self.report()["projects"]
        self.assertEqual(projects["pages"], 2)
        self.assertEqual(projects["facts"]["budget"], 1)
        for gap in ("without_runtime", "without_budget"):
            self.assertEqual(projects[gap], {"count": 1, "examples": ["gleisbogen.html"]})

    def test_refusals_are_told_with_their_reasons(self):
        self.fill()
        refused = self.report()["refused"]
        self.assertEqual(refused["pages"], 2)
        reasons = {item["reason"]: item["examples"] for item in refused["items"]}
        self.assertEqual(reasons["a page without text"], ["leer.html"])
        self.assertEqual(reasons['no "id"'], ["more.jsonl:2"])

    def test_sources_are_named(self):
        self.fill()
        self.run_command("update", self.index, "-",
                         stdin='{"id": "x", "title": "Von der Leitung"}\n')
        sources = {item["path"]: item for item in self.report()["sources"]["items"]}
        self.assertEqual(sources[str(self.pages)]["documents"], 4)
        self.assertEqual(sources[str(self.pages)]["refused"], 2)
        self.assertEqual(sources["-"]["documents"], 1)

    def test_the_text_fits_a_screen(self):
        self.fill()
        lines = self.run_command("report", self.index).stdout.splitlines()
        self.assertLess(len(lines), 50)
        self.assertLessEqual(max(map(len, lines)), 80)
        text = "\n".join(lines)
        for piece in ("4 pages", "undated", "gleisbogen.html", "a page without text"):
            self.assertIn(piece, text)

    def test_names_of_files_are_made_fit_to_be_shown(self):
        self.write(b"bad\xff\x1b[31m.html".decode("utf-8", "surrogateescape"), "")
        self.write_page("good.html")
        self.update(status=1)
        self.assertNotIn("\x1b", self.run_command("report", self.index).stdout)
        self.report()

    def test_lists_are_bounded_and_tell_how_many_there_are(self):
        self.write_lines("many.jsonl", *({"id": str(i), "title": "Ort", "cities": [f"Ort {i}"]}
                                         for i in range(300)))
        self.update()
        cities = self.report()["values"]["city"]
        self.assertEqual(cities["count"], 300)
        self.assertEqual(len(cities["items"]), 200)
        self.assertIn("and 292 others", self.run_command("report", self.index).stdout)

    def test_it_needs_no_lock(self):
        self.fill()
        with open(self.index / "lock", "w", encoding="utf-8") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            self.assertEqual(self.report()["documents"], 4)

    def test_an_empty_index_has_a_report(self):
        self.write_page("a.html")
        self.update()
        self.run_command("update", self.index, self.pages)
        (self.pages / "a.html").unlink()
        self.write("b.html", "")
        self.update(status=1)
        self.assertEqual(self.report()["documents"], 0)
        self.run_command("report", self.index)

    def test_a_missing_or_damaged_index_is_status_4(self):
        self.run_command("report", self.index, status=4)
        self.fill()
        (store,) = self.index.glob("generation-*/store")
        store.write_bytes(store.read_bytes()[:100])
        self.run_command("report", self.index, status=4)
        (self.index / "current").write_text("rubbish")
        self.run_command("report", self.index, status=4)


if __name__ == "__main__":
    unittest.main()
