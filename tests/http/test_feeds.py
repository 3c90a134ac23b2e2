# SPDX-License-Identifier: GPL-2.0-or-later
"""What others read along: the feed of a search, the description for browsers, the map of all pages,
and what crawlers may read."""
import json
import re
import subprocess
import unittest
import urllib.parse
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import odd_pages
from fixture import PAGES, Served, page
from programs import Daemon
from test_page import Tree

HERE = Path(__file__).parent
ATOM = "{http://www.w3.org/2005/Atom}"
OPENSEARCH = "{http://a9.com/-/spec/opensearch/1.1/}"
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
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


class Rules(Served):
    """Those of RFC 4287: what its grammar says is in atom.rng."""
    REQUESTS = [{}, {"q": "hafen"}, {"q": "nirgendwo"}, {"q": "größe OR wąż"},
                {"q": "Привет <мир> & \"mehr\""}, {"q": "windräder", "limit": "7"},
                {"q": "hafen", "year": "2012..2014", "type": "news"}, {"city": "none", "language": "de"},
                {"q": "\u0001\ufffe {x}|^`"}, {"cluster": "<x>", "city": "Gdańsk"}, {"limit": "0"}, {"limit": "1"},
                {"limit": "100"}, {"limit": "100", "duplicates": "show"}]

    @classmethod
    def setUpClass(cls):
        cls.daemon = cls.enterClassContext(Daemon())
        undated = odd_pages.ODD[::9]
        dated = [{"date": "2014-05", **one} for one in odd_pages.ODD if one not in undated]
        cls.daemon.index_lines(map(json.dumps, PAGES + ODD + dated + undated))
        cls.daemon.start("--workers", "2")

    def feeds(self):
        for request in self.REQUESTS:
            for ui in ("de", "en"):
                yield self.ask("/feed.atom", {**request, "ui": ui}).body

    def assert_valid(self, feed):
        done = subprocess.run(["xmllint", "--noout", "--relaxng", HERE / "atom.rng", "-"],
                              input=feed, capture_output=True, check=False)
        self.assertEqual(done.returncode, 0, done.stderr.decode())

    def test_every_feed_is_as_the_grammar_has_it(self):
        sizes = set()
        for feed in self.feeds():
            self.assert_valid(feed)
            sizes.add(len(ElementTree.fromstring(feed).findall(ATOM + "entry")))
        self.assertTrue({0, 1, 25, 100} <= sizes, sizes)

    def test_the_grammar_refuses_other_feeds(self):
        feed = self.ask("/feed.atom", {"q": "hafen"}).text()
        self.assert_valid(feed.encode())
        for good, bad in (("<updated>", "<updated>0"), ("T00:00:00Z", " 00:00:00"), ("<id>urn:uuid:", "<id>"),
                          ("</id>", "</id><id>urn:x</id>"), ("<title>", "<title>x</title><title>"),
                          ("term=", "scheme="), ("<name>", "<nick>x</nick><name>"), (" href=", " ref="),
                          ("rel=\"alternate\" href", "rel=\"related\" href"), ("href=\"", "href=\" "),
                          ("<entry>", "<entry><generator/>"), ("<summary>", "<summary type=\"xhtml\">"),
                          ("</feed>", "<title>x</title></feed>"), ("xml:lang=\"", "xml:lang=\"?")):
            self.assertIn(good, feed)
            with self.assertRaises(AssertionError, msg=bad):
                self.assert_valid(feed.replace(good, bad).encode())

    def test_what_no_grammar_can_say_holds_too(self):
        for body in self.feeds():
            feed = ElementTree.fromstring(body)
            self.assertEqual(len([link for link in feed.findall(ATOM + "link") if link.get("rel") == "self"]), 1)
            ids = [entry.find(ATOM + "id").text for entry in feed.findall(ATOM + "entry")]
            self.assertEqual(len(ids), len(set(ids)))
            for element in [feed, *feed.findall(ATOM + "entry")]:
                links = [link for link in element.findall(ATOM + "link") if link.get("rel", "alternate") == "alternate"]
                self.assertEqual(len(links), 1)
                self.assertTrue(urllib.parse.urlsplit(links[0].get("href")).scheme)


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


