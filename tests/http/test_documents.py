# SPDX-License-Identifier: GPL-2.0-or-later
"""One document: its page, what programs are told of it, and what is like it."""
import json
import unittest
import urllib.parse

from fixture import Served, page
from programs import Daemon
from test_page import OWN_SCRIPTS, Tree

STRANGE = ["pfad/zu einer/seite.html", "https://region.example/a//b?x=1&y=%20#teil",
           "a/../b", "./punkt", "ende/", "größe & maß", "100%", "a\"b<c>'d",
           "x/similar", "?frage", "a+b"]
WIND = "Windräder drehen sich vor der Küste und speisen Strom in das Umspannwerk. "
TWIN = WIND * 5 + "Die Anlage bei Stralsund gehört den Stadtwerken und ihren Bürgern."
PAGES = [page(f"s{i}", f"Seltsam {i}", f"Eine seltsame Adresse mit der Nummer {i}.")
         | {"id": name} for i, name in enumerate(STRANGE)] + [
    page("x", "Der Kürzere", "Von ihm wird das Ähnliche gefragt.") | {"id": "x"},
    page("wind", "Windpark Ostsee", TWIN, type="project", date="2011-03-01",
         years=[2011, 2012], cities=["Stralsund", "Gdańsk"], clusters=["energy"]),
    page("doppel", "Windpark Ostsee", TWIN, date="2011-03-01", years=[2011]),
    page("flut", "Umspannwerk auf See", WIND + "Das Umspannwerk steht auf Pfählen im Meer.",
         date="2013-05-02", years=[2013], cities=["Stralsund"]),
] + [page(f"s-{letter}", f"Seilbahn {word}", f"Die Seilbahn über den {word} fährt mit Gondeln "
         f"von {place} hinauf und befördert {thing}, wenn der Wind es zulässt.")
     | {"id": f"s-{letter}"}
     for letter, word, place, thing in (
         ("a", "Fluss", "der Altstadt", "Pendler"), ("b", "Berg", "dem Parkplatz", "Wanderer"),
         ("c", "Gletscher", "dem Dorf", "Forscher"), ("d", "Hafen", "der Messe", "Besucher"),
         ("e", "Steinbruch", "dem Werk", "Kalk und Schotter"))] + [
    page("brot", "Brot und Salz", "Bäcker backen Brot aus Roggen und Sauerteig.", years=[2014]),
    page("boese", "<script>alert(1)</script>", "<b onclick=alert(2)>Text</b> von \"außen\".",
         url="javascript:alert(3)", cities=["<i>"], clusters=["\"><b>"]),
    page("lang", "Ein langer Text", "Absatz mit vielen Worten und noch mehr davon. " * 40 + "\n"),
] + [page(200 + i, f"Anderes {i}", f"Von etwas anderem handelt Nummer {i}.") for i in range(30)]

PROJECT = {"id": "projekt", "html": """<html lang="de"><body><main><h1>HAFENTOR</h1>
<p>Das Projekt HAFENTOR verbindet Häfen der Ostsee mit ihrem Hinterland.</p>
<p>Programm: Interreg IV B</p><p>Laufzeit: 07/2009 – 06/2012</p>
<p>Gesamtbudget: 1.380.500 €</p><p>Partner: 6</p></main></body></html>"""}


class DocumentTest(Served):
    @classmethod
    def setUpClass(cls):
        cls.daemon = cls.enterClassContext(Daemon())
        report = cls.daemon.index_lines(map(json.dumps, [*PAGES, PROJECT]))
        assert not report["refused"], report
        cls.daemon.start("--workers", "2")

    def document(self, name):
        answer = self.ask("/api/v1/documents/" + urllib.parse.quote(name, safe=""))
        self.assertEqual(answer.status, 200, answer.body)
        return answer.json()

    def similar(self, name, **parameters):
        answer = self.ask(f"/api/v1/documents/{urllib.parse.quote(name, safe='')}/similar",
                          parameters)
        self.assertEqual(answer.status, 200, answer.body)
        return answer.json()["hits"]

    def page(self, name, **parameters):
        answer = self.ask("/document/" + urllib.parse.quote(name, safe=""), parameters)
        self.assertEqual(answer.status, 200, answer.body)
        self.assertEqual(answer.headers["Content-Type"], "text/html; charset=utf-8")
        return Tree(answer.text()).root


class Api(DocumentTest):
    def test_every_id_is_an_address(self):
        for name in STRANGE:
            if name != "x/similar":  # which asks for what is like x
                self.assertEqual(self.document(name)["id"], name)
        self.assertEqual(self.document("page-brot")["id"], "page-brot")

    def test_it_tells_what_the_search_tells_and_more(self):
        hit = self.search(q="\"windpark ostsee\"", type="project", duplicates="show")["hits"][0]
        document = self.document("page-wind")
        for key in ("id", "url", "title", "type", "language", "date", "years", "cities",
                    "clusters", "duplicates_total"):
            self.assertEqual(document[key], hit[key], key)
        self.assertEqual(document["text"].strip(), TWIN.strip())
        self.assertEqual([other["id"] for other in document["duplicates"]], ["page-doppel"])
        self.assertEqual(document["dates"][0]["date"], "2011-03-01")
        self.assertEqual(document["evidence"]["cities"][0]["value"], "Stralsund")
        self.assertEqual(document["index"], {"generation": 1})

    def test_a_project_tells_its_facts(self):
        facts = self.document("projekt")["facts"]
        self.assertEqual((facts["programme"], facts["budget_eur"], facts["start"]),
                         ("Interreg IV B", 1380500, "2009-07"))

    def test_the_unknown_is_not_found(self):
        for path in ("/api/v1/documents/nirgends", "/api/v1/documents/",
                     "/api/v1/documents/nirgends/similar", "/api/v1/documents/%F0%F1"):
            self.assert_problem(self.ask(path), 404)

    def test_parameters_that_mean_nothing_are_refused(self):
        self.assert_problem(self.ask("/api/v1/documents/x", {"q": "hafen"}), 400)
        self.assert_problem(self.ask("/api/v1/documents/x/similar", {"limit": "viel"}), 400)


