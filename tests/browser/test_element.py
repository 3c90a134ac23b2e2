#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""The element of /regiosearch.js on the page of a stranger, in a real browser:
a page of another origin than the daemon's."""
import json
import re
import sys
import threading
import unittest
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from browser.chrome import Chrome, available  # noqa: E402
from browser.foreign_site import NODE_MODULES, ForeignSite  # noqa: E402
from programs import Daemon  # noqa: E402

ENTER, TAB, SPACE = "\ue007", "\ue004", " "
SCRIPT = "<script>window.attacked = 1</script>"
ATTACK = f"{SCRIPT}\"><img src=x onerror=\"window.attacked = 2\">"
AXE = NODE_MODULES / "axe-core" / "axe.min.js"
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
OPTIONAL = re.compile(r"/api/v1/(suggest|facets/\w+)\?.* status of 404 ")
STATUS = "[part=status]"


def document(name, title, body, **more):
    return {"id": name, "title": title, "body": body, "url": f"https://region.example/{name}",
            "type": "news", "language": "de", "years": [], "cities": [], "clusters": [], **more}


DOCUMENTS = [
    document("hafen", "Hafen im Wandel", "Der Hafen von Rostock wird umgebaut.",
             date="2007-04-24", years=[2007], cities=["Rostock"], clusters=["maritime"]),
    document("kai", "Ein neuer Kai", "Auch der Hafen von Danzig wächst.", type="project",
             years=[2008], cities=["Gdańsk"], clusters=["maritime", "logistics"]),
    document("mole", "Mole", "Der Hafen von Kiel bekommt eine Mole.", years=[2009],
             cities=["Kiel"], clusters=["maritime"]),
    document("angriff", ATTACK, f"Angriff auf den Leser: {ATTACK} & &lt;b&gt; Ende.",
             url="javascript:window.attacked=3", cities=[ATTACK], clusters=[ATTACK]),
] + [document(f"folge-{i}", f"Folge {i}", "Windräder drehen sich in der Lausitz.",
              date=f"2015-01-{i + 1:02}", years=[1990 + i], cities=["Cottbus", f"Ort {i}"])
     for i in range(25)]


def page(attributes="", lang="de", head=""):
    """A stranger's page with the element."""
    return (f'<!doctype html><html lang="{lang}"><head><meta charset="utf-8"><title>Fremd</title>{head}'
            '<script type="module" src="http://127.0.0.1:8080/regiosearch.js"></script></head>'
            f'<body><main><h1>Fremd</h1><regio-search {attributes}></regio-search></main></body></html>')


PAGES = {
    "/": page("url-state"),
    "/english": page('lang="en-GB" facets="cluster,year" per-page="5"'),
    "/within": page('within="cluster=logistics" facets="city cluster"'),
    "/prefixed": page('url-state="s-"'),
    "/strict": page(head="<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
                         "script-src http://127.0.0.1:8080; connect-src http://127.0.0.1:8080\">"),
    "/nobody": page('base="http://127.0.0.1:9/"'),
}


def setUpModule():
    if not available():
        print("chromium and chromedriver are not installed: the browser tests are skipped")
        raise unittest.SkipTest("no browser")


class ElementTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.daemon = cls.enterClassContext(Daemon())
        report = cls.daemon.index_lines(map(json.dumps, DOCUMENTS))
        assert report["added"] == len(DOCUMENTS), report
        cls.daemon.start()
        cls.site = cls.enterClassContext(ForeignSite(cls.daemon.url, PAGES))
        cls.chrome = cls.enterClassContext(Chrome("--accept-lang=de", within="regio-search"))

    def open(self, address="/"):
        self.chrome.open(self.site.url + address)
        self.settle()

    def settle(self):
        """Waits for the answer to what was done last."""
        self.assertTrue(self.chrome.wait_until("""
            const tree = document.querySelector("regio-search").shadowRoot;
            return tree && tree.querySelector("[aria-busy=false]") !== null;"""), "no answer")

    def act(self, method, *arguments):
        method(*arguments)
        self.settle()

    def click(self, selector):
        self.act(self.chrome.click, selector)

    def search(self, words):
        self.act(self.chrome.type, "#q", words + ENTER)

    def tick(self, value):
        self.click(f"input[type=checkbox][value='{value}']")

    def found(self):
        return self.chrome.text(STATUS)

    def titles(self):
        return self.chrome.texts("article h3")

    def values(self, field):
        """The values shown of a facet, with their counts."""
        return dict(text.rsplit("\n", 1) for text in
                    self.chrome.texts(f"[data-field={field}] label"))

    def parameters(self):
        return parse_qs(urlsplit(self.chrome.url()).query)

    def complaints(self):
        """Of the browser, but of endpoints that a service need not have."""
        return [entry["message"] for entry in self.chrome.log()
                if not OPTIONAL.search(entry["message"])]

    def focused(self):
        return self.chrome.run("""
            const focused = document.querySelector("regio-search").shadowRoot.activeElement;
            return focused && (focused.value || focused.textContent);""")


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


