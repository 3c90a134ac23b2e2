# SPDX-License-Identifier: GPL-2.0-or-later
"""The element of /regiosearch.js on the pages of a stranger, which have another
origin than the daemon, in a real browser."""
import json
import re
import unittest
from urllib.parse import parse_qs, urlsplit

from browser.chrome import Chrome, available
from browser.foreign_site import ForeignSite
from programs import Daemon

ENTER, TAB, SPACE = "\ue007", "\ue004", " "
SCRIPT = "<script>window.attacked = 1</script>"
ATTACK = f"{SCRIPT}\"><img src=x onerror=\"window.attacked = 2\">"
OPTIONAL = re.compile(r"/api/v1/facets/\w+\?.* status of 404 ")
STATUS = "[part=status]"


def document(name, title, body, **more):
    return {"id": name, "title": title, "body": body, "url": f"https://region.example/{name}",
            "type": "news", "language": "de", "years": [], "cities": [], "clusters": [], **more}


DOCUMENTS = [
    document("hafen", "Hafen im Wandel", "Der Hafen von Rostock wird umgebaut.",
             date="2007-04-24", years=[2007], cities=["Rostock"], clusters=["maritime"]),
    document("kai", "Ein neuer Kai", "Auch der Hafen von Danzig wächst.", type="project",
             years=[2008], cities=["Gdańsk"], clusters=["maritime", "logistics"]),
    document("mole", "Mole", "Der Hafen von Kiel bekommt eine Mole.", years=[2009],
             cities=["Kiel"], clusters=["maritime"]),
    document("angriff", ATTACK, f"Angriff auf den Leser: {ATTACK} & &lt;b&gt; Ende.",
             url="javascript:window.attacked=3", cities=[ATTACK], clusters=[ATTACK]),
] + [document(f"folge-{i}", f"Folge {i}", "Windräder drehen sich in der Lausitz.",
              date=f"2015-01-{i + 1:02}", years=[1990 + i], cities=["Cottbus", f"Ort {i}"])
     for i in range(25)]


def page(attributes="", lang="de", head=""):
    """A stranger's page with the element."""
    return (f'<!doctype html><html lang="{lang}"><head><meta charset="utf-8"><title>Fremd</title>{head}'
            '<script type="module" src="http://127.0.0.1:8080/regiosearch.js"></script></head>'
            f'<body><main><h1>Fremd</h1><regio-search {attributes}></regio-search></main></body></html>')


PAGES = {
    "/": page("url-state"),
    "/english": page('lang="en-GB" facets="cluster,year" per-page="5"'),
    "/within": page('within="cluster=logistics" facets="city cluster"'),
    "/prefixed": page('url-state="s-"'),
    "/strict": page(head="<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
                         "script-src http://127.0.0.1:8080; connect-src http://127.0.0.1:8080\">"),
    "/nobody": page('base="http://127.0.0.1:9/"'),
}


def setUpModule():
    if not available():
        print("chromium and chromedriver are not installed: the browser tests are skipped")
        raise unittest.SkipTest("no browser")


class ElementTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.daemon = cls.enterClassContext(Daemon())
        report = cls.daemon.index_lines(map(json.dumps, DOCUMENTS))
        assert report["added"] == len(DOCUMENTS), report
        cls.daemon.start()
        cls.site = cls.enterClassContext(ForeignSite(cls.daemon.url, PAGES))
        cls.chrome = cls.enterClassContext(Chrome("--accept-lang=de", within="regio-search"))

    def open(self, address="/"):
        self.chrome.open(self.site.url + address)
        self.settle()

    def settle(self):
        """Waits for the answer to what was done last."""
        self.assertTrue(self.chrome.wait_until("""
            const tree = document.querySelector("regio-search").shadowRoot;
            return tree && tree.querySelector("[aria-busy=false]") !== null;"""), "no answer")

    def act(self, method, *arguments):
        method(*arguments)
        self.settle()

    def click(self, selector):
        self.act(self.chrome.click, selector)

    def search(self, words):
        self.act(self.chrome.type, "#q", words + ENTER)

    def tick(self, value):
        self.click(f"input[type=checkbox][value='{value}']")

    def found(self):
        return self.chrome.text(STATUS)

    def titles(self):
        return self.chrome.texts("article h3")

    def values(self, field):
        """The values shown of a facet, with their counts."""
        return dict(text.rsplit("\n", 1) for text in
                    self.chrome.texts(f"[data-field={field}] label"))

    def parameters(self):
        return parse_qs(urlsplit(self.chrome.url()).query)

    def suggestions(self):
        """Those of the box, once there are some."""
        return self.chrome.wait_until("""
            const options = document.querySelector("regio-search").shadowRoot.querySelectorAll("#suggestions option");
            return options.length && [...options].map(({ value }) => value);""")

    def complaints(self):
        """Of the browser, but of endpoints that a service need not have."""
        return [entry["message"] for entry in self.chrome.log()
                if not OPTIONAL.search(entry["message"])]

    def focused(self):
        return self.chrome.run("""
            const focused = document.querySelector("regio-search").shadowRoot.activeElement;
            return focused && (focused.value || focused.textContent);""")
