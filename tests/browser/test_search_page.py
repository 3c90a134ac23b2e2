#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""The search page in a real browser: what a visitor sees, clicks and types."""
import json
import sys
import time
import unittest
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from browser import axe  # noqa: E402
from browser.chrome import Chrome, available  # noqa: E402
from programs import Daemon  # noqa: E402

ENTER, TAB = "\ue007", "\ue004"
GERMAN, ENGLISH = "--accept-lang=de", "--accept-lang=en"
WITHOUT_SCRIPTS = "--blink-settings=scriptEnabled=false"
ATTACK = "<script>window.attacked = 1</script>\"><img src=x onerror=\"window.attacked = 2\">"
PHONE_WIDTH = 320  # WCAG 2.2, 1.4.10


def document(name, title, body, **more):
    return {"id": name, "title": title, "body": body, "url": f"https://region.example/{name}",
            "type": "news", "language": "de", "years": [], "cities": [], "clusters": [], **more}


DOCUMENTS = [
    document("hafen", "Hafen im Wandel", "Der Hafen von Rostock wird umgebaut.",
             date="2007-04-24", years=[2007], cities=["Rostock"], clusters=["maritime"]),
    document("kai", "Ein neuer Kai", "Auch der Hafen von Danzig wächst.", type="project",
             years=[2008], cities=["Gdańsk"], clusters=["maritime", "logistics"],
             facts={"programme": "LEADER", "budget_eur": 1500000}),
    document("lang", "Donaudampfschifffahrtsgesellschaftskapitänsvereinigungsversammlung",
             "Eine Adresse im Hafen: https://region.example/" + "sehr-langer-weg_" * 12,
             years=[2010], cities=["Rostock"]),
    document("angriff", ATTACK, f"Angriff auf den Leser: {ATTACK} Ende.",
             url="javascript:window.attacked=3", cities=[ATTACK], clusters=[ATTACK]),
] + [document(f"folge-{i}", f"Folge {i}", "Windräder drehen sich in der Lausitz.",
              date=f"2015-01-{i + 1:02}", years=[2015], cities=["Cottbus"])
     for i in range(25)]


def setUpModule():
    if not available():
        print("chromium and chromedriver are not installed: the browser tests are skipped")
        raise unittest.SkipTest("no browser")


class PageTest(unittest.TestCase):
    """One daemon over DOCUMENTS, and one browser with OPTIONS."""
    OPTIONS = [GERMAN]

    @classmethod
    def setUpClass(cls):
        cls.daemon = cls.enterClassContext(Daemon())
        report = cls.daemon.index_lines(map(json.dumps, DOCUMENTS))
        assert report["added"] == len(DOCUMENTS), report
        cls.daemon.start()
        cls.chrome = cls.enterClassContext(Chrome(*cls.OPTIONS))

    def open(self, address="/"):
        self.chrome.open(self.daemon.url + address)

    def send(self, *keys):
        """Presses keys, the last of which leads to another address."""
        here = self.chrome.url()
        self.chrome.press(*keys)
        self.wait_to_leave(here)

    def follow(self, selector):
        """Clicks what leads to another address."""
        here = self.chrome.url()
        self.chrome.click(selector)
        self.wait_to_leave(here)

    def wait_to_leave(self, address):
        deadline = time.monotonic() + 10
        while self.chrome.url() == address and time.monotonic() < deadline:
            time.sleep(0.02)

    def search(self, words):
        """Types words behind those in the box, and Enter."""
        self.chrome.type("#q", words)
        self.send(ENTER)

    def parameters(self):
        """Those of the address on show; what forms send empty is left out."""
        return parse_qs(urlsplit(self.chrome.url()).query)

    def found(self):
        return self.chrome.text("[role=status]")

    def titles(self):
        return self.chrome.texts("article h2")

    def assert_no_complaint(self):
        """Nothing was blocked by the page's policy, missing or broken."""
        self.assertEqual([entry["message"] for entry in self.chrome.log()], [])


