# SPDX-License-Identifier: GPL-2.0-or-later
"""Facets and filters over HTTP: programme, country, years that projects ran, budgets, what
has no value, and the values of one facet."""
import json
import unittest

from fixture import Daemon, Served, page


def project(number, title, **more):
    facts = more.pop("facts", {})
    return page(number, title, f"{title} ist ein Vorhaben.", type="project", facts=facts, **more)


PAGES = [
    project(1, "Kaikante", cities=["Rostock", "Danzig"], clusters=["maritime"], years=[2006],
            facts={"programme": "INTERREG IVB", "start": "2005-06", "end": "2008-05",
                   "budget_eur": 1500000}),
    project(2, "Deichkrone", cities=["Rostock"], clusters=["maritime"],
            facts={"programme": "Interreg IV B, Ostsee", "start": "2007", "budget_eur": 999999.99}),
    project(3, "Moorweg", cities=["Ústí nad Labem"], clusters=["energy"],
            facts={"programme": "Sonderprogramm „Moor“ 2014-2020", "end": "2015-12-31",
                   "budget_eur": 250000}),
    project(4, "Heidebahn", cities=["Görlitz"], facts={"programme": "EFRE, LEADER"}),
    project(5, "Uferlos", years=[1991, 1992]),
    page(6, "Meldung ohne alles", "Hier steht nichts."),
    page(7, "Meldung aus Leipzig", "Hier steht wenig.", cities=["Leipzig"], years=[2007],
         facts={"programme": "LEADER", "budget_eur": 5}),
    page(8, "Meldung aus Zittau", "Noch weniger.", cities=["Zittau", "Leipzig"], years=[2021]),
]


def found(answer):
    return sorted(int(hit["id"].removeprefix("page-")) for hit in answer["hits"])


def listed(values):
    return {one["value"]: one["count"] for one in values}


class FacetTest(Served):
    @classmethod
    def setUpClass(cls):
        cls.daemon = cls.enterClassContext(Daemon())
        report = cls.daemon.index_lines([json.dumps(one) for one in PAGES])
        assert report["added"] == len(PAGES), report
        cls.daemon.start("--workers", "2")

    def facet(self, field, *pairs, **parameters):
        answer = self.ask(f"/api/v1/facets/{field}", [*pairs, *parameters.items()])
        self.assertEqual(answer.status, 200, answer.body)
        return answer.json()


class Fields(FacetTest):
    def test_spellings_of_a_programme_are_one_value(self):
        answer = self.search()
        self.assertEqual(listed(answer["facets"]["programme"]),
                         {"Interreg IV B": 2, "Baltic Sea Region": 1, "EFRE": 1, "LEADER": 1,
                          "Sonderprogramm Moor": 1})
        for spelling in ("Interreg IV B", "INTERREG IVB", "interreg iv-b"):
            self.assertEqual(found(self.search(programme=spelling)), [1, 2], spelling)
        self.assertEqual(found(self.search(programme="sonderprogramm moor")), [3])
        self.assertEqual(found(self.search(programme="ERDF")), [4])

    def test_a_country_is_that_of_the_cities(self):
        answer = self.search(ui="en")
        self.assertEqual(
            [(one["value"], one["label"], one["count"]) for one in answer["facets"]["country"]],
            [("DE", "Germany", 5), ("CZ", "Czechia", 1), ("PL", "Poland", 1)])
        for spelling in ("PL", "pl", "Polen", "poland", "Polska"):
            self.assertEqual(found(self.search(country=spelling)), [1], spelling)

    def test_hits_tell_what_they_are_filtered_by(self):
        hit = self.search(q="Kaikante")["hits"][0]
        self.assertEqual((hit["programmes"], hit["countries"], hit["running"], hit["budget"]),
                         (["Interreg IV B"], ["DE", "PL"], [2005, 2006, 2007, 2008], 1500000))
        self.assertEqual(self.search(q="Deichkrone")["hits"][0]["budget"], 999999.99)
        self.assertIsNone(self.search(q="Uferlos")["hits"][0]["budget"])

    def test_a_project_is_found_in_the_years_it_ran(self):
        for typed, expected in {"2007": [1, 2], "2008": [1], "2015": [3], "1992": [5],
                                "2006..2010": [1, 2], "2009..": [3], "..1999": [5],
                                "none": [4, 6, 7, 8]}.items():
            self.assertEqual(found(self.search(running=typed)), expected, typed)
        self.assertEqual(found(self.search(("running", "2015"), ("running", "1991"))), [3, 5])

    def test_only_projects_have_facts(self):
        self.assertEqual(found(self.search(programme="LEADER")), [4])

    def test_a_query_may_have_the_new_fields_too(self):
        self.assertEqual(found(self.search(q="land:Polen")), [1])
        self.assertEqual(found(self.search(q="programm:LEADER")), [4])
        self.assertEqual(found(self.search(q="running:2007")), [1, 2])
        self.assertEqual(found(self.search(q="budget:1m..")), [1])


