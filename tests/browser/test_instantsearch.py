#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""The example with the widgets of InstantSearch (the real library, from npm), in a
real browser, on another origin than the daemon's."""
import json
import sys
import unittest
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from browser.chrome import Chrome, available  # noqa: E402
from browser.foreign_site import NODE_MODULES, ForeignSite  # noqa: E402
from programs import Daemon  # noqa: E402

ATTACK = "<img src=x onerror=\"window.attacked = 1\">"
PAGE = "/instantsearch/index.html"
OTHER_WIDGETS = """<!doctype html><meta charset="utf-8"><title>Others</title>
<div id="hits"></div><div id="cluster"></div><div id="year"></div><div id="chosen"></div><div id="clear"></div>
<script src="/node_modules/instantsearch.js/dist/instantsearch.production.min.js"></script>
<script type="module">
    import { Regiosearch } from "http://127.0.0.1:8080/regiosearch.js";
    import { regiosearchClient } from "/instantsearch/adapter.js";
    const { widgets } = instantsearch;
    const search = instantsearch({ indexName: "regiosearch", searchClient: regiosearchClient(new Regiosearch()) });
    search.addWidgets([
        widgets.infiniteHits({ container: "#hits",
            templates: { item: (hit, { html }) => html`<h3>${hit.title}</h3>` } }),
        widgets.menu({ container: "#cluster", attribute: "cluster" }),
        widgets.rangeInput({ container: "#year", attribute: "year" }),
        widgets.currentRefinements({ container: "#chosen" }),
        widgets.clearRefinements({ container: "#clear" }),
        widgets.configure({ hitsPerPage: 20 })]);
    search.start();
</script>"""


def document(name, title, body, **more):
    return {"id": name, "title": title, "body": body, "url": f"https://region.example/{name}",
            "type": "news", "language": "de", "years": [], "cities": [], "clusters": [], **more}


DOCUMENTS = [
    document("hafen", "Hafen im Wandel", "Der Hafen von Rostock wird umgebaut.",
             date="2007-04-24", years=[2007], cities=["Rostock"], clusters=["maritime"]),
    document("kai", "Ein neuer Kai", "Auch der Hafen von Danzig wächst.",
             years=[2008], cities=["Gdańsk"], clusters=["maritime", "logistics"]),
    document("mole", "Mole", "Der Hafen von Kiel & Umland bekommt eine Mole.", years=[2009],
             cities=["Kiel"], clusters=["maritime"]),
    document("angriff", ATTACK, f"Angriff auf den Leser: {ATTACK} Ende.",
             url="javascript:window.attacked=2", cities=[ATTACK]),
] + [document(f"folge-{i}", f"Folge {i}", "Windräder drehen sich in der Lausitz.",
              date=f"2015-01-{i + 1:02}", years=[2015], cities=["Cottbus", f"Ort {i}"])
     for i in range(25)]


def setUpModule():
    if not available() or not (NODE_MODULES / "instantsearch.js").is_dir():
        print("chromium or instantsearch.js (setup/npm.sh installs it) is not there: skipped")
        raise unittest.SkipTest("no browser or no widgets")


