# SPDX-License-Identifier: GPL-2.0-or-later
"""/api/v1/search: names, shapes and numbers of the answer."""
import json
import time
import unittest
from collections import Counter

from fixture import FACETS, PAGES, Served, page

KEYS = {"city": "cities", "cluster": "clusters", "year": "years"}
COUNTRIES = {"Rostock": "DE", "Leipzig": "DE", "Dresden": "DE", "Gdańsk": "PL"}


def values_of(one, field):
    """A page's values of a facet, as the API spells them."""
    if field == "country":
        return {COUNTRIES[city] for city in one["cities"]}
    if field == "programme":
        return {"Interreg IV B"} if "facts" in one else set()
    if field == "running":
        return {"2007", "2008"} if "facts" in one else set()
    found = one[KEYS[field]] if field in KEYS else [one[field]]
    return {str(value) for value in found}


def matches(one, filters, ignored=None):
    return all(values_of(one, field) & set(wanted)
               for field, wanted in filters.items() if field != ignored)


class Shape(Served):
    def test_the_answer_has_exactly_the_promised_fields(self):
        answer = self.search(q="hafen", limit=1)
        self.assertEqual(list(answer), [
            "query", "total", "offset", "limit", "next_cursor", "hits", "facets", "missing",
            "budget", "suggestion", "suggested", "rescue", "took_ms", "index",
            "permalink"])
        self.assertEqual(answer["query"],
                         {"text": "hafen", "cut": False, "relaxed": False,
                          "translations": [{"from": "hafen", "to": ["port"]}], "synonyms": [],
                          "understood": "hafen", "notes": []})
        self.assertEqual(list(answer["hits"][0]), [
            "id", "url", "title", "title_marked", "type", "language", "date", "years", "cities", "clusters",
            "programmes", "countries", "running", "budget", "snippet", "score", "duplicates", "duplicates_total"])
        self.assertEqual(list(answer["facets"]), list(FACETS))
        self.assertEqual(list(answer["facets"]["city"][0]),
                         ["value", "label", "count", "selected"])
        self.assertEqual(list(answer["missing"]), [*FACETS, "budget"])
        self.assertEqual(answer["index"], {
            "generation": 1, "revision": answer["index"]["revision"], "documents": len(PAGES)})
        self.assertEqual(answer["permalink"], "/api/v1/search?snapshot=1&q=hafen&limit=1")
        self.assertIsNone(answer["suggestion"])
        self.assertIsInstance(answer["next_cursor"], str)
        self.assertIsInstance(answer["took_ms"], (int, float))

    def test_a_hit_tells_what_was_indexed(self):
        hit = self.search(q="\"zwei häfen\"")["hits"][0]
        self.assertEqual(
            {name: hit[name] for name in ("id", "url", "title", "type", "language", "date")},
            {"id": "page-2", "url": "https://region.example/2", "title": "Zwei Häfen, ein Netz",
             "type": "project", "language": "de", "date": "2008-02"})
        self.assertEqual(hit["years"], [2007, 2008])
        self.assertEqual(set(hit["cities"]), {"Rostock", "Gdańsk"})
        self.assertEqual(set(hit["clusters"]), {"maritime", "logistics"})
        self.assertGreater(hit["score"], 0)

    def test_what_is_unknown_is_null_or_empty(self):
        hit = self.search(q="undatiert")["hits"][0]
        self.assertIsNone(hit["date"])
        self.assertEqual(hit["years"], [])
        self.assertEqual(hit["cities"], [])

    def test_a_snippet_is_escaped_but_for_mark(self):
        snippet = self.search(q="Auszeichnung")["hits"][0]["snippet"]
        self.assertIn("<mark>Auszeichnung</mark>", snippet)
        plain = snippet.replace("<mark>", "").replace("</mark>", "")
        self.assertNotIn("<", plain)
        self.assertIn("&lt;b", plain)

    def test_json_is_sent_as_utf8_and_may_be_read_from_anywhere(self):
        answer = self.ask("/api/v1/search", {"q": "Häfen"})
        self.assertEqual(answer.headers["Content-Type"], "application/json; charset=utf-8")
        self.assertEqual(answer.headers["Access-Control-Allow-Origin"], "*")
        self.assertNotIn("Access-Control-Allow-Credentials", answer.headers)
        self.assertEqual(answer.json()["query"]["text"], "Häfen")

    def test_labels_follow_the_language_asked_for(self):
        def label(**more):
            answer = self.ask("/api/v1/search", {"city": "Danzig", **more.pop("p", {})}, **more)
            return [one["label"] for one in answer.json()["facets"]["city"] if one["selected"]]
        self.assertEqual(label(), ["Danzig"])
        self.assertEqual(label(p={"ui": "en"}), ["Gdansk"])
        self.assertEqual(label(headers={"Accept-Language": "en-GB"}), ["Gdansk"])
        self.assertEqual(label(p={"ui": "de"}, headers={"Accept-Language": "en"}), ["Danzig"])


