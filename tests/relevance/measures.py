# SPDX-License-Identifier: GPL-2.0-or-later
"""nDCG, average precision and recall of one ranking, and their means.

The gain of grade g is 2**g - 1 (Burges et al., 2005); precision and recall
count every document with a grade above 0.
"""
from dataclasses import dataclass
from math import log2


@dataclass
class Figures:
    ndcg10: float
    map: float
    recall10: float
    recall100: float

    @classmethod
    def mean(cls, many):
        count = max(len(many), 1)
        return cls(*(sum(getattr(f, n) for f in many) / count for n in cls.__annotations__))

    def __str__(self):
        return (f"nDCG@10 {self.ndcg10:.4f}  MAP {self.map:.4f}  "
                f"R@10 {self.recall10:.4f}  R@100 {self.recall100:.4f}")


def dcg(grades):
    return sum((2**g - 1) / log2(rank + 2) for rank, g in enumerate(grades))


def recall(ranking, relevant, depth):
    return len(relevant & set(ranking[:depth])) / len(relevant)


def average_precision(ranking, relevant):
    found, total = 0, 0.0
    for rank, document in enumerate(ranking, 1):
        if document in relevant:
            found += 1
            total += found / rank
    return total / len(relevant)


def evaluate(ranking, grades):
    """ranking: ids, best first; grades: id -> grade, at least one above 0."""
    relevant = {d for d, g in grades.items() if g > 0}
    best = dcg(sorted(grades.values(), reverse=True)[:10])
    got = dcg([grades.get(d, 0) for d in ranking[:10]])
    return Figures(got / best, average_precision(ranking, relevant),
                   recall(ranking, relevant, 10), recall(ranking, relevant, 100))
