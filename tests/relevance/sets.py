# SPDX-License-Identifier: GPL-2.0-or-later
"""Test sets: documents, queries, and which document answers which query."""
import csv
import json


def rows(path):
    with open(path, encoding="utf-8") as lines:
        return [line.rstrip("\n").split("\t") for line in lines]


def table(path):
    """The rows of a table whose first line has the names of its columns."""
    with open(path, encoding="utf-8") as lines:
        return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


class Trec:
    """docs.tsv and queries.tsv (id, text), qrels.txt (query, 0, document, grade)."""

    parts = {}  # what a query tests, where the set says so

    def __init__(self, folder):
        self.folder = folder
        self.grades = {}
        for line in open(folder / "qrels.txt", encoding="utf-8"):
            query, _, document, grade = line.split()
            self.grades.setdefault(query, {})[document] = int(grade)

    def fill(self, daemon):
        daemon.index_lines(
            json.dumps({"id": name, "title": "", "body": text}, ensure_ascii=False)
            for name, text in rows(self.folder / "docs.tsv")
        )

    def queries(self):
        for name, text in rows(self.folder / "queries.tsv"):
            grades = self.grades.get(name, {})
            if any(grades.values()):
                yield name, text, grades


class OwnLanguage(Trec):
    """Of a set in two languages: only answers in the language of the question
    (grade 2) count, whatever else is in the pool."""

    def __init__(self, folder):
        super().__init__(folder)
        self.grades = {query: {name: grade for name, grade in grades.items() if grade == 2}
                       for query, grades in self.grades.items()}


class Corpus:
    """topics.tsv and judgements.tsv over the pages of corpus/."""

    def __init__(self, folder):
        self.folder = folder
        self.topics = table(folder / "topics.tsv")
        self.parts = {row["id"]: row["part"] for row in self.topics}
        self.grades = {}
        for row in table(folder / "judgements.tsv"):
            self.grades.setdefault(row["topic"], {})[row["path"]] = int(row["grade"])

    def fill(self, daemon):
        daemon.index_folder(self.folder / "pages")

    def queries(self):
        for row in self.topics:
            grades = self.grades.get(row["id"], {})
            if any(grades.values()):
                yield row["id"], row["query"], grades
