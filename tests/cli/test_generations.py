#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""What becomes of an index when files rot, runs die, and one goes back: real
programs, real files."""
import json
import os
import random
import shutil
import time
import unittest

from command import IndexerTest


def flip(file, offset, bit):
    with open(file, "r+b") as stream:
        stream.seek(offset)
        byte = stream.read(1)[0]
        stream.seek(offset)
        stream.write(bytes([byte ^ 1 << bit]))


class Generations(IndexerTest):
    def setUp(self):
        super().setUp()
        for i in range(40):
            self.write_page(f"{i}.html", f"Seite {i}", f"Kennwort wort{i} im Satz.")

    def generations(self):
        return sorted(path.name for path in self.index.glob("generation-*"))

    def files(self, generation):
        folder = self.index / generation
        return sorted(path for path in folder.rglob("*")
                      if path.is_file() and path.stat().st_size)

    def verify(self, status=0):
        done = self.run_command("verify", "--json", self.index, status=status)
        return json.loads(done.stdout)["generations"]

    def test_an_index_is_sealed_and_verified(self):
        self.update()
        found = self.verify()
        self.assertEqual([(g["generation"], g["current"], g["sealed"], g["damage"])
                          for g in found], [(1, True, True, [])])
        self.write_page("more.html", "Mehr")
        self.update()
        self.assertTrue(self.verify()[0]["sealed"])

    def test_each_of_300_damages_is_found(self):
        self.update()
        seed = int(os.environ.get("REGIO_SEED", time.time()))
        dice = random.Random(seed)
        files = self.files("generation-1")
        sizes = [file.stat().st_size for file in files]
        print(f"300 damages of {len(files)} files, seed {seed}")
        for turn in range(300):
            file = dice.choices(files, sizes if turn % 2 else None)[0]
            whole = file.read_bytes()
            if turn % 5 == 0:
                os.truncate(file, dice.randrange(len(whole)))
            else:
                flip(file, dice.randrange(len(whole)), dice.randrange(8))
            done = self.run_command("verify", self.index, status=4)
            self.assertIn("DAMAGED", done.stdout, f"seed {seed}, turn {turn}, {file}")
            self.assertIn("rebuild", done.stderr)
            file.write_bytes(whole)
        self.run_command("verify", self.index)

    def test_a_damaged_index_is_not_written_to(self):
        self.update()
        engine = self.index / "generation-1/engine/postlist.glass"
        flip(engine, 100, 3)
        before = engine.read_bytes()
        self.write_page("more.html", "Mehr")
        done = self.run_command("update", self.index, self.pages, status=4)
        self.assertIn("rebuild", done.stderr)
        self.assertEqual(engine.read_bytes(), before)
        self.assertEqual(self.update(command="rebuild")["documents"], 41)
        self.assertEqual(self.verify(status=4)[0]["damage"], [])

    def test_as_many_generations_stay_as_are_asked_for(self):
        self.update()
        for _ in range(3):
            self.update(command="rebuild")
        self.assertEqual(self.generations(), ["generation-3", "generation-4"])
        self.run_command("rebuild", "--keep", "3", self.index, self.pages)
        self.assertEqual(self.generations(),
                         ["generation-3", "generation-4", "generation-5"])
        self.run_command("rebuild", "--keep", "1", self.index, self.pages)
        self.assertEqual(self.generations(), ["generation-6"])
        self.run_command("rebuild", "--keep", "0", self.index, self.pages, status=2)

    def test_one_can_go_back(self):
        self.update()
        self.write_page("more.html", "Mehr")
        self.update(command="rebuild")
        done = self.run_command("rollback", "--json", self.index)
        self.assertEqual(json.loads(done.stdout), {"generation": 1, "deleted": 2})
        self.assertEqual(self.generations(), ["generation-1"])
        self.assertEqual(self.update()["added"], 1)
        done = self.run_command("rollback", self.index, status=4)
        self.assertIn("no generation before", done.stderr)

    def test_one_does_not_go_back_to_a_damaged_one(self):
        self.update()
        self.update(command="rebuild")
        flip(self.index / "generation-1/store", 50, 0)
        done = self.run_command("rollback", self.index, status=4)
        self.assertIn("generation 1 is damaged", done.stderr)
        self.assertEqual(self.generations(), ["generation-1", "generation-2"])

    def test_an_update_that_died_is_completed_by_the_next(self):
        self.update()
        manifest = self.index / "generation-1/manifest"
        self.write_page("more.html", "Mehr")
        run = self.start("update", self.index, "-", stdin=-1)
        run.stdin.write(json.dumps({"id": "x", "title": "X", "body": "Wort."}) + "\n")
        run.stdin.flush()
        for _ in range(200):
            if b"state open" in manifest.read_bytes():
                break
            time.sleep(0.05)
        self.assertIn(b"state open", manifest.read_bytes())
        run.kill()
        run.communicate()
        found = self.verify()[0]
        self.assertEqual((found["sealed"], found["damage"]), (False, []))
        self.update()
        self.assertTrue(self.verify()[0]["sealed"])

    def die_before_the_switch(self):
        self.update()
        self.update(command="rebuild")
        (self.index / "current").write_text("1\n")

    def test_a_rebuild_that_died_is_taken_up(self):
        self.die_before_the_switch()
        result = self.update(command="rebuild")
        self.assert_counts(result, unchanged=40)
        self.assertEqual(result["generation"], 2)

    def test_a_rebuild_of_something_else_is_begun_anew(self):
        self.die_before_the_switch()
        shutil.copytree(self.pages, self.folder / "others")
        self.assert_counts(self.update(self.folder / "others", command="rebuild"),
                           added=40)


if __name__ == "__main__":
    unittest.main()
