# SPDX-License-Identifier: GPL-2.0-or-later
"""Documents that are one page: one is found, the others are told with it."""
import json
import unittest
from pathlib import Path

from fixture import FACETS, Daemon, Served, page, run_indexer

STORY = ("Der alte Hafen von Rostock wird bis zum Herbst umgebaut, damit wieder Fähren dort "
         "anlegen können, wo sie es vor dem Krieg taten.\n\nDie Stadt zahlt ein Drittel, das "
         "Land den Rest, und für die Kräne am Kai sucht die Verwaltung noch jemanden, der sie "
         "pflegt und zeigt. Im Speicher daneben entstehen Werkstätten für junge Betriebe.")
OTHER = ("Bauern bei Leipzig erzeugen Energie aus Mist und verkaufen den Strom an eine Molkerei, "
         "die ihn im Winter braucht. Im Sommer wird er gespeichert, in alten Batterien von "
         "Bussen, die eine Werkstatt in Borna dafür hergerichtet hat.")
TITLE = "Hafen im Wandel"
BEST = "https://hafen.example/wandel"

COPIES = [
    page("best", TITLE, STORY, url=BEST, cities=["Rostock"], years=[2007], clusters=["maritime"]),
    page("old", TITLE, STORY, url="http://www.hafen.example/wandel/", cities=["Rostock"],
         years=[2007], clusters=["maritime", "logistics"]),
    page("print", TITLE, "Druckansicht\n\n" + STORY, url=BEST + "?print=1", cities=["Rostock"],
         years=[], clusters=["maritime"], type="other"),
    page("press", "Pressemitteilung 41", f"Presse\n\nPressemitteilung 41\n\n{TITLE}\n\n" + STORY,
         url="http://presse.example/41", cities=["Rostock", "Wismar"], years=[2007],
         clusters=["maritime"]),
]
OTHERS = [
    page("energy", "Energie vom Feld", OTHER, url="https://hafen.example/feld",
         cities=["Leipzig"], years=[2007], clusters=["energy"]),
    page("short-1", TITLE, "Der Hafen.", url="https://hafen.example/1", cities=["Rostock"],
         years=[2007], clusters=["maritime"]),
    page("short-2", TITLE, "Der Hafen.", url="https://hafen.example/2", cities=["Rostock"],
         years=[2007], clusters=["maritime"]),
]


