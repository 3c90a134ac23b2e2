# SPDX-License-Identifier: GPL-2.0-or-later
"""Random requests of many kinds, made from the words of documents, and mutations of known ones.

A request is the path with its parameters, percent-encoded, as bytes would be sent.
"""
import re
from collections import Counter
from urllib.parse import quote, quote_from_bytes

WORD = re.compile(r"\w{2,40}")
FIELDS = ("city", "cluster", "year", "type", "language", "programme", "country", "running", "budget")
NAMES = ("title", "titel", "city", "ort", "stadt", "cluster", "branche", "year", "jahr", "type", "typ",
         "language", "sprache", "lang", "programme", "programm", "country", "land", "running", "laufzeit",
         "budget", "has", "hat", "is", "ist", "nosuchname")
VALUES = ("none", "ohne", "keine", "Danzig", "gdansk", "Gdańsk", "Köln", "cologne", "Leipzig", "PL", "Polen",
          "energy", "Energie", "logistics", "maritime", "project", "Projekt", "news", "network", "de", "en",
          "mixed", "gemischt", "undated", "duplicate", "vanished", "datum", "budget", "2007", "2005..2008",
          "2005..", "..2008", "..", ">2005", "<=2008", "2008..2005", "1000000..", ">1m", "1,5mio..2mio",
          "500k..2m", "99999999999999999999", "-1", "0", "INTERREG IVB", "Nirgendwo", "\x00", "*", "\"")
YEARS = ("2007", "1999", "2005..2008", "2005..", "..2008", "1900..2100", "none")
LIKELY = {"city": ("Danzig", "gdansk", "Köln", "Leipzig", "none"), "cluster": ("energy", "Energie", "maritime", "none"),
          "year": YEARS, "type": ("project", "news", "network", "none"), "language": ("de", "en", "none"),
          "programme": ("INTERREG IVB", "LEADER", "none"), "country": ("PL", "Polen", "de", "none"), "running": YEARS,
          "budget": ("1000000..", "500k..2m", "..1,5 Mio", ">1m", "none")}
OPERATORS = ("AND", "OR", "NOT", "UND", "ODER", "NICHT", "NEAR", "NAHE", "NEAR/1", "NEAR/5", "NEAR/100",
             "NEAR/0", "NEAR/99999999999", "NAHE/20", "near/3", "-", "and", "oder")
SCRIPTS = ("привет мир", "область развития", "περιφερειακή ανάπτυξη", "التنمية الإقليمية", "区域发展战略",
           "地域開発", "지역 개발", "การพัฒนา", "🚢⚓🏭", "👩‍👩‍👧‍👦", "e\u0301a\u0308\u0323o\u0308", "ﬁﬂﬃ", "ǅ ß ẞ ſ İ ı",
           "\u202eabc\u202c", "\ufeff\u200b\u200d", "Z\u0335\u0336\u0337a\u0300\u0301\u0302lgo", "½ ² Ⅷ ①",
           "１２３", "\U0010ffff", "\ufffe", "a\u00adb")
MARKS = ("\"", "„", "“", "”", "«", "»", "'", "(", ")", "((", "))", "[", "{", "*", "**", "?", "~", "^", ":", "::",
         "\\", "/", "//", "%", "&", "#", "+", "-", "--", "—", "…", "<", ">", "<b>", "..", ";", "|", "||", "!", "@",
         "$", "=", "_", "\t", "\r\n", "\x00", "\x01", "\x7f", "\u00a0")
NUMBERS = ("2007", "1.5.2007", "2007-04-24", "24. April 2007", "1.000.000", "3,14", "1e9", "0x1f", "50%", "€ 5 Mio.",
           "§ 5", "A4", "H2O", "COVID-19", "2014/15", "+49 30 1234", "1234567890123456789012345", "IPv6", "C++")
ENDS = ("-Region", "-Projekt", "innen", ":innen", "*innen", "wirtschaftsförderung", "entwicklungskonzept", "'s", "-",
        "s", "ung", "·in", "(innen)")
