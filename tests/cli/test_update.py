#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""An index follows its sources, and only what changed costs anything."""
import json
import os
import random
import time
import unittest

from command import IndexerTest


class Folders(IndexerTest):
    def setUp(self):
        super().setUp()
        for name in ("a.html", "b.htm", "deep/er/c.txt", "d.md"):
            self.write_page(name, title=name)

    def test_new_pages_are_added_and_then_unchanged(self):
        self.assert_counts(self.update(), added=4, documents=4)
        self.assert_counts(self.update(), unchanged=4, documents=4)

    def test_a_changed_page_is_replaced(self):
        self.update()
        self.write_page("a.html", text="Ein anderer Satz, der länger ist.")
        self.assert_counts(self.update(), changed=1, unchanged=3, documents=4)

    def test_a_vanished_page_leaves(self):
        self.update()
        (self.pages / "deep/er/c.txt").unlink()
        self.assert_counts(self.update(), removed=1, unchanged=3, documents=3)
        self.assert_counts(self.update(), unchanged=3, documents=3)

    def test_a_page_of_the_same_size_and_mtime_is_not_read(self):
        page = self.write_page("a.html", text="Eins.")
        os.utime(page, (1_000_000_000, 1_000_000_000))
        self.update()
        self.write_page("a.html", text="Zwei.")
        os.utime(page, (1_000_000_000, 1_000_000_000))
        self.assert_counts(self.update(), unchanged=4)

    def test_a_touched_page_is_unchanged(self):
        self.update()
        os.utime(self.pages / "a.html", (1_000_000_000, 1_000_000_000))
        self.assert_counts(self.update(), unchanged=4)
        self.assert_counts(self.update(), unchanged=4)

    def test_other_kinds_of_files_are_left_out(self):
        self.write("picture.png", b"\x89PNG")
        self.write("no-ending", "text")
        self.write("a.html.bak", "text")
        self.assert_counts(self.update(), added=4)

    def test_links_pipes_and_what_is_outside_are_left_out(self):
        outside = self.folder / "outside"
        outside.mkdir()
        (outside / "secret.html").write_text("<p>geheim</p>")
        (self.pages / "link.html").symlink_to(outside / "secret.html")
        (self.pages / "folder").symlink_to(outside)
        (self.pages / "loop").symlink_to(self.pages)
        os.mkfifo(self.pages / "pipe.html")
        self.assert_counts(self.update(), added=4, documents=4)

    def test_a_deep_folder_is_walked_and_a_bottomless_one_refused(self):
        self.write_page("/".join("x" * 60) + "/page.html")
        self.assert_counts(self.update(), added=5)
        self.write_page("/".join("y" * 200) + "/page.html")
        result = self.update(status=1)
        self.assert_counts(result, unchanged=5)
        self.assertIn("deep", result["refused"][0]["reason"])

    def test_two_sources_do_not_touch_each_other(self):
        other = self.folder / "other"
        other.mkdir()
        (other / "e.txt").write_text("Ein Text über die Region Rostock.")
        self.update()
        self.assert_counts(self.update(other), added=1, documents=5)
        (self.pages / "a.html").unlink()
        self.assert_counts(self.update(other), unchanged=1, documents=5)
        self.assert_counts(self.update(self.pages, other), unchanged=4, removed=1)

    def test_one_file_can_be_a_source(self):
        self.assert_counts(self.update(self.pages / "a.html"), added=1, documents=1)
        self.assert_counts(self.update(self.pages / "a.html"), unchanged=1)

    def test_a_source_is_known_by_its_real_path(self):
        self.update()
        (self.folder / "link").symlink_to(self.pages)
        self.assert_counts(self.update(self.folder / "link"), unchanged=4)
        self.assert_counts(self.update(f"{self.pages}/./"), unchanged=4)

    def test_pages_with_one_id_in_two_sources_are_told(self):
        other = self.folder / "other"
        other.mkdir()
        (other / "a.html").write_text("<p>Ein anderer Text.</p>")
        result = self.update(self.pages, other, status=1)
        self.assert_counts(result, added=4, documents=4)
        self.assertEqual(self.refused_names(result), [f"{other}/a.html"])
        self.assert_counts(self.update(self.pages, other, status=1), unchanged=4, documents=4)
        (self.pages / "a.html").unlink()
        self.assert_counts(self.update(self.pages, other),
                           added=1, removed=1, unchanged=3, documents=4)

    def test_with_a_base_url_the_ids_are_urls(self):
        self.update()
        self.assert_counts(self.update(self.pages, "--base-url", "https://a.example/b"),
                           added=4, removed=4, documents=4)
        self.assert_counts(self.update(self.pages, "--base-url", "https://a.example/b"),
                           unchanged=4)

    def test_names_of_any_kind(self):
        self.write_page("mit leer und ümläut\n.html")
        self.write_page("quote\"<&>.html")
        self.write_page("sehr/" + "lang/" * 40 + "x" * 200 + ".html")
        self.assert_counts(self.update(), added=7, documents=7)
        self.assert_counts(self.update(), unchanged=7)

    def test_a_name_that_is_not_utf8_needs_a_base_url(self):
        with open(os.fsencode(self.pages) + b"/b\xe4r.html", "w") as file:
            file.write("<p>Ein Text.</p>")
        result = self.update(status=1)
        self.assertIn("b\ufffdr.html", self.refused_names(result)[0])
        self.assert_counts(self.update(self.pages, "--base-url", "http://a.example/"),
                           added=5, removed=4)

    def test_a_rebuild_makes_a_new_generation(self):
        first = self.update()
        second = self.update(command="rebuild")
        self.assert_counts(second, added=4, documents=4)
        self.assertGreater(second["generation"], first["generation"])
        self.assert_counts(self.update(), unchanged=4)

    def test_rebuild_also_begins_an_index(self):
        self.assert_counts(self.update(command="rebuild"), added=4, documents=4)

    def test_a_dry_run_tells_and_changes_nothing(self):
        for command in ("update", "rebuild"):
            result = self.update("--dry-run", self.pages, command=command)
            self.assert_counts(result, added=4, documents=4)
            self.assertFalse(self.index.exists())
        self.update()
        (self.pages / "a.html").unlink()
        self.write_page("new.html")
        for _ in range(2):
            self.assert_counts(self.update("--dry-run", self.pages),
                               added=1, removed=1, unchanged=3, documents=4)
        self.assert_counts(self.update("--dry-run", self.pages, command="rebuild"),
                           added=4, documents=4)
        self.assert_counts(self.update(), added=1, removed=1, unchanged=3)