class Attacks(ElementTest):
    def test_no_text_of_a_document_is_run(self):
        self.open("/?q=angriff")
        self.assertEqual(self.titles(), [ATTACK])
        self.assertIn(f"{ATTACK} & &lt;b&gt; Ende", self.chrome.text("[part=snippet]"))
        self.assertIn(ATTACK, self.values("city"))
        self.assertIn(ATTACK, self.values("cluster"))
        self.chrome.run("""document.querySelector("regio-search").shadowRoot.querySelector(
            "[data-field=city] input[type=checkbox]").click()""")
        self.settle()
        self.assertEqual(self.chrome.texts("[part=chosen] li"), [f"{ATTACK} ×"])
        self.assert_unharmed()

    def test_no_word_of_a_visitor_is_run(self):
        self.open()
        self.search(ATTACK)
        self.open("/?q=Laustiz+%3Cimg+src%3Dx+onerror%3D%22window.attacked%3D4%22%3E&city=%3Cscript%3E")
        self.assert_unharmed()

    def test_only_marks_are_made_of_a_snippet(self):
        self.open()
        self.assertEqual(self.chrome.run_async("""
            const { marked } = await import(arguments[0]);
            const box = document.createElement("div");
            box.append(marked("a &lt;i&gt; <mark>b &amp;amp; c</mark> <img src=x onerror=alert(1)> &#x3C;u&#62; <MARK>d"));
            return [box.innerHTML, box.children.length];""", f"{self.daemon.url}/regiosearch.js"),
            ["a &lt;i&gt; <mark>b &amp;amp; c</mark> &lt;img src=x onerror=alert(1)&gt; &lt;u&gt; &lt;MARK&gt;d", 1])

    def assert_unharmed(self):
        self.assertIsNone(self.chrome.run("return window.attacked || null"))
        self.assertEqual(self.chrome.find("img, script, a[href^='javascript:']"), [])


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
        if not AXE.is_file():
            self.skipTest("axe-core is not there: setup/npm.sh installs it")
        self.addCleanup(self.chrome.resize, 1280, 1000)
        for width in (1280, 360):
            self.chrome.resize(width, 1000)
            for address in ("/", "/?q=lausitz&page=2", "/?q=hafen&city=Rostock&year=2007..2009",
                            "/?q=xylophonvirtuose", "/?q=hafen+AND+lausitz", "/?q=Laustiz",
                            "/?year=x", "/english"):
                self.open(address)
                with self.subTest(address=address, width=width):
                    self.assertEqual(self.violations(), [])

    def violations(self):
        self.chrome.run(AXE.read_text(encoding="utf-8"))
        return self.chrome.run_async("""
            const { violations, passes } = await axe.run(document,
                { runOnly: { type: "tag", values: arguments[0] } });
            if (!passes.some(({ nodes }) => nodes.some(({ target }) => Array.isArray(target[0]))))
                return ["nothing of the element was looked at"];
            return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html)}`);""", WCAG)

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


class Trouble(ElementTest):
    def setUp(self):
        self.addCleanup(self.chrome.log)

    def test_a_service_that_is_not_there_is_told(self):
        self.open("/nobody")
        self.assertIn("Die Suche antwortet nicht\nDer Suchdienst ist gerade nicht zu erreichen.",
                      self.chrome.text("[role=alert]"))

    def test_a_request_that_is_refused_is_told_with_what_to_do(self):
        self.open("/?year=x")
        told = self.chrome.text("[role=alert]")
        self.assertIn("Der Suchdienst versteht diese Anfrage nicht.", told)
        self.assertIn("year", told)

    def test_the_search_goes_on_when_the_service_is_back(self):
        own = self.enterContext(Daemon())
        own.index_lines(map(json.dumps, DOCUMENTS))
        own.start()
        site = self.enterContext(ForeignSite(own.url, PAGES))
        self.chrome.open(site.url)
        self.settle()
        own.stop()
        self.search("hafen")
        self.assertIn("nicht zu erreichen", self.chrome.text("[role=alert]"))
        self.assertEqual((self.found(), self.titles()), ("", []))
        own.start(listen=urlsplit(own.url).netloc)
        self.click("[role=alert] button")
        self.assertEqual(self.found(), "3 Seiten gefunden")
        self.assertEqual(self.chrome.text("[role=alert]"), "")


