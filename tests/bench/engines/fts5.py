# SPDX-License-Identifier: GPL-2.0-or-later
"""SQLite FTS5, in process through Python's sqlite3. It does not stem German; facets are grouped in SQL.

As a program: fts5.py CORPUS DATABASE makes the index, so that its memory can be measured.
"""
import itertools
import json
import os
import sqlite3
import sys
import time
from pathlib import Path

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
import meter  # noqa: E402
from engines.engine import FIELDS, HITS, Engine  # noqa: E402

SCHEMA = """
CREATE VIRTUAL TABLE docs USING fts5(id UNINDEXED, title, body, tokenize = 'unicode61');
CREATE TABLE facets(document INTEGER, field TEXT, value TEXT, PRIMARY KEY (document, field, value)) WITHOUT ROWID;
"""
BATCH = 5000
MATCH = "FROM docs WHERE docs MATCH ?"
# The plus keeps SQLite from matching anew for every document that the filter lets through.
FILTER = " AND +docs.rowid IN (SELECT document FROM facets WHERE field = ? AND value = ?)"
COUNTS = """WITH hits AS MATERIALIZED (SELECT docs.rowid AS document {match})
SELECT field, value, count(*) FROM hits CROSS JOIN facets USING (document) GROUP BY field, value"""


def make_index(corpus, database):
    connection = sqlite3.connect(database)
    connection.executescript(SCHEMA)
    with open(corpus, encoding="utf-8") as lines:
        documents = enumerate(map(json.loads, lines), 1)
        while batch := list(itertools.islice(documents, BATCH)):
            connection.executemany("INSERT INTO docs(rowid, id, title, body) VALUES (?, ?, ?, ?)",
                                   ((number, d["id"], d["title"], d["body"]) for number, d in batch))
            connection.executemany("INSERT INTO facets VALUES (?, ?, ?)",
                                   ((number, field, str(value)) for number, d in batch
                                    for field, key in FIELDS.items() for value in d[key]))
            connection.commit()
    connection.execute("INSERT INTO docs(docs) VALUES ('optimize')")
    connection.execute("CREATE INDEX by_value ON facets(field, value, document)")
    connection.execute("ANALYZE facets")
    connection.commit()


class Fts5(Engine):
    name = "sqlite fts5"
    packages = ("python3",)

    def __init__(self, folder):
        super().__init__(folder)
        self.connection = None

    def missing(self):
        options = {row[0] for row in sqlite3.connect(":memory:").execute("PRAGMA compile_options")}
        return None if "ENABLE_FTS5" in options else "Python's sqlite3 has no FTS5"

    def prepare(self, corpus):
        self.corpus = corpus

    def build(self):
        return meter.run([sys.executable, __file__, self.corpus, self.empty() / "docs.db"])

    def start(self):
        self.connection = sqlite3.connect(self.folder / "index/docs.db")
        self.connection.execute("PRAGMA mmap_size = 8000000000")
        self.connection.execute("PRAGMA cache_size = -262144")

    def cpu_seconds(self):
        return time.process_time()

    def memory_bytes(self):
        return meter.resident_bytes(os.getpid())

    def stop(self):
        if self.connection:
            self.connection.close()
            self.connection = None

    def statement(self, query, operator):
        match = MATCH + (FILTER if query.field else "")
        values = [query.text(f" {operator} ")] + ([query.field, query.value] if query.field else [])
        return match, values

    def ask(self, query, operator):
        match, values = self.statement(query, operator)
        start = time.perf_counter()
        self.connection.execute(f"SELECT id, title, rank {match} ORDER BY rank LIMIT {HITS}", values).fetchall()
        self.connection.execute(COUNTS.format(match=match), values).fetchall()
        return time.perf_counter() - start

    def total(self, query, operator):
        match, values = self.statement(query, operator)
        return self.connection.execute(f"SELECT count(*) {match}", values).fetchone()[0]


if __name__ == "__main__":
    make_index(*sys.argv[1:])
