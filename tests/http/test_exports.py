# SPDX-License-Identifier: GPL-2.0-or-later
"""/export: all that is found, as files that other programs read."""
import csv
import gzip
import http.client
import io
import json
import random
import re
import signal
import socket
import subprocess
import unittest
import urllib.parse
import urllib.request
import zlib

from fixture import FACETS, Served, page
from programs import Daemon, run_indexer

FORMATS = ("csv", "ris", "bibtex", "csl", "jsonl")

PAGES = [
    page(1, "Größe & Maß: 100 % {Hafen}", "Der Hafen von Rostock ist groß.",
         date="2007-04-24", years=[2007], cities=["Rostock"], clusters=["maritime", "logistics"]),
    page(2, "Eine } Klammer \\zu viel_und #noch ~eine^ $", "Noch ein Hafen.",
         url="https://region.example/a_b?x={1}&y=%20#z", type="project", date="2008-02",
         years=[2008, 2009], cities=["Gdańsk"]),
    page(3, "=HYPERLINK(\"https://bad.example\")", "Ein Hafen, \"zitiert\",\nmit Umbruch.",
         years=[2010], cities=["+1", "Halle, Saale"], clusters=["energy"]),
    page(4, "-1\r\nER  - \r\nTY  - BOOK", "Ein Hafen, der in anderen Zeilen enden will.",
         language="en", url="javascript:alert(1)"),
    page(5, "@article{böse,", "Undatiert ist dieser Hafen.", type="network"),
] + [page(100 + i, f"Reihe {i}", f"Folge {i} über Windräder. " + "Worte " * 60,
          date=f"20{10 + i % 5}-01-{i % 28 + 1:02}", years=[2010 + i % 5],
          cities=["Dresden"] if i % 3 else ["Leipzig"], type="news" if i % 2 else "project",
          clusters=["energy"] if i % 7 else []) for i in range(700)]


def read_csv(text):
    return list(csv.DictReader(io.StringIO(text.lstrip("\ufeff"), newline="")))


def unpacked(answer):
    return gzip.decompress(answer.body) if answer.headers["Content-Encoding"] == "gzip" else answer.body


class ExportTest(Served):
    @classmethod
    def setUpClass(cls):
        cls.daemon = cls.enterClassContext(Daemon())
        cls.daemon.index_lines(map(json.dumps, PAGES))
        cls.daemon.start("--workers", "2")

    def export(self, format_, *pairs, **parameters):
        answer = self.ask("/export", [("format", format_), *pairs, *parameters.items()])
        self.assertEqual(answer.status, 200, answer.body)
        return answer

    def ids(self, **parameters):
        """Of all hits of the search, page by page."""
        found = []
        while True:
            hits = self.search(offset=len(found), limit=100, **parameters)["hits"]
            if not hits:
                return found
            found += [hit["id"] for hit in hits]


class Completeness(ExportTest):
    REQUESTS = [{}, {"q": "windräder"}, {"q": "reihe", "year": "2011..2013", "city": "Leipzig"},
                {"q": "hafen", "sort": "oldest"}, {"cluster": "energy", "type": "project"},
                {"q": "niezuvorgehört"}, {"sort": "newest", "duplicates": "show"}]

    def test_it_has_what_the_search_finds_in_its_order(self):
        for request in self.REQUESTS:
            wanted = self.ids(**request)
            lines = self.export("jsonl", **request).text().splitlines()
            self.assertEqual([json.loads(line)["id"] for line in lines], wanted, request)
            rows = read_csv(self.export("csv", **request).text())
            self.assertEqual([row["id"] for row in rows], wanted, request)

    def test_every_format_has_as_many_as_the_search(self):
        for request in self.REQUESTS:
            total = self.search(limit=0, **request)["total"]
            text = {name: self.export(name, **request).text() for name in FORMATS}
            self.assertEqual(text["ris"].count("TY  - ELEC\r\n"), total)
            self.assertEqual(text["bibtex"].count("\n@online{"), total)
            self.assertEqual(len(json.loads(text["csl"])), total)

    def test_the_headers_say_how_many_and_of_what(self):
        for name in FORMATS:
            answer = self.export(name, q="windräder")
            self.assertEqual(answer.headers["Regio-Total"], "700")
            self.assertEqual(answer.headers["Regio-Generation"], "1")
            self.assertRegex(answer.headers["Content-Disposition"],
                             r'^attachment; filename="regiosearch-export\.[a-z]+"$')
            self.assertEqual(answer.headers["Transfer-Encoding"], "chunked")

    def test_a_head_request_has_no_body(self):
        answer = self.ask("/export", {"format": "csv"}, method="HEAD")
        self.assertEqual((answer.status, answer.body), (200, b""))
        self.assertEqual(answer.headers["Regio-Total"], str(len(PAGES)))

    def test_what_is_exported_can_be_indexed_again(self):
        lines = self.export("jsonl").text()
        with Daemon() as other:
            report = other.index_lines(lines.splitlines())
            self.assertEqual((report["added"], report["refused"]), (len(PAGES), []))
            other.start()
            for request in self.REQUESTS:
                ours, theirs = self.search(**request), other.search(**request)
                self.assertEqual(ours["total"], theirs["total"], request)
                for field in FACETS:
                    self.assertEqual(ours["facets"][field], theirs["facets"][field], field)