class Robots:
    """What RFC 9309 makes of the one group of a file: the longest rule that fits decides; * is any text."""

    def __init__(self, text):
        lines = [line.partition(": ")[::2] for line in text.splitlines() if line]
        assert lines[0] == ("User-agent", "*"), lines
        self.rules = [(len(path), name == "Allow", re.escape(path).replace(r"\*", ".*"))
                      for name, path in lines if name in ("Allow", "Disallow")]
        self.sitemaps = [url for name, url in lines if name == "Sitemap"]
        assert 1 + len(self.rules) + len(self.sitemaps) == len(lines), lines

    def welcome(self, path):
        fitting = [rule for rule in self.rules if re.match(rule[2], path)]
        return max(fitting)[1] if fitting else True


class Crawlers(FeedTest):
    def rules(self):
        answer = self.ask("/robots.txt")
        self.assertEqual((answer.status, answer.headers["Content-Type"]), (200, "text/plain; charset=utf-8"))
        return Robots(answer.text())

    def test_all_documents_and_what_they_need_are_welcome(self):
        rules = self.rules()
        for path in ("/", "/about", "/about?ui=en", "/sitemap.xml", "/sitemap/1.xml", "/document/page-1",
                     "/document/https%3A//a.example/b%3Fc", "/style.css?v=1", "/regiosearch.js"):
            self.assertTrue(rules.welcome(path), path)
        self.assertEqual(rules.sitemaps, [self.daemon.url + "/sitemap.xml"])
        for url in self.xml("/sitemap/1.xml").iter(SITEMAP + "loc"):
            self.assertTrue(rules.welcome(url.text[len(self.daemon.url):]), url.text)

    def test_addresses_without_end_are_not(self):
        rules = self.rules()
        for path in ("/?q=hafen", "/?city=Rostock&page=2", "/document/page-1?ui=en", "/export?format=csv",
                     "/export?format=ris&q=hafen", "/feed.atom?q=hafen", "/metrics",
                     "/api/v1/search", "/api/v1/search?cursor=x", "/api/v1/facets/city?prefix=r",
                     "/api/v1/suggest?q=h", "/api/v1/words/hafen", "/api/v1/documents/page-1",
                     "/api/v1/documents/page-1/similar"):
            self.assertFalse(rules.welcome(path), path)

    def test_nobody_is_led_from_page_to_page_without_end(self):
        """What a crawler reaches are the pages of documents and few more, however long it walks."""
        rules, seen, waiting = self.rules(), set(), ["/", "/about", "/document/page-1"]
        while waiting:
            path = waiting.pop()
            if path in seen or not path.startswith("/") or not rules.welcome(path):
                continue
            seen.add(path)
            self.assertLess(len(seen), len(PAGES + ODD) + 60)
            answer = self.ask(path)
            if answer.headers["Content-Type"].startswith("text/html"):
                root = Tree(answer.text()).root
                waiting += [urllib.parse.urljoin(path, a["href"]).partition("#")[0] for a in root.all("a")]
        self.assertIn("/document/page-1", seen)

    def test_who_has_it_need_not_ask_again(self):
        answer = self.ask("/robots.txt")
        self.assertEqual(answer.headers["Cache-Control"], "public, max-age=86400")
        again = self.ask("/robots.txt", headers={"If-None-Match": answer.headers["ETag"]})
        self.assertEqual((again.status, again.body), (304, b""))


class PublicAddress(unittest.TestCase):
    def test_rules_for_crawlers_are_of_the_path_that_the_maintainer_says(self):
        with Daemon() as daemon:
            daemon.index_lines(map(json.dumps, PAGES[:3]))
            daemon.start("--public-url", "https://suche.example/regio/")
            rules = Robots(daemon.get("/robots.txt").decode())
            self.assertEqual(rules.sitemaps, ["https://suche.example/regio/sitemap.xml"])
            for path, welcome in (("/regio/", True), ("/regio/?q=x", False), ("/regio/export?format=csv", False),
                                  ("/regio/document/a", True), ("/export", True), ("/?q=x", True)):
                self.assertEqual(rules.welcome(path), welcome, path)

    def test_addresses_begin_as_the_maintainer_says(self):
        with Daemon() as daemon:
            daemon.index_lines(map(json.dumps, PAGES[:3]))
            daemon.start("--public-url", "https://suche.example/regio/")
            for path in ("/feed.atom", "/sitemap.xml", "/opensearch.xml", "/robots.txt"):
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
