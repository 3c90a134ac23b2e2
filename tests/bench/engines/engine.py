# SPDX-License-Identifier: GPL-2.0-or-later
"""engine: what the benchmark asks of an engine. One a file; each gets a folder of its own."""
import os
import shutil
import socket
import subprocess
import time
from pathlib import Path

import meter

HITS, FACET_VALUES = 10, 20       # what an answer holds
FIELDS = {"city": "cities", "cluster": "clusters", "year": "years"}  # facet: key of a document


class Engine:
    name = ""
    packages = ()                 # of Debian
    programs = ()
    answers = True                # False: only its indexing is measured
    load_test = False             # True: url() serves wrk

    def __init__(self, folder):
        self.folder = Path(folder) / self.slug()
        self.server = None

    @classmethod
    def slug(cls):
        """The name without blanks."""
        return cls.name.replace(",", "").replace(" ", "-")

    def missing(self):
        """What is not there, in words; None if all is."""
        gone = [program for program in self.programs if not shutil.which(program)]
        if gone:
            return f"no {', '.join(gone)}; apt-get install {' '.join(self.packages)}"
        return None

    def prepare(self, corpus):
        """Brings the documents into the form that the engine reads; not measured."""

    def reuse(self):
        """Takes the index of an earlier run, in place of prepare and build; False if there is none."""
        return (self.folder / "index").exists()

    def build(self):
        """Makes the index anew, and tells its Cost."""
        raise NotImplementedError

    def index_bytes(self):
        return size_of(self.folder / "index")

    def start(self):
        """Makes ready to answer."""

    def ask(self, query, operator):
        """Seconds of one answer with the best hits and all facets."""
        raise NotImplementedError

    def total(self, query, operator):
        """How many documents match."""
        raise NotImplementedError

    def cpu_seconds(self):
        """Processor time that answers have taken so far, but that of our own client."""
        return meter.cpu_of_family([self.server.pid])

    def memory_bytes(self):
        return sum(map(meter.resident_bytes, meter.family([self.server.pid])))

    def stop(self):
        if self.server:
            self.server.terminate()
            self.server.wait(timeout=60)
            self.server = None

    def empty(self, name="index"):
        """A new folder in place of the old one."""
        folder = self.folder / name
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        return folder

    def serve(self, command, port, **options):
        """A daemon; comes back when it takes connections."""
        log = open(self.folder / "server.log", "w", encoding="utf-8")
        with log:
            self.server = subprocess.Popen([str(word) for word in command], stdout=log, stderr=log, **options)
        for _ in range(600):
            if self.server.poll() is not None:
                break
            try:
                socket.create_connection(("127.0.0.1", port), timeout=1).close()
                return
            except OSError:
                time.sleep(0.1)
        raise RuntimeError(f"{self.name} does not answer: {(self.folder / 'server.log').read_text()[-500:]}")


def size_of(folder):
    """What the files below take on the disk; holes take nothing."""
    return sum(os.lstat(Path(root) / file).st_blocks * 512
               for root, _, files in os.walk(folder) for file in files)


def free_port():
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return listener.getsockname()[1]
