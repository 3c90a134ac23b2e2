#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""What repeats on the pages of one site is not a page's text, in whatever order they came."""
import json
import os
import random
import sys
import unittest
from pathlib import Path
from urllib.parse import quote

from command import IndexerTest

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from programs import Daemon  # noqa: E402

SLOGAN = "Die Region am Fluss bewegt sich, weil alle Gemeinden gemeinsam daran ziehen."
MENU = ["Startseite", "Aktuelles", "Vorhaben", "Geschäftsstelle"]
ADDRESS = "Geschäftsstelle der Region, Uferweg 4, 12345 Musterstadt, Telefon 030 1234"
TOPICS = ("Hafen Radweg Mühle Freibad Bahnhof Markt Bücherei Sporthalle Museum Kanal Wald Ufer "
          "Brücke Schule Speicher Turm Garten Werft Kita Rathaus").split()


def flattened(topic):
    """A page whose markup is gone, with all that stood around its text."""
    return "\n\n".join([
        "Region am Fluss", SLOGAN, topic, f"Laufzeit: 2009 bis 201{len(topic) % 10}",
        f"Das Vorhaben {topic} beginnt im Frühjahr. " * 4,
        f"Für {topic} haben sich Vereine, Betriebe und die Verwaltung zusammengetan. " * 3,
        "Das könnte Sie interessieren", "Der Ausbau der Uferpromenade ist abgeschlossen worden",
        *MENU, ADDRESS])


def marked(topic):
    return f"""<!DOCTYPE html><html lang="de"><head><title>{topic} wird erneuert - Region am Fluss</title></head>
<body><h1>Region am Fluss</h1><div>{SLOGAN}</div>
<h2>{topic} wird erneuert</h2><p>{f"Das Vorhaben {topic} beginnt im Frühjahr. " * 4}</p>
<p>{f"Für {topic} haben sich Vereine, Betriebe und die Verwaltung zusammengetan. " * 3}</p>
<p>{ADDRESS}</p></body></html>"""


class Sites(IndexerTest):
    def inspect(self, path, *options):
        words = ["inspect", "--json", *options, self.pages / path]
        return json.loads(self.run_command(*words).stdout)

    def write_site(self, name, make, ending, topics):
        for topic in topics:
            self.write(f"{name}/{topic}.{ending}", make(topic))

    def answers(self):
        """What searches for words of the text and of the frame find and show."""
        with Daemon() as daemon:
            daemon.index = self.index
            daemon.start()
            found = {}
            for query in [*TOPICS, *SLOGAN.split(), *ADDRESS.split(), "Vorhaben", "Verwaltung"]:
                hits = daemon.search(q=query, limit=100)["hits"]
                found[query] = sorted((hit["id"], hit["score"], hit["snippet"]) for hit in hits)
            return found


class Pages(Sites):
    def test_what_many_pages_have_is_dropped_from_flattened_text(self):
        self.write_site("region.example", flattened, "txt", TOPICS)
        alone = self.inspect("region.example/Hafen.txt")
        page = self.inspect("region.example/Hafen.txt", "--site", self.pages)
        for line in [SLOGAN, ADDRESS, "Das könnte Sie interessieren", "Uferpromenade", *MENU]:
            self.assertNotIn(line, page["text"].splitlines())
        for line in [SLOGAN, ADDRESS]:
            self.assertIn(line, alone["text"])
            self.assertIn(line, page["dropped"])
        for piece in ["Hafen", "Laufzeit: 2009 bis 2015", "Das Vorhaben Hafen beginnt"]:
            self.assertIn(piece, page["text"])
        self.assertEqual(page["title"], "Hafen")

    def test_the_name_of_the_site_is_no_title(self):
        self.write_site("region.example", marked, "html", TOPICS)
        page = self.inspect("region.example/Markt.html", "--site", self.pages)
        self.assertEqual(page["title"], "Markt wird erneuert")
        for line in ["Region am Fluss", SLOGAN, ADDRESS]:
            self.assertNotIn(line, page["text"])

    def test_another_site_keeps_what_it_says_once(self):
        self.write_site("region.example", flattened, "txt", TOPICS)
        self.write("other.example/slogan.txt", f"Zitat\n\n{SLOGAN}\n\n{flattened('Ufer')}")
        page = self.inspect("other.example/slogan.txt", "--site", self.pages)
        self.assertIn(SLOGAN, page["text"])

    def test_few_pages_are_no_site(self):
        self.write_site("region.example", flattened, "txt", TOPICS[:3])
        page = self.inspect("region.example/Hafen.txt", "--site", self.pages)
        self.assertIn(SLOGAN, page["text"])

    def test_pages_that_say_the_same_keep_their_text(self):
        for i in range(12):
            self.write(f"region.example/{i}.txt", flattened("Hafen"))
        page = self.inspect("region.example/3.txt", "--site", self.pages)
        self.assertIn("Das Vorhaben Hafen beginnt", page["text"])


