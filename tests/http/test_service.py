# SPDX-License-Identifier: GPL-2.0-or-later
"""regio-searchd as a program: its command line, how it starts and how it ends."""
import contextlib
import http.client
import json
import os
import signal
import socket
import subprocess
import threading
import time
import unittest
import urllib.parse
from pathlib import Path

from fixture import PAGES, SEARCHD, Daemon


def run(*arguments):
    return subprocess.run([SEARCHD, *map(str, arguments)], text=True, capture_output=True,
                          timeout=20, check=False)


class CommandLine(unittest.TestCase):
    def test_help_fits_a_screen(self):
        for option in ("--help", "-h"):
            done = run(option)
            self.assertEqual((done.returncode, done.stderr), (0, ""))
            lines = done.stdout.splitlines()
            self.assertLessEqual(len(lines), 24)
            self.assertLessEqual(max(map(len, lines)), 80)
            self.assertIn("Examples:", lines)

    def test_it_tells_its_version(self):
        self.assertRegex(run("--version").stdout, r"^regio-searchd \d+\.\d+\.\d+\n$")

    def test_wrong_usage_is_status_2_with_a_hint(self):
        for arguments in (["--bogus", "index"], [], ["one", "two"], ["--workers", "0", "index"],
                          ["--workers", "2x", "index"], ["--listen", "8080", "index"],
                          ["--listen", "localhost:http", "index"], ["--listen"],
                          ["--listen", "::1:80", "index"], ["--per-address", "-1", "index"],
                          ["--cache-mb", "-1", "index"], ["--cache-mb", "x", "index"]):
            done = run(*arguments)
            self.assertEqual(done.returncode, 2, arguments)
            self.assertEqual(done.stdout, "")
            self.assertTrue(done.stderr.startswith("regio-searchd: "), done.stderr)

    def test_a_port_that_is_taken_is_status_5_and_one_sentence(self):
        with socket.create_server(("127.0.0.1", 0)) as other:
            done = run("--listen", f"127.0.0.1:{other.getsockname()[1]}", "index")
        self.assertEqual(done.returncode, 5)
        self.assertEqual(len(done.stderr.splitlines()), 1)
        self.assertIn("another program", done.stderr)


