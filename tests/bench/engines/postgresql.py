# SPDX-License-Identifier: GPL-2.0-or-later
"""PostgreSQL: a cluster of its own, German text search with a GIN index, facets grouped in SQL, times told by psql.

Loaded by COPY, indexes made afterwards, as its manual advises for bulk loads; without fsync, which favours it.
"""
import json
import os
import pwd
import shutil
import subprocess
from pathlib import Path

import meter
from engines.engine import FACET_VALUES, FIELDS, HITS, Engine, free_port

SETTINGS = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off", "shared_buffers": "1GB",
            "maintenance_work_mem": "512MB", "work_mem": "64MB", "max_wal_size": "8GB", "jit": "off",
            "listen_addresses": "127.0.0.1"}
LOAD = """
DROP TABLE IF EXISTS docs;
CREATE TABLE docs (number int, id text, title text, body text, city text[], cluster text[], year text[]);
COPY docs FROM '{table}';
ALTER TABLE docs ADD vector tsvector GENERATED ALWAYS AS (
  setweight(to_tsvector('german', title), 'A') || to_tsvector('german', body)) STORED;
CREATE INDEX ON docs USING gin (vector);
CREATE INDEX ON docs USING gin (city);
CREATE INDEX ON docs USING gin (cluster);
CREATE INDEX ON docs USING gin (year);
ALTER TABLE docs ADD PRIMARY KEY (number);
VACUUM ANALYZE docs;
"""
MATCH = "FROM docs, {query} AS query WHERE vector @@ query{filter}"
ANSWER = """WITH hits AS MATERIALIZED (SELECT number, city, cluster, year, ts_rank(vector, query) AS score {match}),
best AS (SELECT number, score FROM hits ORDER BY score DESC LIMIT {hits})
SELECT 'hit', id || title, score FROM best JOIN docs USING (number)"""
FACET = """ UNION ALL (SELECT '{field}', value, count(*) FROM hits, unnest({field}) AS value
GROUP BY value ORDER BY count(*) DESC LIMIT {values})"""
END = "=end of answer="
SPECIAL = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"})


class Postgresql(Engine):
    name = "postgresql"
    packages = ("postgresql",)

    def __init__(self, folder):
        super().__init__(folder)
        self.bin = max(Path("/usr/lib/postgresql").glob("*/bin"), default=Path("/usr/bin"))
        self.cluster = self.folder / "cluster"
        self.psql = None

    def missing(self):
        if not (self.bin / "postgres").exists():
            return "no postgres; apt-get install postgresql"
        return None

    def as_user(self, *command):
        """The server refuses to run as root."""
        return (["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []) + [str(word) for word in command]

    def own(self, path):
        if os.geteuid() == 0:
            user = pwd.getpwnam("postgres")
            os.chown(path, user.pw_uid, user.pw_gid)

    def prepare(self, corpus):
        folder = self.empty("input")
        with open(corpus, encoding="utf-8") as lines, open(folder / "table", "w", encoding="utf-8") as table:
            for number, line in enumerate(lines):
                document = json.loads(line)
                lists = [json.dumps([str(value) for value in document[key]], ensure_ascii=False)
                         for key in FIELDS.values()]
                cells = [str(number), document["id"], document["title"], document["body"],
                         *("{" + cell[1:-1] + "}" for cell in lists)]
                table.write("\t".join(cell.translate(SPECIAL) for cell in cells) + "\n")
        (folder / "load.sql").write_text(LOAD.format(table=folder / "table"))
        shutil.rmtree(self.cluster, ignore_errors=True)
        self.own(self.folder)
        subprocess.run(self.as_user(self.bin / "initdb", "-A", "trust", "-U", "bench", "-E", "UTF8", "--locale", "C",
                                    "-D", self.cluster), check=True, stdout=subprocess.DEVNULL)
        self.start_cluster()

    def reuse(self):
        if self.cluster.exists():
            self.start_cluster()
        return self.cluster.exists()

    def start_cluster(self):
        self.port = free_port()
        settings = [word for name, value in SETTINGS.items() for word in ("-c", f"{name}={value}")]
        self.serve(self.as_user(self.bin / "postgres", "-D", self.cluster, "-p", self.port, "-k", self.cluster,
                                *settings),
                   self.port)
        subprocess.run(self.client("-c", "SELECT 1"), check=True, stdout=subprocess.DEVNULL)

    def client(self, *options):
        return ["psql", "-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1", "-h", "127.0.0.1", "-p", str(self.port),
                "-U", "bench", "-d", "postgres", *options]

    def build(self):
        return meter.run(self.client("-f", self.folder / "input/load.sql"), also=[self.server.pid])

    def index_bytes(self):
        size = subprocess.run(self.client("-c", "SELECT pg_total_relation_size('docs')"), check=True, text=True,
                              capture_output=True)
        return int(size.stdout)

    def start(self):
        self.psql = subprocess.Popen(self.client(), text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self.say("SET client_min_messages TO warning;")  # no word on queries of stop words only
        self.say("\\timing on")

    def stop(self):
        if self.psql:
            self.psql.stdin.close()
            self.psql.wait()
            self.psql.stdout.close()
            self.psql = None
        super().stop()

    def say(self, statement):
        """The lines that psql answers."""
        self.psql.stdin.write(f"{statement}\n\\echo {END}\n")
        self.psql.stdin.flush()
        lines = []
        for line in self.psql.stdout:
            if line.rstrip("\n") == END:
                return lines
            lines.append(line.rstrip("\n"))
        raise RuntimeError("psql has ended; its reason stands above")

    @staticmethod
    def match(query, operator):
        words = " ".join(query.words)
        if query.phrase:
            text = f"phraseto_tsquery('german', '{words}')"
        else:
            text = f"to_tsquery('german', '{' | '.join(query.words) if operator == 'OR' else ' & '.join(query.words)}')"
        value = query.value.replace("'", "''")
        return MATCH.format(query=text, filter=f" AND {query.field} @> ARRAY['{value}']" if query.field else "")

    def ask(self, query, operator):
        answer = ANSWER.format(match=self.match(query, operator), hits=HITS)
        answer += "".join(FACET.format(field=field, values=FACET_VALUES) for field in FIELDS)
        return float(self.say(answer + ";")[-1].split()[1]) / 1000  # "Time: 1.234 ms"

    def total(self, query, operator):
        return int(self.say(f"SELECT count(*) {self.match(query, operator)};")[0])
