# SPDX-License-Identifier: GPL-2.0-or-later
"""The page / as a browser without JavaScript, and its visitor, meet it."""
import re
import unittest
from html.parser import HTMLParser
from urllib.parse import urljoin

from fixture import PAGES, Served

OWN_SCRIPTS = ["/regiosearch/page.js"]
VOID = {"meta", "link", "input", "br", "img", "hr", "path", "circle", "rect"}


class Element:
    def __init__(self, tag, attributes, parent):
        self.tag, self.attributes, self.parent = tag, dict(attributes), parent
        self.children, self.pieces = [], []

    def __getitem__(self, name):
        return self.attributes.get(name)

    def all(self, tag=None, **wanted):
        """Elements below with the tag and attributes; class_ is one of the classes."""
        wanted = {name.rstrip("_"): value for name, value in wanted.items()}
        for child in self.children:
            if tag in (None, child.tag) and all(child.has(*pair) for pair in wanted.items()):
                yield child
            yield from child.all(tag, **wanted)

    def one(self, tag=None, **wanted):
        found = list(self.all(tag, **wanted))
        assert len(found) == 1, (tag, wanted, len(found))
        return found[0]

    def has(self, name, value):
        own = self.attributes.get(name)
        return value in (own or "").split() if name == "class" else own == value

    def scripts(self):
        """Where each comes from; None: it is in the page."""
        return [script["src"] for script in self.all("script")]

    def text(self):
        return re.sub(r"\s+", " ", "".join(
            piece if isinstance(piece, str) else piece.text() for piece in self.pieces)).strip()


class Tree(HTMLParser):
    """Refuses tags that do not nest and attributes given twice."""

    def __init__(self, markup):
        super().__init__(convert_charrefs=True)
        self.root = self.here = Element("", {}, None)
        self.feed(markup)
        self.close()
        assert self.here is self.root, f"<{self.here.tag}> is not closed"

    def handle_starttag(self, tag, attrs):
        names = [name for name, _ in attrs]
        assert len(names) == len(set(names)), f"<{tag}> has an attribute twice"
        element = Element(tag, attrs, self.here)
        self.here.children.append(element)
        self.here.pieces.append(element)
        if tag not in VOID:
            self.here = element

    def handle_startendtag(self, tag, attrs):
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag):
        assert tag == self.here.tag, f"</{tag}> closes <{self.here.tag}>"
        self.here = self.here.parent

    def handle_data(self, data):
        self.here.pieces.append(data)


class PageTest(Served):
    def page(self, *pairs, status=200, headers=None, **parameters):
        answer = self.ask("/", [*pairs, *parameters.items()],
                          headers={"Accept": "text/html", **(headers or {})})
        self.assertEqual(answer.status, status, answer.body)
        self.assertEqual(answer.headers["Content-Type"], "text/html; charset=utf-8")
        return Tree(answer.text()).root

    def follow(self, link):
        answer = self.ask(link["href"])
        self.assertEqual(answer.status, 200, link["href"])
        return Tree(answer.text()).root

    def titles(self, page):
        return [hit.one("h2").text() for hit in page.all("article")]

    def found(self, page):
        return page.one(role="status").text()


