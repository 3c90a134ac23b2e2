# SPDX-License-Identifier: GPL-2.0-or-later
"""A small index with known values, the daemon over it, and plain requests."""
import http.client
import json
import sys
import unittest
import urllib.parse
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from programs import Daemon, run_indexer, SEARCHD  # noqa: E402,F401

FACETS = ("city", "cluster", "year", "type", "language", "programme", "country", "running")


def page(number, title, body, **more):
    """One made-up document; what is given overrides these values."""
    return {"id": f"page-{number}", "title": title, "body": body,
            "url": f"https://region.example/{number}", "type": "news", "language": "de",
            "years": [], "cities": [], "clusters": [], **more}


PAGES = [
    page(1, "Hafen im Wandel", "Der Hafen von Rostock wird umgebaut.",
         date="2007-04-24", years=[2007], cities=["Rostock"], clusters=["maritime"]),
    page(2, "Zwei Häfen, ein Netz", "Rostock und Danzig verbinden ihre Häfen.", type="project",
         date="2008-02", years=[2007, 2008], cities=["Rostock", "Gdańsk"],
         clusters=["maritime", "logistics"],
         facts={"programme": "INTERREG IVB", "start": "2007-03", "end": "2008-12",
                "budget_eur": 1200000.5}),
    page(3, "Energie vom Feld", "Bauern bei Leipzig erzeugen Energie.",
         date="2010-06-30", years=[2010], cities=["Leipzig"], clusters=["energy"]),
    page(4, "A port for hydrogen", "The port of Gdansk will handle hydrogen.", language="en",
         date="2021-09-01", years=[2021], cities=["Gdańsk"], clusters=["energy", "maritime"]),
    page(5, "Netzwerk ohne Jahr", "Ein Netzwerk, das nie ein Datum nennt.", type="network",
         cities=["Leipzig"]),
    page(6, "Undatiert und ortlos", "Diese Seite nennt weder Ort noch Jahr, nur Energie.",
         clusters=["energy"]),
    page(7, "<script>alert(1)</script>\"><img src=x onerror=alert(2)>",
         "Auszeichnung im Text: <b onclick=alert(3)>Auszeichnung</b> &amp; </script>.",
         url="javascript:alert(4)", date="2012-01-02", years=[2012], cities=["Leipzig"]),
] + [
    page(100 + i, f"Reihe Nummer {i}", f"Folge {i} der Reihe über Windräder.",
         date=f"2015-01-{i + 1:02}", years=[2015], cities=["Dresden"], clusters=["energy"])
    for i in range(25)
]


class Answer:
    def __init__(self, status, headers, body):
        self.status, self.headers, self.body = status, headers, body

    def json(self):
        return json.loads(self.body)

    def text(self):
        return self.body.decode("utf-8", "strict")


class Served(unittest.TestCase):
    """Tests that ask one daemon over PAGES."""

    @classmethod
    def setUpClass(cls):
        cls.daemon = cls.enterClassContext(Daemon())
        report = cls.daemon.index_lines([json.dumps(page) for page in PAGES])
        assert report["added"] == len(PAGES), report
        cls.daemon.start("--workers", "2")

    def ask(self, path, parameters=(), method="GET", headers=None):
        """path with its parameters; status, headers and bytes of the answer."""
        if isinstance(parameters, dict):
            parameters = list(parameters.items())
        query = "?" + urllib.parse.urlencode(parameters) if parameters else ""
        connection = http.client.HTTPConnection(self.host(), timeout=30)
        try:
            connection.request(method, path + query, headers=headers or {})
            answer = connection.getresponse()
            return Answer(answer.status, answer.headers, answer.read())
        finally:
            connection.close()

    def search(self, *pairs, **parameters):
        """A search that must succeed."""
        answer = self.ask("/api/v1/search", [*pairs, *parameters.items()])
        self.assertEqual(answer.status, 200, answer.body)
        return answer.json()

    def host(self):
        return urllib.parse.urlsplit(self.daemon.url).netloc

    def assert_problem(self, answer, status):
        self.assertEqual(answer.status, status, answer.body)
        self.assertEqual(answer.headers["Content-Type"], "application/problem+json")
        problem = answer.json()
        self.assertEqual(problem["status"], status)
        self.assertRegex(problem["type"], "^/problems/[a-z-]+$")
        self.assertTrue(problem["title"])
        self.assertGreater(len(problem["detail"]), 15)
        return problem
