#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""The client of /regiosearch.js alone, asked by a page of another origin."""
import sys
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from browser.element_fixture import ElementTest, setUpModule  # noqa: E402,F401


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

if __name__ == "__main__":
    unittest.main()