class Numbers(Served):
    def check(self, filters):
        pairs = [(field, value) for field, wanted in filters.items() for value in wanted]
        answer = self.search(*pairs, limit=100, facet_limit=100)
        found = [one for one in PAGES if matches(one, filters)]
        self.assertEqual({hit["id"] for hit in answer["hits"]}, {one["id"] for one in found})
        self.assertEqual(answer["total"], len(found))
        for field in FACETS:
            counted = [one for one in PAGES if matches(one, filters, ignored=field)]
            counts = Counter(value for one in counted for value in values_of(one, field))
            listed = {one["value"]: one["count"] for one in answer["facets"][field]}
            for value in filters.get(field, ()):
                counts[value] += 0
            self.assertEqual(listed, dict(counts), field)
            missing = sum(not values_of(one, field) for one in counted)
            self.assertEqual(answer["missing"][field], missing, field)

    def test_counts_are_exact_and_ignore_their_own_filter(self):
        self.check({})
        self.check({"city": ["Rostock"]})
        self.check({"city": ["Rostock", "Leipzig"]})
        self.check({"city": ["Gdańsk"], "type": ["project", "news"]})
        self.check({"year": ["2007", "2015"], "cluster": ["maritime", "energy"]})
        self.check({"language": ["en"], "year": ["2021"], "cluster": ["energy"]})

    def test_a_chosen_value_without_matches_is_listed_at_zero(self):
        answer = self.search(city="Rostock", year="2021")
        self.assertEqual(answer["total"], 0)
        self.assertIn({"value": "Rostock", "label": "Rostock", "count": 0, "selected": True},
                      answer["facets"]["city"])

    def test_numbers_do_not_depend_on_page_size_or_order(self):
        def numbers(**more):
            answer = self.search(q="reihe", **more)
            return answer["total"], answer["facets"], answer["missing"]
        expected = numbers()
        self.assertEqual(expected[0], 25)
        for more in ({"limit": 0}, {"limit": 100}, {"offset": 20}, {"offset": 9000},
                     {"sort": "newest"}, {"sort": "oldest"}):
            self.assertEqual(numbers(**more), expected, more)

    def test_pages_of_the_list_together_are_the_list(self):
        whole = [hit["id"] for hit in self.search(q="reihe", limit=100)["hits"]]
        pieces = [hit["id"] for offset in range(0, 30, 7)
                  for hit in self.search(q="reihe", limit=7, offset=offset)["hits"]]
        self.assertEqual(pieces, whole)

    def test_facet_limit_keeps_the_most_frequent(self):
        cities = self.search(facet_limit=1)["facets"]["city"]
        self.assertEqual([(one["value"], one["count"]) for one in cities], [("Dresden", 25)])

    def test_only_the_facets_asked_for_are_in_the_answer(self):
        for filters in ({}, {"city": "Rostock"}, {"type": "project", "year": "2005..2008"}):
            whole = self.search(q="reihe", **filters)
            for wanted in ([], ["year"], ["city", "type"], ["language", "cluster"], list(FACETS)):
                answer = self.search(q="reihe", facets=",".join(wanted), **filters)
                for part in ("facets", "missing"):
                    self.assertEqual(answer[part], {field: value for field, value in whole[part].items()
                                                    if field in wanted})
                self.assertEqual((answer["total"], answer["hits"]), (whole["total"], whole["hits"]))

    def test_spellings_of_a_city_are_one_city(self):
        for spelling in ("Danzig", "gdansk", "Gdańsk", "GDAŃSK"):
            ids = {hit["id"] for hit in self.search(city=spelling)["hits"]}
            self.assertEqual(ids, {"page-2", "page-4"}, spelling)

    def test_years_may_be_a_range(self):
        def ids(year):
            return {hit["id"] for hit in self.search(year=year)["hits"]}
        self.assertEqual(ids("2007"), {"page-1", "page-2"})
        self.assertEqual(ids("2008..2010"), {"page-2", "page-3"})
        self.assertEqual(ids("2021.."), {"page-4"})
        self.assertEqual(ids("..2007"), {"page-1", "page-2"})

    def test_nothing_asked_is_everything_newest_first(self):
        answer = self.search(limit=100)
        self.assertEqual(answer["total"], len(PAGES))
        dates = [hit["date"] for hit in answer["hits"]]
        known = [date for date in dates if date]
        self.assertEqual(known, sorted(known, reverse=True))
        self.assertEqual(dates[len(known):], [None] * (len(dates) - len(known)))

    def test_oldest_is_the_other_way_round(self):
        dates = [hit["date"] for hit in self.search(sort="oldest", limit=100)["hits"]]
        known = [date for date in dates if date]
        self.assertEqual(known, sorted(known))

    def test_no_query_text_is_an_error(self):
        for text in ("\"", "((((", "leipzig AND", "NOT", "-", "year:", "*", "a*", "\u202e",
                     "\x01", "+++", "title:(", "🙂", "' OR 1=1 --", "%", "x" * 5000, "ä " * 900):
            self.search(q=text)

    def test_the_words_of_the_query_are_marked_in_titles(self):
        def titles(query, **more):
            return [hit["title_marked"] for hit in self.search(q=query, **more)["hits"]]
        self.assertIn("Zwei <mark>Häfen</mark>, ein Netz", titles("hafen"))
        self.assertEqual(titles("nummer 7", limit=1),
                         ["Reihe <mark>Nummer</mark> <mark>7</mark>"])
        self.assertEqual(titles("title:wandel -Netz"), ["Hafen im <mark>Wandel</mark>"])
        self.assertIn("A <mark>port</mark> for hydrogen", titles("ports"))
        self.assertIn("&lt;script&gt;<mark>alert</mark>(1)&lt;/script&gt;"
                      "&quot;&gt;&lt;img src=x onerror=<mark>alert</mark>(2)&gt;",
                      titles("alert auszeichnung"))
        self.assertEqual(titles("", city="Leipzig", year="2010"), ["Energie vom Feld"])

    def test_a_query_that_is_too_long_is_cut_at_a_word_and_says_so(self):
        for word in ("Hafen", "Rostock", "umgebaut"):
            answer = self.search(q=" ".join([word] * 500))
            self.assertTrue(answer["query"]["cut"])
            self.assertEqual(set(answer["query"]["text"].split(" ")), {word})
            self.assertEqual(answer["total"], self.search(q=word)["total"])


