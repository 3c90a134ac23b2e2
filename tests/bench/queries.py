# SPDX-License-Identifier: GPL-2.0-or-later
"""queries: searches that fit a corpus: one to four words of middle frequency, some with a filter, some phrases.

They are made from the first documents, so one set serves all sizes of a corpus.
"""
import itertools
import json
import random
import re
from collections import Counter
from dataclasses import dataclass

SEED = 4711
SOURCE = 20_000                    # documents they are made from
RARE, MIDDLE, COMMON = 0.0015, 0.06, 0.25  # shares of the documents that have a word
WORD = re.compile(r"[A-Za-zÄÖÜäöüß]{4,24}")
WORD_COUNTS = {1: 0.25, 2: 0.40, 3: 0.25, 4: 0.10}
NEIGHBOURS = 0.7                   # share of the queries whose words stand close together in some document
WITH_COMMON = 0.2                  # share with one commoner word
PHRASE_EVERY, FILTER_EVERY = 20, 3
FILTERS = {"city": "cities", "cluster": "clusters", "year": "years"}
OPERATORS = {"and", "or", "not", "und", "oder", "nicht", "near"}


@dataclass(frozen=True)
class Query:
    words: tuple                   # of letters only, as they stand in a text
    phrase: bool
    field: str                     # of the filter: city, cluster, year; "" without
    value: str

    def text(self, glue):
        """For engines whose language has quoted phrases and an operator between words."""
        return f'"{" ".join(self.words)}"' if self.phrase else glue.join(self.words)


def read_documents(path):
    with open(path, encoding="utf-8") as lines:
        return [json.loads(line) for line in itertools.islice(lines, SOURCE)]


def make_queries(path, number, seed=SEED):
    maker = Maker(read_documents(path), random.Random(seed))
    return [maker.query(i, phrase=i % PHRASE_EVERY == PHRASE_EVERY // 2) for i in range(number)]


def make_phrases(path, number, seed=SEED):
    """Nothing but phrases, filtered as often as the others."""
    maker = Maker(read_documents(path), random.Random(seed))
    return [maker.query(i, phrase=True) for i in range(number)]


class Maker:
    def __init__(self, documents, rng):
        self.documents, self.rng = documents, rng
        frequencies = Counter()
        for document in documents:
            frequencies.update({word.lower() for word in WORD.findall(document["body"])})
        shares = {word: count / len(documents) for word, count in frequencies.items() if word not in OPERATORS}
        self.middle = {word for word, share in shares.items() if RARE <= share <= MIDDLE}
        self.common = sorted(word for word, share in shares.items() if MIDDLE < share <= COMMON)

    def query(self, number, phrase):
        words = None
        while not words:
            body = self.rng.choice(self.documents)["body"]
            words = self.phrase(body) if phrase else self.words(body)
        field, value = self.filter() if number % FILTER_EVERY == 0 else ("", "")
        return Query(tuple(words), phrase, field, value)

    def phrase(self, body):
        """Two or three words with nothing but blanks between them."""
        tokens = body.split(" ")
        length = self.rng.choice((2, 2, 3))
        start = self.rng.randrange(max(1, len(tokens) - length))
        words = tokens[start:start + length]
        if len(words) == length and all(map(WORD.fullmatch, words)) and self.middle & {w.lower() for w in words}:
            return words
        return None

    def words(self, body):
        length = self.rng.choices(list(WORD_COUNTS), list(WORD_COUNTS.values()))[0]
        found = WORD.findall(body)
        if self.rng.random() < NEIGHBOURS:
            start = self.rng.randrange(max(1, len(found) - 40))
            found = found[start:start + 40]
        usable = sorted({word for word in found if word.lower() in self.middle})
        if len(usable) < length:
            return None
        chosen = self.rng.sample(usable, length)
        if length > 1 and self.common and self.rng.random() < WITH_COMMON:
            chosen[-1] = self.rng.choice(self.common)
        return chosen

    def filter(self):
        field = self.rng.choice(list(FILTERS))
        values = ()
        while not values:
            values = self.rng.choice(self.documents)[FILTERS[field]]
        return field, str(values[0])
