# SPDX-License-Identifier: GPL-2.0-or-later
"""Groonga: groonga-httpd, which keeps connections (the server within groonga closes each); drilldowns for facets,
stemming German as far as its filter does.

The index is made after the documents are there, which is its documented fast way ("offline index construction").
TokenBigram takes words of Latin letters whole. TokenFilterStem leaves words with umlauts as they are.
"""
import json
import os
import pwd
from urllib.parse import urlencode

import meter
from engines.engine import FACET_VALUES, FIELDS, HITS, Engine, free_port
from http_client import HttpClient

SCHEMA = """plugin_register token_filters/stem
table_create cities TABLE_PAT_KEY ShortText
table_create clusters TABLE_PAT_KEY ShortText
table_create years TABLE_PAT_KEY ShortText
table_create Docs TABLE_PAT_KEY ShortText
column_create Docs title COLUMN_SCALAR ShortText
column_create Docs body COLUMN_SCALAR Text
column_create Docs cities COLUMN_VECTOR cities
column_create Docs clusters COLUMN_VECTOR clusters
column_create Docs years COLUMN_VECTOR years
load --table Docs
"""
INDEXES = """
column_create cities docs COLUMN_INDEX Docs cities
column_create clusters docs COLUMN_INDEX Docs clusters
column_create years docs COLUMN_INDEX Docs years
table_create Terms TABLE_PAT_KEY ShortText --default_tokenizer TokenBigram --normalizer NormalizerAuto \
--token_filters 'TokenFilterStem("algorithm", "german")'
column_create Terms docs COLUMN_INDEX|WITH_POSITION|WITH_SECTION Docs title,body
"""
HTTPD = """worker_processes {workers};
pid {folder}/httpd.pid;
error_log {folder}/httpd.log;
daemon off;
user {user};
events {{ worker_connections 1024; }}
http {{
  keepalive_requests 1000000000;
  access_log off;
  client_body_temp_path {folder}/temporary;
  proxy_temp_path {folder}/temporary;
  fastcgi_temp_path {folder}/temporary;
  uwsgi_temp_path {folder}/temporary;
  scgi_temp_path {folder}/temporary;
  groonga_database {folder}/index/db;
  server {{
    listen 127.0.0.1:{port};
    location /d/ {{
      groonga on;
      groonga_log_path off;
      groonga_query_log_path off;
    }}
  }}
}}
"""


class Groonga(Engine):
    name = "groonga"
    packages = ("groonga-bin", "groonga-httpd", "groonga-token-filter-stem")
    programs = ("groonga", "groonga-httpd")
    load_test = True

    def prepare(self, corpus):
        self.empty("input")
        with open(corpus, encoding="utf-8") as lines, \
                open(self.folder / "input/commands", "w", encoding="utf-8") as commands:
            commands.write(SCHEMA + "[\n")
            separator = ""
            for line in lines:
                document = json.loads(line)
                row = {"_key": document["id"], "title": document["title"], "body": document["body"]}
                row |= {key: [str(value) for value in document[key]] for key in FIELDS.values()}
                commands.write(separator + json.dumps(row, ensure_ascii=False))
                separator = ",\n"
            commands.write("\n]" + INDEXES)

    def build(self):
        index = self.empty()
        with open(self.folder / "input/commands", encoding="utf-8") as commands:
            return meter.run(["groonga", "-n", index / "db"], stdin=commands)

    def start(self):
        self.port = free_port()
        config = self.folder / "httpd.conf"
        config.write_text(HTTPD.format(folder=self.folder, port=self.port, workers=os.cpu_count(),
                                       user=pwd.getpwuid(os.geteuid()).pw_name))
        self.serve(["groonga-httpd", "-c", config], self.port)
        self.client = HttpClient("127.0.0.1", self.port)

    def url(self, query, operator):
        parameters = {
            "table": "Docs", "match_columns": "title * 4 || body", "cache": "no",
            "query": query.text(" OR " if operator == "OR" else " "),
            "limit": HITS, "output_columns": "_key,title,_score", "sort_keys": "-_score",
            "drilldown": ",".join(FIELDS.values()), "drilldown_limit": FACET_VALUES,
            "drilldown_sort_keys": "-_nsubrecs", "drilldown_output_columns": "_key,_nsubrecs"}
        if query.field:
            parameters["filter"] = f'{FIELDS[query.field]} @ "{query.value}"'
        return "/d/select?" + urlencode(parameters)

    def ask(self, query, operator):
        return self.client.get(self.url(query, operator))[0]

    def total(self, query, operator):
        return json.loads(self.client.get(self.url(query, operator))[1])[1][0][0][0]