class Searching(PageTest):
    def test_the_bare_page_shows_everything_newest_first(self):
        page = self.page()
        self.assertEqual(self.found(page), f"{len(PAGES)} Seiten gefunden")
        self.assertEqual(len(self.titles(page)), 10)
        self.assertEqual(self.titles(page)[0], "A port for hydrogen")

    def test_a_query_is_answered_and_stays_in_the_box(self):
        page = self.page(q="\"zwei häfen\"")
        self.assertEqual(self.found(page), "1 Seite gefunden für „\"zwei häfen\"“")
        self.assertEqual(page.one("input", name="q")["value"], "\"zwei häfen\"")
        self.assertEqual(page.one("head").one("title").text(), "\"zwei häfen\" – Regiosearch")
        hit = page.one("article")
        self.assertEqual(next(hit.one("h2").all("a"))["href"], "https://region.example/2")
        facts = hit.one(class_="facts").text()
        self.assertIn("Februar 2008", facts)
        self.assertIn("Projekt", facts)
        self.assertIn("region.example", facts)
        self.assertTrue(list(hit.all("mark")))
        self.assertIn("Danzig", hit.text())

    def test_facets_are_boxes_of_the_form_with_counts(self):
        page = self.page(city="Rostock")
        city = page.one("fieldset", class_="city")
        self.assertEqual(city.one("legend").text(), "Stadt")
        labels = {label.one("input")["value"]: label for label in city.all("label")}
        self.assertEqual(labels["Rostock"].text(), "Rostock 2")
        self.assertEqual(labels["Dresden"].text(), "Dresden 25")
        self.assertEqual(city.one(class_="missing").text(), "ohne Stadt 1")
        checked = [box["value"] for box in page.all("input", type="checkbox")
                   if "checked" in box.attributes]
        self.assertEqual(checked, ["Rostock"])
        for box in page.all("input", name="city"):
            self.assertEqual(box["form"], "search")

    def test_a_form_with_blank_fields_is_understood(self):
        page = self.page(q="", city="Rostock", year="", page="", **{"from": "", "to": ""})
        self.assertEqual(self.found(page), "2 Seiten gefunden")

    def test_years_are_chosen_by_from_and_to(self):
        page = self.page(q="", to="2010", **{"from": "2008"})
        self.assertEqual(self.found(page), "2 Seiten gefunden")
        self.assertEqual(page.one("input", name="from")["value"], "2008")
        self.assertEqual(page.one("input", name="to")["value"], "2010")
        self.assertNotIn("checked", str([box.attributes for box in page.all(
            "input", name="year")]))
        self.assertIn("2008–2010", page.one("ul", class_="chosen").text())

    def test_a_chosen_value_is_lifted_by_its_link(self):
        page = self.page(("city", "Rostock"), ("city", "Leipzig"), q="energie")
        link = next(link for link in page.one("ul", class_="chosen").all("a")
                    if "Leipzig" in link.text())
        self.assertEqual(link["href"], "/?q=energie&city=Rostock")
        everything = page.one("a", class_="all")
        self.assertEqual(everything["href"], "/?q=energie")

    def test_the_list_is_paged_by_links(self):
        page = self.page(q="reihe")
        seen = self.titles(page)
        while links := [link for link in page.all("a", rel="next")]:
            page = self.follow(links[0])
            seen += self.titles(page)
        self.assertEqual(len(seen), 25)
        self.assertEqual(len(set(seen)), 25)
        here = [link.text() for link in page.one("nav", class_="paging").all("a")
                if link["aria-current"] == "page"]
        self.assertEqual(here, ["3"])

    def test_order_is_chosen_by_links(self):
        page = self.page(q="reihe")
        orders = {link.text(): link for link in page.one("nav", class_="orders").all("a")}
        oldest = self.follow(orders["Älteste"])
        self.assertEqual(self.titles(oldest)[0], "Reihe Nummer 0")
        self.assertEqual(oldest.one("input", name="sort")["value"], "oldest")

    def test_bars_show_the_years(self):
        chart = self.page().one("fieldset", class_="year").one(class_="chart")
        self.assertEqual(len(list(chart.all("rect", class_="bar"))), 6)
        bar = next(link for link in chart.all("a") if "2015" in link.text())
        self.assertEqual(bar["href"], "/?year=2015")

    def test_no_match_is_met_with_advice(self):
        page = self.page(q="xylophonvirtuose", city="Rostock")
        self.assertIn("Keine Seite gefunden", self.found(page))
        links = [link["href"] for link in page.one(class_="empty").all("a")]
        self.assertEqual(links, ["/?q=xylophonvirtuose"])

    def test_behind_the_end_there_is_a_way_back(self):
        page = self.page(q="reihe", page="99")
        self.assertEqual(self.titles(page), [])
        self.assertEqual(page.one("main").one("p", class_="note").one("a")["href"], "/?q=reihe")


class Languages(PageTest):
    def test_the_browser_is_talked_to_in_its_language(self):
        english = self.page(q="hafen", headers={"Accept-Language": "en-US,de;q=0.5"})
        self.assertEqual(english.one("html")["lang"], "en")
        self.assertIn("pages found for", self.found(english))
        german = self.page(q="hafen", headers={"Accept-Language": "de"})
        self.assertEqual(german.one("html")["lang"], "de")

    def test_a_chosen_language_stays(self):
        page = self.page(q="reihe", ui="en", headers={"Accept-Language": "de"})
        self.assertEqual(page.one("html")["lang"], "en")
        self.assertEqual(page.one("input", name="ui")["value"], "en")
        for link in page.one("nav", class_="paging").all("a"):
            self.assertIn("ui=en", link["href"])

    def test_a_hit_says_its_own_language(self):
        page = self.page(q="hydrogen")
        self.assertEqual(page.one("article").one("h2")["lang"], "en")