class Lines(IndexerTest):
    def document(self, number, **fields):
        return {"id": f"d{number}", "title": f"Dokument {number}",
                "body": "Ein Text über Leipzig."} | fields

    def test_only_lines_that_changed_are_taken_in(self):
        documents = [self.document(i) for i in range(20)]
        self.write_lines("all.jsonl", *documents)
        self.assert_counts(self.update(), added=20, documents=20)
        self.assert_counts(self.update(), unchanged=20)
        documents[3]["title"] = "Ein neuer Titel"
        del documents[7]
        documents.append(self.document(20))
        random.Random(1).shuffle(documents)
        self.write_lines("all.jsonl", *documents)
        self.assert_counts(self.update(), added=1, changed=1, removed=1, unchanged=18,
                           documents=20)
        self.assert_counts(self.update(), unchanged=20)

    def test_all_fields_are_taken(self):
        self.write_lines("all.jsonl", self.document(
            1, url="https://a.example/1", type="project", language="de",
            date="2007-05-01", years=[2006, 2007], cities=["Danzig", "Nirgendheim"],
            clusters=["energy", "unbekannt"]))
        self.assert_counts(self.update(), added=1)
        shown = json.loads(self.run_command(
            "inspect", "--json", self.pages / "all.jsonl").stdout)
        self.assertEqual([c["name"] for c in shown["cities"]], ["Gdańsk", "Nirgendheim"])
        self.assertEqual([c["id"] for c in shown["clusters"]], ["energy", "unbekannt"])
        self.assertEqual(shown["years"], [2006, 2007])
        self.assertEqual(shown["dates"][0]["date"], "2007-05-01")
        self.assertEqual((shown["type"], shown["language"], shown["url"]),
                         ("project", "de", "https://a.example/1"))

    def test_html_in_a_line_is_read_as_a_page(self):
        self.write_lines("all.jsonl", {
            "id": "h", "html": "<title>Ein Titel</title><p>Ein <b>Text</b>.</p>",
            "date": "2011"})
        shown = json.loads(self.run_command(
            "inspect", "--json", self.pages / "all.jsonl").stdout)
        self.assertEqual(shown["title"], "Ein Titel")
        self.assertIn("Ein Text.", shown["text"])
        self.assertEqual(shown["years"], [2011])

    def test_a_document_that_moves_to_another_file_stays(self):
        for order in (("1.jsonl", "2.jsonl"), ("2.jsonl", "1.jsonl")):
            with self.subTest(order=order):
                self.write_lines(order[0], self.document(1), self.document(2))
                self.write_lines(order[1], self.document(3))
                self.update()
                self.write_lines(order[0], self.document(1))
                self.write_lines(order[1], self.document(2), self.document(3))
                result = self.update()
                self.assertEqual((result["documents"], result["refused"]), (3, []))
                self.assert_counts(self.update(), unchanged=3)

    def test_of_two_files_with_one_id_the_later_is_refused(self):
        self.write_lines("1.jsonl", self.document(1))
        self.write_lines("2.jsonl", self.document(1), self.document(2))
        for counts in ({"added": 2}, {"unchanged": 2}):
            result = self.update(status=1)
            self.assert_counts(result, documents=2, **counts)
            self.assertEqual(self.refused_names(result), [f"{self.pages}/2.jsonl:1"])
        (self.pages / "1.jsonl").unlink()
        self.assertEqual(self.update()["documents"], 2)

    def test_standard_input_drops_only_if_it_is_complete(self):
        lines = [json.dumps(self.document(i)) for i in range(3)]
        self.assert_counts(self.update("-", stdin="\n".join(lines)), added=3)
        self.assert_counts(self.update("-", stdin=lines[0]), unchanged=1, documents=3)
        self.assert_counts(self.update("-", "--complete", stdin=lines[1]),
                           unchanged=1, removed=2, documents=1)
        result = self.update("-", "--complete", stdin="", status=1)
        self.assert_counts(result, documents=1)

    def test_a_file_that_is_suddenly_empty_drops_nothing(self):
        self.write_lines("all.jsonl", self.document(1), self.document(2))
        self.update()
        self.write("all.jsonl", "\n\n")
        for _ in range(2):
            result = self.update(status=1)
            self.assert_counts(result, documents=2)
            self.assertEqual(self.refused_names(result), [f"{self.pages}/all.jsonl"])
        self.write_lines("all.jsonl", self.document(2))
        self.assert_counts(self.update(), unchanged=1, removed=1, documents=1)

    def test_a_vanished_file_takes_its_documents_along(self):
        self.write_page("a.html")
        self.write_lines("all.jsonl", self.document(1), self.document(2))
        self.update()
        (self.pages / "all.jsonl").unlink()
        self.assert_counts(self.update(), unchanged=1, removed=2, documents=1)


