# SPDX-License-Identifier: GPL-2.0-or-later
"""coined_words: words that no dictionary has, as names, products and compounds are in real texts.

Text that is put together from known paragraphs would have no new words, so its vocabulary would stand still. How
often a word is new follows the process of Pitman and Yor (1997): a word is new with probability
(STRENGTH + DISCOUNT * kinds) / (STRENGTH + uses), else one used before, the oftener the likelier. So the vocabulary
grows as a power of the length, which is Heaps' law, and the frequencies of words have the tail of Zipf's.
"""
import re
from collections import defaultdict

STRENGTH, DISCOUNT = 2000, 0.85
NOUN = re.compile(r"\b[A-ZÄÖÜ][a-zäöüß]{3,11}\b")
WORD = re.compile(r"\b[a-z]{4,12}\b")
SAMPLE = 4000  # words that parts and letters are taken from


class CoinedWords:
    def __init__(self, language, paragraphs, rng):
        self.compounds = language == "de"
        self.rng = rng
        self.uses, self.kinds = [], 0
        pattern = NOUN if self.compounds else WORD
        words = sorted({word for text in paragraphs for word in pattern.findall(text)})
        self.parts = rng.sample(words, min(SAMPLE, len(words)))
        self.letters = defaultdict(list)  # two letters to those that follow
        for word in self.parts:
            marked = f"^^{word.lower()}$"
            for i in range(len(marked) - 2):
                self.letters[marked[i:i + 2]].append(marked[i + 2])

    def next(self):
        new = (STRENGTH + DISCOUNT * self.kinds) / (STRENGTH + len(self.uses))
        if self.rng.random() < new:
            self.kinds += 1
            word = self.compound() if self.compounds and self.rng.random() < 0.7 else self.name()
        else:
            word = self.rng.choice(self.uses)
        self.uses.append(word)
        return word

    def compound(self):
        first, second = self.rng.choice(self.parts), self.rng.choice(self.parts)
        return first + self.rng.choice(("", "", "s")) + second.lower()

    def name(self):
        """Letters follow each other as they do in the language."""
        word, pair = "", "^^"
        while len(word) < 12:
            letter = self.rng.choice(self.letters[pair])
            if letter == "$":
                break
            word, pair = word + letter, pair[1] + letter
        return word.capitalize() if len(word) > 3 else self.name()
