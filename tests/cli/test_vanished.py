#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""What a source has no more leaves, or stays and says so, as the user wants it."""
import json
import os
import unittest

from command import IndexerTest


class Vanished(IndexerTest):
    def setUp(self):
        super().setUp()
        for name in ("a.html", "b.html", "c.html"):
            self.write_page(name, title=name, text=f"Ein Satz von {name}.")

    def kinds(self):
        done = self.run_command("changes", "--json", self.index)
        return [(item["kind"], item["id"]) for item in json.loads(done.stdout)["changes"]]

    def keep(self, *sources):
        return self.update("--keep-vanished", *(sources or [self.pages]))

    def test_a_vanished_page_is_kept_until_it_is_back(self):
        self.update()
        (self.pages / "a.html").unlink()
        result = self.keep()
        self.assert_counts(result, unchanged=2, documents=3)
        self.assertEqual(result["kept_vanished"], 1)
        self.assertEqual(self.kinds()[0], ("kept", "a.html"))
        for _ in range(2):
            self.assert_counts(self.update(), unchanged=2, documents=3)
        self.assertEqual(self.keep()["kept_vanished"], 0)
        self.write_page("a.html", title="a.html", text="Ein Satz von a.html.")
        self.assert_counts(self.update(), changed=1, unchanged=2, documents=3)
        self.assertEqual(self.kinds()[0], ("changed", "a.html"))
        (self.pages / "a.html").unlink()
        self.assert_counts(self.update(), removed=1, unchanged=2, documents=2)

    def test_a_kept_page_can_be_removed(self):
        self.update()
        (self.pages / "a.html").unlink()
        self.keep()
        self.run_command("remove", self.index, "a.html")
        self.assert_counts(self.keep(), unchanged=2, documents=2)

    def test_a_moved_page_is_not_kept_twice(self):
        self.update()
        (self.pages / "a.html").rename(self.pages / "z.html")
        result = self.keep()
        self.assert_counts(result, added=1, removed=1, unchanged=2, documents=3)
        self.assertEqual((result["moved"], result["kept_vanished"]), (1, 0))

    def test_lines_are_kept_too(self):
        lines = [{"id": i, "body": f"Der Hafen {i} von Rostock."} for i in range(3)]
        file = self.write_lines("export.jsonl", *lines)
        self.update(file)
        self.write_lines("export.jsonl", *lines[1:])
        self.assert_counts(self.keep(file), unchanged=2, documents=3)
        self.assert_counts(self.update(file), unchanged=2, documents=3)
        os.utime(file)
        self.assert_counts(self.update(file), unchanged=2, documents=3)
        self.write_lines("export.jsonl", lines[1])
        self.assert_counts(self.update(file), unchanged=1, removed=1, documents=2)
        self.write_lines("export.jsonl", *lines)
        self.assert_counts(self.update(file), changed=1, added=1, unchanged=1, documents=3)

    def test_a_file_of_lines_is_kept_too(self):
        self.write_lines("export.jsonl", {"id": 1, "body": "Der Hafen von Rostock."})
        self.update()
        (self.pages / "export.jsonl").unlink()
        self.assert_counts(self.keep(), unchanged=3, documents=4)
        self.assert_counts(self.update(), unchanged=3, documents=4)
        self.write_lines("export.jsonl", {"id": 1, "body": "Der Hafen von Rostock."})
        self.assert_counts(self.update(), unchanged=3, changed=1, documents=4)

    def test_a_rebuild_takes_them_over(self):
        file = self.write_lines("export.jsonl", *[
            {"id": i, "body": f"Der Hafen {i} von Rostock."} for i in range(3)])
        self.update()
        (self.pages / "a.html").unlink()
        self.write_lines("export.jsonl", {"id": 0, "body": "Der Hafen 0 von Rostock."})
        self.assert_counts(self.keep(), unchanged=3, documents=6)
        before = self.kinds()
        for _ in range(2):
            self.assert_counts(self.update(command="rebuild"), added=3, documents=6)
            self.assertEqual(self.kinds(), before)
        self.assert_counts(self.update(), unchanged=3, documents=6)
        self.write_page("a.html", title="a.html", text="Ein Satz von a.html.")
        file.unlink()
        self.assert_counts(self.keep(), unchanged=2, changed=1, documents=6)
        self.assert_counts(self.update(command="rebuild"), added=3, documents=6)
        self.run_command("remove", self.index, "1")
        self.assert_counts(self.update(command="rebuild"), added=3, documents=5)


if __name__ == "__main__":
    unittest.main()
