# SPDX-License-Identifier: GPL-2.0-or-later
"""Exports as others read them: citations by citation-js, tables by csv, lines by json.
Of odd titles and addresses, and of the whole corpus."""
import csv
import io
import json
import re
import shutil
import subprocess
import unittest
import urllib.parse
from pathlib import Path

from fixture import Served, page
from programs import Daemon

ROOT = Path(__file__).resolve().parents[2]
NODE_MODULES = ROOT / "build" / "npm" / "node_modules"
HAS_PARSER = unittest.skipUnless(shutil.which("node") and (NODE_MODULES / "@citation-js").is_dir(),
                                 "node or citation-js is not there: setup/npm.sh installs it")

TITLES = [
    # what BibTeX and TeX take for their own
    "{", "}", "{}", "}{", "Eine } Klammer \\zu viel_und #noch ~eine^ $", "\\", "x\\", "\\\\", "\\textbf{fett}",
    "\\%", "{\\\"o}", "\\begin{document}", "$\\alpha$", "H$_2$O, x^{2}", "100 % & mehr #1 a_b ~ ^ $x$", "a~b",
    "-- Hafen -- und --- Meer ---", "- Hafen", "``Zitat''", "''''", "`a' ``b", "?` !`", "<<a>> ,,b``", "a, b; c",
    "Hafen and Meer", "and", "and others", "@article{böse,", "title = {x},", "% Anmerkung", "\"ganz\" und \"", "'", "`",
    # ends of lines and other blanks
    "Zwei\nZeilen", "Zwei\r\nZeilen", "\tEingerückt", "  am  Rand  ", "Festes\u00a0Leerzeichen",
    "Zeile\u2028Zeile", "Absatz\u2029Absatz", "\ufeffMarke", "Weiche\u00adTrennung", "Null\u200bbreit",
    # RIS
    "ER  - ", "TY  - BOOK", "TI  - x", "-1\r\nER  - \r\nTY  - BOOK",
    # tables
    "=HYPERLINK(\"https://bad.example\")", "+49 30 1", "@heim", "-1", "a;b,c\t\"d\"", "'=1",
    # HTML
    "<b>fett</b>", "<script>", "a < b > c", "&amp; &lt; &", "%41 a%20b +",
    # scripts
    "מרחב הים הבלטי (Ostsee) 12", "مرحبا بالعالم", "\u202eumgekehrt\u202c", "Привет, мир", "港湾の開発", "Łódź, Øresund, ẞ, ﬁ",
    "😀 Hafen 👩‍👩‍👧 🇩🇪", "𝔘 \U0010fffd", "İstanbul x\u0301\u0323",
    # long, short, numbers
    "Ü" * 2000, "12345", "2007", "0", "7 %", "", "   ", "-", "?",
]
ADDRESSES = [
    "https://region.example/a_b?x={1}&y=%20#z", "https://region.example/ä ö/%C3%A4", "https://region.example/a--b---c''",
    "https://region.example/~x/$1,2;3", "https://region.example/?q=\"a\"|<b>^`\\", "https://region.example/[x]#_-",
    "https://region.example/" + "x" * 1500, None, "javascript:alert(1)",
]
IDS = ["oai:region@7", "a b", "größe", "a,b;c=d", "{x}", "100%", "=1", "-1", "@x", "x\\y", "dir/file.html"]
ODD = [page(f"title-{i}", title, "Ein Hafen mit Titel.", years=[2000 + i % 20])
       for i, title in enumerate(TITLES)] + [
    page(f"address-{i}", f"Adresse {i}", "Ein Hafen mit Adresse.", url=url, date=f"20{10 + i}-0{1 + i % 9}")
    for i, url in enumerate(ADDRESSES)] + [
    {"id": name, "title": f"Nur eine Kennung: {name}", "body": "Ein Hafen ohne Adresse."} for name in IDS]


def one_line(text):
    """What is blank is a space, as nothing of a title can end a line of a file."""
    return re.sub("[\x00-\x20\x7f\x85\u2028\u2029\ufeff]+", " ", text).strip(" ")


def known_date(document):
    """Year, month and day as far as they are known; the only year it belongs to if none is."""
    if document["date"]:
        return [int(part) for part in document["date"].split("-")]
    return document["years"] if len(document["years"]) == 1 else []


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

    def test_tables_are_read_back(self):
        rows = list(csv.DictReader(io.StringIO(self.export("csv").removeprefix("\ufeff"), newline="")))
        documents = self.documents()
        self.assertEqual(len(rows), len(documents))
        for row, one in zip(rows, documents):
            for name in ("id", "title", "url", "date"):
                value = one[name] or ""
                guarded = "'" + value if value[:1] in tuple("=+-@\t\r") else value
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
