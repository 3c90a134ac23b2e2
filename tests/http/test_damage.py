#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""What regio-searchd serves when the current generation is damaged."""
import json
import time
import unittest
import urllib.error
from pathlib import Path

from fixture import PAGES, Daemon
from programs import run_indexer


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
