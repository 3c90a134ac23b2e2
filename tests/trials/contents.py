# SPDX-License-Identifier: GPL-2.0-or-later
"""What an index holds, by content: two are equal if they have the same documents
with the same records, terms and values, whatever runs made them."""
import json
import os
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
# Built with the tests only; it reads what any build wrote.
SHOW = ROOT / "build/dev/tests/trials/show_index"

TAGS = {1: "id", 2: "url", 3: "title", 4: "type", 5: "language", 6: "date", 7: "years",
        8: "cities", 9: "clusters", 10: "text", 13: "evidence", 20: "vanished", 21: "programmes",
        22: "countries", 23: "running", 24: "budget"}


def trials(small):
    """How often a trial is made: few times in the suite, $REGIO_TRIALS times if set."""
    return int(os.environ.get("REGIO_TRIALS", small))


class Document:
    """One document: its parts by name, and the line that has everything of it."""

    def __init__(self, shown):
        self.faults = shown["faults"]
        self.line = json.dumps(shown, ensure_ascii=False)
        self.parts = {}
        for tag, value in shown["record"]:
            self.parts.setdefault(TAGS.get(tag, f"part {tag}"), []).append(value)
        self.parts |= {name: shown[name] for name in ("terms", "values", "words")}

    def __eq__(self, other):
        return isinstance(other, Document) and self.line == other.line

    def differences(self, other):
        return {name: (self.parts.get(name), other.parts.get(name))
                for name in self.parts.keys() | other.parts.keys()
                if self.parts.get(name) != other.parts.get(name)}


class Contents:
    """documents: by id. faults: where parts of the index disagree; empty: nowhere."""

    def __init__(self, index):
        done = subprocess.run([SHOW, index], capture_output=True, check=False)
        if done.returncode:
            raise RuntimeError(f"show_index {index}: {done.stderr.decode()}")
        *documents, whole = map(json.loads, done.stdout.decode().splitlines())
        self.documents = {shown["id"]: Document(shown) for shown in documents}
        self.generation = whole["generation"]
        self.faults = list(whole["faults"])
        for name, document in self.documents.items():
            self.faults += [f"{name}: {fault}" for fault in document.faults]

    def differences(self, other):
        """A sentence each; empty: the same documents with the same contents."""
        ours, theirs = self.documents, other.documents
        return ([f"{name} is missing" for name in theirs.keys() - ours.keys()]
                + [f"{name} is too much" for name in ours.keys() - theirs.keys()]
                + [f"{name} differs: {document.differences(theirs[name])}"
                   for name, document in ours.items()
                   if name in theirs and document != theirs[name]])
