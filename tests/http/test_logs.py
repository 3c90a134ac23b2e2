#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""What is told to who looks after the service: logs, metrics; and its configuration file."""
import json
import re
import signal
import subprocess
import time
import unittest
from pathlib import Path

from fixture import PAGES, SEARCHD, Daemon, Served

LINE = re.compile(r'^(\S+) - - \[(\d\d/\w{3}/\d{4}:\d\d:\d\d:\d\d [+-]\d{4})\] '
                  r'"(\S+) (\S+) (\S+)" (\d{3}) (\d+) "((?:\\.|[^"\\])*)" "((?:\\.|[^"\\])*)"$')


class Logged(Served):
    @classmethod
    def setUpClass(cls):
        cls.daemon = cls.enterClassContext(Daemon())
        cls.daemon.index_lines([json.dumps(page) for page in PAGES])
        cls.folder = Path(cls.daemon.folder.name)
        cls.access, cls.empty = cls.folder / "access.log", cls.folder / "empty.log"
        cls.daemon.start("--workers", "2", "--access-log", cls.access, "--empty-log", cls.empty)

    def last(self):
        return self.access.read_text().splitlines()[-1]

    def test_a_request_is_a_line_in_the_combined_format(self):
        answer = self.ask("/api/v1/search?q=h%C3%A4fen", headers={"Referer": "http://a.example/", "User-Agent": "x/1"})
        found = LINE.match(self.last())
        self.assertEqual((found[1], *found.groups()[2:]),
                         ("127.0.0.1", "GET", "/api/v1/search?q=h%C3%A4fen", "HTTP/1.1", "200",
                          str(len(answer.body)), "http://a.example/", "x/1"))
        self.ask("/nowhere", method="HEAD")
        self.assertEqual(LINE.match(self.last()).groups()[2:7], ("HEAD", "/nowhere", "HTTP/1.1", "404", "0"))

    def test_nobody_writes_a_line_of_his_own(self):
        self.ask("/livez", headers={"User-Agent": 'a" 200 1 "\\ \xff\t'})
        self.assertEqual(LINE.match(self.last())[9], 'a\\" 200 1 \\"\\\\ \\xff'
                         + ("\\x09" if "x09" in self.last() else ""))

    def test_a_renamed_log_is_left_alone_after_sighup(self):
        self.ask("/livez")
        old = self.access.rename(self.folder / "access.1")
        before = old.read_bytes()
        self.daemon.process.send_signal(signal.SIGHUP)
        deadline = time.monotonic() + 10
        while not self.access.exists():
            self.assertLess(time.monotonic(), deadline)
            time.sleep(0.02)
        time.sleep(0.1)  # between making it and writing there
        self.ask("/readyz")
        self.assertIn("GET /readyz", self.access.read_text())
        self.assertEqual(old.read_bytes(), before)

    def test_searches_without_hits_are_kept_for_the_maintainer_without_who_asked(self):
        for path in ("/api/v1/search?q=xqxqx+%22a%22&city=Rostock&city=Leipzig&limit=3",
                     "/?q=xqxqx&year=&from=1901&to=1902"):
            for _ in range(2):  # the second one is a kept answer
                self.ask(path)
        self.search(q="hafen")
        lines = [json.loads(line) for line in self.empty.read_text().splitlines()]
        self.assertEqual([line["query"] for line in lines], ['xqxqx "a"'] * 2 + ["xqxqx"] * 2)
        self.assertEqual(lines[0]["filters"], {"city": ["Rostock", "Leipzig"]})
        self.assertEqual(set(lines[0]), {"time", "query", "filters"})
        self.assertRegex(lines[0]["time"], r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$")


class Measured(Served):
    def metrics(self):
        answer = self.ask("/metrics")
        self.assertEqual(answer.headers["Content-Type"], "text/plain; version=0.0.4; charset=utf-8")
        values = {}
        for line in answer.text().splitlines():
            if not line.startswith("#"):
                name, value = line.rsplit(" ", 1)
                values[name] = float(value)
        return values

    def test_requests_are_counted_by_route_and_status(self):
        before = self.metrics()
        for path in ("/api/v1/search?q=zwei", "/api/v1/search?q=zwei", "/api/v1/search?limit=x", "/nowhere"):
            self.ask(path)
        after = self.metrics()

        def grown(name):
            return after.get(name, 0) - before.get(name, 0)
        self.assertEqual(grown('regio_http_requests_total{route="/api/v1/search",status="200"}'), 2)
        self.assertEqual(grown('regio_http_requests_total{route="/api/v1/search",status="400"}'), 1)
        self.assertEqual(grown('regio_http_requests_total{route="other",status="404"}'), 1)
        self.assertEqual(grown('regio_http_request_duration_seconds_count{route="/api/v1/search"}'), 3)
        self.assertEqual(grown("regio_answer_cache_hits_total"), 1)
        self.assertEqual(grown("regio_answer_cache_misses_total"), 1)
        self.assertGreater(after["regio_answer_cache_bytes"], 1000)

    def test_a_histogram_only_grows_to_its_count(self):
        self.search(q="hafen")
        pattern = re.compile(r'_bucket{route="/api/v1/search",le="([^"]+)"}$')
        buckets = [(float(found[1]), value) for name, value in self.metrics().items()
                   if (found := pattern.search(name))]
        self.assertEqual(buckets, sorted(buckets))
        self.assertEqual(buckets[-1][0], float("inf"))
        values = [value for _, value in buckets]
        self.assertEqual(values, sorted(values))

    def test_the_index_and_the_process_are_told(self):
        metrics = self.metrics()
        self.assertEqual(metrics["regio_index_ready"], 1)
        self.assertEqual(metrics["regio_index_generation"], 1)
        self.assertEqual(metrics["regio_index_documents"], len(PAGES))
        self.assertGreaterEqual(metrics["regio_connections"], 1)  # one that closed may still be counted
        self.assertEqual(metrics["regio_queue_length"], 0)
        self.assertGreater(metrics["process_resident_memory_bytes"], 1 << 20)
        for name in ("generation", "revision"):
            self.assertTrue(0 <= metrics[f"regio_index_{name}_age_seconds"] < 3600)


class Configured(unittest.TestCase):
    def setUp(self):
        self.daemon = self.enterContext(Daemon())
        self.file = Path(self.daemon.folder.name) / "searchd.conf"

    def run_with(self, text, *options):
        self.file.write_text(text)
        return subprocess.run([SEARCHD, "--config", self.file, *options], text=True,
                              capture_output=True, timeout=20, check=False)

    def test_a_file_says_what_options_say_and_gives_way_to_them(self):
        log = Path(self.daemon.folder.name) / "access.log"
        self.file.write_text(f"# ours\n[searchd]\nlisten = 256.0.0.1:nowhere\nworkers = 2\naccess-log = {log}\n")
        self.daemon.index_lines([json.dumps(PAGES[0])])
        self.daemon.start("--config", self.file)  # with --listen and an index
        self.assertEqual(self.daemon.search(q="hafen")["total"], 1)
        self.assertIn("/api/v1/search", log.read_text())

    def test_a_mistake_is_named_with_its_line(self):
        for text, line, word in (("[searchd]\nworkers = 0\n", 2, "workers"), ("[searchd]\n\nwrokers = 1\n", 3, "wrokers"),
                                 ("workers = 1\n", 1, "section"), ("[indexer]\nworkers = 1\n", 1, "searchd"),
                                 ("[searchd]\nconfig = x\n", 2, "config"), ("[searchd]\nqueue = 5\nqueue = 6\n", 3, "twice"),
                                 ("[searchd]\nqueue\n", 2, "queue"),
                                 ("[searchd]\ncache-mb = 7 MB\n", 2, "cache-mb")):
            done = self.run_with(text, "--workers", "1", "index")
            self.assertEqual(done.returncode, 2, text)
            self.assertIn(f"{self.file}:{line}: ", done.stderr)
            self.assertIn(word, done.stderr)
        self.assertEqual(subprocess.run([SEARCHD, "--config", "/nowhere/at/all", "index"], check=False,
                                        capture_output=True).returncode, 2)

    def test_the_index_may_stand_in_the_file(self):
        done = self.run_with("[searchd]\nlisten = 127.0.0.1\nindex = /nowhere\n")
        self.assertNotIn("name the folder", done.stderr)  # only the address is wrong


if __name__ == "__main__":
    unittest.main()
