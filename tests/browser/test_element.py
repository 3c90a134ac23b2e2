#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""What a visitor of a stranger's page sees, clicks and types in the element."""
import sys
import unittest
from pathlib import Path
from urllib.parse import urlsplit

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from browser import axe  # noqa: E402
from browser.element_fixture import (  # noqa: E402,F401
    DOCUMENTS, ENTER, SPACE, TAB, ElementTest, setUpModule)


class Searching(ElementTest):
    def tearDown(self):
        self.assertEqual(self.complaints(), [])

    def test_words_and_enter_show_count_results_and_marks(self):
        self.open()
        self.search("hafen")
        self.assertEqual(self.found(), "3 Seiten gefunden")
        self.assertIn("Hafen im Wandel", self.titles())
        self.assertEqual(set(self.chrome.texts("article mark")), {"Hafen"})

    def test_a_ticked_value_narrows_and_a_second_one_widens(self):
        self.open("/?q=hafen")
        self.tick("Rostock")
        self.assertEqual((self.found(), self.titles()), ("1 Seite gefunden", ["Hafen im Wandel"]))
        self.assertEqual(self.values("city"), {"Danzig": "1", "Kiel": "1", "Rostock": "1"})
        self.assertEqual(self.values("cluster"), {"Maritime Wirtschaft": "1"})
        self.tick("Gdańsk")
        self.assertEqual(self.found(), "2 Seiten gefunden")
        self.assertEqual(self.parameters(), {"q": ["hafen"], "city": ["Rostock", "Gdańsk"]})
        self.tick("Rostock")
        self.assertEqual(self.titles(), ["Ein neuer Kai"])

    def test_what_is_typed_is_completed_under_what_is_ticked(self):
        for address, offers in (("/", True), ("/?cluster=logistics", False)):
            self.open(address)
            self.chrome.type("#q", "haf")
            suggestions = self.suggestions()
            self.assertIn("Hafen", suggestions)
            self.assertEqual("Hafen im Wandel" in suggestions, offers)

    def test_a_city_that_was_suggested_is_ticked_when_chosen(self):
        self.open()
        self.chrome.type("#q", "hafen gdan")
        self.assertEqual(self.suggestions(), ["hafen Danzig"])
        self.chrome.run("""
            const box = document.querySelector("regio-search").shadowRoot.querySelector("#q");
            box.value = "hafen Danzig";
            box.dispatchEvent(new Event("input", { bubbles: true }));""")
        self.search("")
        self.assertEqual(self.parameters(), {"q": ["hafen"], "city": ["Gdańsk"]})
        self.assertEqual(self.titles(), ["Ein neuer Kai"])

    def test_what_was_ticked_keeps_the_focus(self):
        self.open("/?q=hafen")
        self.tick("Rostock")
        self.assertEqual(self.focused(), "Rostock")

    def test_the_back_button_goes_back_and_forth(self):
        self.open()
        self.search("hafen")
        self.tick("Kiel")
        self.chrome.run("history.back()")
        self.assertTrue(self.chrome.wait_until("return !location.search.includes('Kiel')"))
        self.settle()
        self.assertEqual(self.found(), "3 Seiten gefunden")
        self.assertEqual(self.chrome.find("input:checked"), [])
        self.chrome.run("history.forward()")
        self.assertTrue(self.chrome.wait_until("return location.search.includes('Kiel')"))
        self.settle()
        self.assertEqual(self.titles(), ["Mole"])

    def test_an_address_tells_the_search_in_any_spelling(self):
        self.open("/?city=Danzig&fremd=1")
        self.assertEqual(self.titles(), ["Ein neuer Kai"])
        self.assertEqual(self.chrome.texts("[part=chosen] li"), ["Danzig ×"])
        self.tick("Gdańsk")
        self.assertEqual(self.parameters(), {"fremd": ["1"]})
        self.assertEqual(self.found(), f"{len(DOCUMENTS)} Seiten gefunden")

    def test_a_year_leaves_its_range(self):
        self.open("/?year=2007..2009")
        self.tick("2008")
        self.assertEqual(self.parameters()["year"], ["2007", "2009"])
        self.assertEqual(self.found(), "4 Seiten gefunden")

    def test_names_in_the_address_may_have_a_prefix(self):
        self.open("/prefixed?q=fremd&s-q=hafen")
        self.assertEqual(self.found(), "3 Seiten gefunden")
        self.tick("Kiel")
        self.assertEqual(self.parameters(), {"q": ["fremd"], "s-q": ["hafen"], "s-city": ["Kiel"]})

    def test_the_next_page_shows_other_results_and_begins_at_their_top(self):
        self.open("/?q=lausitz")
        seen = self.titles()
        while self.chrome.find(".paging li:last-child button:not([aria-current])"):
            self.click(".paging li:last-child button")
            seen += self.titles()
            self.assertTrue(self.chrome.wait_until("""return document.querySelector("regio-search")
                .shadowRoot.activeElement?.textContent === "Ergebnisse";"""))
        self.assertEqual((len(seen), len(set(seen))), (25, 25))
        self.assertEqual(self.parameters(), {"q": ["lausitz"], "page": ["3"]})

    def test_all_that_was_chosen_can_be_let_go(self):
        self.open("/?q=hafen&city=Rostock&year=2007")
        self.assertEqual(self.chrome.texts("[part=chosen] button"), ["Rostock ×", "2007 ×", "Alles aufheben"])
        self.click("[part=chosen] li:first-child button")
        self.assertEqual(self.parameters(), {"q": ["hafen"], "year": ["2007"]})

    def test_a_value_that_is_not_listed_can_be_looked_for(self):
        self.open("/?q=lausitz")
        self.assertEqual(len(self.values("city")), 6)
        self.chrome.click("[data-field=city] button")
        self.assertEqual(len(self.values("city")), 20)
        self.chrome.type("[data-field=city] input[type=search]", "ort 24")
        self.assertTrue(self.chrome.wait_until("""return document.querySelector("regio-search")
            .shadowRoot.querySelectorAll("[data-field=city] li").length === 1"""))
        self.assertEqual(self.values("city"), {"Ort 24": "1"})
        self.tick("Ort 24")
        self.assertEqual(self.titles(), ["Folge 24"])

    def test_the_order_is_chosen(self):
        self.open("/?q=lausitz")
        self.act(self.chrome.type, "#order", "Ä")
        self.assertEqual(self.parameters(), {"q": ["lausitz"], "sort": ["oldest"]})
        self.assertEqual(self.titles()[0], "Folge 0")

    def test_who_finds_nothing_is_helped(self):
        self.open("/?q=xylophonvirtuose&city=Rostock")
        self.assertEqual(self.found(), "Keine Seite gefunden")
        self.assertIn("Schreibweise", self.chrome.text("[part=notes]"))
        self.click("[part=notes] button")
        self.assertEqual(self.parameters(), {"q": ["xylophonvirtuose"]})

    def test_who_asks_for_too_much_may_leave_a_word_or_a_filter_out(self):
        self.open("/?q=hafen+AND+lausitz")
        self.assertIn("Suchen ohne „lausitz“ (3)", self.chrome.texts("[part=notes] button"))
        self.click("[part=notes] button")
        self.assertEqual(self.found(), "3 Seiten gefunden")
        self.open("/?q=hafen&city=Cottbus&cluster=maritime")
        self.assertEqual(self.chrome.texts("[part=notes] button"), ["Nicht eingrenzen nach Stadt (3)"])
        self.click("[part=notes] button")
        self.assertEqual(self.parameters(), {"q": ["hafen"], "cluster": ["maritime"]})

    def test_who_mistypes_is_led_to_what_was_meant(self):
        self.open("/?q=Laustiz")
        self.assertIn("Meinten Sie Lausitz?", self.chrome.text("[part=notes]"))
        self.click("[part=notes] button")
        self.assertEqual(self.parameters(), {"q": ["Lausitz"]})
        self.assertEqual(self.found(), "25 Seiten gefunden")

    def test_attributes_choose_language_facets_and_pages(self):
        self.open("/english")
        self.assertEqual(self.found(), "29 pages found")
        self.assertEqual(self.chrome.texts("legend"), ["Sector", "Year"])
        self.assertEqual(len(self.titles()), 5)
        self.assertNotIn("q=", self.chrome.url())
        self.search("hafen")
        self.assertEqual(urlsplit(self.chrome.url()).query, "")
        self.assertIn("24 April 2007", self.chrome.text("[part=hits]"))

    def test_filters_of_the_page_hold_for_all_searches(self):
        self.open("/within")
        self.assertEqual(self.titles(), ["Ein neuer Kai"])
        self.assertEqual(self.chrome.texts("legend"), ["Stadt"])
        self.search("hafen")
        self.assertEqual(self.titles(), ["Ein neuer Kai"])

    def test_a_page_with_a_strict_policy_can_have_it(self):
        self.open("/strict")
        self.assertEqual(self.found(), f"{len(DOCUMENTS)} Seiten gefunden")
        self.assertEqual(self.chrome.run("""return getComputedStyle(document.querySelector(
            "regio-search").shadowRoot.querySelector("ol")).listStyleType"""), "none")

    def test_a_page_may_ask_and_listen(self):
        self.open()
        self.assertEqual(self.chrome.run_async("""
            const element = document.querySelector("regio-search");
            const heard = new Promise((done) => addEventListener("regio-answer", done, {once: true}));
            element.search({q: "hafen", filters: {city: ["Kiel"]}});
            return (await heard).detail.total;"""), 1)
        self.settle()
        self.assertEqual(self.titles(), ["Mole"])


