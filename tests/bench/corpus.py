# SPDX-License-Identifier: GPL-2.0-or-later
"""corpus: an endless row of German and English documents, the same for the same texts and seed.

The first documents are real: pages of documentation, cut at paragraphs. When those of a language are used up, its
further documents are runs of paragraphs from several real ones, with coined words put in. A smaller corpus is the
beginning of a larger one, so queries made for the smaller serve both.
"""
import random
import re

from coined_words import CoinedWords
from facet_values import FacetValues

SEED = 20260401
GERMAN = 0.57                              # share of the documents
SHORTEST, LONGEST = 40, 2500               # characters of a paragraph
LENGTH, SPREAD = 2350, 0.45                # characters of a document: median; sigma of their logarithms
LENGTH_BOUNDS = 700, 7000
REST = 500                                 # a shorter rest of a page is dropped
ONE_IN = 70                                # of so many longer words one is a coined one
LONGER_WORD = re.compile(r"\b[A-Za-zÄÖÜäöüß][a-zäöüß]{4,17}\b")


def documents(texts, seed=SEED):
    """Yields a dict a document: id, language, title, body and its facets; texts are {language: [(title, [...])]}."""
    rng = random.Random(seed)
    makers = {language: Maker(language, pages, rng) for language, pages in sorted(texts.items())}
    facets = FacetValues(rng)
    number = 0
    while True:
        number += 1
        language = "de" if rng.random() < GERMAN else "en"
        title, paragraphs = makers[language].next()
        yield {"id": f"doc-{number}", "language": language, "title": title,
               "body": "\n\n".join(paragraphs), **facets.draw()}


class Maker:
    """The documents of one language."""

    def __init__(self, language, pages, rng):
        self.rng = rng
        self.real = list(self.cut(pages))
        self.paragraphs = [paragraphs for _, paragraphs in self.real]
        self.titles = [title for title, _ in self.real]
        rng.shuffle(self.real)
        self.coined = CoinedWords(language, (text for run in self.paragraphs for text in run), rng)
        self.made = 0

    def length(self):
        low, high = LENGTH_BOUNDS
        return min(high, max(low, LENGTH * self.rng.lognormvariate(0, SPREAD)))

    def cut(self, pages):
        """Pages to documents. A paragraph that stood on a page before is a menu, a notice or an example."""
        seen = set()
        for title, paragraphs in pages:
            part, run, size, wanted = 1, [], 0, self.length()
            for paragraph in paragraphs:
                if len(paragraph) < SHORTEST or paragraph in seen:
                    continue
                seen.add(paragraph)
                run.append(paragraph[:LONGEST])
                size += len(run[-1])
                if size >= wanted:
                    yield (f"{title} ({part})" if part > 1 else title), run
                    part, run, size, wanted = part + 1, [], 0, self.length()
            if size >= REST:
                yield (f"{title} ({part})" if part > 1 else title), run

    def next(self):
        if self.real:
            return self.real.pop()
        self.made += 1
        return self.recombined()

    def recombined(self):
        run, size, wanted = [], 0, self.length()
        while size < wanted:
            source = self.rng.choice(self.paragraphs)
            start = self.rng.randrange(len(source))
            run += [self.refreshed(text) for text in source[start:start + self.rng.randint(1, 3)]]
            size = sum(map(len, run))
        return f"{self.refreshed(self.rng.choice(self.titles))}: {self.coined.next()}", run

    def refreshed(self, text):
        def word(match):
            return self.coined.next() if self.rng.random() * ONE_IN < 1 else match.group()

        return LONGER_WORD.sub(word, text)
