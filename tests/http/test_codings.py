#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""How answers are sent: compressed, told by tags, not at all to who has them, to
whom, and with which neighbours; and what problems look like."""
import gzip
import json
import re
import time
import unittest

from fixture import PAGES, Served, page

GZIP = {"Accept-Encoding": "gzip"}
SEARCH = "/api/v1/search?q=energie"
LARGE = (SEARCH, "/?q=energie", "/style.css", "/openapi.json", "/metrics")
STREAMS = ("/export?format=csv", "/export?format=jsonl&q=reihe", "/sitemap/1.xml")
TAGGED = (SEARCH, "/?q=energie", "/style.css", "/openapi.json", "/api/v1/words/hafen",
          "/api/v1/suggest?q=haf", "/export?format=ris&q=energie", "/export?format=csv&table=city&q=energie")
PROBLEMS = ("malformed-request", "address-too-long", "headers-too-long", "body-not-accepted",
            "invalid-parameter", "not-found", "not-kept", "method-not-allowed", "index-missing",
            "index-damaged", "busy", "internal-error")


def untimed(body):
    return re.sub(rb'"took_ms":[0-9.e-]+|[0-9]+[.,][0-9]+ ms', b"", body)


class Compressed(Served):
    def test_large_answers_are_compressed_for_those_who_read_that(self):
        for path in LARGE + STREAMS:
            for _ in range(2):  # kept answers, too
                with self.subTest(path):
                    plain = self.ask(path)
                    packed = self.ask(path, headers=GZIP)
                    self.assertEqual(packed.headers["Content-Encoding"], "gzip")
                    self.assertIsNone(plain.headers["Content-Encoding"])
                    self.assertIn("Accept-Encoding", plain.headers["Vary"])
                    self.assertEqual(plain.headers["Vary"], packed.headers["Vary"])
                    self.assertLess(len(packed.body), len(plain.body) // 2)
                    if path != "/metrics":
                        self.assertEqual(untimed(gzip.decompress(packed.body)), untimed(plain.body))

    def test_small_answers_and_unwilling_clients_get_plain_ones(self):
        for path, accepted in (("/livez", "gzip"), ("/api/v1/search?q=xqxqx&facet_limit=0", "gzip"),
                               (SEARCH, "gzip;q=0"), (SEARCH, "br"), (SEARCH, "*;q=0, identity")):
            answer = self.ask(path, headers={"Accept-Encoding": accepted})
            self.assertIsNone(answer.headers["Content-Encoding"], (path, accepted))

    def test_a_head_has_the_headers_of_a_get(self):
        for path in (*LARGE[:-1], "/nowhere", "/api/v1/search?limit=x", "/livez"):
            for headers in ({}, GZIP):
                with self.subTest(path, headers=headers):
                    head = self.ask(path, method="HEAD", headers=headers)
                    get = self.ask(path, headers=headers)
                    self.assertEqual(head.body, b"")
                    differing = {"Date"} | ({"Content-Length"} if "?q" in path else set())
                    self.assertEqual({n: v for n, v in head.headers.items() if n not in differing},
                                     {n: v for n, v in get.headers.items() if n not in differing})


    def test_a_head_tells_how_a_stream_would_be_sent(self):
        for path in STREAMS:
            for headers in ({}, GZIP):
                with self.subTest(path, headers=headers):
                    head = self.ask(path, method="HEAD", headers=headers)
                    get = self.ask(path, headers=headers)
                    self.assertEqual(head.body, b"")
                    for name in ("Content-Encoding", "Content-Type", "ETag", "Vary", "Regio-Total"):
                        self.assertEqual(head.headers[name], get.headers[name], name)


class Tagged(Served):
    def test_who_has_it_is_not_sent_it_again(self):
        for path in TAGGED:
            for headers in ({}, GZIP):
                with self.subTest(path, headers=headers):
                    tag = self.ask(path, headers=headers).headers["ETag"]
                    again = self.ask(path, headers={**headers, "If-None-Match": f'"x", {tag}'})
                    self.assertEqual((again.status, again.body), (304, b""))
                    self.assertEqual(again.headers["ETag"], tag)
                    self.assertIsNotNone(again.headers["Cache-Control"])
                    self.assertEqual(self.ask(path, headers={"If-None-Match": '"x"'}).status, 200)

    def test_forms_and_requests_have_tags_of_their_own(self):
        tags = [self.ask(path, headers=headers).headers["ETag"] for headers in ({}, GZIP)
                for path in (SEARCH, SEARCH + "&limit=1", SEARCH + "&ui=en", "/?q=energie", "/?q=hafen",
                             "/export?format=ris")]
        self.assertEqual(len(set(tags)), len(tags))
        self.assertEqual(self.ask("/api/v1/search?q=hafen&limit=1").headers["ETag"],
                         self.ask("/api/v1/search?limit=1&q=hafen").headers["ETag"])

    def test_only_tags_of_the_same_bytes_are_strong(self):
        for path in TAGGED:
            weak = "energie" in path  # those tell how long they took
            self.assertEqual(self.ask(path).headers["ETag"].startswith("W/"), weak, path)

    def test_exports_are_told_apart_by_all_that_is_in_them(self):
        tags = [self.ask("/export?" + asked, headers={"Host": host, "Accept-Language": language}).headers["ETag"]
                for asked, host, language in (
                    ("format=ris", "a.example", "de"), ("format=csv", "a.example", "de"),
                    ("format=csv&table=city", "a.example", "de"), ("format=csv&table=city", "a.example", "en"),
                    ("format=ris&q=hafen", "a.example", "de"), ("format=ris", "b.example", "de"))]
        self.assertEqual(len(set(tags)), len(tags))

    def test_problems_have_none(self):
        for path in ("/nowhere", "/api/v1/search?limit=x"):
            self.assertIsNone(self.ask(path).headers["ETag"])


class Changing(Served):
    def test_a_new_document_makes_all_tags_new(self):
        paths = TAGGED[:2] + TAGGED[4:]
        tags = [self.ask(path).headers["ETag"] for path in paths]
        self.daemon.index_lines([json.dumps(page(800, "Neu", "Ganz neu hier."))])
        deadline = time.monotonic() + 10
        while self.search()["index"]["documents"] == len(PAGES):
            self.assertLess(time.monotonic(), deadline)
            time.sleep(0.05)
        for path, tag in zip(paths, tags):
            self.assertEqual(self.ask(path, headers={"If-None-Match": tag}).status, 200, path)


class Paged(Served):
    def links(self, query):
        header = self.ask("/api/v1/search?" + query).headers["Link"] or ""
        return {name: target for target, name in re.findall(r'<([^>]*)>; rel="(\w+)"', header)}

    def test_links_lead_through_the_whole_list(self):
        found, path = [], "/api/v1/search?q=reihe&limit=7"
        while path:
            answer = self.ask(path)
            found += [hit["id"] for hit in answer.json()["hits"]]
            path = self.links(path.partition("?")[2]).get("next")
        self.assertEqual(len(found), self.search(q="reihe")["total"])
        self.assertEqual(len(set(found)), len(found))

    def test_first_and_last_have_no_neighbour_beyond(self):
        self.assertEqual(set(self.links("q=reihe&limit=7")), {"first", "next", "last"})
        self.assertEqual(set(self.links("q=reihe&limit=7&offset=7")), {"first", "prev", "next", "last"})
        self.assertEqual(set(self.links("q=reihe&limit=7&offset=21")), {"first", "prev", "last"})
        self.assertEqual(self.links("q=reihe&limit=7&offset=3")["prev"], "/api/v1/search?q=reihe&limit=7")
        self.assertEqual(self.links("q=reihe&limit=0"), {})
        self.assertEqual(self.links("limit=5&offset=9995").get("next"), None)

    def test_last_is_the_last_that_has_any(self):
        for query, offset in (("q=reihe&limit=7", 21), ("q=reihe&limit=5", 20), ("q=reihe&limit=7&offset=2", 23),
                              ("q=reihe&limit=100", 0)):
            last = self.links(query)["last"]
            self.assertEqual(last.rpartition("offset=")[2] if offset else "offset" in last,
                             str(offset) if offset else False, query)
            self.assertGreater(len(self.ask(last).json()["hits"]), 0)
        self.assertEqual(set(self.links("q=xqxqxq")), {"first"})
        self.assertEqual(set(self.links("q=reihe&offset=50")), {"first", "prev"})

    def test_a_walk_goes_on_by_its_cursors(self):
        answer = self.search(q="reihe", limit=7)
        path = "/api/v1/search?q=reihe&limit=7&cursor=" + answer["next_cursor"]
        found = [hit["id"] for hit in answer["hits"]]
        while path:
            self.assertEqual(self.ask(path).headers["Link"], self.ask(path).headers["Link"])  # kept, too
            found += [hit["id"] for hit in self.ask(path).json()["hits"]]
            path = self.links(path.partition("?")[2]).get("next")
            self.assertNotIn("offset", path or "")
        self.assertEqual((len(found), len(set(found))), (answer["total"], answer["total"]))

    def test_what_was_asked_for_stays_as_it_was(self):
        links = self.links("q=%22a%3C%3E%22&city=Gda%C5%84sk&city=Rostock&limit=1&ui=de")
        self.assertEqual(links["first"],
                         "/api/v1/search?q=%22a%3C%3E%22&city=Gda%C5%84sk&city=Rostock&limit=1&ui=de")
        self.assertEqual(self.links("q=" + "%C3%A4" * 400), {})


class ForAnyone(Served):
    def test_pages_of_other_sites_may_read_the_api_and_its_problems(self):
        for path in (SEARCH, "/api/v1/search?limit=x", "/api/v1/nowhere", "/api/v1/words/hafen",
                     "/openapi.json", "/style.css"):
            self.assertEqual(self.ask(path).headers["Access-Control-Allow-Origin"], "*", path)
        self.assertEqual(self.ask(SEARCH, method="DELETE").headers["Access-Control-Allow-Origin"], "*")
        for path in ("/", "/livez", "/metrics", "/nowhere"):
            self.assertIsNone(self.ask(path).headers["Access-Control-Allow-Origin"], path)

    def test_options_tell_the_methods(self):
        for path, anyones in ((SEARCH, True), ("/", False), ("/metrics", False), ("*", False)):
            answer = self.ask(path, method="OPTIONS")
            self.assertEqual((answer.status, answer.body), (204, b""))
            self.assertEqual(answer.headers["Allow"], "GET, HEAD, OPTIONS")
            self.assertEqual(answer.headers["Access-Control-Allow-Methods"] is not None, anyones)
        self.assertEqual(self.ask("/nowhere", method="OPTIONS").status, 404)


class Told(Served):
    def test_every_problem_has_a_page_in_both_languages(self):
        overview = self.ask("/problems/").text()
        for name in PROBLEMS:
            with self.subTest(name):
                self.assertIn(f'href="/problems/{name}"', overview)
                german = self.ask(f"/problems/{name}", headers={"Accept-Language": "de"})
                english = self.ask(f"/problems/{name}", headers={"Accept-Language": "en"})
                self.assertEqual((german.status, english.status), (200, 200))
                self.assertIn('lang="de"', german.text())
                self.assertIn('lang="en"', english.text())
                headings = [re.search("<h1>(.*?)</h1>", a.text())[1] for a in (german, english)]
                self.assertNotEqual(*headings)
                chosen = re.search(f'href="(/problems/{name}[^"]*)" lang="en"', german.text())[1]
                self.assertIn('<html lang="en"', self.ask(chosen, headers={"Accept-Language": "de"}).text())
        self.assert_problem(self.ask("/problems/none-such"), 404)

    def test_the_type_of_a_problem_is_such_a_page(self):
        for answer in (self.ask("/nowhere"), self.ask("/api/v1/search?limit=x"),
                       self.ask("/", method="DELETE"), self.ask("/?q=" + "x" * 9000),
                       self.ask("/livez", headers={"X-Long": "x" * 13000})):
            problem = self.assert_problem(answer, answer.status)
            self.assertEqual(self.ask(problem["type"]).status, 200)
        self.assertEqual(answer.status, 431)

    def test_a_browser_is_told_by_a_page_and_a_program_by_json(self):
        browser = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8", "Accept-Language": "de"}
        for path, method, status in (("/nowhere", "GET", 404), ("/", "DELETE", 405),
                                     ("/?q=" + "x" * 9000, "GET", 414)):
            answer = self.ask(path, method=method, headers=browser)
            self.assertEqual(answer.status, status)
            self.assertEqual(answer.headers["Content-Type"], "text/html; charset=utf-8")
            self.assertIn("<h1>", answer.text())
            for accepted in ({}, {"Accept": "*/*"}, {"Accept": "text/html;q=0, */*"}):
                self.assert_problem(self.ask(path, method=method, headers=accepted), status)
        self.assert_problem(self.ask("/api/v1/nowhere", headers=browser), 404)

    def test_so_it_is_at_every_address_outside_the_api(self):
        browser = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8", "Accept-Language": "en"}
        for path, status in (("/?limit=x", 400), ("/document/none-such", 404), ("/export", 400),
                             ("/export?format=csv&limit=1", 400), ("/feed.atom?offset=1", 400),
                             ("/sitemap/9.xml", 404), ("/problems/none-such", 404)):
            with self.subTest(path):
                told = self.ask(path, headers=browser)
                self.assertEqual((told.status, told.headers["Content-Type"]),
                                 (status, "text/html; charset=utf-8"))
                problem = self.assert_problem(self.ask(path), status)
                self.assertIn(problem["type"], told.text())
                for answer in (told, self.ask(path)):
                    self.assertIn("Accept", answer.headers["Vary"].split(", "))
                    self.assertEqual(answer.headers["Cache-Control"], "no-store")

    def test_a_page_says_what_exactly_is_wrong(self):
        text = self.ask("/export?format=docx", headers={"Accept": "text/html"}).text()
        self.assertIn("csv, ris, bibtex", text)
        text = self.ask("/?q=hafen&limit=x%3Cb%3E", headers={"Accept": "text/html"}).text()
        self.assertIn("limit must be", text)
        self.assertIn('value="hafen"', text)


if __name__ == "__main__":
    unittest.main()
