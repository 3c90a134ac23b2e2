# SPDX-License-Identifier: GPL-2.0-or-later
"""What searches over the pages of corpus/ find: search/PART.tsv has a promise a
line, parted by tabs: a query, a promise, and what it is about. A new case is a
new line. The promises:
  finds      PAGE...        each is among the hits
  misses     PAGE...        none is, though others are
  only       PAGE...        these are the hits, in any order
  first      PAGE           is the best hit
  before     PAGE PAGE      both are found, the first one higher
  same       QUERY          finds the same pages
  more       QUERY          finds all that QUERY finds, and more
  apart      QUERY          both find pages, and none is the same
  atmost     NUMBER         pages are found, and no more than that
  none                      nothing is found
  marks      PAGE TEXT...   the page's snippet marks each text, whole
  suggests   QUERY          this is what the searcher is asked to have meant
  suggests                  nothing is suggested
  relaxes    QUERY          nothing is found, and this query is offered instead
  translates WORD TO...     each is among the translations of WORD
  keeps      WORD TO...     none is
  family     WORD...        are of the family of the query, a single word
  akin       PAGE...        each is among the documents similar to the one whose page is the query
  stranger   WORD...        the query has a family, and these are not of it, in any case
A PAGE is the end of a path below corpus/pages, its suffix left off. A query may
end with parameters of the search: hydrogen|translate=off&language=de"""
import json
import re
import sys
import urllib.parse
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from programs import Daemon  # noqa: E402

CASES = Path(__file__).resolve().parent / "search"
PAGES = Path(__file__).resolve().parents[2] / "corpus" / "pages"


def page_ids():
    return sorted(str(p.relative_to(PAGES)) for p in PAGES.rglob("*") if p.is_file())


class Searches:
    """Answers of a daemon, each asked once."""

    def __init__(self, daemon):
        self.daemon = daemon
        self.pages = page_ids()
        self.answers = {}

    def page(self, name):
        """The id of the one page whose path ends so."""
        found = [p for p in self.pages if ("/" + p).rpartition(".")[0].endswith("/" + name)]
        if len(found) != 1:
            raise SystemExit(f"{name!r} names {len(found)} pages")
        return found[0]

    def answer(self, query):
        if query not in self.answers:
            text, _, parameters = query.partition("|")
            # each page by itself: run_duplicates.py looks at which are one
            asked = [("q", text), ("limit", 100), ("duplicates", "show"),
                     *urllib.parse.parse_qsl(parameters)]
            answer = self.daemon.search(*asked)
            for offset in range(100, answer["total"], 100):
                answer["hits"] += self.daemon.search(*asked, offset=offset)["hits"]
            self.answers[query] = answer
        return self.answers[query]

    def hits(self, query):
        return [hit["id"] for hit in self.answer(query)["hits"]]

    def marks(self, query, name):
        """What the snippet of a page marks, or None if it is not found."""
        for hit in self.answer(query)["hits"]:
            if hit["id"] == self.page(name):
                return re.findall("<mark>(.*?)</mark>", hit["snippet"])
        return None

    def translations(self, query, word):
        return [to.lower() for entry in self.answer(query)["query"]["translations"]
                for to in entry["to"] if entry["from"].lower() == word.lower()]

    def family(self, word):
        path = "/api/v1/words/" + urllib.parse.quote(word)
        answer = json.loads(self.daemon.get(path, {"limit": 1000}))
        return [member["word"] for member in answer["family"]]


def short(pages):
    return [page.rpartition("/")[2] for page in pages]


# A judge yields what is wrong, or nothing.

def finds(searches, query, *names):
    yield from (f"lacks {name}" for name in names
                if searches.page(name) not in searches.hits(query))


def misses(searches, query, *names):
    if not searches.hits(query):
        yield "finds nothing"
    yield from (f"finds {name}" for name in names
                if searches.page(name) in searches.hits(query))


def only(searches, query, *names):
    expected = {searches.page(name) for name in names}
    if set(searches.hits(query)) != expected:
        yield f"finds {short(searches.hits(query))}"


def first(searches, query, name):
    if searches.hits(query)[:1] != [searches.page(name)]:
        yield f"finds {short(searches.hits(query)[:5])}"