class Errors(PageTest):
    def test_bad_parameters_are_explained_on_a_page(self):
        for name, value in (("limit", "x"), ("page", "0"), ("page", "2x"), ("page", "-1"),
                            ("page", "99999999999"), ("year", "77"), ("from", "abc"),
                            ("sort", "best"), ("stadt", "Leipzig"),
                            ("from", "20070"), ("ui", "fr")):
            page = self.page((name, value), status=400)
            self.assertGreater(len(page.one("p", lang="en").text()), 15, name)
            self.assertTrue(page.one("input", id="q"))

    def test_what_was_searched_for_is_not_lost(self):
        page = self.page(q="häfen", limit="x", status=400)
        self.assertEqual(page.one("input", name="q")["value"], "häfen")


class About(PageTest):
    def about(self, language):
        answer = self.ask("/about", headers={"Accept-Language": language})
        self.assertEqual((answer.status, answer.headers["Content-Type"]), (200, "text/html; charset=utf-8"))
        return Tree(answer.text()).root

    def test_every_page_leads_to_what_this_is(self):
        for path in ("/?q=hafen", "/?ui=en", "/document/page-1", "/problems/", "/nowhere", "/about"):
            page = Tree(self.ask(path, headers={"Accept": "text/html", "Accept-Language": "de"}).text()).root
            self.assertIn("/about" + "?ui=en" * ("ui=" in path),
                          [link["href"] for link in page.one("footer").all("a")], path)

    def test_it_speaks_both_languages_and_names_the_licence_of_its_data(self):
        german, english = self.about("de"), self.about("en")
        self.assertEqual(german.one("h1").text(), "Über diese Suche")
        self.assertEqual(english.one("h1").text(), "About this search")
        for page in (german, english):
            self.assertIn("GeoNames", page.text())
            self.assertIn("CC BY 4.0", page.text())
            self.assertIn(f"{len(PAGES)} ", page.one("main").text())

    def test_the_addresses_for_programs_are_there(self):
        links = [link["href"] for link in self.about("en").one("main").all("a")]
        self.assertGreater(len(links), 5)
        for link in links:
            self.assertEqual(self.ask(link).status, 200, link)


class Titles(PageTest):
    def test_a_hit_by_its_title_shows_why_it_is_there(self):
        self.assertIn(">Hafen im <mark>Wandel</mark></a></h2>",
                      self.ask("/", {"q": "title:wandel"}).text())


class LongQueries(PageTest):
    def test_a_query_that_is_cut_is_answered_and_says_so(self):
        said = "Gesucht wurde nach ihrem Anfang"
        self.assertIn(said, self.ask("/", {"q": "Hafen " * 300, "ui": "de"}).text())
        self.assertNotIn(said, self.ask("/", {"q": "Hafen", "ui": "de"}).text())


class Safety(PageTest):
    def test_no_text_of_a_document_is_markup(self):
        page = self.page(q="Auszeichnung")
        self.assertEqual(self.titles(page), ["<script>alert(1)</script>\"><img src=x onerror=alert(2)>"])
        self.assertEqual(page.scripts(), OWN_SCRIPTS)
        self.assertEqual(list(page.all("img")), [])
        for element in page.all():
            for name in element.attributes:
                self.assertFalse(name.startswith("on") or name == "style", name)

    def test_only_web_addresses_are_links(self):
        page = self.page(q="Auszeichnung")
        self.assertEqual(list(page.one("article").one("h2").all("a")), [])
        for link in page.all("a"):
            self.assertRegex(link["href"], r"^(/|https?://|#)")

    def test_no_text_of_a_visitor_is_markup(self):
        evil = "\"><script>alert(1)</script><p class='"
        page = self.page(("city", evil), q=evil)
        self.assertEqual(page.scripts(), OWN_SCRIPTS)
        self.assertEqual(page.one("input", name="q")["value"], evil)
        self.page(("<b>", "x"), status=400)

    def test_every_page_has_its_policy(self):
        for path in ("/", "/?limit=x", "/nowhere", "/style.css", "/api/v1/search"):
            headers = self.ask(path).headers
            self.assertIn("default-src 'none'", headers["Content-Security-Policy"])
            self.assertIn("frame-ancestors 'none'", headers["Content-Security-Policy"])
            self.assertEqual(headers["X-Content-Type-Options"], "nosniff")
            self.assertTrue(headers["Referrer-Policy"])