class Searching(PageTest):
    def tearDown(self):
        self.assert_no_complaint()

    def test_words_and_enter_show_count_results_and_marks(self):
        self.open()
        self.search("hafen")
        self.assertEqual(self.parameters(), {"q": ["hafen"]})
        self.assertEqual(self.found(), "3 Seiten gefunden für „hafen“")
        self.assertIn("Hafen im Wandel", self.titles())
        self.assertEqual(set(self.chrome.texts("article mark")), {"Hafen"})
        self.assertEqual(self.chrome.title(), "hafen – Regiosearch")

    def test_a_ticked_city_narrows_the_search_and_stays_ticked(self):
        self.open("/?q=hafen")
        self.chrome.click("input[name=city][value=Rostock]")
        self.follow(".apply button")
        self.assertEqual(self.parameters(), {"q": ["hafen"], "city": ["Rostock"]})
        self.assertEqual(self.found(), "2 Seiten gefunden für „hafen“")
        self.assertEqual(len(self.chrome.find("input[value=Rostock]:checked")), 1)
        self.assertTrue(self.chrome.find("input[name=city][value='Gdańsk']"),
                        "a second city can be added")
        self.follow(".chosen li:first-child a")
        self.assertEqual(self.parameters(), {"q": ["hafen"]})

    def suggestions(self):
        """Those of the box, once there are some."""
        return self.chrome.wait_until("""
            const options = document.querySelectorAll("#suggestions option");
            return options.length && [...options].map(({ value }) => value);""")

    def choose(self, text):
        """As if it had been taken from the list below the box."""
        self.chrome.run("""
            const box = document.querySelector("#q");
            box.value = arguments[0];
            box.dispatchEvent(new Event("input", { bubbles: true }));""", text)

    def test_what_is_typed_is_completed_under_what_is_ticked(self):
        for address, offers in (("/", True), ("/?cluster=logistics", False), ("/?year=2008..", False)):
            self.open(address)
            self.chrome.type("#q", "haf")
            suggestions = self.suggestions()
            self.assertIn("Hafen", suggestions)
            self.assertEqual("Hafen im Wandel" in suggestions, offers, address)

    def test_a_city_that_was_suggested_is_ticked_when_chosen(self):
        self.open("/?type=project")
        self.chrome.type("#q", "hafen gdan")
        self.assertEqual(self.suggestions(), ["hafen Danzig"])
        self.choose("hafen Danzig")
        self.search("")
        self.assertEqual(self.parameters(), {"q": ["hafen"], "city": ["Gdańsk"], "type": ["project"]})
        self.assertEqual(self.titles(), ["Ein neuer Kai"])
        self.assertEqual(len(self.chrome.find("input[value='Gdańsk']:checked")), 1)

    def test_a_bar_chooses_its_year_and_lets_it_go_again(self):
        self.open("/?q=hafen")
        self.follow(".chart a[href*='year=2008']")
        self.assertEqual(self.parameters(), {"q": ["hafen"], "year": ["2008"]})
        self.assertEqual(self.titles(), ["Ein neuer Kai"])
        self.follow(".chart a.chosen")
        self.assertEqual(self.parameters(), {"q": ["hafen"]})

    def test_the_next_page_shows_other_results(self):
        self.open("/?q=lausitz")
        seen = self.titles()
        while self.chrome.find("a[rel=next]"):
            self.follow("a[rel=next]")
            seen += self.titles()
        self.assertEqual(self.parameters(), {"q": ["lausitz"], "page": ["3"]})
        self.assertEqual((len(seen), len(set(seen))), (25, 25))

    def test_who_finds_nothing_is_helped(self):
        self.open("/?q=xylophonvirtuose&city=Rostock")
        self.assertIn("Keine Seite gefunden", self.found())
        self.assertIn("Schreibweise", self.chrome.text(".empty"))
        self.follow(".empty a")
        self.assertEqual(self.parameters(), {"q": ["xylophonvirtuose"]})

    def test_who_mistypes_is_led_to_what_was_meant(self):
        self.open("/?q=Laustiz")
        self.assertIn("Meinten Sie Lausitz?", self.chrome.text(".suggestion"))
        self.follow(".suggestion a")
        self.assertEqual(self.parameters(), {"q": ["Lausitz"]})
        self.assertEqual(self.chrome.find(".suggestion"), [])

    def test_who_asks_for_too_much_may_leave_a_word_out(self):
        self.open("/?q=hafen+AND+lausitz")
        self.assertEqual(self.chrome.texts(".words .count"), ["3 Seiten", "25 Seiten"])
        self.follow(".empty a")
        self.assertEqual(self.parameters(), {"q": ["hafen"]})

    def test_a_hit_leads_to_all_that_is_known_of_it(self):
        self.open("/?q=wandel")
        self.follow(".details a")
        self.assertEqual(urlsplit(self.chrome.url()).path, "/document/hafen")
        self.assertEqual(self.chrome.texts("h1"), ["Hafen im Wandel"])
        self.assertIn("Rostock", self.chrome.texts(".understood dd"))
        self.follow(".languages a[lang=en]")
        self.assertEqual(urlsplit(self.chrome.url()).path, "/document/hafen")
        self.assertIn("What was understood", self.chrome.texts("h2"))
        self.follow(".understood a[href*='city=Rostock']")
        self.assertEqual(self.parameters(), {"city": ["Rostock"], "ui": ["en"]})

    def test_what_is_found_can_be_taken_along(self):
        self.open("/?q=hafen&city=Rostock")
        names = self.chrome.texts(".exports a")
        self.assertEqual(len(names), 6)
        self.assertEqual(len(set(names)), 6)
        self.follow(".exports a[href*='feed.atom']")
        self.assertEqual(urlsplit(self.chrome.url()).path, "/feed.atom")

    def test_the_language_is_switched_and_stays(self):
        self.open("/?q=hafen")
        self.assertEqual(self.chrome.text(".facet.city legend").lower(), "stadt")
        self.follow(".languages a[hreflang=en]")
        self.assertEqual(self.chrome.text(".facet.city legend").lower(), "city")
        self.search(" kai")
        self.assertEqual(self.found(), "1 page found for “hafen kai”")

    def test_what_has_no_value_is_chosen_beside_a_value(self):
        self.open("/?cluster=logistics")
        self.chrome.click(".facet.cluster .missing input")
        self.follow(".apply button")
        self.assertEqual(self.parameters()["cluster"], ["logistics", "none"])
        self.assertEqual(self.found(), "27 Seiten gefunden")
        self.assertIn("ohne Branche", self.chrome.text(".chosen"))

    def test_a_budget_is_typed_and_the_sum_is_told(self):
        self.open("/?q=hafen")
        self.assertIn("1.500.000 €", self.chrome.text(".facet.budget .sum"))
        self.chrome.type("input[name=budget_from]", "1,2 Mio")
        self.follow(".apply button")
        self.assertEqual(self.titles(), ["Ein neuer Kai"])
        self.assertIn("1,2 Mio–", self.chrome.text(".chosen"))
        self.open("/?running=2008")
        self.assertEqual(self.titles(), ["Ein neuer Kai"])
        self.assertEqual(self.chrome.texts(".facet.programme .name")[0], "LEADER")

    def test_no_text_of_a_document_is_run(self):
        self.open("/?q=angriff")
        self.assertEqual(self.titles(), [ATTACK])
        self.assertIn(ATTACK, self.chrome.text("article .snippet"))
        self.assertEqual(self.chrome.texts("article .tags.city a"), [ATTACK])
        self.follow("article h2")
        self.follow("article .tags.city a")
        self.assertEqual(self.parameters()["city"], [ATTACK])
        self.assertEqual(self.titles(), [ATTACK])
        self.assertIsNone(self.chrome.run("return window.attacked || null"))
        self.assertEqual(self.chrome.find("main img, script:not([src]), a[href^='javascript:']"), [])

    def test_no_word_of_a_visitor_is_run(self):
        self.open()
        self.search(ATTACK)
        self.assertEqual(self.chrome.run("return document.getElementById('q').value"), ATTACK)
        self.assertIsNone(self.chrome.run("return window.attacked || null"))
        self.assertEqual(self.chrome.find("main img, script:not([src])"), [])


