# SPDX-License-Identifier: GPL-2.0-or-later
"""What others read along: the feed of a search, citations in a list of results,
the description for browsers, and the map of all pages."""
import json
import re
import subprocess
import unittest
import urllib.parse
import xml.etree.ElementTree as ElementTree

from fixture import PAGES, Served, page
from programs import Daemon
from test_page import Tree

ATOM = "{http://www.w3.org/2005/Atom}"
OPENSEARCH = "{http://a9.com/-/spec/opensearch/1.1/}"
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
DATE = r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$"
ODD = [page("steuer", "Ein \u0001 Zeichen \ufffe und & < > \"", "Text mit \u0008 darin.",
            date="2022-02", clusters=["<x>"]),
       page("jahr", "Nur ein Jahr", "Bekannt ist nur das Jahr.", date="2020")]


class FeedTest(Served):
    @classmethod
    def setUpClass(cls):
        cls.daemon = cls.enterClassContext(Daemon())
        cls.daemon.index_lines(map(json.dumps, PAGES + ODD))
        cls.daemon.start("--workers", "2")

    def feed(self, *pairs, **parameters):
        answer = self.ask("/feed.atom", [*pairs, *parameters.items()])
        self.assertEqual(answer.status, 200, answer.body)
        self.assertEqual(answer.headers["Content-Type"], "application/atom+xml; charset=utf-8")
        return ElementTree.fromstring(answer.body)

    def xml(self, path):
        answer = self.ask(path)
        self.assertEqual(answer.status, 200, answer.body)
        return ElementTree.fromstring(answer.body)


