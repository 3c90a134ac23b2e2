# SPDX-License-Identifier: GPL-2.0-or-later
"""site_pages: documents as pages of HTML below a folder, as a mirror of several sites has them.

HOST/SECTION/NUMBER/NAME.html. Each site has its frame, one of a few shapes: navigation, a notice on cookies, teasers of
other pages, contact and footer. What JSON lines say in fields, a page says in words: a line with place and day, a list
with the sector.
"""
import html
import random
import re
from collections import deque
from datetime import date
from pathlib import Path

PER_SITE = 400            # documents, on average; sites differ in size
PER_FOLDER = 200
TEASERS = 5
WORDS = {
    "de": {"sections": ("projekte", "aktuelles", "netzwerke", "service", "themen"), "more": "weiterlesen",
           "skip": "Zum Inhalt springen", "search": "Suche", "sector": "Branche", "place": "Ort", "home": "Startseite",
           "latest": "Weitere Meldungen", "contact": "Kontakt", "imprint": "Impressum", "privacy": "Datenschutz",
           "cookies": "Diese Seite verwendet Cookies. Mit der Nutzung erklären Sie sich damit einverstanden.",
           "months": "Januar Februar März April Mai Juni Juli August September Oktober November Dezember".split(),
           "day": "{day}. {month} {year}"},
    "en": {"sections": ("projects", "news", "networks", "service", "topics"), "more": "read more",
           "skip": "Skip to content", "search": "Search", "sector": "Sector", "place": "Place", "home": "Home",
           "latest": "Latest news", "contact": "Contact", "imprint": "Imprint", "privacy": "Privacy policy",
           "cookies": "This site uses cookies. By continuing to use it you agree to this.",
           "months": ("January February March April May June July August September October November "
                      "December").split(),
           "day": "{day} {month} {year}"},
}
SHAPES = (  # what of the frame stands before and after the text
    """<header class="site"><a href="/">{name}</a><form action="/suche"><input name="q"><button>{search}</button></form>
{menu}</header>
<div class="cookie-banner"><p>{cookies}</p><button>OK</button></div>
<main>{article}</main>
<aside class="teasers"><h2>{latest}</h2>{teasers}</aside>
<footer><p>{name}, {contact}: Tel. {phone}, info@{host}</p>
<a href="/i">{imprint}</a> <a href="/d">{privacy}</a></footer>""",
    """<div id="skip"><a href="#content">{skip}</a></div><div id="head"><h2>{name}</h2></div>
<div id="menu">{menu}</div><div id="crumbs"><a href="/">{home}</a> &gt; <a href="../">{section}</a></div>
<div id="content">{article}<p><a href="javascript:print()">Print</a></p></div>
<div id="right"><h3>{latest}</h3>{teasers}</div>
<div id="foot">&copy; {name} | <a href="/i">{imprint}</a> | <a href="/d">{privacy}</a> | {contact} {phone}</div>""",
    """<table width="100%"><tr><td colspan="3"><b>{name}</b></td></tr><tr><td class="nav">{menu}</td>
<td class="text">{article}</td><td class="box"><b>{latest}</b>{teasers}</td></tr>
<tr><td colspan="3">{name} - {contact}: {phone} - <a href="/i">{imprint}</a></td></tr></table>""",
)
NOT_IN_A_NAME = re.compile(r"[^a-z0-9]+")