class Parameters(Served):
    def test_bad_parameters_are_told_what_would_do(self):
        for bad in ({"limit": "2x"}, {"limit": "-1"}, {"limit": ""}, {"limit": "101"},
                    {"offset": "x"}, {"offset": "10000"}, {"facet_limit": "1001"},
                    {"facets": "stadt"}, {"facets": "city,"},
                    {"sort": "best"}, {"ui": "fr"}, {"translate": "maybe"}, {"explain": "yes"},
                    {"year": "07"}, {"year": "2008..2005"}, {"year": ".."}, {"city": ""},
                    {"cursor": "abc"}, {"snapshot": "0"}, {"snapshot": "x"}, {"city": "x" * 201},
                    {"stadt": "Leipzig"}, {"": ""}):
            problem = self.assert_problem(self.ask("/api/v1/search", bad), 400)
            self.assertEqual(problem["type"], "/problems/invalid-parameter")

    def test_an_unknown_parameter_is_named(self):
        problem = self.ask("/api/v1/search", {"stadt": "x"}).json()
        self.assertIn("stadt", problem["detail"])
        self.assertIn("city", problem["detail"])

    def test_a_problem_may_be_read_from_anywhere_too(self):
        answer = self.ask("/api/v1/search", {"limit": "x"})
        self.assertEqual(answer.headers["Access-Control-Allow-Origin"], "*")


class Methods(Served):
    def test_head_is_get_without_a_body(self):
        get = self.ask("/api/v1/search", {"q": "hafen"})
        head = self.ask("/api/v1/search", {"q": "hafen"}, "HEAD")
        self.assertEqual(head.status, 200)
        self.assertEqual(head.body, b"")
        self.assertEqual(head.headers["Content-Type"], get.headers["Content-Type"])
        self.assertGreater(int(head.headers["Content-Length"]), 100)

    def test_options_tells_what_may_be_asked(self):
        answer = self.ask("/api/v1/search", method="OPTIONS", headers={
            "Origin": "https://elsewhere.example", "Access-Control-Request-Method": "GET"})
        self.assertEqual(answer.status, 204)
        self.assertEqual(answer.headers["Allow"], "GET, HEAD, OPTIONS")
        self.assertEqual(answer.headers["Access-Control-Allow-Origin"], "*")
        self.assertEqual(answer.body, b"")

    def test_other_methods_are_refused(self):
        for method in ("DELETE", "TRACE", "FOO", "get"):
            answer = self.ask("/api/v1/search", method=method)
            self.assert_problem(answer, 405)
            self.assertEqual(answer.headers["Allow"], "GET, HEAD, OPTIONS")

    def test_unknown_addresses_are_not_found(self):
        for path in ("/api/v1/search/", "/api", "/index.html", "/etc/passwd", "//", "/%2e%2e/",
                     "/livez/x", "/STYLE.CSS"):
            self.assert_problem(self.ask(path), 404)

    def test_it_says_that_it_lives_and_is_ready(self):
        self.assertEqual(self.ask("/livez").json(), {"status": "alive"})
        self.assertEqual(self.ask("/readyz").json(),
                         {"status": "ready", "generation": 1, "documents": len(PAGES)})


class Updates(Served):
    def test_new_documents_show_up_without_a_restart(self):
        new = page(900, "Zeppelin über der Heide", "Ein Zeppelin landet.")
        self.assertEqual(self.search(q="zeppelin")["total"], 0)
        self.daemon.index_lines([json.dumps(new)])
        deadline = time.monotonic() + 5
        while self.search(q="zeppelin")["total"] == 0 and time.monotonic() < deadline:
            time.sleep(0.05)
        self.assertEqual(self.search(q="zeppelin")["total"], 1)
        self.assertEqual(self.search()["index"]["documents"], len(PAGES) + 1)


if __name__ == "__main__":
    unittest.main()