class Given(unittest.TestCase):
    def test_facts_that_cannot_be_are_refused(self):
        for facts in ("LEADER", {"budget_eur": -1}, {"budget_eur": "much"}, {"start": "soon"},
                      {"programme": 7}):
            with Daemon() as daemon:
                report = daemon.index_lines([json.dumps(project(1, "Kaikante", facts=facts))])
            self.assertEqual(len(report["refused"]), 1, facts)


class Without(FacetTest):
    def test_what_has_no_value_is_found_by_none(self):
        for field, expected in {"city": [5, 6], "country": [5, 6], "cluster": [4, 5, 6, 7, 8],
                                "year": [6], "programme": [5, 6, 7, 8],
                                "budget": [4, 5, 6, 7, 8], "type": [], "language": []}.items():
            answer = self.search((field, "none"))
            if field != "year":  # a project's years come of its facts
                self.assertEqual(found(answer), expected, field)
            self.assertEqual(answer["missing"][field], answer["total"], field)
            self.assertEqual(answer["missing"], {**answer["missing"], field: len(found(answer))})

    def test_none_stands_beside_values(self):
        self.assertEqual(found(self.search(("city", "none"), ("city", "Danzig"))), [1, 5, 6])
        self.assertEqual(found(self.search(("budget", "none"), ("budget", "..300k"))),
                         [3, 4, 5, 6, 7, 8])
        answer = self.search(("city", "none"), ("city", "Danzig"))
        self.assertNotIn("none", listed(answer["facets"]["city"]))

    def test_missing_ignores_its_own_filter_only(self):
        answer = self.search(("city", "Rostock"), ("type", "project"))
        self.assertEqual(answer["missing"]["city"], 1)
        self.assertEqual(answer["missing"]["cluster"], 0)


class Budgets(FacetTest):
    def test_amounts_are_filtered_in_any_spelling(self):
        for typed, expected in {"1000000..": [1], "1m..": [1], "..1 Mio": [2, 3],
                                "999999,99": [2], "250k..1,5 Mio": [1, 2, 3], ">250k": [1, 2],
                                "0..": [1, 2, 3], "2m..": []}.items():
            self.assertEqual(found(self.search(budget=typed)), expected, typed)
        self.assert_problem(self.ask("/api/v1/search", {"budget": "much"}), 400)

    def test_the_budgets_of_all_matches_are_added_up(self):
        expected = {"documents": 3, "sum": 2749999.99, "median": 999999.99, "least": 250000,
                    "most": 1500000, "currency": "EUR"}
        self.assertEqual(self.search()["budget"], expected)
        self.assertEqual(self.search(limit=0)["budget"], expected)
        self.assertEqual(self.search(offset=5, limit=1)["budget"], expected)
        self.assertEqual(self.search(city="Rostock", budget="1m..")["budget"]["sum"], 1500000)
        self.assertEqual(self.search(budget="none")["budget"],
                         {"documents": 0, "sum": 0, "median": None, "least": None, "most": None,
                          "currency": "EUR"})


