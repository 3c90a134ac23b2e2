# SPDX-License-Identifier: GPL-2.0-or-later
"""Omega's scriptindex, the usual way to fill Xapian; and its CGI program, anew for each answer, without facets."""
import json
import os
import re
import subprocess
import time
from pathlib import Path
from urllib.parse import urlencode

import meter
from engines.engine import FIELDS, HITS, Engine

PROGRAM = Path("/usr/lib/cgi-bin/omega/omega")
PREFIXES = {"city": "XCITY", "cluster": "XCLUSTER", "year": "Y"}
SCRIPT = """id : boolean=Q unique=Q field
title : field weight=4 index=S weight=1 index
body : field index
""" + "".join(f"{field} : boolean={prefix} field\n" for field, prefix in PREFIXES.items())
TEMPLATE = "$set{stemmer,german}$setmap{prefix,title,S}$hitlist{$field{id} $field{title}\n}$msize\n"


class Omega(Engine):
    name = "omega scriptindex"
    packages = ("xapian-omega",)
    programs = ("scriptindex",)

    def missing(self):
        return super().missing() or (None if PROGRAM.exists() else "no omega; apt-get install xapian-omega")

    def prepare(self, corpus):
        folder = self.empty("input")
        (folder / "script").write_text(SCRIPT)
        (folder / "template").write_text(TEMPLATE)
        (self.folder / "omega.conf").write_text(
            f"database_dir {self.folder}/index\ntemplate_dir {folder}\nlog_dir {folder}\ncdb_dir {folder}\n")
        with open(corpus, encoding="utf-8") as lines, open(folder / "dump", "w", encoding="utf-8") as dump:
            for line in lines:
                document = json.loads(line)
                rows = [("id", document["id"]), ("title", document["title"]), ("body", document["body"])]
                rows += [(field, str(value)) for field, key in FIELDS.items() for value in document[key]]
                dump.writelines(f"{name}={text}\n".replace("\n", "\n=", text.count("\n")) for name, text in rows)
                dump.write("\n")

    def build(self):
        index = self.empty()
        return meter.run(["scriptindex", "--stemmer=german", "--overwrite", index / "docs",
                          self.folder / "input/script", self.folder / "input/dump"])

    def answer(self, query, operator):
        parameters = {"DB": "docs", "FMT": "template", "HITSPERPAGE": HITS, "DEFAULTOP": "or" if operator == "OR" else "and",
                      "P": query.text(" "), "MINHITS": 1 << 30}
        if query.field:
            parameters["B"] = PREFIXES[query.field] + self.term(query.value)
        environment = os.environ | {"OMEGA_CONFIG_FILE": str(self.folder / "omega.conf"),
                                    "REQUEST_METHOD": "GET", "QUERY_STRING": urlencode(parameters)}
        done = subprocess.run([str(PROGRAM)], env=environment, capture_output=True, text=True, check=True)
        return done.stdout

    @staticmethod
    def term(value):
        """A boolean term as scriptindex makes it."""
        return f":{value}" if re.match("[A-Z]", value) else value

    def cpu_seconds(self):
        return meter.children_cpu()

    def memory_bytes(self):
        return 0  # nothing stays between two answers

    def ask(self, query, operator):
        start = time.perf_counter()
        self.answer(query, operator)
        return time.perf_counter() - start

    def total(self, query, operator):
        return int(self.answer(query, operator).split()[-1].replace(",", ""))
