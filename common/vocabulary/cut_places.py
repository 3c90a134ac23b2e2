#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Cuts places.tsv from a table of GeoNames cities.

usage: cut_places.py EUROPE_CITIES.tsv > places.tsv

The input has the columns geonameid name de en country admin1 admin1_name lat
lon pop feature alternates; place_words.tsv and place_spellings.tsv lie beside
this script.
"""
import math
import re
import sys
import unicodedata
from collections import Counter, defaultdict
from pathlib import Path

HERE = Path(__file__).parent
HEAD = """\
# SPDX-License-Identifier: GPL-2.0-or-later
# Places of Europe. Cut by cut_places.py from GeoNames (https://www.geonames.org,
# licence CC BY 4.0), state of 2023-03-05: the German places; others from 15,000
# inhabitants (near Germany 5,000) and seats of first-level divisions. Changed: native names, unique
# values and words by hand (place_spellings.tsv, place_words.tsv), short and long
# forms of German names added, alternate names kept only where they are unique.
# names: also looked for in texts; spellings: understood in filters only; cue,
# strong: which of the names are words too, and count with a (strong) cue only.
"""
COLUMNS = ("value geoname name_de name_en country region lat lon pop "
           "names spellings cue strong").split()
STATES = {
    "Bavaria": "Bayern", "Hesse": "Hessen", "Lower Saxony": "Niedersachsen",
    "North Rhine-Westphalia": "Nordrhein-Westfalen", "Saxony": "Sachsen",
    "Saxony-Anhalt": "Sachsen-Anhalt", "Thuringia": "Thüringen",
}
# Partners of German regions are at home there in smaller towns as well.
NEAR = set("AT BE CH CZ DK HU LI LU NL PL SI SK".split())
# How a name without its region's brackets or slash is written out.
WRITTEN_OUT = {"Erzgebirge": "im", "Erzgeb.": "im", "Oberlausitz": "in der", "Sachsen": "in",
               "Thüringen": "in", "Vogtland": "im", "Westfalen": "in", "Bayern": "in"}
TITLES = re.compile(r"^(?:Ostseebad|Seebad|Nordseebad|Luftkurort|Hansestadt|Lutherstadt) (\w.*)$")
LINK = (r"(?:am|an|im|in|bei|beim|unter|ob|vor|vorm|auf|a\.|i\.|b\.)")
LONG = re.compile(rf"^(.+?)(?: ?[(/]|,| {LINK} )")
GREEK_OR_CYRILLIC = {"GR": "GREEK", "CY": "GREEK", "BG": "CYRILLIC", "UA": "CYRILLIC",
                     "RS": "CYRILLIC", "MK": "CYRILLIC", "ME": "CYRILLIC"}
LETTERS = str.maketrans({"ß": "ss", "ł": "l", "ø": "o", "đ": "d", "ð": "d", "æ": "ae",
                         "œ": "oe", "þ": "th", "ı": "i", "’": "'"})


def table(name):
    lines = (HERE / name).read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if not line.startswith("#")][1:]


def fold(name):
    """The letters and digits of a name, as common/vocabulary/tokens.c folds them."""
    bare = unicodedata.normalize("NFD", name.lower().translate(LETTERS))
    bare = "".join(c for c in bare if not unicodedata.combining(c))
    return " ".join(re.findall(r"\w+", bare))


def script(name):
    letters = [unicodedata.name(c, "").split(" ")[0] for c in name if c.isalpha()]
    return letters[0] if len(set(letters)) == 1 else ""


def distance(a, b):
    north = a["lat"] - b["lat"]
    east = (a["lon"] - b["lon"]) * math.cos(math.radians(a["lat"]))
    return math.hypot(north, east)


class Cut:
    def __init__(self, path):
        self.hand = {(f[0], f[1]): (f[2], [s for s in f[3].split("|") if s])
                     for f in table("place_spellings.tsv")}
        self.words = {word: cue for word, cue in table("place_words.tsv")}
        self.all = [self.row(line) for line in
                    Path(path).read_text(encoding="utf-8").splitlines()[1:]]
        self.all.sort(key=lambda row: (-row["pop"], row["geoname"]))
        self.owners = defaultdict(set)  # folded alternate or name -> places
        for row in self.all:
            for name in row["own"] + row["alternates"]:
                self.owners[fold(name)].add(row["geoname"])
        self.rows = [row for row in self.all if self.kept(row)]

    @staticmethod
    def row(line):
        f = line.split("\t")
        return {
            "geoname": int(f[0]), "name": f[1], "de": f[2] or f[1], "en": f[3] or f[1],
            "country": f[4], "region": f[6], "lat": float(f[7]), "lon": float(f[8]),
            "pop": int(f[9]), "feature": f[10], "own": [n for n in f[1:4] if n],
            "alternates": [n for n in f[11].split("|") if n], "names": [],
        }

    @staticmethod
    def kept(row):
        if row["country"] == "DE":
            return row["feature"] not in ("PPLL", "PPLX")
        return (row["pop"] >= (5000 if row["country"] in NEAR else 15000)
                or row["feature"] in ("PPLC", "PPLA"))

    @staticmethod
    def obscure(row):
        """So little known that its name alone is no sign of it."""
        return (row["country"] != "DE" and row["pop"] < 15000
                and row["feature"] not in ("PPLC", "PPLA"))

    def apply_hand(self):
        left = dict(self.hand)
        for row in self.rows:
            native, others = left.pop((row["name"], row["country"]), ("", []))
            row["value"] = native or row["name"]
            if native and row["country"] == "DE" and row["de"] == row["name"]:
                row["de"] = native
            row["names"] = [row["name"], row["de"], row["en"]] + others
        for name, country in left:
            print(f"no such place: {name} ({country})", file=sys.stderr)

    def long_forms(self, row):
        """Alternates that say which of several places with one name it is."""
        start = row["value"]
        return [n for n in row["alternates"] + row["own"]
                if n.startswith((start + " ", start + "/", start + "("))
                and LONG.match(n) and LONG.match(n)[1] == start
                and not re.search(r" [a-z]\. ?| (sul|ce|de|en|e|na|nad) |\.", n)]

    def suffixes(self, row):
        """Longer and longer values, until one is unique."""
        yield row["value"]
        for name in sorted(self.long_forms(row), key=lambda n: (n != row["de"], len(n))):
            yield name
        region = STATES.get(row["region"], row["region"]) or row["country"]
        yield f'{row["value"]} ({region})'
        near = [other for other in self.rows[:1500]
                if other["country"] == row["country"] and other is not row]
        near.sort(key=lambda other: distance(row, other))
        yield f'{row["value"]} ({region}, bei {near[0]["name"]})'
        yield f'{row["value"]} ({region}, {row["geoname"]})'

    def make_values_unique(self):
        claims = defaultdict(list)  # who may be meant by a name, largest first
        for row in self.rows:
            short = [LONG.match(n)[1] for n in row["own"] if LONG.match(n)]
            for key in {fold(n) for n in [row["value"]] + row["own"] + short}:
                claims[key].append(row)
        taken = set()
        for row in self.rows:
            first, *others = claims[fold(row["value"])]
            others = [other for other in others if not self.obscure(other)]
            row["bare"] = first is row and (not others or (
                row["pop"] >= 10000 and row["pop"] >= 4 * others[0]["pop"]))
            if row["bare"]:
                taken.add(fold(row["value"]))
        for row in self.rows:
            if row["bare"]:
                continue
            bare = row["value"]
            row["names"].append(bare)
            row["value"] = next(v for v in self.suffixes(row)
                                if v != bare and fold(v) not in taken)
            taken.add(fold(row["value"]))

    def add_forms(self, row):
        if row["country"] not in ("DE", "AT", "CH"):
            return
        for name in [row["value"]] + row["names"]:
            row["names"] += self.other_forms(name)
            match = LONG.match(name)
            if match and len(match[1]) > 2 and not match[1].startswith("Bad "):
                row["names"].append(match[1])
            if match and re.search(r" (am|an der|im|in der|in) \w+$", name):
                head, tail = match[1], name.split(" ")[-1]
                row["names"] += [f"{head} ({tail})"]
        if row["country"] == "DE":
            row["names"] += self.long_forms(row)

    @staticmethod
    def other_forms(name):
        """Ostseebad Binz: Binz; Sankt Ingbert: St. Ingbert; Lugau/Erzgeb.: L. im E."""
        if titled := TITLES.match(name):
            yield titled[1]
        if name.startswith("Sankt "):
            yield "St. " + name[len("Sankt "):]
        region = re.match(r"^(.+?) ?[/(]([\w.]+)\)?$", name)
        if region and region[2] in WRITTEN_OUT:
            yield f"{region[1]} {WRITTEN_OUT[region[2]]} {region[2].replace('geb.', 'gebirge')}"

    def good_alternate(self, row, name):
        kind = script(name)
        if kind == GREEK_OR_CYRILLIC.get(row["country"]):
            return name[0].isupper()
        return (kind == "LATIN" and name[0].isupper() and len(name) >= 4
                and not re.search(r"[\[\]()\d'’ʼʻ-]| ", name)
                and fold(name) not in self.folded_words
                and len(self.owners[fold(name)]) == 1)

    def spellings(self, row):
        room = 16 if row["pop"] >= 100000 else 5 if row["pop"] >= 30000 else 2
        found, seen = [], {fold(n) for n in [row["value"]] + row["names"]}
        for name in row["alternates"]:
            if fold(name) not in seen and self.good_alternate(row, name):
                seen.add(fold(name))
                found.append(name)
        return found[:room]

    def finish(self, row):
        native = GREEK_OR_CYRILLIC.get(row["country"])
        if native and row["pop"] >= 30000:
            row["names"] += [n for n in row["alternates"]
                             if script(n) == native and " " not in n
                             and n[0].isupper()][:3]
        self.add_forms(row)
        names = []
        for name in row["names"]:
            known = [row["value"], row["de"], row["en"]] + names
            if name not in known and self.words.get(name) != "never":
                names.append(name)
        row["names"] = names
        every = dict.fromkeys([row["value"], row["de"], row["en"]] + names)
        obscure = self.obscure(row)
        row["cue"] = [n for n in every
                      if self.words.get(n, "any" if obscure else None) == "any"]
        row["strong"] = [n for n in every if self.words.get(n) in ("strong", "never")
                         or len(n) < 3]
        row["alternates"] = self.spellings(row)

    def write(self, out):
        self.folded_words = {fold(word) for word in self.words}
        self.apply_hand()
        self.make_values_unique()
        for row in self.rows:
            self.finish(row)
        twice = [v for v, n in Counter(fold(r["value"]) for r in self.rows).items() if n > 1]
        assert not twice, twice
        out.write(HEAD + "\t".join(COLUMNS) + "\n")
        for r in self.rows:
            out.write("\t".join([
                r["value"], str(r["geoname"]), r["de"], r["en"], r["country"], r["region"],
                f'{r["lat"]:.4f}', f'{r["lon"]:.4f}', str(r["pop"]), "|".join(r["names"]),
                "|".join(r["alternates"]), "|".join(r["cue"]), "|".join(r["strong"])]) + "\n")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    sys.stdout.reconfigure(encoding="utf-8")
    Cut(sys.argv[1]).write(sys.stdout)
