# SPDX-License-Identifier: GPL-2.0-or-later
"""The answers of an index to all topics of the corpus, without what tells when
and in which revision they were given."""
from contents import ROOT
from relevance.sets import table

TOPICS = table(ROOT / "corpus/topics.tsv")


def answer(daemon, limit=20, **parameters):
    found = daemon.search(limit=limit, facet_limit=100, **parameters)
    for name in ("took_ms", "index", "permalink", "next_cursor"):
        del found[name]
    return found


def answers(daemon):
    """By query; ids in their order, scores, totals, facets and translations are in it."""
    return {topic["query"]: answer(daemon, q=topic["query"]) for topic in TOPICS} | {
        "": answer(daemon, q="")}


def more_answers(daemon):
    """The same to the last hit, and without what joins languages and pages."""
    return {topic["query"]: answer(daemon, 100, q=topic["query"]) for topic in TOPICS} | {
        f"{topic['query']} in one language, every page": answer(
            daemon, 100, q=topic["query"], translate="off", duplicates="show")
        for topic in TOPICS} | {"": answer(daemon, 100, q="")}


def compare(got, expected):
    """A sentence for each query with another answer."""
    return [f"{query}: {name} is {got[query][name]} instead of {expected[query][name]}"
            for query in expected for name in expected[query]
            if got[query][name] != expected[query][name]]