class Packed(ExportTest):
    def test_every_format_is_the_same_in_fewer_bytes(self):
        for asked in (*({"format": name} for name in FORMATS), {"format": "csv", "q": "niezuvorgehört"},
                      {"format": "csv", "table": "year"}):
            with self.subTest(asked):
                plain = self.ask("/export", asked)
                packed = self.ask("/export", asked, headers={"Accept-Encoding": "gzip"})
                self.assertEqual(self.undated(unpacked(packed)), self.undated(plain.body))
                if plain.headers["Transfer-Encoding"] and len(plain.body) > 1000:
                    self.assertEqual(packed.headers["Transfer-Encoding"], "chunked")
                    self.assertLess(len(packed.body), len(plain.body) / 5)

    def undated(self, body):
        """Some formats tell when they were written."""
        return re.sub(rb"20\d\d-\d\d-\d\dT\d\d:\d\d:\d\dZ", b"", body)


class Tables(ExportTest):
    def test_no_cell_is_a_formula(self):
        rows = list(csv.reader(io.StringIO(self.export("csv").text().lstrip("\ufeff"),
                                           newline="")))
        self.assertEqual({len(row) for row in rows}, {len(rows[0])})
        for row in rows:
            for cell in row:
                self.assertNotIn(cell[:1], ("=", "+", "-", "@", "\t", "\r"), cell)

    def test_cells_are_what_the_search_tells(self):
        rows = {row["id"]: row for row in read_csv(self.export("csv").text())}
        self.assertEqual(rows["page-1"]["title"], PAGES[0]["title"])
        self.assertEqual(rows["page-1"]["clusters"], "maritime; logistics")
        self.assertEqual(rows["page-2"]["date"], "2008-02")
        self.assertEqual(rows["page-2"]["years"], "2008; 2009")
        self.assertEqual(rows["page-3"]["title"], "'" + PAGES[2]["title"])
        self.assertEqual(rows["page-5"]["date"], "")

    def test_it_begins_with_a_mark_and_lines_end_as_they_should(self):
        body = self.export("csv", q="reihe").body
        self.assertTrue(body.startswith(b"\xef\xbb\xbfid,"))
        self.assertEqual(body.count(b"\n"), body.count(b"\r\n"))

    def test_a_facet_is_a_table_that_is_not_cut(self):
        for field in FACETS:
            answer = self.search(q="windräder", type="news", limit=0, facet_limit=1000)
            rows = read_csv(self.export("csv", table=field, q="windräder", type="news").text())
            wanted = [(value["value"], value["label"], str(value["count"]), "0")
                      for value in answer["facets"][field]]
            self.assertEqual([tuple(row.values()) for row in rows[:-1]], wanted)
            self.assertEqual(rows[-1]["missing"], "1")
            if field in answer["missing"]:
                self.assertEqual(rows[-1]["count"], str(answer["missing"][field]))


class Lines(ExportTest):
    def test_keys_are_unique_and_stay(self):
        keys = [item["id"] for item in json.loads(self.export("csl").body)]
        self.assertEqual(len(set(keys)), len(PAGES))
        for key in keys:
            self.assertRegex(key, r"^regio-[A-Za-z0-9_-]{22}$")
        entries = re.findall(r"^@online{(.+),$", self.export("bibtex", sort="oldest").text(), re.MULTILINE)
        self.assertEqual(sorted(keys), sorted(entries))

    def test_no_title_begins_another_entry(self):
        text = self.export("ris", q="hafen").text()
        self.assertEqual(text.count("\n"), text.count("\r\n"))
        for line in text.split("\r\n"):
            self.assertRegex(line, r"^([A-Z][A-Z0-9]  - .*)?$")
        entries = text.split("ER  - \r\n\r\n")
        self.assertEqual(len(entries), self.search(q="hafen")["total"] + 1)

    def test_braces_are_balanced(self):
        for entry in self.export("bibtex", q="hafen").text().split("\n@")[1:]:
            depth = 0
            for letter in entry:
                depth += (letter == "{") - (letter == "}")
                self.assertGreaterEqual(depth, 0, entry)
            self.assertEqual(depth, 0, entry)

    def test_a_comment_says_what_was_asked(self):
        head = self.export("bibtex", q="hafen @x{", city="Rostock").text().split("@online")[0]
        self.assertIn("q=hafen", head)
        self.assertIn("city=Rostock", head)
        self.assertIn("generation 1", head)
        self.assertNotIn("@", head)
        self.assertNotIn("{", head)


