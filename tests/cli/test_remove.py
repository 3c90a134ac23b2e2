#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""What was removed by hand is gone, and stays so until its source says something else."""
import json
import os
import unittest

from command import PAGE, IndexerTest
from test_archives import zipped


class Removals(IndexerTest):
    def remove(self, *ids, status=0):
        done = self.run_command("remove", "--json", self.index, *ids, status=status)
        return json.loads(done.stdout)

    def setUp(self):
        super().setUp()
        for name in ("a.html", "b.html", "news/c.html"):
            self.write_page(name, title=name)

    def test_a_removed_page_is_gone_and_stays_out(self):
        self.update()
        self.assert_counts(self.remove("a.html"), removed=1, documents=2)
        result = self.update()
        self.assert_counts(result, unchanged=2, documents=2)
        self.assertEqual(result["kept_out"], 1)
        self.assertEqual(result["refused"], [])

    def test_a_touched_page_stays_out(self):
        self.update()
        self.remove("a.html")
        os.utime(self.pages / "a.html", (1_000_000_000, 1_000_000_000))
        self.assert_counts(self.update(), unchanged=2, documents=2)
        self.assert_counts(self.update(), unchanged=2, documents=2)

    def test_a_page_that_says_something_else_comes_back(self):
        self.update()
        self.remove("a.html")
        self.write_page("a.html", text="Ein anderer Satz, der länger ist.")
        result = self.update()
        self.assert_counts(result, added=1, unchanged=2, documents=3)
        self.assertEqual(result["kept_out"], 0)
        self.assert_counts(self.update(), unchanged=3, documents=3)
        self.write_page("a.html", title="a.html")
        self.assert_counts(self.update(), changed=1, unchanged=2, documents=3)

    def test_a_page_that_left_and_returned_stays_out(self):
        self.update()
        self.remove("a.html")
        (self.pages / "a.html").unlink()
        self.assert_counts(self.update(), unchanged=2, documents=2)
        self.write_page("a.html", title="a.html")
        self.assert_counts(self.update(), unchanged=2, documents=2)

    def test_a_rebuild_keeps_it_out(self):
        self.update()
        self.remove("a.html")
        self.assert_counts(self.update(command="rebuild"), added=2, documents=2)
        self.assert_counts(self.update(command="rebuild"), added=2, documents=2)
        self.write_page("a.html", text="Ein anderer Satz, der länger ist.")
        self.assert_counts(self.update(command="rebuild"), added=3, documents=3)

    def test_other_rules_for_its_site_do_not_bring_it_back(self):
        lines = self.write_lines("export.jsonl", *(
            {"id": i, "title": f"Hafen {i}", "body": "Der Hafen von Rostock."}
            for i in range(3)))
        self.write("s.zip", zipped({name: PAGE.format(title=name, text="Ein Satz.")
                                    for name in ("x.html", "y.html")}))
        config = self.folder / "regio.conf"
        rules = "[site news]\ndrop = h1\n[places]\nplace = {}; DE; 51.5; 12.25\n"
        config.write_text(rules.format("Testhausen"))
        self.update("--config", config, self.pages)
        self.remove("news/c.html", "1", "s.zip/x.html")
        self.assert_counts(self.update("--config", config, self.pages),
                           unchanged=5, documents=5)
        config.write_text(rules.format("Musterheim"))
        result = self.update("--config", config, self.pages)
        self.assert_counts(result, changed=5, documents=5)
        self.assertEqual(result["kept_out"], 3)
        self.assert_counts(self.update("--config", config, self.pages),
                           unchanged=5, documents=5)
        self.assert_counts(self.update(), changed=5, documents=5)
        self.assert_counts(self.update("--config", config, self.pages, command="rebuild"),
                           added=5, documents=5)
        self.assert_counts(self.update(command="rebuild"), added=5, documents=5)
        lines.write_text(lines.read_text().replace("Hafen 1", "Kai"))
        self.write_page("news/c.html", text="Ein anderer Satz, der länger ist.")
        self.assert_counts(self.update("--config", config, self.pages),
                           added=2, changed=5, documents=7)

    def test_lines_stay_out_too(self):
        lines = [{"id": i, "title": f"Hafen {i}", "body": "Der Hafen von Rostock."}
                 for i in range(4)]
        file = self.write_lines("export.jsonl", *lines)
        self.update(file)
        self.assert_counts(self.remove("1", "2"), removed=2, documents=2)
        self.assert_counts(self.update(file), unchanged=2, documents=2)
        self.assert_counts(self.update(file, command="rebuild"), added=2, documents=2)
        lines[1]["title"] = "Ein anderer Hafen"
        self.write_lines("export.jsonl", *lines)
        self.assert_counts(self.update(file), added=1, unchanged=2, documents=3)
        self.write_lines("export.jsonl", *lines[:2])
        self.assert_counts(self.update(file), unchanged=2, removed=1, documents=2)
        self.write_lines("export.jsonl", *lines)
        self.assert_counts(self.update(file), unchanged=2, added=1, documents=3)

    def test_standard_input_stays_out_too(self):
        line = json.dumps({"id": "x", "body": "Der Hafen von Rostock."}) + "\n"
        other = json.dumps({"id": "y", "body": "Der Hafen von Lübeck."}) + "\n"
        self.update("-", stdin=line + other)
        self.assert_counts(self.remove("x"), removed=1, documents=1)
        self.assert_counts(self.update("-", stdin=line), documents=1)
        line = json.dumps({"id": "x", "body": "Der Hafen von Kiel."}) + "\n"
        self.assert_counts(self.update("-", stdin=line), added=1, documents=2)

    def test_an_unknown_id_is_named_with_the_nearest(self):
        self.update()
        result = self.remove("c.html", "b.htlm", "b.html", "nothing of the kind", status=1)
        self.assert_counts(result, removed=1, documents=2)
        self.assertEqual(self.refused_names(result),
                         ["c.html", "b.htlm", "nothing of the kind"])
        reasons = [item["reason"] for item in result["refused"]]
        self.assertIn("news/c.html", reasons[0])
        self.assertIn("b.html", reasons[1])
        self.assertNotIn("nearest", reasons[2])
        result = self.remove("b.html", status=1)
        self.assertIn("before", result["refused"][0]["reason"])

    def test_a_dry_run_removes_nothing(self):
        self.update()
        done = self.run_command("remove", "--dry-run", "--json", self.index, "a.html")
        self.assert_counts(json.loads(done.stdout), removed=1, documents=2)
        self.assert_counts(self.update(), unchanged=3, documents=3)

    def test_the_report_counts_them(self):
        self.update()
        self.remove("a.html")
        self.assertIn("removed", self.run_command("report", self.index).stdout)
        report = json.loads(self.run_command("report", "--json", self.index).stdout)
        self.assertEqual(report["removed"], 1)
        self.assertEqual(report["sources"]["items"][0]["documents"], 2)

    def test_an_index_that_is_not_there_is_named(self):
        self.run_command("remove", self.index, "a", status=4)
        self.run_command("remove", self.index, status=2)


if __name__ == "__main__":
    unittest.main()