class Feed(FeedTest):
    def check_person(self, person):
        self.assertEqual(len(person.findall(ATOM + "name")), 1)
        self.assertTrue(person.find(ATOM + "name").text)

    def check_common(self, element):
        """RFC 4287, 4.1.1 and 4.1.2: what feeds and entries must have, and how often."""
        for name in ("id", "title", "updated"):
            self.assertEqual(len(element.findall(ATOM + name)), 1, name)
        self.assertRegex(element.find(ATOM + "updated").text, DATE)
        self.assertTrue(urllib.parse.urlsplit(element.find(ATOM + "id").text).scheme)
        for person in element.findall(ATOM + "author"):
            self.check_person(person)
        seen = set()
        for link in element.findall(ATOM + "link"):
            self.assertTrue(urllib.parse.urlsplit(link.get("href")).scheme)
            if link.get("rel", "alternate") == "alternate":
                kind = (link.get("type"), link.get("hreflang"))
                self.assertNotIn(kind, seen)
                seen.add(kind)
        for category in element.findall(ATOM + "category"):
            self.assertTrue(category.get("term"))

    def test_it_keeps_the_rules_of_the_format(self):
        allowed = {ATOM + name for name in (
            "author", "category", "contributor", "generator", "icon", "id", "link", "logo",
            "rights", "subtitle", "title", "updated", "entry")}
        inside = {ATOM + name for name in (
            "author", "category", "content", "contributor", "id", "link", "published",
            "rights", "source", "summary", "title", "updated")}
        for parameters in ({}, {"q": "hafen"}, {"q": "nirgendwo"}, {"q": "zeichen"}):
            feed = self.feed(**parameters)
            self.assertEqual(feed.tag, ATOM + "feed")
            self.check_common(feed)
            self.assertEqual(len([link for link in feed.findall(ATOM + "link")
                                  if link.get("rel") == "self"]), 1)
            self.assertTrue(feed.findall(ATOM + "author"))
            for child in feed:
                self.assertTrue(child.tag in allowed or child.tag.startswith(OPENSEARCH))
            for entry in feed.findall(ATOM + "entry"):
                self.check_common(entry)
                self.assertTrue({child.tag for child in entry} <= inside)
                self.assertTrue(entry.findall(ATOM + "link"))
            ids = [entry.find(ATOM + "id").text for entry in feed.findall(ATOM + "entry")]
            self.assertEqual(len(ids), len(set(ids)))

    def test_the_newest_come_first_and_not_too_many(self):
        feed = self.feed(limit=5)
        entries = feed.findall(ATOM + "entry")
        self.assertEqual(len(entries), 5)
        dates = [entry.find(ATOM + "updated").text for entry in entries]
        self.assertEqual(dates, sorted(dates, reverse=True))
        self.assertEqual(feed.find(ATOM + "updated").text, dates[0])
        wanted = [hit["title"] for hit in self.search(sort="newest", limit=5)["hits"]]
        titles = [entry.find(ATOM + "title").text for entry in entries]
        self.assertEqual(titles[1:], wanted[1:])
        self.assertEqual(len(self.feed().findall(ATOM + "entry")), 25)
        self.assertEqual(feed.find(OPENSEARCH + "totalResults").text, str(len(PAGES + ODD)))

    def test_no_date_is_made_up(self):
        dated = {entry.find(ATOM + "title").text: entry.find(ATOM + "updated").text
                 for entry in self.feed(limit=100).findall(ATOM + "entry")}
        self.assertEqual(dated["Nur ein Jahr"], "2020-01-01T00:00:00Z")
        self.assertEqual(dated["Zwei Häfen, ein Netz"], "2008-02-01T00:00:00Z")
        self.assertNotIn("Netzwerk ohne Jahr", dated)

    def test_filters_are_obeyed(self):
        feed = self.feed(("city", "Danzig"), q="hafen")
        self.assertEqual([entry.find(ATOM + "title").text
                          for entry in feed.findall(ATOM + "entry")],
                         [hit["title"] for hit in self.search(
                             q="hafen", city="Danzig", sort="newest")["hits"]])

    def test_ids_stay_whoever_asks(self):
        def ids(host):
            answer = self.ask("/feed.atom", {"q": "hafen"}, headers={"Host": host})
            feed = ElementTree.fromstring(answer.body)
            return [feed.find(ATOM + "id").text] + [
                entry.find(ATOM + "id").text for entry in feed.findall(ATOM + "entry")]
        self.assertEqual(ids("a.example"), ids("b.example:81"))

    def test_who_has_it_gets_no_second_copy(self):
        answer = self.ask("/feed.atom", {"q": "hafen"})
        again = self.ask("/feed.atom", {"q": "hafen"},
                         headers={"If-None-Match": answer.headers["ETag"]})
        self.assertEqual((again.status, again.body), (304, b""))
        other = self.ask("/feed.atom", {"q": "energie"},
                         headers={"If-None-Match": answer.headers["ETag"]})
        self.assertEqual(other.status, 200)

    def test_bad_parameters_are_refused(self):
        for name, value in (("limit", "x"), ("offset", "3"), ("feed", "1")):
            self.assert_problem(self.ask("/feed.atom", {name: value}), 400)

    def test_a_bad_host_gets_into_no_address(self):
        answer = self.ask("/feed.atom", headers={"Host": "a\"><script>.example"})
        self.assertNotIn(b"script", answer.body)


class Coins(FeedTest):
    """Read as Zotero's translator COinS.js does: spans by class, title as a query."""

    def spans(self, **parameters):
        found = Tree(self.ask("/", parameters).text()).root
        for span in found.all("span", class_="Z3988"):
            self.assertEqual((span.text(), span.children), ("", []))
            yield urllib.parse.parse_qs(span["title"], strict_parsing=True)

    def test_every_hit_is_found(self):
        for request in ({}, {"q": "hafen"}, {"q": "auszeichnung"}, {"limit": "100"}):
            hits = self.search(**request)["hits"]
            spans = list(self.spans(**request))
            self.assertEqual(len(spans), len(hits))
            for span, hit in zip(spans, hits):
                self.assertEqual(span["ctx_ver"], ["Z39.88-2004"])
                self.assertEqual(span["rft_val_fmt"], ["info:ofi/fmt:kev:mtx:dc"])
                self.assertEqual(" ".join(span["rft.title"][0].split()),
                                 " ".join(re.sub(r"[\x00-\x20]", " ", hit["title"]).split()))
                self.assertEqual(span.get("rft.date", [None])[0], hit["date"] or (
                    str(hit["years"][0]) if len(hit["years"]) == 1 else None))
                self.assertTrue(span["rft.identifier"][0].startswith("http"))
                if hit["url"].startswith("http"):
                    self.assertEqual(span["rft.identifier"], [hit["url"]])