def before(searches, query, *names):
    hits = searches.hits(query)
    ranks = [hits.index(p) if (p := searches.page(name)) in hits else None for name in names]
    if None in ranks or ranks != sorted(ranks):
        yield f"their ranks are {ranks}"


def same(searches, query, other):
    if not searches.hits(query):
        yield "finds nothing"
    if set(searches.hits(query)) != set(searches.hits(other)):
        yield (f"without {short(set(searches.hits(other)) - set(searches.hits(query)))}, "
               f"besides {short(set(searches.hits(query)) - set(searches.hits(other)))}")


def more(searches, query, other):
    if not set(searches.hits(query)) > set(searches.hits(other)):
        yield (f"finds {len(searches.hits(query))}, the other {len(searches.hits(other))}, "
               f"without {short(set(searches.hits(other)) - set(searches.hits(query)))}")


def apart(searches, query, other):
    if not searches.hits(query) or not searches.hits(other):
        yield "one finds nothing"
    yield from (f"both find {name}"
                for name in short(set(searches.hits(query)) & set(searches.hits(other))))


def atmost(searches, query, number):
    total = searches.answer(query)["total"]
    if not 0 < total <= int(number):
        yield f"finds {total}"


def none(searches, query):
    if searches.hits(query):
        yield f"finds {short(searches.hits(query))}"


def marks(searches, query, name, *texts):
    marked = searches.marks(query, name)
    if marked is None or not set(texts) <= set(marked):
        yield f"marks {marked}"


def suggests(searches, query, other=None):
    suggested = searches.answer(query)["suggested"]
    if (suggested["query"] if suggested else None) != other:
        yield f"suggests {suggested}"


def relaxes(searches, query, other):
    answer = searches.answer(query)
    offers = [offer["query"] for offer in (answer["rescue"] or {"relaxations": []})["relaxations"]]
    if answer["total"] or other not in offers:
        yield f"finds {answer['total']}, offers {offers}"


def translates(searches, query, word, *texts):
    told = searches.translations(query, word)
    if not {text.lower() for text in texts} <= set(told):
        yield f"translates to {told}"


def keeps(searches, query, word, *texts):
    told = searches.translations(query, word)
    if {text.lower() for text in texts} & set(told):
        yield f"translates to {told}"


def family(searches, query, *words):
    members = searches.family(query)
    if not set(words) <= set(members):
        yield f"without {sorted(set(words) - set(members))} in {members}"


def akin(searches, query, *names):
    path = f"/api/v1/documents/{urllib.parse.quote(searches.page(query))}/similar"
    similar = [hit["id"] for hit in json.loads(searches.daemon.get(path))["hits"]]
    if missed := [name for name in names if searches.page(name) not in similar]:
        yield f"without {missed} in {short(similar)}"


def stranger(searches, query, *words):
    members = searches.family(query)
    if not members or {w.lower() for w in words} & {m.lower() for m in members}:
        yield f"the family is {members}"


JUDGES = {judge.__name__: judge for judge in (
    finds, misses, only, first, before, same, more, apart, atmost, none, marks, suggests,
    relaxes, translates, keeps, family, akin, stranger)}
ABOUT_NOTHING = ("none", "suggests")


def read(path):
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if line and not line.startswith("#"):
            query, promise, *values = line.split("\t")
            bare = not values and promise not in ABOUT_NOTHING
            if promise not in JUDGES or bare or "" in values:
                raise SystemExit(f"{path.name}:{number}: no promise: {line}")
            yield f"{path.name}:{number}", query, promise, values


def main(names):
    paths = [Path(name) for name in names] or sorted(CASES.glob("*.tsv"))
    cases = [case for path in paths for case in read(path)]
    failed = 0
    with Daemon() as daemon:
        daemon.index_folder(PAGES)
        daemon.start()
        searches = Searches(daemon)
        for where, query, promise, values in cases:
            complaints = list(JUDGES[promise](searches, query, *values))
            if complaints:
                print(f"{where}: {query!r} {promise} {values}: {'; '.join(complaints)}")
                failed += 1
    print(f"{len(cases)} promises, {failed} broken")
    return 1 if failed or not cases else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
