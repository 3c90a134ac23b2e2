# SPDX-License-Identifier: GPL-2.0-or-later
"""Runs the real programs for tests: an index in a temporary folder, and a
daemon over it on a free port that ends with the block it is used in."""
import json
import os
import subprocess
import tempfile
import urllib.parse
import urllib.request
from pathlib import Path

BUILD = Path(os.environ.get("REGIO_BUILD", Path(__file__).resolve().parents[1] / "build/release"))
INDEXER = BUILD / "indexer" / "regio-indexer"
SEARCHD = BUILD / "searchd" / "regio-searchd"


def run_indexer(*arguments, stdin=None):
    """The finished process; output is text."""
    return subprocess.run([INDEXER, *map(str, arguments)], input=stdin, text=True,
                          capture_output=True, check=False)


class Daemon:
    """with Daemon() as daemon: fill an index, daemon.start(), daemon.search(...)"""

    def __enter__(self):
        self.folder = tempfile.TemporaryDirectory(prefix="regio-test-")
        self.index = Path(self.folder.name) / "index"
        self.process = None
        self.url = None
        return self

    def __exit__(self, *_):
        self.stop()
        self.folder.cleanup()

    def index_folder(self, folder, *options):
        return self._index(folder, options, None)

    def index_lines(self, lines, *options):
        return self._index("-", options, "".join(line + "\n" for line in lines))

    def _index(self, source, options, stdin):
        done = run_indexer("update", self.index, source, "--json", "--quiet", *options, stdin=stdin)
        if done.returncode not in (0, 1):
            raise RuntimeError(f"regio-indexer ended with {done.returncode}: {done.stderr}")
        return json.loads(done.stdout.splitlines()[-1])

    def start(self, *options, log=None, listen="127.0.0.1:0"):
        """log: a file for what the daemon says besides its address."""
        self.process = subprocess.Popen(
            [SEARCHD, "--listen", listen, *options, self.index],
            stdout=subprocess.PIPE, stderr=log, text=True)
        self.url = self.process.stdout.readline().split()[-1]
        return self

    def stop(self):
        """Ends the daemon; its exit status."""
        if not self.process:
            return None
        self.process.terminate()
        status = self.process.wait(timeout=20)
        self.process.stdout.close()
        self.process = None
        return status

    def get(self, path, parameters=()):
        """The answer's body; raises urllib.error.HTTPError for 4xx and 5xx."""
        query = urllib.parse.urlencode(parameters)
        with urllib.request.urlopen(f"{self.url}{path}?{query}", timeout=30) as answer:
            return answer.read()

    def search(self, *pairs, **parameters):
        """The answer of /api/v1/search; pairs may repeat a name."""
        return json.loads(self.get("/api/v1/search", [*pairs, *parameters.items()]))

    def ranking(self, text, depth, **parameters):
        """Ids of the first depth hits of a query."""
        ids = []
        limit = min(depth, 100)
        while len(ids) < depth:
            answer = self.search(q=text, limit=limit, offset=len(ids), facet_limit=1,
                                 **parameters)
            ids += [hit["id"] for hit in answer["hits"]]
            if len(answer["hits"]) < limit:
                break
        return ids