class Duplicates(Served):
    @classmethod
    def setUpClass(cls):
        cls.daemon = cls.enterClassContext(Daemon())
        cls.daemon.index_lines([json.dumps(page) for page in COPIES + OTHERS])
        cls.daemon.start("--workers", "2")

    def ids(self, *pairs, **parameters):
        return [hit["id"] for hit in self.search(*pairs, **parameters)["hits"]]

    def test_one_is_found_and_lists_the_others(self):
        answer = self.search(q="fähren")
        self.assertEqual(answer["total"], 1)
        hit = answer["hits"][0]
        self.assertEqual(hit["id"], "page-best")
        self.assertEqual(hit["duplicates_total"], 3)
        self.assertEqual({copy["id"] for copy in hit["duplicates"]},
                         {"page-old", "page-print", "page-press"})
        press = next(copy for copy in hit["duplicates"] if copy["id"] == "page-press")
        self.assertEqual(press, {"id": "page-press", "url": "http://presse.example/41",
                                 "title": "Pressemitteilung 41"})

    def test_a_page_without_duplicates_says_so(self):
        hit = self.search(q="molkerei")["hits"][0]
        self.assertEqual((hit["duplicates"], hit["duplicates_total"]), ([], 0))

    def test_short_texts_are_not_taken_for_one_page(self):
        self.assertEqual(self.search()["total"], 4)
        self.assertEqual(self.search()["index"]["documents"], len(COPIES + OTHERS))

    def test_all_are_shown_if_asked_for(self):
        answer = self.search(q="fähren", duplicates="show")
        self.assertEqual(answer["total"], 4)
        self.assertEqual(len(answer["hits"][0]["duplicates"]), 3)
        self.assert_problem(self.ask("/api/v1/search", {"duplicates": "all"}), 400)

    def test_a_filter_finds_the_copy_that_passes(self):
        answer = self.search(q="fähren", city="Wismar")
        self.assertEqual([hit["id"] for hit in answer["hits"]], ["page-press"])
        self.assertEqual(self.ids(q="fähren", type="other"), ["page-print"])

    def test_every_count_is_what_its_value_finds(self):
        for chosen in ([], [("city", "Rostock")], [("city", "Wismar"), ("year", "2007")],
                       [("cluster", "maritime"), ("type", "news")],
                       [("city", "Leipzig"), ("city", "Wismar")]):
            facets = self.search(*chosen)["facets"]
            for field in FACETS:
                others = [pair for pair in chosen if pair[0] != field]
                for value in facets[field]:
                    alone = self.search(*others, (field, value["value"]), limit=0)
                    self.assertEqual(alone["total"], value["count"], (chosen, field, value))

    def test_the_total_is_the_number_of_hits(self):
        for query in ("hafen", "rostock", "der", "fähren OR molkerei", ""):
            answer = self.search(q=query, limit=100)
            self.assertEqual(answer["total"], len(answer["hits"]), query)

    def test_suggestions_count_as_searches_do(self):
        answer = self.search(q="fährenn")
        self.assertEqual(answer["suggested"]["total"], 1, answer["suggested"])

    def test_the_page_links_the_others(self):
        text = self.ask("/", {"q": "fähren", "ui": "de"}).text()
        self.assertIn("3 gleiche Seiten", text)
        self.assertIn('href="http://www.hafen.example/wandel/"', text)
        self.assertIn("duplicates=show",
                      self.ask("/", {"q": "hafen", "duplicates": "show"}).text())


class Changes(unittest.TestCase):
    """The groups follow the documents, and no order of theirs matters."""

    def groups(self, daemon):
        hits = daemon.search(limit=100)["hits"]
        return {hit["id"]: [copy["id"] for copy in hit["duplicates"]] for hit in hits}

    def index(self, daemon, pages, *options):
        daemon.index_lines([json.dumps(page) for page in pages], *options)

    def test_updates_in_any_order_group_as_a_rebuild(self):
        found = []
        for order in (COPIES + OTHERS, (COPIES + OTHERS)[::-1]):
            with Daemon() as daemon:
                for one in order:
                    self.index(daemon, [one])
                daemon.start("--workers", "1")
                found.append(self.groups(daemon))
        with Daemon() as daemon:
            self.index(daemon, COPIES + OTHERS)
            daemon.start("--workers", "1")
            found.append(self.groups(daemon))
        self.assertEqual(found[0], found[1])
        self.assertEqual(found[0], found[2])
        self.assertEqual(len(found[0]["page-best"]), 3)

    def test_another_stands_where_the_first_is_gone(self):
        with Daemon() as daemon:
            self.index(daemon, COPIES)
            self.index(daemon, COPIES[1:], "--complete")
            daemon.start("--workers", "1")
            groups = self.groups(daemon)
            self.assertEqual(list(groups), ["page-press"])
            self.assertEqual(set(groups["page-press"]), {"page-old", "page-print"})


class Inspect(unittest.TestCase):
    def test_the_fingerprint_is_shown(self):
        prints = []
        with Daemon() as daemon:
            for name, text in (("a.html", STORY), ("druckansicht-a.html", STORY.upper())):
                file = Path(daemon.folder.name) / name
                file.write_text(f"<html><title>{TITLE}</title><p>{text}</p></html>")
                done = run_indexer("inspect", "--json", file)
                prints.append(json.loads(done.stdout)["fingerprint"])
        self.assertEqual(prints[0]["text"], prints[1]["text"])
        self.assertEqual(prints[0]["minima"], prints[1]["minima"])
        self.assertEqual(prints[0]["words"], len(STORY.split()))


if __name__ == "__main__":
    unittest.main()
