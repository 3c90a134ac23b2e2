#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""A bad page costs one refusal: not the run, not its neighbours, not the time."""
import json
import os
import sys
import time
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from command import IndexerTest, PROGRAM  # noqa: E402
from hostile import hostile_pages, last_words, marker  # noqa: E402
import programs  # noqa: E402

CORPUS = Path(__file__).resolve().parents[2] / "corpus" / "pages"
HOSTILE = 1000
GOOD = 200


class Searching(IndexerTest):
    def found(self, words):
        """The ids of the pages found by each of the words."""
        programs.SEARCHD = PROGRAM.parents[1] / "searchd" / "regio-searchd"
        with programs.Daemon() as daemon:
            daemon.index = self.index
            daemon.start()
            return {word: [hit["id"] for hit in daemon.search(
                        q=word, facet_limit=1, duplicates="show")["hits"]]
                    for word in words}


class HostilePages(Searching):
    def test_a_thousand_hostile_pages_cost_nothing_but_themselves(self):
        real = [file.read_bytes() for file in sorted(CORPUS.rglob("*.html"))]
        pages = hostile_pages(real, HOSTILE)
        good = {f"{i * 5:04}good.html": marker(100_000 + i) for i in range(GOOD)}
        names = {f"{i:04}{name}": (text, word) for i, (name, text, word) in enumerate(pages)}
        for name, (text, _) in names.items():
            self.write(name, text)
        for name, word in good.items():
            self.write(name, f"<!DOCTYPE html><title>Gut</title>{last_words(word)}")
        start = time.monotonic()
        result = self.update("--jobs", "2", self.pages, status=1)
        seconds = time.monotonic() - start
        refused = {Path(item["source"]).name: item["reason"] for item in result["refused"]}
        self.assertGreaterEqual(len(pages), HOSTILE)
        self.assertEqual(result["added"] + len(refused), len(pages) + GOOD)
        self.assertTrue(all(refused.values()))
        self.assertFalse(refused.keys() & good.keys())
        self.assertEqual([], [f"{name}: {reason}" for name, reason in refused.items()
                              if "process that read it" in reason])
        found = self.found([*good.values(), *(word for _, word in names.values() if word)])
        self.assertEqual({}, {name: word for name, word in good.items()
                              if found[word] != [name]})
        lost = [name for name, (_, word) in names.items()
                if word and name not in refused and name not in found[word]]
        self.assertEqual([], lost)
        print(f"{len(pages)} hostile pages: {len(refused)} refused, {seconds:.1f} s",
              file=sys.stderr)


class Faults(Searching):
    """Builds with tests make a page worker fail on demand."""

    def setUp(self):
        super().setUp()
        os.environ["REGIO_PAGE_FAULTS"] = "1"
        os.environ["ASAN_OPTIONS"] = "allocator_may_return_null=1"
        self.addCleanup(os.environ.pop, "REGIO_PAGE_FAULTS")
        self.addCleanup(os.environ.pop, "ASAN_OPTIONS")

    def write_fault(self, name, fault):
        return self.write_page(name, text=f"Hier steht fault:{fault} im Text.")

    def test_a_worker_that_fails_costs_its_page(self):
        for fault in ("crash", "hang", "spin", "memory", "leave", "lie"):
            self.write_fault(f"{fault}.html", fault)
            self.write(f"{fault}-good.html", last_words(f"Neben{fault}"))
        result = self.update("--jobs", "2", self.pages, status=1)
        reasons = {Path(item["source"]).stem: item["reason"] for item in result["refused"]}
        if "crash" not in reasons:
            self.skipTest("a build without faults")
        self.assert_counts(result, added=6, documents=6)
        self.assertIn("crashed", reasons["crash"])
        self.assertIn("not read within 10 s", reasons["hang"])
        self.assertRegex(reasons["spin"], "more than 5 s|not read within 10 s")
        self.assertIn("MB of memory", reasons["memory"])
        self.assertIn("halfway", reasons["leave"])
        self.assertIn("nonsense", reasons["lie"])

    def test_a_page_that_crashes_is_remembered_and_one_that_hangs_is_tried_again(self):
        crash = self.write_fault("crash.html", "crash")
        hang = self.write_page("hang.html")
        for file in (crash, hang):
            os.utime(file, (1_000_000_000, 1_000_000_000))
        self.update(status=1)
        self.write_fault("hang.html", "hang")
        result = self.update(status=1)
        self.assert_counts(result, documents=1)  # what it was before stays
        self.assertEqual(len(result["refused"]), 2)
        del os.environ["REGIO_PAGE_FAULTS"]
        self.addCleanup(os.environ.__setitem__, "REGIO_PAGE_FAULTS", "")
        result = self.update(status=1)
        self.assert_counts(result, changed=1, documents=1)
        self.assertEqual(len(result["refused"]), 1)

    def test_lines_and_inspect_go_through_workers_too(self):
        file = self.write_lines("all.jsonl", {"id": "1", "body": "Ein guter Satz."},
                                {"id": "2", "body": "fault:crash"},
                                {"id": "3", "body": "Noch ein guter Satz."})
        result = self.update(status=1)
        self.assert_counts(result, added=2, documents=2)
        self.assertEqual(self.refused_names(result), [f"{file}:2"])
        page = self.write_fault("page.html", "crash")
        self.assertIn("crashed", self.run_command("inspect", page, status=1).stderr)


class Order(Searching):
    def test_the_outcome_does_not_depend_on_the_number_of_workers(self):
        for i in range(60):
            self.write_page(f"{i % 7}/page{i}.html", f"Seite {i}", f"Satz {i}. " * (i * 37 % 50))
        self.write_lines("2/all.jsonl", *({"id": f"{i % 7}/page{i}.html", "body": f"Zeile {i}"}
                                          for i in range(20)), {"id": "x", "body": "Eine Zeile"},
                         {"id": "x", "body": "Eine Zeile"})
        self.write("3/bad.html", b"")
        seen = []
        for jobs in (1, 2, 5):
            index = self.folder / f"index{jobs}"
            done = self.run_command("update", "--json", "--jobs", jobs, index, self.pages,
                                    status=1)
            result = json.loads(done.stdout)
            del result["seconds"]
            seen.append((result, (index / "generation-1" / "store").read_bytes()))
        self.assertEqual(seen[0], seen[1])
        self.assertEqual(seen[0], seen[2])


if __name__ == "__main__":
    unittest.main()