class Life(unittest.TestCase):
    def setUp(self):
        self.daemon = self.enterContext(Daemon())

    def connect(self):
        connection = http.client.HTTPConnection(
            urllib.parse.urlsplit(self.daemon.url).netloc, timeout=10)
        self.addCleanup(connection.close)
        return connection

    def get(self, path, connection=None):
        connection = connection or self.connect()
        connection.request("GET", path)
        answer = connection.getresponse()
        return answer.status, answer.read(), answer.headers

    def test_without_an_index_it_starts_and_waits_for_one(self):
        self.daemon.start()
        self.assertEqual(self.get("/livez")[0], 200)
        for path in ("/readyz", "/api/v1/search?q=x"):
            status, body, headers = self.get(path)
            self.assertEqual(status, 503)
            self.assertEqual(headers["Content-Type"], "application/problem+json")
            self.assertGreater(int(headers["Retry-After"]), 0)
            self.assertNotIn(str(self.daemon.index), body.decode())
        self.assertEqual(self.get("/")[0], 503)
        self.daemon.index_lines([json.dumps(page) for page in PAGES])
        deadline = time.monotonic() + 10
        while self.get("/readyz")[0] != 200 and time.monotonic() < deadline:
            time.sleep(0.05)
        total = 0  # an index begins empty; its pages follow within a second
        while total != 2 and time.monotonic() < deadline:
            total = json.loads(
                self.get("/api/v1/search?q=hafen&translate=off")[1]).get("total")
        self.assertEqual(total, 2)

    @contextlib.contextmanager
    def loading(self, *options):
        """A daemon whose index is not loaded until the block ends."""
        self.daemon.index_lines([json.dumps(page) for page in PAGES])
        current = self.daemon.index / "current"
        number = current.read_bytes()
        current.unlink()
        os.mkfifo(current)  # whoever reads it waits for whoever writes it
        with socket.create_server(("127.0.0.1", 0)) as port:
            place = f"127.0.0.1:{port.getsockname()[1]}"
        starting = threading.Thread(target=self.daemon.start, args=("--listen", place, *options))
        starting.start()
        self.addCleanup(starting.join)
        self.daemon.url = f"http://{place}"
        self.wait_until_it_lives()
        yield
        fresh = current.with_name("current.fresh")
        fresh.write_bytes(number)
        with open(current, "wb") as waited_for:
            fresh.rename(current)
            waited_for.write(number)

    def begin(self, count):
        """Connections on which a search was asked for."""
        connections = [self.connect() for _ in range(count)]
        for connection in connections:
            connection.request("GET", "/api/v1/search?q=hafen&translate=off")
        return connections

    def test_while_it_loads_it_lives_and_searches_wait(self):
        with self.loading():
            searches = self.begin(8)
            for _ in range(8):
                self.assertEqual(self.get("/livez")[0], 200)
            status, _, headers = self.get("/readyz")
            self.assertEqual((status, headers["Retry-After"]), (503, "1"))
        for connection in searches:
            answer = connection.getresponse()
            self.assertEqual(json.loads(answer.read())["total"], 2)
        self.assertEqual(self.get("/readyz")[0], 200)

    def queue(self):
        """How many wait and were refused, as the metrics tell."""
        told = dict(line.rsplit(" ", 1) for line in self.get("/metrics")[1].decode().splitlines())
        return int(told["regio_queue_length"]), int(told["regio_queue_refused_total"])

    def wait_until_waiting(self, count):
        deadline = time.monotonic() + 10
        while self.queue()[0] != count:
            self.assertLess(time.monotonic(), deadline)

    def test_a_full_queue_refuses_at_once_and_health_is_told_all_the_same(self):
        with self.loading("--queue", "3", "--workers", "1"):
            searches = self.begin(3)
            self.wait_until_waiting(3)
            for path in ("/api/v1/search?q=hafen", "/api/v1/words/hafen", "/"):
                status, body, headers = self.get(path)
                self.assertEqual((status, headers["Retry-After"]), (503, "1"), path)
                self.assertEqual(json.loads(body)["type"], "/problems/busy")
            self.assertEqual(self.get("/api/v1/search?limit=x")[0], 400)
            self.assertEqual(self.get("/livez")[0], 200)
            self.assertEqual(self.queue(), (3, 3))
        for connection in searches:
            answer = connection.getresponse()
            self.assertEqual((answer.status, json.loads(answer.read())["total"]), (200, 2))
        self.assertEqual(self.queue(), (0, 3))

    def test_who_waits_is_answered_before_it_ends(self):
        with self.loading("--workers", "1"):
            searches = self.begin(5)
            self.wait_until_waiting(5)
            self.daemon.process.send_signal(signal.SIGTERM)
        for connection in searches:
            self.assertEqual(connection.getresponse().status, 200)
        self.assertEqual(self.daemon.process.wait(timeout=20), 0)

    def wait_until_it_lives(self):
        deadline = time.monotonic() + 10
        while True:
            try:
                return self.get("/livez")
            except OSError:
                self.assertLess(time.monotonic(), deadline)
                time.sleep(0.02)

    def test_it_ends_by_sigterm_and_by_sigint(self):
        for ending in (signal.SIGTERM, signal.SIGINT):
            self.daemon.start()
            self.assertEqual(self.get("/livez")[0], 200)
            started = time.monotonic()
            self.daemon.process.send_signal(ending)
            self.assertEqual(self.daemon.process.wait(timeout=10), 0)
            self.assertLess(time.monotonic() - started, 5)
            self.daemon.stop()

    def test_a_running_answer_is_finished_at_the_end(self):
        self.daemon.index_lines([json.dumps(page) for page in PAGES])
        self.daemon.start()
        connections = [self.connect() for _ in range(8)]
        for connection in connections:
            self.get("/livez", connection)
        for connection in connections:
            connection.request("GET", "/?q=reihe&limit=100")
        time.sleep(0.05)
        self.daemon.process.send_signal(signal.SIGTERM)
        for connection in connections:
            answer = connection.getresponse()
            self.assertEqual(answer.status, 200)
            self.assertTrue(answer.read().endswith(b"</html>\n"))
        self.assertEqual(self.daemon.process.wait(timeout=10), 0)

    def test_a_port_can_be_had_again_at_once(self):
        self.daemon.start()
        place = urllib.parse.urlsplit(self.daemon.url).netloc
        self.get("/livez")
        self.assertEqual(self.daemon.stop(), 0)
        self.daemon.start("--listen", place)
        self.assertEqual(self.daemon.url, f"http://{place}")

    def test_it_listens_on_ipv6(self):
        if not Path("/proc/net/if_inet6").exists():
            self.skipTest("no IPv6 here")
        self.daemon.start("--listen", "[::1]:0")
        self.assertRegex(self.daemon.url, r"^http://\[::1\]:\d+$")
        self.assertEqual(self.get("/livez")[0], 200)

    def test_nobody_reading_its_output_does_not_matter(self):
        port = socket.create_server(("127.0.0.1", 0))
        place = f"127.0.0.1:{port.getsockname()[1]}"
        port.close()
        process = subprocess.Popen(["sh", "-c", 'exec "$0" "$@" >&- 2>&- <&-', SEARCHD,
                                    "--listen", place, self.daemon.index])
        self.addCleanup(process.wait)
        self.addCleanup(process.terminate)
        self.daemon.url = f"http://{place}"
        deadline = time.monotonic() + 10
        while True:
            try:
                self.assertEqual(self.get("/livez")[0], 200)
                break
            except OSError:
                self.assertLess(time.monotonic(), deadline)
                time.sleep(0.05)

    def test_one_address_may_have_only_so_many_connections(self):
        self.daemon.start("--per-address", "3")
        open_ones = [self.connect() for _ in range(3)]
        for connection in open_ones:
            self.assertEqual(self.get("/livez", connection)[0], 200)
        with self.assertRaises((OSError, http.client.HTTPException)):
            self.get("/livez")
        self.assertEqual(self.get("/livez", open_ones[0])[0], 200)


if __name__ == "__main__":
    unittest.main()
