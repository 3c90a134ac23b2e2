#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""An index tells what became of its documents, and when."""
import datetime
import json
import signal
import time
import unittest
import xml.etree.ElementTree as ElementTree

from command import IndexerTest

ATOM = "{http://www.w3.org/2005/Atom}"


class Changes(IndexerTest):
    def setUp(self):
        super().setUp()
        for name in ("a.html", "b.html", "c.html"):
            self.write_page(name, title=name, text=f"Ein Satz von {name}.")

    def changes(self, *words):
        done = self.run_command("changes", "--json", *words, self.index)
        return [(item["kind"], item["id"]) for item in json.loads(done.stdout)["changes"]]

    def test_what_happened_is_told_the_newest_first(self):
        self.update()
        self.assertEqual(self.changes(), [("new", "c.html"), ("new", "b.html"),
                                          ("new", "a.html")])
        self.write_page("a.html", text="Ein anderer Satz, der länger ist.")
        self.update()
        (self.pages / "b.html").unlink()
        self.update()
        self.run_command("remove", self.index, "c.html")
        self.assertEqual(self.changes()[:3], [("removed", "c.html"), ("vanished", "b.html"),
                                              ("changed", "a.html")])

    def test_a_run_without_changes_and_a_dry_one_tell_nothing(self):
        self.update()
        before = self.changes()
        self.update()
        self.write_page("d.html")
        self.update("--dry-run", self.pages)
        self.run_command("remove", "--dry-run", self.index, "a.html")
        self.assertEqual(self.changes(), before)

    def test_a_moved_page_is_told_as_such(self):
        self.update()
        (self.pages / "a.html").rename(self.pages / "z.html")
        result = self.update()
        self.assert_counts(result, added=1, removed=1, unchanged=2, documents=3)
        self.assertEqual(result["moved"], 1)
        done = self.run_command("changes", "--json", self.index)
        newest = json.loads(done.stdout)["changes"][0]
        self.assertEqual((newest["kind"], newest["id"], newest["to"], newest["title"]),
                         ("moved", "a.html", "z.html", "a.html"))
        self.assertEqual(len(self.changes()), 4)

    def test_one_new_page_stands_for_one_that_vanished(self):
        self.write_page("d.html", title="a.html", text="Ein Satz von a.html.")
        self.update()
        (self.pages / "a.html").rename(self.pages / "z.html")
        (self.pages / "d.html").unlink()
        result = self.update()
        self.assert_counts(result, added=1, removed=2, unchanged=2, documents=3)
        self.assertEqual(result["moved"], 1)

    def test_a_rebuild_tells_only_what_differs(self):
        self.update()
        before = self.changes()
        self.update(command="rebuild")
        self.assertEqual(self.changes(), before)
        self.write_page("a.html", text="Ein anderer Satz, der länger ist.")
        self.write_page("d.html")
        (self.pages / "b.html").unlink()
        self.update(command="rebuild")
        self.assertEqual(sorted(self.changes()[:3]),
                         [("changed", "a.html"), ("new", "d.html"), ("vanished", "b.html")])
        self.assertEqual(self.changes()[3:], before)

    def test_a_rebuild_tells_moves_also_from_source_to_source(self):
        other = self.folder / "other"
        other.mkdir()
        (other / "o.html").write_text("<title>o</title><p>Die Stadt Leipzig.</p>")
        self.update(self.pages, other)
        (self.pages / "a.html").rename(self.pages / "z.html")
        (self.pages / "b.html").rename(other / "b2.html")
        (self.pages / "c.html").unlink()
        self.write_page("new.html")
        result = self.update(self.pages, other, command="rebuild")
        self.assert_counts(result, added=4, documents=4)
        self.assertEqual(result["moved"], 2)
        done = self.run_command("changes", "--json", self.index)
        newest = json.loads(done.stdout)["changes"]
        self.assertEqual(len(newest), 8)
        self.assertEqual(sorted((c["kind"], c["id"], c.get("to")) for c in newest[:4]),
                         [("moved", "a.html", "z.html"), ("moved", "b.html", "b2.html"),
                          ("new", "new.html", None), ("vanished", "c.html", None)])
        self.assertEqual(self.update(self.pages, other, command="rebuild")["moved"], 0)

    def test_only_what_is_committed_is_told(self):
        for i in range(3000):
            self.write_page(f"many/{i}.html", title=f"Seite {i}")
        run = self.start("update", "--quiet", self.index, self.pages)
        time.sleep(4)
        run.send_signal(signal.SIGKILL)
        run.communicate()
        report = json.loads(self.run_command("report", "--json", self.index).stdout)
        self.assertEqual(len(self.changes()), report["documents"])
        self.update()
        self.assertEqual(len(set(self.changes())), 3003)
        self.assertEqual(len(self.changes()), 3003)

    def test_since_cuts_off_what_is_older(self):
        self.update()
        today = datetime.datetime.now(datetime.timezone.utc).date()
        tomorrow = today + datetime.timedelta(days=1)
        yesterday = today - datetime.timedelta(days=1)
        self.assertEqual(len(self.changes("--since", yesterday)), 3)
        self.assertEqual(self.changes("--since", tomorrow), [])
        for wrong in ("gestern", "2026-13-01", "2026-11-01x"):
            self.run_command("changes", "--since", wrong, self.index, status=2)

    def test_text_and_atom(self):
        self.update("--base-url", "https://region.example/", self.pages)
        self.write_page("a.html", title="&lt;A> &amp; \"B\"", text="Ein anderer Satz.")
        self.update("--base-url", "https://region.example/", self.pages)
        lines = self.run_command("changes", self.index).stdout.splitlines()
        self.assertEqual(len(lines), 4)
        self.assertRegex(lines[0], r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ  changed +https://region")
        feed = ElementTree.fromstring(self.run_command("changes", "--atom", self.index).stdout)
        entries = feed.findall(ATOM + "entry")
        self.assertEqual(len(entries), 4)
        self.assertEqual(entries[0].find(ATOM + "title").text, "changed: <A> & \"B\"")
        self.assertEqual(entries[0].find(ATOM + "link").get("href"),
                         "https://region.example/a.html")
        self.assertEqual(len({entry.find(ATOM + "id").text for entry in entries}), 4)

    def test_an_index_that_is_not_there_is_named(self):
        self.run_command("changes", self.index, status=4)


if __name__ == "__main__":
    unittest.main()