BROKEN = (b"\xff", b"\xc3", b"\xc0\xaf", b"\xed\xa0\x80", b"\xf5\x80\x80\x80", b"\xe2\x82", b"\x80")
PARAMETERS = {
    "sort": ("relevance", "newest", "oldest", "random", ""),
    "offset": ("0", "10", "500", "5000", "9900", "9990", "10000", "-1", "x", "99999999999999999999"),
    "limit": ("0", "1", "10", "37", "100", "101", "-1", "1.5"),
    "facet_limit": ("0", "1", "20", "1000", "1001"),
    "facet_sort": ("count", "name", "size"),
    "facets": ("", "city", "city,year", "budget", "city,city", "nosuchname", ","),
    "translate": ("on", "off", "maybe"), "synonyms": ("on", "off"), "explain": ("on", "off"),
    "duplicates": ("fold", "show", "hide"), "ui": ("de", "en", "fr"),
    "cursor": ("", "x", "AAAA", "0" * 300), "snapshot": ("1", "2", "0", "99999999", "x"),
    "page": ("1", "2", "100"), "nosuchname": ("1",)}
SOUND = {  # of the parameters, those that are taken
    "sort": 3, "offset": 6, "limit": 5, "facet_limit": 4, "facet_sort": 2, "facets": 4, "translate": 2,
    "synonyms": 2, "explain": 2, "duplicates": 2, "ui": 2}


