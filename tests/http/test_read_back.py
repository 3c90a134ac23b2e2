# SPDX-License-Identifier: GPL-2.0-or-later
"""What others read of documents: citations in files by citation-js, on pages as Zotero does,
tables by csv, lines by json. Of odd titles and addresses, and of the whole corpus."""
import csv
import io
import json
import re
import shutil
import subprocess
import unittest
import urllib.parse
from pathlib import Path

from fixture import Served
from odd_pages import ODD
from programs import Daemon
from test_page import Tree

ROOT = Path(__file__).resolve().parents[2]
NODE_MODULES = ROOT / "build" / "npm" / "node_modules"
HAS_PARSER = unittest.skipUnless(shutil.which("node") and (NODE_MODULES / "@citation-js").is_dir(),
                                 "node or citation-js is not there: setup/npm.sh installs it")


def one_line(text):
    """What is blank is a space, as nothing of a title can end a line of a file."""
    return re.sub("[\x00-\x20\x7f\x85\u2028\u2029\ufeff]+", " ", text).strip(" ")


def known_date(document):
    """Year, month and day as far as they are known; the only year it belongs to if none is."""
    if document["date"]:
        return [int(part) for part in document["date"].split("-")]
    return document["years"] if len(document["years"]) == 1 else []


def as_zotero(text):
    """It takes a plus sign for a blank, however it is encoded (parseContextObject)."""
    return text.replace("+", " ")


def context_object(text):
    """Fields of a citation, by Z39.88-2004 and Zotero's reading of it."""
    fields = {}
    for pair in text.split("&"):
        name, value = pair.split("=")
        fields.setdefault(name, []).append(as_zotero(urllib.parse.unquote(value, errors="strict")))
    return fields


class OddOnes(Served):
    @classmethod
    def setUpClass(cls):
        cls.daemon = cls.enterClassContext(Daemon())
        report = cls.daemon.index_lines(map(json.dumps, ODD))
        assert report["added"] == len(ODD), report
        cls.daemon.start("--workers", "2")

    def export(self, format_):
        return self.ask("/export", {"format": format_, "duplicates": "show"}).text()

    def documents(self):
        """As JSON lines have them, which must be all that the search finds."""
        documents = [json.loads(line) for line in self.export("jsonl").split("\n") if line]
        self.assertEqual(len(documents), self.search(limit=0, duplicates="show")["total"])
        return documents

    def citable(self):
        """Title, date and address of each document, as a citation should tell them."""
        for one in self.documents():
            here = f"{self.daemon.url}/document/{urllib.parse.quote(one['id'], safe='/:@,;=!$()*')}"
            is_on_the_web = (one["url"] or "").startswith("http")
            yield one_line(one["title"]) or one_line(one["id"]), known_date(one), one["url"] if is_on_the_web else here

    def citations(self, format_, reader):
        """The same as citation-js reads them."""
        done = subprocess.run(["node", ROOT / "tests/http/read_citations.mjs", NODE_MODULES, reader],
                              input=self.export(format_).encode(), capture_output=True, check=False)
        self.assertEqual(done.returncode, 0, done.stderr.decode())
        return [(item["title"], item["issued"]["date-parts"][0] if "issued" in item else [], item["URL"])
                for item in json.loads(done.stdout)]

    def check_citations(self, format_, reader, seen=lambda one: one):
        wanted, found = list(self.citable()), self.citations(format_, reader)
        self.assertEqual(len(found), len(wanted))
        for one, other in zip(found, wanted):
            self.assertEqual(seen(one), seen(other))

    @HAS_PARSER
    def test_csl_is_read_back(self):
        self.check_citations("csl", "csl")

    @HAS_PARSER
    def test_ris_is_read_back(self):
        self.check_citations("ris", "ris")

    @HAS_PARSER
    def test_bibtex_is_read_back(self):
        def seen(one):  # with the letters that no field can have percent-encoded
            return one[0], one[1], urllib.parse.unquote(one[2])
        self.check_citations("bibtex", "bibtex", seen)
        self.check_citations("bibtex", "classic", lambda one: (one[0], one[1][:2], seen(one)[2]))

    def citations_on_pages(self, ui):
        """Of each hit the one citation, as fields."""
        found = []
        while True:
            answer = self.ask("/", {"limit": 100, "offset": len(found), "duplicates": "show", "ui": ui})
            articles = list(Tree(answer.text()).root.one("main").all("article"))
            if not articles:
                return found
            for article in articles:
                span = article.one("span", class_="Z3988")
                self.assertEqual((span.text(), span.children), ("", []))
                found.append(context_object(span["title"]))

    def test_pages_have_a_citation_of_every_hit(self):
        wanted = [[as_zotero(title), "-".join(f"{part:02}" for part in date), as_zotero(url)]
                  for title, date, url in self.citable()]
        for ui in ("de", "en"):
            found = self.citations_on_pages(ui)
            self.assertEqual(len(found), len(wanted))
            for one, other in zip(found, wanted):
                self.assertEqual([*one["rft.title"], "".join(one.get("rft.date", [])), *one["rft.identifier"]], other)
                self.assertEqual(one["rft_val_fmt"] + one["rft.type"], ["info:ofi/fmt:kev:mtx:dc", "webpage"])
                self.assertEqual(one["ctx_ver"], ["Z39.88-2004"])
                self.assertEqual(one.get("rft.au"), one.get("rft.publisher"))

    def test_tables_are_read_back(self):
        rows = list(csv.DictReader(io.StringIO(self.export("csv").removeprefix("\ufeff"), newline="")))
        documents = self.documents()
        self.assertEqual(len(rows), len(documents))
        for row, one in zip(rows, documents):
            for name in ("id", "title", "url", "date"):
                value = one[name] or ""
                guarded = "'" + value if value[:1] in tuple("=+-@\t\r\n") else value
                self.assertEqual(row[name], guarded)


class Corpus(OddOnes):
    """The same of the pages in corpus/."""

    @classmethod
    def setUpClass(cls):
        cls.daemon = cls.enterClassContext(Daemon())
        report = cls.daemon.index_folder(ROOT / "corpus/pages")
        assert not report["refused"], report
        cls.daemon.start("--workers", "2")


if __name__ == "__main__":
    unittest.main()