class Similar(DocumentTest):
    def test_it_is_about_the_same_and_another_page(self):
        hits = self.similar("page-wind")
        self.assertEqual(hits[0]["id"], "page-flut")
        found = {hit["id"] for hit in hits}
        self.assertFalse(found & {"page-wind", "page-doppel", "page-brot"})

    def test_one_page_is_found_once(self):
        found = [hit["id"] for hit in self.similar("page-flut")]
        self.assertEqual(len({"page-wind", "page-doppel"} & set(found)), 1)

    def test_hits_are_as_in_a_search(self):
        searched = self.search(q="umspannwerk")["hits"][0]
        for hit in self.similar("page-wind"):
            self.assertEqual(set(hit), set(searched))

    def test_no_more_than_asked_for(self):
        self.assertGreater(len(self.similar("s-a")), 3)
        self.assertEqual(self.similar("s-a"), self.similar("s-a", limit=10))
        self.assertEqual(self.similar("s-a", limit=3), self.similar("s-a")[:3])
        self.assertEqual(self.similar("s-a", limit=0), [])

    def test_of_an_id_that_ends_like_the_question_the_shorter_comes_first(self):
        answer = self.ask("/api/v1/documents/x/similar").json()
        self.assertEqual(list(answer), ["hits"])


class Page(DocumentTest):
    def test_every_id_has_a_page_that_hits_lead_to(self):
        for i, name in enumerate(STRANGE):
            found = Tree(self.ask("/", {"q": f"\"Seltsam {i}\""}).text()).root
            links = [link["href"] for link in found.all("a")
                     if (link["href"] or "").startswith("/document/")]
            self.assertEqual(len(links), 1, name)
            self.assertEqual(Tree(self.ask(links[0]).text()).root.one("h1").text(),
                             f"Seltsam {i}")

    def test_it_shows_what_was_understood(self):
        found = self.page("page-wind")
        facts = {pair.one("dt").text(): pair.one("dd").text()
                 for pair in found.one("dl").children}
        self.assertEqual(facts["Stadt"], "Stralsund, Danzig")
        self.assertEqual(facts["Jahr"], "2011, 2012")
        self.assertEqual(facts["Art der Seite"], "Projekt")
        self.assertEqual(facts["Datum"], "1. März 2011")
        self.assertEqual(found.one(class_="original").one("a")["href"],
                         "https://region.example/wind")
        self.assertIn("https://region.example/doppel", found.one(class_="same").text())
        self.assertEqual([link.text() for link in found.one(class_="similar").all("a")][0],
                         "Umspannwerk auf See")

    def test_a_project_shows_its_facts_in_both_languages(self):
        german, english = self.page("projekt"), self.page("projekt", ui="en")
        self.assertIn("Gesamtkosten 1.380.500 €", german.one("dl").text().replace(
            "Gesamtkosten1", "Gesamtkosten 1"))
        self.assertIn("Interreg IV B", english.one("dl").text())
        self.assertIn("Budget", english.one("dl").text())
        self.assertEqual(english.one("html")["lang"], "en")
        link = next(link for link in german.one(class_="languages").all("a")
                    if link.text() == "English")
        self.assertEqual(link["href"], "/document/projekt?ui=en")

    def test_values_lead_to_searches(self):
        for link in self.page("page-wind").one("dl").all("a"):
            answer = self.ask(link["href"])
            self.assertEqual(answer.status, 200)
            self.assertIn("gefunden", answer.text())

    def test_nothing_of_a_document_is_markup(self):
        found = self.page("page-boese")
        self.assertEqual(found.scripts(), OWN_SCRIPTS)
        self.assertEqual(list(found.all("b")), [])
        self.assertEqual(found.one("h1").text(), "<script>alert(1)</script>")
        for link in found.all("a"):
            self.assertRegex(link["href"], "^(/|#|https?://)")

    def test_the_unknown_is_told_on_a_page(self):
        answer = self.ask("/document/nirgends", headers={"Accept": "text/html", "Accept-Language": "de"})
        self.assertEqual(answer.status, 404)
        self.assertIn("gibt es nichts", Tree(answer.text()).root.one("h1").text())

    def test_reference_managers_find_a_citation(self):
        metas = {meta["name"]: meta["content"] for meta in self.page("page-wind").all("meta")
                 if (meta["name"] or "").startswith("citation_")}
        self.assertEqual(metas["citation_title"], "Windpark Ostsee")
        self.assertEqual(metas["citation_publication_date"], "2011/03/01")
        self.assertEqual(metas["citation_public_url"], "https://region.example/wind")
        undated = self.page("page-200")
        self.assertFalse([meta for meta in undated.all("meta")
                          if meta["name"] == "citation_publication_date"])

    def test_headings_labels_and_ids_are_in_order(self):
        found = self.page("page-wind")
        ids = [element["id"] for element in found.all() if element["id"]]
        self.assertEqual(len(ids), len(set(ids)))
        found.one("h1")
        found.one("main", id="results")


if __name__ == "__main__":
    unittest.main()