class Links(FeedTest):
    def test_the_page_leads_to_files_and_feed(self):
        for ui in ("de", "en"):
            found = Tree(self.ask("/", {"q": "hafen", "city": "Rostock", "ui": ui}).text()).root
            links = [link["href"] for link in found.one("nav", class_="exports").all("a")]
            self.assertEqual(len(links), 6)
            for href in links:
                answer = self.ask(href)
                self.assertEqual(answer.status, 200, href)
                self.assertIn("city=Rostock", href)
            feed = found.one("link", rel="alternate", type="application/atom+xml")
            self.assertEqual(self.ask(feed["href"]).status, 200)

    def test_every_page_says_how_to_search_here(self):
        for path in ("/", "/document/page-1", "/?limit=x"):
            link = Tree(self.ask(path, headers={"Accept": "text/html"}).text()).root.one("link", rel="search")
            description = self.xml(link["href"])
            self.assertLessEqual(len(description.find(OPENSEARCH + "ShortName").text), 16)
            urls = {url.get("type"): url.get("template")
                    for url in description.findall(OPENSEARCH + "Url")}
            for kind in ("text/html", "application/atom+xml", "application/x-suggestions+json"):
                self.assertTrue(urls[kind].startswith(self.daemon.url), kind)
                self.assertIn("{searchTerms}", urls[kind])
            address = urls["text/html"].replace("{searchTerms}", "hafen").replace(
                "{startPage?}", "")
            self.assertEqual(self.ask(address[len(self.daemon.url):]).status, 200)
            address = urls["application/x-suggestions+json"].replace("{searchTerms}", "haf")
            self.assertIn("Hafen", self.ask(address[len(self.daemon.url):]).json()[1])

    def test_the_description_speaks_both_languages(self):
        texts = {self.xml("/opensearch.xml?ui=" + ui).find(OPENSEARCH + "Description").text
                 for ui in ("de", "en")}
        self.assertEqual(len(texts), 2)


class Map(FeedTest):
    def test_it_leads_to_every_document(self):
        parts = [part.find(SITEMAP + "loc").text
                 for part in self.xml("/sitemap.xml").findall(SITEMAP + "sitemap")]
        self.assertEqual(parts, [self.daemon.url + "/sitemap/1.xml"])
        places = [url.find(SITEMAP + "loc").text
                  for url in self.xml("/sitemap/1.xml").findall(SITEMAP + "url")]
        self.assertEqual(sorted(places), sorted(
            f"{self.daemon.url}/document/{one['id']}" for one in PAGES + ODD))
        self.assertEqual(self.ask(places[0][len(self.daemon.url):]).status, 200)

    def test_other_parts_are_not_there(self):
        for name in ("2.xml", "0.xml", "x.xml", "", "1", "01234567.xml"):
            self.assert_problem(self.ask("/sitemap/" + name), 404)


class PublicAddress(unittest.TestCase):
    def test_addresses_begin_as_the_maintainer_says(self):
        with Daemon() as daemon:
            daemon.index_lines(map(json.dumps, PAGES[:3]))
            daemon.start("--public-url", "https://suche.example/regio/")
            for path in ("/feed.atom", "/sitemap.xml", "/opensearch.xml"):
                body = daemon.get(path).decode()
                self.assertIn("https://suche.example/regio/", body)
                self.assertNotIn("127.0.0.1", body)

    def test_a_bad_address_is_refused(self):
        for url in ("suche.example", "ftp://a.example", "https://", "https://a b", "https://a/?x"):
            with Daemon() as daemon:
                daemon.index_lines([json.dumps(PAGES[0])])
                with self.assertRaises(IndexError):
                    daemon.start("--public-url", url, log=subprocess.DEVNULL)


if __name__ == "__main__":
    unittest.main()