class Killed(IndexerTest):
    def test_a_killed_update_is_continued(self):
        rng = random.Random(7)
        for i in range(400):
            self.write_page(f"{i % 7}/{i}.html", title=f"Seite {i}")
        self.write_lines("all.jsonl", *({"id": f"x{i}", "body": "Ein Satz."}
                                        for i in range(300)))
        for _ in range(6):
            process = self.start("update", self.index, self.pages)
            time.sleep(rng.uniform(0.05, 1.2))
            process.kill()
            process.communicate()
        result = self.update()
        self.assertEqual((result["documents"], result["removed"]), (700, 0))
        self.assert_counts(self.update(), unchanged=700)

    def test_documents_of_a_killed_run_whose_file_vanished_leave(self):
        self.write_page("a.html")
        self.update()
        lines = "".join(json.dumps({"id": f"x{i}", "body": "Ein Satz. " * 50}) + "\n"
                        for i in range(4000))
        self.write("all.jsonl", lines)
        process = self.start("update", self.index, self.pages)
        time.sleep(2)
        process.kill()
        process.communicate()
        (self.pages / "all.jsonl").unlink()
        result = self.update()
        self.assertEqual((result["documents"], result["unchanged"]), (1, 1))


if __name__ == "__main__":
    unittest.main()