class InstantSearch(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.daemon = cls.enterClassContext(Daemon())
        report = cls.daemon.index_lines(map(json.dumps, DOCUMENTS))
        assert report["added"] == len(DOCUMENTS), report
        cls.daemon.start()
        cls.site = cls.enterClassContext(ForeignSite(cls.daemon.url, {"/others": OTHER_WIDGETS}))
        cls.chrome = cls.enterClassContext(Chrome("--accept-lang=en"))

    def open(self, query=""):
        self.chrome.open(self.site.url + PAGE + query)

    def assert_shows(self, *titles):
        """Waits until these are the hits, in any order."""
        self.assertTrue(self.chrome.wait_until("""
            const shown = [...document.querySelectorAll("#hits h3")].map((one) => one.textContent.trim());
            return shown.sort().join() === arguments[0].sort().join();""", list(titles)),
            self.chrome.texts("#hits h3"))

    def values(self, field):
        """The values of a list with their counts, in its order."""
        return dict(text.rsplit(" ", 1) for text in self.chrome.run("""
            return [...document.querySelectorAll(`#${arguments[0]} label`)].map((label) =>
                [...label.querySelectorAll("span")].map((span) => span.textContent).join(" "));""", field))

    def tick(self, field, value):
        self.chrome.run("""
            document.querySelector(`#${arguments[0]} input[value="${arguments[1]}"]`).click();""", field, value)

    def search(self, words):
        self.chrome.type("#box input", words)

    def requests(self):
        """How many searches the page has asked the daemon for."""
        return self.chrome.run("""
            return performance.getEntriesByType("resource").filter(({ name }) =>
                name.includes("/api/v1/search")).length;""")

    def test_words_are_searched_for_and_marked(self):
        self.open()
        self.search("hafen")
        self.assert_shows("Hafen im Wandel", "Ein neuer Kai", "Mole")
        self.assertEqual(set(self.chrome.texts("#hits mark")), {"Hafen"})
        self.assertIn("Der Hafen von Kiel & Umland bekommt eine Mole.", self.chrome.texts("#hits p"))
        self.assertIn("3 results", self.chrome.text("#stats"))

    def test_lists_have_labels_and_counts(self):
        self.open("?regiosearch[query]=hafen")
        self.assert_shows("Hafen im Wandel", "Ein neuer Kai", "Mole")
        self.assertEqual(self.values("city"), {"Gdansk": "1", "Kiel": "1", "Rostock": "1"})
        self.assertEqual(self.values("cluster"), {"Maritime industry": "3", "Logistics": "1"})
        self.assertEqual(list(self.values("year")), ["2009", "2008", "2007"])

    def test_a_value_narrows_and_a_second_one_widens(self):
        self.open("?regiosearch[query]=hafen")
        self.assert_shows("Hafen im Wandel", "Ein neuer Kai", "Mole")
        before = self.requests()
        self.tick("city", "Kiel")
        self.assert_shows("Mole")
        self.assertEqual(self.values("city"), {"Kiel": "1", "Gdansk": "1", "Rostock": "1"})
        self.assertEqual(self.values("year"), {"2009": "1"})
        self.assertEqual(self.requests() - before, 1, "one answer has all counts")
        self.tick("city", "Gdańsk")
        self.assert_shows("Mole", "Ein neuer Kai")
        self.tick("cluster", "logistics")
        self.assert_shows("Ein neuer Kai")
        self.assertEqual(self.values("city"), {"Gdansk": "1", "Kiel": "0"})
        self.assertEqual(self.values("cluster"), {"Logistics": "1", "Maritime industry": "2"})

    def test_a_value_that_is_not_listed_can_be_looked_for(self):
        self.open("?regiosearch[query]=lausitz")
        self.assertTrue(self.chrome.wait_until("return document.querySelectorAll('#city li').length === 8"))
        self.chrome.type("#city input[type=search]", "ort 24")
        self.assertTrue(self.chrome.wait_until("return document.querySelectorAll('#city li').length === 1"))
        self.assertEqual(self.values("city"), {"Ort 24": "1"})
        self.tick("city", "Ort 24")
        self.assert_shows("Folge 24")

    def test_pages_are_turned(self):
        self.open("?regiosearch[query]=lausitz&regiosearch[sortBy]=regiosearch:newest")
        self.assert_shows(*[f"Folge {i}" for i in range(15, 25)])
        self.chrome.click("#pages .ais-Pagination-item--nextPage a")
        self.assert_shows(*[f"Folge {i}" for i in range(5, 15)])
        self.assertEqual(len(self.chrome.find("#pages .ais-Pagination-item--page")), 3)

    def test_the_address_tells_the_search_and_the_back_button_goes_back(self):
        self.open("?regiosearch[query]=hafen")
        self.assert_shows("Hafen im Wandel", "Ein neuer Kai", "Mole")
        self.tick("year", "2007")
        self.assert_shows("Hafen im Wandel")
        self.assertTrue(self.chrome.wait_until("return location.search.includes('2007')"))
        self.assertIn(["2007"], parse_qs(urlsplit(self.chrome.url()).query).values())
        self.chrome.run("history.back()")
        self.assert_shows("Hafen im Wandel", "Ein neuer Kai", "Mole")

    def test_other_widgets_work_too(self):
        self.chrome.open(f"{self.site.url}/others")
        self.assertTrue(self.chrome.wait_until("return document.querySelectorAll('#hits h3').length === 20"))
        self.chrome.click(".ais-InfiniteHits-loadMore")
        self.assertTrue(self.chrome.wait_until("return document.querySelectorAll('#hits h3').length === 29"))
        self.assertEqual(self.chrome.run("""return [...document.querySelectorAll("#year input")]
            .map((input) => input.placeholder)"""), ["2007", "2015"])
        self.chrome.type("#year input", "2007")
        self.chrome.type("#year .ais-RangeInput-input--max", "2008")
        self.chrome.click("#year button")
        self.assert_shows("Hafen im Wandel", "Ein neuer Kai")
        self.chrome.click("#cluster li:first-child a")
        self.assert_shows("Ein neuer Kai")
        self.assertIn("logistics", self.chrome.text("#chosen"))
        self.chrome.click("#clear button")
        self.assertTrue(self.chrome.wait_until("return document.querySelectorAll('#hits h3').length === 20"))

    def test_no_text_of_a_document_is_run(self):
        self.open("?regiosearch[query]=angriff")
        self.assert_shows(ATTACK)
        self.assertEqual(self.values("city"), {ATTACK: "1"})
        self.chrome.type("#city input[type=search]", "img")
        self.assertTrue(self.chrome.wait_until(
            "return document.querySelector('#city .ais-SearchBox-reset:not([hidden])')"))
        self.assertIn(ATTACK, self.chrome.text("#hits p"))
        self.assertIsNone(self.chrome.run("return window.attacked || null"))
        self.assertEqual(self.chrome.find("#hits img, #city img:not(.ais-x), a[href^='javascript:']"), [])


if __name__ == "__main__":
    unittest.main()