class Access(PageTest):
    def focused(self):
        return self.chrome.run("""
            const focused = document.activeElement;
            const box = focused.getBoundingClientRect();
            return {name: focused.className || focused.id || focused.tagName,
                    seen: box.top >= 0 && box.left >= 0 && box.width > 1 && box.height > 1};""")

    def test_the_first_tab_leads_past_the_masthead(self):
        self.open("/?q=hafen")
        self.chrome.press(TAB)
        self.assertEqual(self.focused(), {"name": "skip", "seen": True})
        self.chrome.press(ENTER)
        self.assertEqual(self.focused()["name"], "results")

    def test_all_of_a_search_can_be_done_by_keyboard(self):
        self.open("/?q=hafen")
        for _ in range(60):
            self.chrome.press(TAB)
            if self.chrome.run("return document.activeElement.value") == "Rostock":
                break
        self.assertTrue(self.focused()["seen"])
        self.send(" ", ENTER)
        self.assertEqual(self.parameters(), {"q": ["hafen"], "city": ["Rostock"]})

    def test_a_checker_finds_nothing_to_complain_of(self):
        axe.need()
        self.addCleanup(self.chrome.resize, 1280, 1000)
        for width in (1280, PHONE_WIDTH):
            self.chrome.resize(width, 1000)
            for address in ("/", "/?q=hafen&city=Rostock&year=2007..2009&explain=on", "/?q=lausitz&page=2",
                            "/?q=xylophonvirtuose", "/?q=Laustiz", "/?q=angriff", "/document/hafen",
                            "/document/kai", "/document/angriff", "/document/lang", "/about", "/problems/",
                            "/problems/busy", "/nowhere", "/?limit=x", "/export?format=x"):
                self.open(address)
                with self.subTest(address=address, width=width):
                    self.assertEqual(axe.violations(self.chrome), [])

    def test_a_narrow_screen_needs_no_sideways_scrolling(self):
        self.addCleanup(self.chrome.resize, 1280, 1000)
        self.chrome.resize(PHONE_WIDTH, 800)
        for address in ("/", "/?q=hafen", "/?q=hafen&city=Rostock", "/?q=angriff",
                        "/?q=lausitz&page=2", "/?q=xylophonvirtuose", "/?q=Laustiz", "/?limit=x",
                        "/document/lang", "/document/angriff", "/about", "/problems/"):
            self.open(address)
            shown, needed = self.chrome.run(
                "return [window.innerWidth, document.documentElement.scrollWidth]")
            with self.subTest(address=address):
                self.assertLessEqual(shown, PHONE_WIDTH)
                self.assertLessEqual(needed, shown)


class InEnglish(PageTest):
    OPTIONS = [ENGLISH]

    def test_an_english_browser_is_talked_to_in_english(self):
        self.open("/?q=hafen")
        self.assertEqual(self.found(), "3 pages found for “hafen”")
        self.assertIn("Project", self.chrome.texts(".facet.type .name"))
        self.assertIn("24 April 2007", self.chrome.text("main"))


class WithoutScripts(PageTest):
    OPTIONS = [GERMAN, WITHOUT_SCRIPTS]

    def test_all_works_without_javascript(self):
        self.chrome.open("data:text/html,<title>off</title><script>document.title='on'</script>")
        self.assertEqual(self.chrome.title(), "off")
        self.open()
        self.search("hafen")
        self.chrome.click("input[name=city][value=Rostock]")
        self.follow(".apply button")
        self.assertEqual(self.parameters(), {"q": ["hafen"], "city": ["Rostock"]})
        self.assertEqual(self.found(), "2 Seiten gefunden für „hafen“")


if __name__ == "__main__":
    unittest.main()