def answer(**more):
    """What a service of anybody's could say."""
    return {"query": {"text": "", "relaxed": False, "translations": []}, "total": 1, "offset": 0,
            "limit": 10, "next_cursor": None, "hits": [], "facets": {}, "missing": {},
            "suggestion": None, "took_ms": 1, "index": {"generation": 1, "documents": 1}, **more}


class OtherService(ElementTest):
    """The element before services that are slow, busy, newer or hostile."""

    def setUp(self):
        self.addCleanup(self.chrome.log)

    def serve(self, **service):
        """Opens a page whose element asks a service with these endpoints."""
        self.site.service = {f"/api/v1/{name}": function for name, function in service.items()}
        self.site.pages["/other"] = page('base="/service/"')
        self.chrome.open(self.site.url + "/other")

    def test_who_waits_is_told(self):
        go = threading.Event()
        self.addCleanup(go.set)
        self.serve(search=lambda: (go.wait(60), (200, answer()))[1])
        self.assertTrue(self.chrome.wait_until("""return document.querySelector("regio-search")
            .shadowRoot?.querySelector("[part=status]").textContent === "Die Suche läuft …";"""))
        self.assertTrue(self.chrome.find("[aria-busy=true]"))
        go.set()
        self.settle()
        self.assertEqual(self.found(), "1 Seite gefunden")

    def test_it_asks_once_to_begin_with_and_once_for_a_change(self):
        asked = []
        self.serve(search=lambda: (asked.append(1), (200, answer()))[1])
        self.settle()
        self.assertEqual(len(asked), 1)
        self.act(self.chrome.run, """document.querySelector("regio-search").setAttribute("lang", "en");""")
        self.assertEqual((len(asked), self.found()), (2, "1 page found"))

    def test_an_answer_that_comes_late_is_not_shown(self):
        go = threading.Event()
        self.addCleanup(go.set)
        answers = [lambda: (go.wait(60), (200, answer(total=1)))[1], lambda: (200, answer(total=2))]
        self.serve(search=lambda: answers.pop(0)())
        self.assertTrue(self.chrome.wait_until("""const element = document.querySelector("regio-search");
            return element.search && element.shadowRoot.querySelector("[aria-busy=true]") !== null;"""))
        self.act(self.chrome.run, """document.querySelector("regio-search").search({q: "x"});""")
        go.set()
        self.settle()
        self.assertEqual((self.found(), self.chrome.text("[role=alert]")), ("2 Seiten gefunden", ""))

    def test_a_service_that_is_busy_says_so(self):
        self.serve(search=lambda: (503, {"type": "/problems/busy", "title": "Busy", "status": 503,
                                         "detail": "Try again in a moment."}))
        self.settle()
        self.assertIn("gerade nicht bereit", self.chrome.text("[role=alert]"))

    def test_what_is_no_json_is_an_error(self):
        self.site.pages["/service/api/v1/search"] = "<!doctype html>a proxy's page"
        self.addCleanup(self.site.pages.pop, "/service/api/v1/search")
        self.serve()
        self.settle()
        self.assertIn("Die Suche antwortet nicht", self.chrome.text("[role=alert]"))

    def test_no_answer_is_run_whatever_it_says(self):
        value = {"value": ATTACK, "label": ATTACK, "count": 1, "selected": True}
        self.serve(search=lambda: (200, answer(
            suggestion=ATTACK, suggested={"query": ATTACK, "total": 1},
            facets={field: [value] for field in ("city", "cluster", "year", "type", "language")},
            hits=[{"id": "a/b?", "url": "javascript:window.attacked=9", "title": ATTACK,
                   "title_marked": ATTACK, "type": ATTACK, "language": "\" onclick=\"x", "date": ATTACK,
                   "years": [], "cities": [ATTACK], "clusters": [], "snippet": f"<mark>{ATTACK}</mark>",
                   "score": 1}])))
        self.settle()
        self.assertEqual(self.titles(), [ATTACK])
        self.assertEqual(self.chrome.texts("article mark"), [ATTACK])
        self.assertIsNone(self.chrome.run("return window.attacked || null"))
        self.assertEqual(self.chrome.find("img, script, [onclick], a[href^='javascript:']"), [])
        self.assertEqual(self.chrome.run("""return document.querySelector("regio-search").shadowRoot
            .querySelector("article a").href"""), f"{self.site.url}/service/document/a%2Fb%3F")

    def test_what_somebody_types_is_completed_by_a_service_that_can(self):
        self.serve(search=lambda: (200, answer()), suggest=lambda: (200, {"suggestions": [
            {"text": "hafen Danzig", "kind": "word", "count": 3, "query": "hafen Danzig", "filter": None},
            {"text": "Gdansk", "kind": "city", "count": 1, "query": "hafen", "filter": {"city": "Gdańsk"}}]}))
        self.settle()
        self.chrome.type("#q", "hafen dan")
        self.assertEqual(self.suggestions(), ["hafen Danzig", "hafen Gdansk"])
        self.search("zig")
        self.assertEqual(self.asked(), ["hafen danzig", []])

    def test_a_suggested_value_becomes_a_filter(self):
        self.serve(search=lambda: (200, answer()), suggest=lambda: (200, {"suggestions": [
            {"text": "Gdansk", "kind": "city", "count": 1, "query": "hafen", "filter": {"city": "Gdańsk"}},
            {"text": "hafen Gdansk", "kind": "title", "count": 1, "query": "title:x", "filter": None}]}))
        self.settle()
        self.chrome.type("#q", "hafen Gdansk")
        self.assertEqual(self.suggestions(), ["hafen Gdansk"])
        self.search("")
        self.assertEqual(self.asked(), ["hafen", ["Gdańsk"]])

    def suggestions(self):
        """Those of the box, once there are some."""
        return self.chrome.wait_until("""
            const options = document.querySelector("regio-search").shadowRoot.querySelectorAll("#suggestions option");
            return options.length && [...options].map(({ value }) => value);""")

    def asked(self):
        return self.chrome.run("""
            const { q, filters } = document.querySelector("regio-search").state;
            return [q, filters.city ?? []];""")

    def test_a_service_without_an_endpoint_is_asked_for_it_once(self):
        self.serve(search=lambda: (200, answer()))
        self.settle()
        for text in ("ha", "fe"):
            self.chrome.type("#q", text)
            self.assertTrue(self.chrome.wait_until(
                "return performance.getEntriesByType('resource').some(({ name }) => name.includes('/suggest'))"))
        self.search("n")
        self.assertEqual(self.chrome.run("""return performance.getEntriesByType('resource')
            .filter(({ name }) => name.includes('/suggest')).length"""), 1)