def sites_for(number):
    return max(3, number // PER_SITE)


class Site:
    """One host with its frame; it remembers its last pages, for teasers."""

    def __init__(self, number, language, facets, seed):
        rng = random.Random(f"{seed}-site-{number}")
        self.words, self.facets = WORDS[language], facets
        self.language, self.rng = language, rng
        self.name = f"{'Netzwerk' if language == 'de' else 'Network'} Region {number}"
        self.host = f"site-{number}.region.example"
        self.shape = SHAPES[number % len(SHAPES)]
        self.phone = f"0{rng.randrange(300, 1000)} {rng.randrange(10000, 900000)}"
        self.menu = self.items((f"/{section}/", section.capitalize()) for section in self.words["sections"])
        self.latest, self.pages = deque(maxlen=TEASERS), 0

    def add(self, document):
        """Path below the folder of all sites, and the page."""
        section = self.words["sections"][self.pages % len(self.words["sections"])]
        name = NOT_IN_A_NAME.sub("-", document["title"].lower())[:40].strip("-") or "seite"
        path = f"{self.host}/{section}/{self.pages // PER_FOLDER}/{name}-{document['id']}.html"
        page = self.page(document, section)
        teaser = document["body"][:160].rsplit(" ", 1)[0]
        self.latest.append((f"/{path.partition('/')[2]}", document["title"], teaser))
        self.pages += 1
        return path, page

    def page(self, document, section):
        words = {key: word for key, word in self.words.items() if isinstance(word, str)}
        frame = self.shape.format(
            **words, name=self.name, host=self.host, phone=self.phone, section=section, menu=self.menu,
            article=self.article(document), teasers="".join(map(self.teaser, self.latest)))
        return (f'<!DOCTYPE html>\n<html lang="{self.language}"><head><meta charset="utf-8">\n'
                f"<title>{html.escape(document['title'])} - {self.name}</title>\n"
                f'<link rel="stylesheet" href="/style.css"><script src="/site.js"></script></head>\n'
                f"<body>\n{frame}\n</body></html>\n")

    def article(self, document):
        cities = [self.facets.city_name(city, self.language) for city in document["cities"]]
        clusters = [self.facets.cluster_name(cluster, self.language) for cluster in document["clusters"]]
        where_and_when = ", ".join(filter(None, (*cities[:1], self.day(document.get("date")))))
        rows = [(self.words["place"], cities), (self.words["sector"], clusters)]
        facts = "".join(f"<dt>{label}</dt><dd>{html.escape(', '.join(values))}</dd>"
                        for label, values in rows if values)
        paragraphs = "\n".join(f"<p>{html.escape(text)}</p>" for text in document["body"].split("\n\n"))
        return (f"<h1>{html.escape(document['title'])}</h1>\n<p class=\"date\">{where_and_when}</p>\n{paragraphs}\n"
                f"<dl>{facts}</dl>")

    def day(self, iso):
        if not iso:
            return None
        day = date.fromisoformat(iso)
        return self.words["day"].format(day=day.day, month=self.words["months"][day.month - 1], year=day.year)

    def teaser(self, page):
        path, title, text = page
        return (f'<div class="teaser"><h4><a href="{path}">{html.escape(title)}</a></h4>'
                f'<p>{html.escape(text)} … <a href="{path}">{self.words["more"]}</a></p></div>')

    @staticmethod
    def items(links):
        return "<ul>" + "".join(f'<li><a href="{link}">{label}</a></li>' for link, label in links) + "</ul>"


class SitePages:
    """Writes documents one by one. Sites differ in size as the ranks of Zipf's law do, but less."""

    def __init__(self, folder, number, facets, seed):
        self.folder = Path(folder)
        self.rng = random.Random(f"{seed}-sites")
        count = sites_for(number)
        self.sites = {"de": [], "en": []}
        for i in range(1, count + 1):  # every third is English
            language = "de" if i % 3 else "en"
            self.sites[language].append(Site(i, language, facets, seed))
        self.weights = {language: [1 / (rank + 3) ** 0.5 for rank in range(len(sites))]
                        for language, sites in self.sites.items()}

    def add(self, document):
        language = document["language"]
        site = self.rng.choices(self.sites[language], self.weights[language])[0]
        path, page = site.add(document)
        file = self.folder / path
        if not file.parent.exists():
            file.parent.mkdir(parents=True)
        file.write_text(page, encoding="utf-8")
