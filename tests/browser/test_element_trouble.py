#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""The element before attacks, and before services that are away, slow, busy, newer or hostile."""
import json
import sys
import threading
import unittest
from pathlib import Path
from urllib.parse import urlsplit

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from browser.element_fixture import (  # noqa: E402,F401
    ATTACK, DOCUMENTS, PAGES, ElementTest, page, setUpModule)
from browser.foreign_site import ForeignSite  # noqa: E402
from programs import Daemon  # noqa: E402


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

if __name__ == "__main__":
    unittest.main()