class Refusals(ExportTest):
    def test_what_makes_no_sense_is_refused_with_advice(self):
        for pairs in ((), (("format", "xls"),), (("format", ""),),
                      (("format", "csv"), ("format", "ris")), (("format", "csv"), ("limit", "5")),
                      (("format", "csv"), ("offset", "5")), (("format", "csv"), ("table", "title")),
                      (("format", "ris"), ("table", "city")), (("format", "csv"), ("year", "x")),
                      (("format", "csv"), ("stadt", "Leipzig"))):
            self.assert_problem(self.ask("/export", list(pairs)), 400)


class Breaks(unittest.TestCase):
    """What cannot be finished is never taken for all."""

    def test_an_export_that_fails_midway_has_no_end(self):
        with Daemon() as daemon:
            daemon.index_lines(map(json.dumps, PAGES))
            daemon.start("--workers", "1", log=subprocess.DEVNULL)
            for store in daemon.index.rglob("store*"):
                half = store.stat().st_size // 2
                with open(store, "r+b") as file:
                    file.seek(half)
                    file.write(bytes(store.stat().st_size - half))
            for coding in ("identity", "gzip"):
                request = urllib.request.Request(daemon.url + "/export?format=jsonl&sort=oldest",
                                                 headers={"Accept-Encoding": coding})
                with self.subTest(coding), urllib.request.urlopen(request) as answer:
                    self.assertEqual(answer.headers["Content-Encoding"], "gzip" if coding == "gzip" else None)
                    with self.assertRaises(http.client.IncompleteRead) as broken:
                        answer.read()
                if coding == "gzip":  # lines came, but no end of the file
                    unpacker = zlib.decompressobj(16 + zlib.MAX_WBITS)
                    self.assertGreater(unpacker.decompress(broken.exception.partial).count(b"\n"), 0)
                    self.assertFalse(unpacker.eof)
            self.assertEqual(daemon.get("/livez")[:1], b"{")

    def test_a_reader_who_leaves_costs_nothing(self):
        with Daemon() as daemon:
            daemon.index_lines(map(json.dumps, PAGES))
            daemon.start("--workers", "1")
            for _ in range(20):
                connection = http.client.HTTPConnection(
                    urllib.parse.urlsplit(daemon.url).netloc, timeout=30)
                connection.request("GET", "/export?format=jsonl")
                connection.getresponse().read(100)
                connection.close()
            self.assertEqual(len(daemon.get("/export", {"format": "jsonl"}).splitlines()),
                             len(PAGES))
            self.assertEqual(daemon.stop(), 0)


class WhileUpdating(unittest.TestCase):
    def test_an_export_is_of_one_revision(self):
        with Daemon() as daemon:
            daemon.index_lines(map(json.dumps, PAGES))
            daemon.start("--workers", "2")
            with urllib.request.urlopen(daemon.url + "/export?format=jsonl") as answer:
                text = answer.read(50)
                self.assertEqual(run_indexer("remove", daemon.index, "page-100", "page-101",
                                             "--quiet").returncode, 0)
                text += answer.read()
            self.assertEqual(len(text.splitlines()), len(PAGES))


class SlowReaders(unittest.TestCase):
    """Of an export that is more than what sockets hold."""

    @classmethod
    def setUpClass(cls):
        cls.daemon = cls.enterClassContext(Daemon())
        cls.daemon.index_lines(json.dumps(page(i, f"Band {i}", cls.text(i))) for i in range(60))

    @staticmethod
    def text(number):
        """100 kB that are in no other document."""
        words = ["Hafen", "Rostock", "Werft", "Netz", "Weg", "Kai", "Bahn"]
        return " ".join(random.Random(number).choices(words, k=17000))

    def setUp(self):
        self.daemon.start("--workers", "1")
        self.addCleanup(self.daemon.stop)
        self.readers = [self.enterContext(self.begin()) for _ in range(3)]

    def begin(self):
        connection = socket.socket()
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 65536)
        connection.settimeout(30)
        connection.connect(("127.0.0.1", urllib.parse.urlsplit(self.daemon.url).port))
        connection.sendall(b"GET /export?format=jsonl HTTP/1.1\r\nHost: a.example\r\n\r\n")
        return connection

    def assert_complete(self, connection):
        answer = http.client.HTTPResponse(connection)
        answer.begin()
        self.assertEqual(len({json.loads(line)["id"] for line in answer.read().splitlines()}), 60)

    def test_searches_do_not_wait_for_them(self):
        for _ in range(20):
            self.assertEqual(self.daemon.search(q="band")["total"], 60)
        for reader in self.readers:
            self.assert_complete(reader)

    def test_who_reads_on_gets_all_when_it_ends(self):
        self.daemon.search(q="band")  # thereafter those before it have begun
        self.daemon.process.send_signal(signal.SIGTERM)
        with self.assertRaises(OSError):
            while True:
                self.daemon.get("/livez")
        self.assertIsNone(self.daemon.process.poll())
        for reader in self.readers:
            self.assert_complete(reader)
        self.assertEqual(self.daemon.process.wait(timeout=20), 0)


if __name__ == "__main__":
    unittest.main()
