#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""What regio-searchd serves when the current generation is damaged. $REGIO_TRIALS:
how many damages at random places are tried."""
import json
import os
import random
import sys
import time
import unittest
import urllib.error
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "trials"))
from fixture import PAGES, Daemon  # noqa: E402
from contents import trials  # noqa: E402
from programs import run_indexer  # noqa: E402


class Damage(unittest.TestCase):
    def setUp(self):
        self.daemon = self.enterContext(Daemon())
        self.lines = Path(self.daemon.folder.name) / "pages.jsonl"
        self.rebuild(PAGES)

    def rebuild(self, pages):
        self.lines.write_text("".join(json.dumps(page) + "\n" for page in pages))
        done = run_indexer("rebuild", self.daemon.index, self.lines)
        self.assertEqual(done.returncode, 0, done.stderr)

    def generation(self, number):
        return self.daemon.index / f"generation-{number}"

    def flip(self, number, name):
        file = self.generation(number) / name
        data = bytearray(file.read_bytes())
        data[len(data) // 2] ^= 16
        file.write_bytes(data)

    def ready(self):
        return json.loads(self.daemon.get("/readyz"))

    def wait_for(self, generation):
        deadline = time.monotonic() + 10
        while self.ready()["generation"] != generation and time.monotonic() < deadline:
            time.sleep(0.05)
        return self.ready()

    def test_the_generation_before_is_served_and_it_is_said(self):
        self.rebuild(PAGES[:5])
        for name in ("store", "engine/postlist.glass", "manifest"):
            with self.subTest(name):
                sound = (self.generation(2) / name).read_bytes()
                self.flip(2, name)
                self.daemon.start()
                ready = self.ready()
                self.assertEqual(ready["generation"], 1)
                self.assertEqual(ready["documents"], len(PAGES))
                self.assertEqual(ready["not_served"]["generation"], 2)
                self.assertIn("damaged", ready["not_served"]["reason"])
                self.assertEqual(self.daemon.search(q="Hafen")["index"]["generation"], 1)
                (self.generation(2) / name).write_bytes(sound)
                self.assertNotIn("not_served", self.wait_for(2))
                self.daemon.stop()

    def served_with(self, file, damaged):
        """What is ready, asked once, and the log of a daemon that finds the file so."""
        sound = file.read_bytes()
        file.write_bytes(damaged)
        log = Path(self.daemon.folder.name) / "log"
        with open(log, "w", encoding="utf-8") as stream:
            self.daemon.start(log=stream)
            ready, total = self.ready(), self.daemon.search(q="")["total"]
            self.daemon.stop()
        file.write_bytes(sound)
        return ready, total, log.read_text()

    def test_damage_anywhere_is_said_and_the_generation_before_served(self):
        seed = int(os.environ.get("REGIO_SEED", time.time()))
        dice = random.Random(seed)
        self.rebuild(PAGES[:5])
        files = sorted(path for path in self.generation(2).rglob("*")
                       if path.is_file() and path.stat().st_size)
        sizes = [file.stat().st_size for file in files]
        print(f"{trials(5)} damages, seed {seed}")
        for turn in range(trials(5)):
            file = dice.choices(files, sizes if turn % 2 else None)[0]
            damaged = bytearray(file.read_bytes())
            place = dice.randrange(len(damaged))
            if turn % 3:
                damaged[place] ^= 1 << dice.randrange(8)
            else:
                del damaged[place:]
            with self.subTest(seed=seed, turn=turn, file=file.name, place=place):
                ready, total, log = self.served_with(file, damaged)
                self.assertEqual((ready["generation"], total), (1, len(PAGES)))
                self.assertEqual(ready["not_served"]["generation"], 2)
                self.assertIn("generation 2 is damaged", log)
                self.assertIn("serving generation 1", log)

    def test_a_new_generation_that_is_damaged_is_not_switched_to(self):
        self.daemon.start()
        self.rebuild(PAGES[:5])
        self.assertEqual(self.wait_for(2)["documents"], 5)
        (self.daemon.index / "current").write_text("1\n")
        self.wait_for(1)
        self.flip(2, "store")
        (self.daemon.index / "current").write_text("2\n")
        time.sleep(1)
        self.assertEqual(self.ready()["generation"], 1)
        self.assertEqual(self.daemon.search(q="Hafen")["index"]["generation"], 1)
        self.rebuild(PAGES[:7])
        self.assertEqual(self.wait_for(3)["documents"], 7)

    def test_nothing_is_served_if_nothing_is_sound(self):
        self.flip(1, "store")
        self.daemon.start()
        with self.assertRaises(urllib.error.HTTPError) as raised:
            self.ready()
        self.assertEqual(raised.exception.code, 503)
        raised.exception.close()


if __name__ == "__main__":
    unittest.main()