class Client(ElementTest):
    """The client alone, from another origin."""

    def ask(self, body):
        return self.chrome.run_async(
            "const { Regiosearch, RegiosearchError } = await import(arguments[0]);"
            "const client = new Regiosearch();" + body, f"{self.daemon.url}/regiosearch.js")

    def setUp(self):
        self.addCleanup(self.chrome.log)
        self.open()

    def test_it_asks_where_it_came_from(self):
        self.assertEqual(self.ask("return (await client.search({ q: 'hafen', limit: 0 })).total"), 3)
        self.assertEqual(self.ask("return client.baseUrl.href"), f"{self.daemon.url}/")

    def test_lists_are_sent_and_empty_values_are_not(self):
        self.assertEqual(self.ask("""return (await client.search(
            { q: "hafen", city: ["Kiel", "Rostock"], year: undefined, type: "", sort: null })).total"""), 2)

    def test_a_problem_is_an_error_with_its_fields(self):
        self.assertEqual(self.ask("""
            try { await client.search({ limit: 1000 }); }
            catch (error) { return [error instanceof RegiosearchError, error.name, error.status,
                error.type, error.message === error.detail, error.message.includes("limit")]; }"""),
            [True, "RegiosearchError", 400, "/problems/invalid-parameter", True, True])

    def test_nobody_there_is_an_error_too(self):
        self.assertEqual(self.ask("""
            try { await new Regiosearch("http://127.0.0.1:9").search({}); }
            catch (error) { return [error.type, error.status]; }"""), ["unreachable", 0])

    def test_a_newer_request_ends_the_one_before_it_in_its_lane(self):
        self.assertEqual(self.ask("""
            const asked = ["a", "b"].map((q) => client.search({ q }, { lane: "x" }));
            const other = client.search({ q: "hafen" }, { lane: "y" });
            const [first, second, third] = await Promise.allSettled([...asked, other]);
            return [first.status, first.reason?.name, second.status, third.value.total];"""),
            ["rejected", "AbortError", "fulfilled", 3])

    def test_a_signal_ends_a_request_with_its_reason(self):
        self.assertEqual(self.ask("""
            const control = new AbortController();
            const asked = client.search({}, { signal: control.signal });
            control.abort("enough");
            return asked.then(() => "answered", String);"""), "enough")

    def test_values_of_a_facet_are_found_by_their_beginning(self):
        self.assertEqual(self.ask("""
            const { values } = await client.facetValues("city", "GDANS", { q: "hafen" });
            return values.map(({ value, count }) => [value, count]);"""), [["Gdańsk", 1]])

    def test_addresses_of_exports_and_feeds_have_the_parameters(self):
        self.assertEqual(
            self.ask("return [client.exportUrl('ris', { q: 'a&b', city: ['Kiel'] }), client.feedUrl({ q: 'ä' })]"),
            [f"{self.daemon.url}/export?q=a%26b&city=Kiel&format=ris", f"{self.daemon.url}/feed.atom?q=%C3%A4"])


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