class Order(Sites):
    def test_many_updates_equal_one_rebuild(self):
        chance = random.Random(7)
        pages = [(f"region.example/{topic}.txt", flattened(topic)) for topic in TOPICS]
        pages += [(f"kreis.example/{topic}.html", marked(topic)) for topic in TOPICS]
        chance.shuffle(pages)
        for start in range(0, len(pages), 8):
            for path, text in pages[start:start + 8]:
                self.write(path, text)
            if start:  # some leave again
                os.unlink(self.pages / pages[start - 1][0])
            self.update()
        updated = self.answers()
        self.assertEqual(updated["bewegt"], [])
        self.assertTrue(updated["Hafen"])
        self.update(command="rebuild")
        self.assertEqual(self.answers(), updated)

    def test_pages_are_read_again_once_their_site_shows_its_frame(self):
        self.write_site("region.example", flattened, "txt", TOPICS[:3])
        self.assert_counts(self.update(), added=3)
        self.assertEqual(len(self.answers()["bewegt"]), 3)
        self.write_site("region.example", flattened, "txt", TOPICS[3:6])
        self.assert_counts(self.update(), added=3, unchanged=3)
        self.assertEqual(self.answers()["bewegt"], [])

    def test_an_unchanged_site_is_not_looked_at_again(self):
        self.write_site("region.example", flattened, "txt", TOPICS)
        pages = list(self.pages.rglob("*.txt"))
        for page in pages:
            os.utime(page, (1_100_000_000, 1_200_000_000))
        self.update()
        for page in pages:  # so that reading would show, where the file system notes it
            os.utime(page, (1_100_000_000, 1_200_000_000))
        self.assert_counts(self.update(), unchanged=len(TOPICS))
        self.assertEqual({page.stat().st_atime for page in pages}, {1_100_000_000})

    def test_frames_do_not_depend_on_the_number_of_workers(self):
        for site in ("region.example", "kreis.example", "netz.example"):
            self.write_site(site, flattened, "txt", TOPICS)
            self.write_site(site, marked, "html", TOPICS)
        stores = set()
        for jobs in (1, 3):
            index = self.folder / f"index{jobs}"
            self.run_command("update", "--jobs", jobs, index, self.pages)
            stores.add((index / "generation-1" / "store").read_bytes())
        self.assertEqual(len(stores), 1)


class Faults(Sites):
    """Builds with tests make a page worker fail on demand."""

    def setUp(self):
        super().setUp()
        os.environ["REGIO_PAGE_FAULTS"] = "1"
        os.environ["ASAN_OPTIONS"] = "allocator_may_return_null=1"
        self.addCleanup(os.environ.pop, "REGIO_PAGE_FAULTS")
        self.addCleanup(os.environ.pop, "ASAN_OPTIONS")

    def test_a_page_that_cannot_be_surveyed_has_no_say_in_the_frame(self):
        self.write_site("region.example", flattened, "txt", TOPICS)
        for fault in ("crash", "leave", "lie"):
            self.write(f"region.example/{fault}.txt", f"Hier steht fault:{fault} im Text.")
        page = self.inspect("region.example/Hafen.txt", "--site", self.pages)
        self.assertNotIn(SLOGAN, page["text"])
        self.assertIn("Das Vorhaben Hafen beginnt", page["text"])
        result = self.update(status=1)
        self.assert_counts(result, added=len(TOPICS), documents=len(TOPICS))
        self.assertEqual(len(result["refused"]), 3)
        self.assertEqual(self.answers()["bewegt"], [])


if __name__ == "__main__":
    unittest.main()