class Access(PageTest):
    """What can be checked of WCAG 2.2 without a browser."""

    def test_everything_one_fills_in_has_a_label(self):
        page = self.page(q="hafen", city="Rostock")
        named = {label["for"] for label in page.all("label")}
        for field in page.all("input"):
            if field["type"] != "hidden":
                self.assertTrue(field["id"] in named or field.parent.tag == "label",
                                field.attributes)

    def test_ids_are_unique_and_references_lead_somewhere(self):
        page = self.page(q="hafen", city="Rostock")
        ids = [element["id"] for element in page.all() if element["id"]]
        self.assertEqual(len(ids), len(set(ids)))
        for element in page.all():
            for reference in ("for", "form", "aria-labelledby"):
                if element[reference]:
                    self.assertIn(element[reference], ids)
            if (element["href"] or "").startswith("#"):
                self.assertIn(element["href"][1:], ids)

    def test_landmarks_and_headings_are_there_once(self):
        page = self.page(q="hafen")
        for tag in ("h1", "main", "header", "footer"):
            page.one(tag)
        page.one(role="search")
        self.assertTrue(next(page.one("body").all("a")).has("class", "skip"))


class Style(PageTest):
    def test_the_style_sheet_is_kept_until_it_changes(self):
        href = self.page().one("link", rel="stylesheet")["href"]
        answer = self.ask(href)
        self.assertEqual(answer.headers["Content-Type"], "text/css; charset=utf-8")
        self.assertIn("immutable", answer.headers["Cache-Control"])
        again = self.ask(href, headers={"If-None-Match": answer.headers["ETag"]})
        self.assertEqual((again.status, again.body), (304, b""))
        self.assertEqual(self.ask("/style.css").headers["Cache-Control"], "no-cache")

    def test_it_asks_for_nothing_from_elsewhere(self):
        style = self.ask("/style.css").text()
        self.assertNotIn("url(", style)
        self.assertNotIn("@import", style)


class Modules(PageTest):
    """What the pages of others import; what it does is told in browser/test_client.py."""

    def modules(self):
        """All that /regiosearch.js is made of, by following its imports."""
        wanted, found = ["/regiosearch.js", *OWN_SCRIPTS], {}
        while wanted:
            path = wanted.pop()
            if path not in found:
                found[path] = self.ask(path)
                wanted += [urljoin(path, name) for name in
                           re.findall(r' from "(\./[^"]+)";', found[path].text())]
        return found

    def test_every_module_is_there_for_pages_of_any_origin(self):
        modules = self.modules()
        self.assertGreater(len(modules), 5)
        for path, answer in modules.items():
            with self.subTest(path=path):
                self.assertEqual(answer.status, 200)
                self.assertEqual(answer.headers["Content-Type"], "text/javascript; charset=utf-8")
                self.assertEqual(answer.headers["Access-Control-Allow-Origin"], "*")
                self.assertEqual(answer.headers["Cache-Control"], "no-cache")
                again = self.ask(path, headers={"If-None-Match": answer.headers["ETag"]})
                self.assertEqual((again.status, again.body), (304, b""))
                self.assertEqual(again.headers["Access-Control-Allow-Origin"], "*")

    def test_none_makes_markup_of_text(self):
        for path, answer in self.modules().items():
            self.assertNotRegex(answer.text(), r"(inner|outer)HTML|insertAdjacent|document\.write|eval\(",
                                path)

    def test_what_is_no_module_is_not_there(self):
        for path in ("/regiosearch/", "/regiosearch/x.js", "/regiosearch/../style.css",
                     "/regiosearch/style.css", "/regiosearch.js/"):
            self.assert_problem(self.ask(path), 404)


if __name__ == "__main__":
    unittest.main()