class Access(ElementTest):
    def test_all_of_a_search_can_be_done_by_keyboard(self):
        self.open()
        self.chrome.press(TAB)
        self.chrome.press(*"hafen", ENTER)
        self.settle()
        self.assertEqual(self.found(), "3 Seiten gefunden")
        for _ in range(20):
            self.chrome.press(TAB)
            if self.focused() == "Rostock":
                break
        self.act(self.chrome.press, SPACE)
        self.assertEqual(self.parameters(), {"q": ["hafen"], "city": ["Rostock"]})
        self.assertEqual(self.focused(), "Rostock")

    def test_a_checker_finds_nothing_to_complain_of(self):
        axe.need()
        self.addCleanup(self.chrome.resize, 1280, 1000)
        for width in (1280, 360):
            self.chrome.resize(width, 1000)
            for address in ("/", "/?q=lausitz&page=2", "/?q=hafen&city=Rostock&year=2007..2009",
                            "/?q=xylophonvirtuose", "/?q=hafen+AND+lausitz", "/?q=Laustiz",
                            "/?year=x", "/english"):
                self.open(address)
                with self.subTest(address=address, width=width):
                    self.assertEqual(axe.violations(self.chrome, looks_inside=True), [])

    def test_a_narrow_place_folds_the_facets_and_needs_no_sideways_scrolling(self):
        self.addCleanup(self.chrome.resize, 1280, 1000)
        self.chrome.resize(320, 800)
        self.open("/?q=angriff")
        self.assertEqual(self.chrome.texts("legend"), ["", "", "", "", ""])
        self.chrome.click("[aria-controls=panel]")
        self.assertIn("Stadt", self.chrome.texts("legend"))
        shown, needed = self.chrome.run(
            "return [window.innerWidth, document.documentElement.scrollWidth]")
        self.assertLessEqual(needed, shown)


class Example(ElementTest):
    def test_a_page_draws_facets_of_its_own_beside_the_search(self):
        self.open("/facets.html")
        links = self.chrome.wait_until(
            "return [...document.querySelectorAll('#figures a')].map((link) => link.textContent)")
        self.assertEqual((len(links), links[0]), (5, "Cottbus (25)"))
        self.chrome.run("document.querySelector('#figures a').click()")
        self.settle()
        self.assertEqual(self.found(), "25 Seiten gefunden")
        self.assertEqual(self.parameters(), {"city": ["Cottbus"]})
        self.assertEqual(self.complaints(), [])

if __name__ == "__main__":
    unittest.main()
