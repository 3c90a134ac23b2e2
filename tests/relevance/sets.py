# SPDX-License-Identifier: GPL-2.0-or-later
"""Test sets: documents, queries, and which document answers which query."""
import csv
import json


def rows(path):
    with open(path, encoding="utf-8") as lines:
        return [line.rstrip("\n").split("\t") for line in lines]


class Trec:
    """docs.tsv and queries.tsv (id, text), qrels.txt (query, 0, document, grade)."""

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
        self.grades = {}
        for row in csv.DictReader(
                open(folder / "judgements.tsv", encoding="utf-8"), delimiter="\t",
                quoting=csv.QUOTE_NONE):
            self.grades.setdefault(row["topic"], {})[row["path"]] = int(row["grade"])

    def fill(self, daemon):
        daemon.index_folder(self.folder / "pages")

    def queries(self):
        for row in csv.DictReader(
                open(self.folder / "topics.tsv", encoding="utf-8"), delimiter="\t",
                quoting=csv.QUOTE_NONE):
            grades = self.grades.get(row["id"], {})
            if any(grades.values()):
                yield row["id"], row["query"], grades
