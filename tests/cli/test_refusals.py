#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""What is bad is named with its reason, and the rest is indexed."""
import json
import os
import unittest

from command import IndexerTest


class Refusals(IndexerTest):
    def setUp(self):
        super().setUp()
        self.write_page("good.html")

    def test_bad_pages_are_refused_by_name_and_the_rest_is_indexed(self):
        self.write("empty.html", b"")
        self.write("binary.txt", bytes(range(256)) * 20)
        result = self.update(status=1)
        self.assert_counts(result, added=1, documents=1)
        self.assertEqual(self.refused_names(result),
                         [f"{self.pages}/binary.txt", f"{self.pages}/empty.html"])
        self.assertTrue(all(item["reason"] for item in result["refused"]))

    def test_a_refused_page_is_told_again_without_being_read(self):
        page = self.write("empty.html", b"")
        first = self.update(status=1)
        os.utime(page, (1_000_000_000, 1_000_000_000))
        self.update(status=1)
        again = self.update(status=1)
        self.assert_counts(again, unchanged=1)
        self.assertEqual(again["refused"], first["refused"])

    def test_a_page_that_becomes_good_is_taken_in(self):
        self.write("page.html", b"")
        self.update(status=1)
        self.write_page("page.html")
        self.assert_counts(self.update(), added=1, unchanged=1, documents=2)

    def test_a_page_that_becomes_bad_leaves(self):
        self.write_page("page.html")
        self.update()
        self.write("page.html", b"")
        self.assert_counts(self.update(status=1), removed=1, unchanged=1, documents=1)
        self.assert_counts(self.update(status=1), unchanged=1, documents=1)
        (self.pages / "page.html").unlink()
        self.assert_counts(self.update(), unchanged=1, documents=1)

    def test_a_huge_page_is_refused_without_being_read(self):
        with open(self.pages / "huge.html", "wb") as file:
            file.truncate(3 << 30)
        result = self.update(status=1)
        self.assert_counts(result, added=1)
        self.assertIn("larger", result["refused"][0]["reason"])

    @unittest.skipIf(os.geteuid() == 0, "root may read everything")
    def test_a_page_that_cannot_be_read_now_stays(self):
        page = self.write_page("page.html")
        self.update()
        self.write_page("page.html", text="Ein neuer Satz, der länger ist.")
        page.chmod(0)
        self.assert_counts(self.update(status=1), unchanged=1, documents=2)
        page.chmod(0o644)
        self.assert_counts(self.update(), changed=1, unchanged=1, documents=2)

    @unittest.skipIf(os.geteuid() == 0, "root may read everything")
    def test_pages_in_a_folder_that_cannot_be_read_stay(self):
        self.write_page("folder/page.html")
        self.update()
        (self.pages / "folder").chmod(0)
        self.addCleanup((self.pages / "folder").chmod, 0o755)
        self.assert_counts(self.update(status=1), unchanged=1, documents=2)

    def test_bad_lines_are_refused_by_number(self):
        good = json.dumps({"id": "1", "body": "Ein Satz."})
        bad = ["{", "[]", '{"title": "x"}', '{"id": ""}', '{"id": "2"}',
               '{"id": "3", "body": 5}', '{"id": "4", "body": "x", "date": "2007-02-30"}',
               '{"id": "5", "body": "x", "years": ["zwei"]}',
               '{"id": "6", "body": "x", "cities": [1]}',
               '{"id": "7", "body": "x", "type": "Unsinn"}',
               '{"id": "a\\u0000b", "body": "x"}', good]
        self.write("all.jsonl", "\ufeff" + good + "\n\n" + "\n".join(bad))
        first = self.update(status=1)
        self.assert_counts(first, added=2)
        self.assertEqual(self.refused_names(first),
                         [f"{self.pages}/all.jsonl:{i + 3}" for i in range(len(bad))])
        again = self.update(status=1)
        self.assert_counts(again, unchanged=2)
        self.assertEqual(again["refused"], first["refused"])

    def test_bytes_that_are_not_utf8_are_refused(self):
        self.write("all.jsonl", b'{"id": "1", "body": "K\xf6ln"}\n'
                   b'{"id": "2", "body": "Bonn und Aachen"}\n')
        result = self.update(status=1)
        self.assert_counts(result, added=2)
        self.assertEqual(self.refused_names(result), [f"{self.pages}/all.jsonl:1"])

    def test_refusals_are_named_on_standard_error_unless_quiet(self):
        self.write("empty.html", b"")
        self.assertIn(f"{self.pages}/empty.html", self.run_command(
            "update", self.index, self.pages, status=1).stderr)
        self.assertEqual(self.run_command(
            "update", "--quiet", self.index, self.pages, status=1).stderr, "")

    def test_a_missing_source_drops_nothing(self):
        self.update()
        self.pages.rename(self.folder / "away")
        result = self.update(status=1)
        self.assert_counts(result, documents=1)
        self.assertEqual(self.refused_names(result), [str(self.pages)])
        other = self.folder / "other"
        other.mkdir()
        (other / "b.html").write_text("<p>Ein Text.</p>")
        self.assert_counts(self.update(self.pages, other, status=1), added=1, documents=2)

    def test_a_source_that_is_suddenly_empty_drops_nothing(self):
        self.update()
        (self.pages / "good.html").unlink()
        result = self.update(status=1)
        self.assert_counts(result, documents=1)
        self.assertEqual(self.refused_names(result), [str(self.pages)])
        self.write_page("new.html")
        self.assert_counts(self.update(), added=1, removed=1, documents=1)

    def test_a_rebuild_without_a_source_leaves_the_index(self):
        first = self.update()
        missing = self.update(self.pages, self.folder / "no", status=1, command="rebuild")
        self.assertEqual((missing["generation"], missing["documents"]),
                         (first["generation"], 1))
        (self.pages / "good.html").unlink()
        empty = self.update(status=1, command="rebuild")
        self.assertEqual((empty["generation"], empty["documents"]),
                         (first["generation"], 1))

    def test_no_index_is_begun_for_missing_sources(self):
        self.update(self.folder / "no", status=1)
        self.update(self.folder / "no", status=1, command="rebuild")
        self.assertFalse(self.index.exists())

    def test_an_empty_folder_gives_an_empty_index(self):
        (self.pages / "good.html").unlink()
        self.assert_counts(self.update(), documents=0)
        self.assertTrue(self.index.exists())

    def test_files_of_other_kinds_are_refused_as_sources(self):
        file = self.write("picture.png", b"\x89PNG")
        fifo = self.folder / "pipe.html"
        os.mkfifo(fifo)
        for source in (file, fifo, "/dev/null"):
            self.assertEqual(len(self.update(source, status=1)["refused"]), 1)


if __name__ == "__main__":
    unittest.main()
