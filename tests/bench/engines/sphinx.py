# SPDX-License-Identifier: GPL-2.0-or-later
"""Sphinx 2.2: its indexer over XML, its daemon over the protocol of MySQL, FACET for facets. It stores no text.

Its many-valued attributes are numbers: cities and clusters are numbered here.
"""
import json
import time
from xml.sax.saxutils import escape

import meter
from engines.engine import FACET_VALUES, FIELDS, HITS, Engine, free_port
from mysql_client import MysqlClient

CONFIG = """source docs
{{
	type = xmlpipe2
	xmlpipe_command = cat {folder}/input/docs.xml
}}
index docs
{{
	source = docs
	path = {folder}/index/docs
	morphology = libstemmer_de
	docinfo = extern
	min_word_len = 1
	# letters of Latin scripts, folded as the peers do
	charset_table = 0..9, A..Z->a..z, _, a..z, U+C0..U+D6->U+E0..U+F6, U+D8..U+DE->U+F8..U+FE, U+DF..U+F6, U+F8..U+FF
}}
indexer
{{
	mem_limit = 512M
}}
searchd
{{
	listen = 127.0.0.1:{port}:mysql41
	pid_file = {folder}/searchd.pid
	log = {folder}/searchd.log
	workers = threads
	binlog_path =
}}
"""
DOCUMENT = """<sphinx:document id="{number}"><title>{title}</title><body>{body}</body>{facets}</sphinx:document>
"""
NO_XML = {code: " " for code in range(32) if chr(code) not in "\t\n\r"}


class Sphinx(Engine):
    name = "sphinx"
    packages = ("sphinxsearch",)
    programs = ("indexer", "searchd")

    def prepare(self, corpus):
        self.numbers = {}
        self.port = free_port()
        folder = self.empty("input")
        attributes = "".join(f'<sphinx:attr name="{field}" type="multi"/>' for field in FIELDS)
        with open(corpus, encoding="utf-8") as lines, open(folder / "docs.xml", "w", encoding="utf-8") as xml:
            xml.write('<?xml version="1.0" encoding="utf-8"?><sphinx:docset><sphinx:schema><sphinx:field name="title"/>'
                      f'<sphinx:field name="body"/>{attributes}</sphinx:schema>\n')
            for number, line in enumerate(lines, 1):
                xml.write(self.document(number, json.loads(line)))
            xml.write("</sphinx:docset>")
        (folder / "numbers.json").write_text(json.dumps(self.numbers))
        self.configure()

    def configure(self):
        (self.folder / "sphinx.conf").write_text(CONFIG.format(folder=self.folder, port=self.port))

    def reuse(self):
        numbers = self.folder / "input/numbers.json"
        if numbers.exists():
            self.numbers = json.loads(numbers.read_text())
            self.port = free_port()
            self.configure()
        return numbers.exists() and super().reuse()

    def document(self, number, document):
        facets = "".join(f"<{field}>{','.join(str(self.number(value)) for value in document[key])}</{field}>"
                         for field, key in FIELDS.items())
        title, body = (escape(document[key].translate(NO_XML)) for key in ("title", "body"))
        return DOCUMENT.format(number=number, title=title, body=body, facets=facets)

    def number(self, value):
        return value if isinstance(value, int) else self.numbers.setdefault(value, len(self.numbers) + 1)

    def build(self):
        self.empty()
        return meter.run(["indexer", "-c", self.folder / "sphinx.conf", "--all", "--quiet"])

    def start(self):
        self.serve(["searchd", "--nodetach", "-c", self.folder / "sphinx.conf"], self.port)
        self.client = MysqlClient(self.port)

    def statement(self, query, operator):
        condition = ""
        if query.field:
            value = int(query.value) if query.field == "year" else self.number(query.value)
            condition = f" AND {query.field} = {value}"
        match = query.text(" | " if operator == "OR" else " ").lower()  # capitals may be operators
        return f"SELECT id FROM docs WHERE MATCH('{match}'){condition} LIMIT {HITS} OPTION ranker = bm25"

    def ask(self, query, operator):
        statement = self.statement(query, operator) + "".join(
            f" FACET {field} ORDER BY COUNT(*) DESC LIMIT {FACET_VALUES}" for field in FIELDS)
        start = time.perf_counter()
        self.client.query(statement + ";")
        return time.perf_counter() - start

    def total(self, query, operator):
        self.client.query(self.statement(query, operator))
        return int(dict(self.client.query("SHOW META")[0])["total_found"])