class Random:
    """Requests by a generator of random numbers, over the words of documents."""

    def __init__(self, documents, rng):
        self.rng, self.documents = rng, documents
        frequencies = Counter()
        for document in documents:
            frequencies.update(set(WORD.findall(document["body"] + " " + (document.get("title") or ""))))
        ranked = [word for word, _ in frequencies.most_common()]
        self.frequent, self.middle = ranked[:300], ranked[300:6000] or ranked
        self.rare = ranked[6000:] or ranked
        self.bodies = [document["body"] for document in documents]
        self.long = sorted((word for word in ranked if len(word) > 14), key=len)
        self.ids = [document["id"] for document in documents]

    def pick(self, *kinds):
        return self.rng.choice(kinds)

    def word(self):
        pool = self.rng.choices((self.frequent, self.middle, self.rare, self.long or self.rare),
                                (25, 40, 25, 10))[0]
        word = self.rng.choice(pool)
        shape = self.rng.random()
        if shape < 0.5:
            return word
        return self.shaped(word)

    def shaped(self, word):
        rng = self.rng
        return rng.choice((word.lower, word.upper, word.title, lambda: self.typo(word),
                           lambda: word + rng.choice(ENDS), lambda: word + rng.choice(self.middle),
                           lambda: word + "-" + rng.choice(self.middle),
                           lambda: "".join(rng.choices("abcdefghijklmnopqrstuvwxyzäöüß", k=rng.randrange(1, 30))),
                           lambda: rng.choice(NUMBERS), lambda: rng.choice(SCRIPTS)))()

    def typo(self, word):
        at = self.rng.randrange(len(word))
        letter = self.rng.choice("enirstaäöüßxyz")
        return self.pick(word[:at] + word[at + 1:], word[:at] + letter + word[at:],
                         word[:at] + letter + word[at + 1:],
                         word[:at] + word[at + 1:at + 2] + word[at:at + 1] + word[at + 2:])

    def words(self, most):
        return " ".join(self.word() for _ in range(self.rng.randrange(1, most + 1)))

    def common_words(self):
        return " ".join(self.rng.choices(self.frequent, k=self.rng.randrange(2, 41)))

    def passage(self):
        """Words as they stand in a document."""
        tokens = self.rng.choice(self.bodies).split()
        start = self.rng.randrange(max(1, len(tokens)))
        return " ".join(tokens[start:start + self.rng.randrange(1, 41)])

    def phrase(self):
        words = self.pick(self.passage, lambda: self.words(5), self.common_words)().split()
        opening, closing = self.pick(('"', '"'), ("„", "“"), ("«", "»"), ('"', ""), ("", "“"))
        return opening + " ".join(words[:self.rng.randrange(1, 12)]) + closing

    def near(self):
        operands = [self.pick(self.word, self.phrase, lambda: self.rng.choice(self.frequent))()
                    for _ in range(self.rng.randrange(2, 9))]
        return f" {self.pick('NEAR', 'NEAR/1', 'NEAR/5', 'NEAR/100', 'NAHE/20')} ".join(operands)

    def wildcard(self):
        word = self.word()
        length = self.rng.choice((1, 2, 3, 3, 3, 4, 5, 8))
        return self.pick(word[:length] + "*", word[:length] + "*", "*", "a*", word[:3] + "*" + word[4:], "*" + word,
                         f"title:{word[:3]}*", " ".join(self.word()[:3] + "*" for _ in range(6)))

    def value(self):
        return self.pick(lambda: self.rng.choice(VALUES), self.word,
                         lambda: str(self.rng.randrange(1990, 2026)),
                         lambda: str(self.rng.choice((self.rng.choice(self.documents).get("cities") or ["x"])))
                         )()

    def field(self):
        value = self.value()
        name = self.rng.choice(NAMES)
        return self.pick(f"{name}:{value}", f"{name}:{value}", f'{name}:"{value}"', f"-{name}:{value}", f"{name}: {value}",
                         f"{name.upper()}:{value}")

    def nested(self, depth=0):
        if depth > 3 or self.rng.random() < 0.3:
            return self.pick(self.word, self.phrase, self.wildcard, self.field, self.near)()
        operator = self.rng.choice(OPERATORS[:6])
        parts = [self.nested(depth + 1) for _ in range(self.rng.randrange(2, 5))]
        return "(" + f" {operator} ".join(parts) + ")"

    def choice(self):
        return " OR ".join(self.pick(self.word, lambda: self.rng.choice(self.frequent), self.phrase, self.near)()
                           for _ in range(self.rng.randrange(2, 33)))

    def excluded(self):
        return f"{self.word()} " + " ".join(f"{self.pick('-', 'NOT ')}{self.word()}"
                                            for _ in range(self.rng.randrange(1, 12)))

    def jumble(self):
        """Anything beside anything."""
        return self.pick("", " ").join(
            self.pick(self.word, lambda: self.rng.choice(OPERATORS), lambda: self.rng.choice(MARKS),
                      lambda: self.rng.choice(SCRIPTS), self.field, self.wildcard, lambda: self.rng.choice(NUMBERS))()
            for _ in range(self.rng.randrange(1, 25)))

    def long_input(self):
        return self.pick(lambda: self.word() * self.rng.randrange(1, 60), lambda: self.words(150),
                         lambda: "(" * self.rng.randrange(1, 1000) + self.word(),
                         lambda: self.rng.choice(MARKS) * self.rng.randrange(1, 500),
                         lambda: "".join(self.rng.choices("abcdefghijklmnopqrstuvwxyz ", k=1024)),
                         lambda: "-".join(self.word() for _ in range(60)),
                         lambda: "".join(self.rng.choices(self.middle, k=30)),
                         lambda: " OR ".join(self.wildcard() for _ in range(60)))()

    def query(self):
        """The bytes of q."""
        made = self.rng.choices(
            (lambda: "", self.word, lambda: self.words(4), lambda: self.words(40), self.common_words, self.passage,
             self.phrase, self.near, self.wildcard, self.field, self.nested, self.choice, self.excluded, self.jumble,
             self.long_input),
            (2, 8, 16, 8, 4, 8, 8, 8, 8, 6, 8, 5, 4, 8, 3))[0]()
        text = made.encode("utf-8", "surrogatepass")
        if self.rng.random() < 0.03:
            at = self.rng.randrange(len(text) + 1)
            text = text[:at] + self.rng.choice(BROKEN) + text[at:]
        return text

    def filters(self):
        pairs = []
        for field in self.rng.sample(FIELDS, self.rng.choice((0, 0, 0, 1, 1, 2, 3, 9))):
            for _ in range(self.rng.choice((1, 1, 2, 5, 60) if self.rng.random() < 0.2 else (1,))):
                pairs.append((field, self.filter_value(field)))
        return pairs

    def filter_value(self, field):
        key = {"city": "cities", "cluster": "clusters", "year": "years", "type": "type", "language": "language"}.get(field)
        known = self.rng.choice(self.documents).get(key) if key and self.rng.random() < 0.7 else None
        if isinstance(known, list):
            known = self.rng.choice(known) if known else None
        if known:
            return str(known)
        return self.rng.choice(LIKELY[field]) if self.rng.random() < 0.9 else self.value()

    def parameters(self):
        pairs = []
        for name in self.rng.sample(list(PARAMETERS), self.rng.choice((0, 0, 1, 1, 2, 4))):
            if self.rng.random() < 0.9:
                if name in SOUND:
                    pairs.append((name, self.rng.choice(PARAMETERS[name][:SOUND[name]])))
            else:
                pairs.append((name, self.rng.choice(PARAMETERS[name])))
        return pairs

    def path(self):
        place = self.rng.choices(
            ("/api/v1/search", "/", "/api/v1/suggest", "/api/v1/facets/", "/export", "/feed.atom",
             "/api/v1/documents/", "/document/", "/api/v1/words/", "/opensearch.xml", "/sitemap", "/nowhere/"),
            (66, 9, 8, 5, 1, 3, 2, 2, 2, 0.3, 0.2, 0.5))[0]
        if place == "/api/v1/facets/":
            return place + self.rng.choice((*FIELDS[:8], "budget", "nosuchname", "")), [
                ("prefix", self.pick(self.word()[:self.rng.randrange(1, 6)], "", "a", self.word(), self.long_input()))]
        if place in ("/api/v1/documents/", "/document/"):
            one = self.rng.choice(self.ids) if self.rng.random() < 0.8 else self.word()
            return place + quote(one, safe="/") + self.pick("", "", "/similar"), None
        if place in ("/api/v1/words/", "/nowhere/"):
            return place + quote(self.word().encode("utf-8", "surrogatepass"), safe=""), None
        if place == "/sitemap":
            return self.pick("/sitemap.xml", "/sitemap/1.xml", "/sitemap/9.xml", "/sitemap/x.xml"), None
        if place == "/export":
            return place, [("format", self.pick("csv", "ris", "bibtex", "csl", "jsonl", "doc")),
                           ("city", self.filter_value("city")), ("year", self.filter_value("year"))]
        return place, []

    def request(self):
        path, more = self.path()
        if more is None:
            return path
        query = self.query() if path != "/export" else self.word().encode("utf-8", "surrogatepass")
        pairs = [("q", query), *more, *self.filters(), *self.parameters()]
        if path == "/api/v1/search" and self.rng.random() < 0.02:
            pairs += pairs[:1]
        return path + "?" + "&".join(f"{name}={encoded(value)}" for name, value in pairs)

    def mutated(self, target):
        """A known request of which bytes are changed, doubled, cut and swapped, still one line of ASCII."""
        path, _, rest = target.partition("?")
        for _ in range(self.rng.randrange(1, 9)):
            rest = self.mutate(rest)
        return f"{path}?{rest}"[:8000]

    def mutate(self, text):
        rng = self.rng
        a, b, c = sorted(rng.randrange(len(text) + 1) for _ in range(3))
        return rng.choice((
            lambda: text[:a] + rng.choice("%&=+;*()\"-:./?0Zaz~") + text[a + 1:],
            lambda: text[:a] + encoded(bytes([rng.randrange(256)])) + text[a:],
            lambda: text[:a] + text[a:b] * rng.choice((2, 2, 3, 20)) + text[b:],
            lambda: text[:a] + text[b:],
            lambda: text[:a] + text[b:c] + text[a:b] + text[c:],
            lambda: text[:a] + encoded(" " + rng.choice(OPERATORS) + " ") + text[a:],
            lambda: text[:a] + encoded(rng.choice(MARKS)) + text[a:],
            lambda: text[:a] + encoded(self.word()) + text[b:]))()


def encoded(value):
    if isinstance(value, str):
        value = value.encode("utf-8", "surrogatepass")
    return quote_from_bytes(value, safe="")