class OneFacet(FacetTest):
    def test_values_are_found_by_the_beginning_of_any_word_and_spelling(self):
        for field, prefix, expected in (
                ("city", "dan", ["Gdańsk"]), ("city", "gda", ["Gdańsk"]),
                ("city", "GÖR", ["Görlitz"]), ("city", "gor", ["Görlitz"]),
                ("city", "lab", ["Ústí nad Labem"]), ("city", "nad l", ["Ústí nad Labem"]),
                ("city", "aussig", ["Ústí nad Labem"]), ("city", "ostock", []),
                ("country", "ger", ["DE"]), ("country", "deut", ["DE"]), ("country", "pol", ["PL"]),
                ("cluster", "wasser", ["energy"]), ("type", "proj", ["project"]),
                ("programme", "moor", ["Sonderprogramm Moor"]),
                ("programme", "europäischer fonds", ["EFRE"]), ("year", "199", ["1991", "1992"])):
            values = self.facet(field, prefix=prefix)["values"]
            self.assertEqual([one["value"] for one in values], expected, (field, prefix))

    def test_counts_are_those_of_the_search(self):
        for pairs in ([], [("city", "Rostock")], [("type", "project"), ("country", "DE")],
                      [("q", "meldung")], [("city", "none"), ("year", "2007")]):
            answer = self.search(*pairs)
            for field, values in answer["facets"].items():
                one = self.facet(field, *pairs)
                self.assertEqual(one["values"], values, (field, pairs))
                self.assertEqual(one["total"], answer["total"])
                self.assertEqual(one["missing"]["count"], answer["missing"][field])

    def test_what_is_cut_is_told(self):
        one = self.facet("city", limit=2)
        self.assertEqual((len(one["values"]), one["known"]), (2, 6))
        self.assertEqual(len(self.facet("city", limit=0)["values"]), 0)

    def test_names_are_in_the_order_of_the_german_alphabet(self):
        one = self.facet("city", facet_sort="name")
        self.assertEqual([value["label"] for value in one["values"]],
                         ["Aussig", "Danzig", "Görlitz", "Leipzig", "Rostock", "Zittau"])
        one = self.facet("city", facet_sort="name", ui="en", limit=2)
        self.assertEqual([value["label"] for value in one["values"]], ["Gdansk", "Görlitz"])
        years = self.search(facet_sort="count")["facets"]["running"]
        self.assertEqual(years[0]["value"], "2007")

    def test_ranges_of_years_count_documents(self):
        one = self.facet("running")
        self.assertEqual({value["value"]: value["count"] for value in one["ranges"]},
                         {"1990..1994": 1, "2005..2009": 2, "2015..2019": 1})
        chosen = self.facet("running", running="2005..2009")["ranges"]
        self.assertEqual([value["value"] for value in chosen if value["selected"]], ["2005..2009"])
        for value in one["ranges"]:
            self.assertEqual(self.search(running=value["value"])["total"], value["count"])
        self.assertNotIn("ranges", self.facet("city"))

    def test_missing_says_whether_it_is_chosen(self):
        self.assertEqual(self.facet("city")["missing"],
                         {"value": "none", "count": 2, "selected": False})
        self.assertTrue(self.facet("city", city="none")["missing"]["selected"])

    def test_what_is_wrong_is_a_problem(self):
        self.assert_problem(self.ask("/api/v1/facets/", {}), 400)
        self.assert_problem(self.ask("/api/v1/facets/title", {}), 400)
        self.assert_problem(self.ask("/api/v1/facets/budget", {}), 400)
        self.assert_problem(self.ask("/api/v1/facets/city", {"colour": "red"}), 400)
        self.assert_problem(self.ask("/api/v1/facets/city", {"limit": "1001"}), 400)
        self.assert_problem(self.ask("/api/v1/facets/city", {"prefix": "x" * 201}), 400)
        self.assert_problem(self.ask("/api/v1/facets/city", [("prefix", "a"), ("prefix", "b")]), 400)
        self.assert_problem(self.ask("/api/v1/facets/city?prefix=%ff"), 400)


if __name__ == "__main__":
    unittest.main()
