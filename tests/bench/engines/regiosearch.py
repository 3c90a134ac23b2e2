# SPDX-License-Identifier: GPL-2.0-or-later
"""Ourselves: the index by rebuild from JSON lines, the search API over HTTP, with snippets and all facets."""
import json
import os
from pathlib import Path
from urllib.parse import urlencode

import meter
from engines.engine import HITS, FACET_VALUES, Engine, free_port
from http_client import HttpClient

BUILD = Path(os.environ.get("REGIO_BUILD", Path(__file__).resolve().parents[3] / "build/release"))


class Regiosearch(Engine):
    name = "regiosearch"
    programs = (str(BUILD / "indexer/regio-indexer"), str(BUILD / "searchd/regio-searchd"))
    load_test = True
    options = ("--jobs", str(os.cpu_count()))
    parameters = {}

    def missing(self):
        gone = [program for program in self.programs if not Path(program).exists()]
        return f"no {', '.join(gone)}; build it, or set REGIO_BUILD" if gone else None

    def prepare(self, corpus):
        self.corpus = corpus

    def build(self):
        index = self.empty()
        return meter.run([self.programs[0], "rebuild", "--quiet", *self.options, index, self.corpus])

    def start(self):
        self.port = free_port()
        self.serve([self.programs[1], "--listen", f"127.0.0.1:{self.port}", "--workers", os.cpu_count(), "--cache-mb", "0",
                    self.folder / "index"], self.port)
        self.client = HttpClient("127.0.0.1", self.port)

    def url(self, query, operator):
        parameters = {"q": query.text(f" {operator} "), "limit": HITS, "facet_limit": FACET_VALUES, **self.parameters}
        if query.field:
            parameters[query.field] = query.value
        return "/api/v1/search?" + urlencode(parameters)

    def ask(self, query, operator):
        return self.client.get(self.url(query, operator))[0]

    def total(self, query, operator):
        return json.loads(self.client.get(self.url(query, operator))[1])["total"]


class RegiosearchOneJob(Regiosearch):
    name = "regiosearch, one job"
    options = ("--jobs", "1")
    answers = False


class RegiosearchBare(Regiosearch):
    """Finds dates, places, clusters and type in the text, since no document says them."""

    name = "regiosearch, bare"
    answers = False

    def prepare(self, corpus):
        self.folder.mkdir(parents=True, exist_ok=True)
        self.corpus = self.folder / "bare.jsonl"
        with open(corpus, encoding="utf-8") as lines, open(self.corpus, "w", encoding="utf-8") as bare:
            for line in lines:
                document = json.loads(line)
                kept = {key: document[key] for key in ("id", "title", "body")}
                bare.write(json.dumps(kept, ensure_ascii=False) + "\n")


class RegiosearchStems(Regiosearch):
    """Words by their stems alone: the maintainer's `analysis = stems`."""

    name = "regiosearch, stems"
    answers = False

    def prepare(self, corpus):
        super().prepare(corpus)
        self.folder.mkdir(parents=True, exist_ok=True)
        config = self.folder / "stems.conf"
        config.write_text("[index]\nanalysis = stems\n")
        self.options = (*Regiosearch.options, "--config", config)


class RegiosearchUntranslated(Regiosearch):
    """As the peers, which know no translations; over the index of the first."""

    name = "regiosearch, untranslated"
    parameters = {"translate": "off"}
    build = None                  # shares the index

    def __init__(self, folder):
        super().__init__(folder)
        self.folder = Path(folder) / Regiosearch.name


class RegiosearchWithoutFacets(RegiosearchUntranslated):
    """Hits and snippets only, to tell what facets cost."""

    name = "regiosearch, without facets"
    parameters = {"facets": ""}
