# SPDX-License-Identifier: GPL-2.0-or-later
"""No query hurts: random and mutated requests of many kinds are answered, soundly, by a
daemon that lives on, does not grow, and spends no more than CEILING times what the median
of the benchmark's OR queries takes, in processor time: asked for the first time against
those asked for the first time, and again against those asked again, at the same moment,
since machines change their speed by the minute. What is too dear for the first time is
asked for the first time once more, of a daemon just started: a machine may halt.

By itself it sends a few hundred over corpus/pages and leaves the cost alone. REGIO_TRIALS
says how many random ones (and a tenth of that mutated), REGIO_SEED repeats them,
REGIO_INDEX is an index to ask instead, which needs REGIO_LINES, the file of JSON lines
it was made from:

    REGIO_TRIALS=100000 REGIO_INDEX=index REGIO_LINES=docs.jsonl python3 tests/http/test_many_queries.py
"""
import heapq
import http.client
import json
import os
import random
import statistics
import sys
import time
import unittest
import urllib.parse
import xml.etree.ElementTree
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "tests"), str(ROOT / "tests" / "trials"), str(ROOT / "tests" / "bench")]
import queries  # noqa: E402
from contents import trials  # noqa: E402
from programs import Daemon  # noqa: E402
from random_requests import Random, encoded  # noqa: E402

CEILING = 30
TRIALS = trials(300)
DEAREST, REPEATED, SHOWN = 200, 5, 20
BENCHMARK = 1000
AROUND = 50                  # of them, on either side of a request, are its moment
REST = 10_000_000            # nanoseconds of a second, without requests
WARM = 10000                 # requests until memory is looked at first
POSTINGS_MB = 256            # what the daemon may keep of what it decoded
STREAMS = ("/export", "/sitemap/")  # whose cost is that of each document they list
PART = 1 << 20               # of an export, which is as long as what it finds
SEED = int(os.environ.get("REGIO_SEED", time.time_ns() % 1000000))
INDEX, LINES = os.environ.get("REGIO_INDEX"), os.environ.get("REGIO_LINES")
EXAMPLES = ("/api/v1/search?q=hafen&city=Danzig&year=2005..2008&sort=newest&limit=10",
            "/api/v1/search?q=%22regionale+entwicklung%22+AND+NOT+title%3Ahafen&translate=off&explain=on",
            "/api/v1/search?q=stadt+NEAR%2F5+land+OR+wirtschaft%2A&facet_limit=20&offset=20",
            "/api/v1/search?q=ort%3A%22Bad+Doberan%22+jahr%3A2005-2008&budget=1000000..&running=2007",
            "/api/v1/suggest?q=haf&cluster=maritime&limit=5", "/api/v1/facets/city?prefix=dan&q=energie",
            "/export?format=ris&q=hafen&city=Danzig&year=2007", "/feed.atom?q=energie&limit=25",
            "/?q=hafen&ui=de&city=Danzig")


class Cost:
    """Processor time of a process, all its threads, in nanoseconds."""

    def __init__(self, pid):
        self.tasks = Path(f"/proc/{pid}/task")

    def now(self):
        return sum(int((task / "schedstat").read_text().split()[0]) for task in self.tasks.iterdir())

    def wait_for_rest(self):
        """Until what the daemon does of itself at its start, checking files, is done."""
        before = -REST
        while self.now() - before >= REST:
            before = self.now()
            time.sleep(1)


class Benchmark:
    """What the benchmark's queries cost, asked one by one among other requests."""

    def __init__(self, targets, cost_of):
        self.targets, self.cost_of = targets, cost_of
        self.costs = []

    def ask_next(self):
        self.costs.append(self.cost_of(self.targets[len(self.costs) % len(self.targets)]))

    def moment(self):
        """The moment, for median_around()."""
        return len(self.costs)

    def tell(self):
        print(f"median of the benchmark's OR queries: {statistics.median(self.costs) / 1e6:.2f} ms "
              "of processor time", file=sys.stderr)

    def median_around(self, moment):
        first = max(0, min(moment - AROUND, len(self.costs) - 2 * AROUND))
        return statistics.median(self.costs[first:first + 2 * AROUND])


class ManyQueries(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        print(f"REGIO_SEED={SEED}: {TRIALS} random, {TRIALS // 10} mutated requests", file=sys.stderr)
        cls.rng = random.Random(SEED)
        cls.daemon = cls.enterClassContext(Daemon())
        if INDEX:
            cls.daemon.index = INDEX
        else:
            cls.daemon.index_folder(ROOT / "corpus" / "pages")
        cls.start()
        cls.documents = cls.read_documents()
        cls.random = Random(cls.documents, cls.rng)
        maker = queries.Maker(cls.documents, random.Random(queries.SEED))
        cls.benchmark = [cls.target(maker.query(i, phrase=i % queries.PHRASE_EVERY == queries.PHRASE_EVERY // 2))
                         for i in range(BENCHMARK if INDEX else 50)]
        cls.cursor = None

    @classmethod
    def start(cls):
        cls.daemon.start("--cache-mb", "0", "--workers", "1", "--postings-mb", str(POSTINGS_MB))
        cls.host = urllib.parse.urlsplit(cls.daemon.url).netloc
        cls.connection = http.client.HTTPConnection(cls.host, timeout=120)
        cls.cost = Cost(cls.daemon.process.pid)
        cls.cost.wait_for_rest()

    @classmethod
    def tearDownClass(cls):
        cls.connection.close()

    @classmethod
    def read_documents(cls):
        if LINES:
            return queries.read_documents(LINES)
        lines = cls.daemon.get("/export", {"format": "jsonl"}).decode().splitlines()
        return [{"title": "", "body": "", "cities": [], "clusters": [], "years": [], **json.loads(line)}
                for line in lines]

    @staticmethod
    def target(query):
        """A query of the benchmark, as its OR queries are asked."""
        asked = f"/api/v1/search?q={encoded(query.text(' OR '))}"
        return asked + (f"&{query.field}={encoded(query.value)}" if query.field else "")

    def ask(self, target):
        """Status, kind and bytes of the answer."""
        try:
            self.connection.request("GET", target)
            answer = self.connection.getresponse()
            body = answer.read(PART)
            if answer.read(1):
                self.connection.close()
                body = None
            return answer.status, (answer.headers["Content-Type"] or "").split(";")[0], body
        except (http.client.HTTPException, OSError):
            self.connection.close()
            raise

    def ask_costing(self, target):
        before = self.cost.now()
        answer = self.ask(target)
        return answer, self.cost.now() - before

    def check(self, status, kind, body):
        self.assertLess(status, 500)
        if body is None:
            return
        text = body.decode("utf-8", "strict")
        if kind == "application/problem+json":
            self.check_problem(status, json.loads(text))
            return
        self.assertTrue(status == 200 or kind == "text/html", (status, kind))
        if kind.endswith("json"):
            self.remember(json.loads(text))
        elif kind.endswith("xml"):
            xml.etree.ElementTree.fromstring(text)
        elif kind == "text/html":
            self.assertTrue(text.startswith("<!") and text.rstrip().endswith("</html>"))

    def check_problem(self, status, problem):
        self.assertEqual(problem["status"], status)
        self.assertGreaterEqual(status, 400)
        self.assertGreater(len(problem["detail"]), 15)

    def remember(self, answer):
        """Where a walk would go on."""
        self.cursor = answer.get("next_cursor") if isinstance(answer, dict) else None

    def next_request(self, number, before):
        """One in ten is mutated; some walk on behind the answer before."""
        if number % 11 == 10:
            return self.random.mutated(self.rng.choice((*EXAMPLES, *self.benchmark[:200])))
        if self.cursor and self.rng.random() < 0.05 and "offset=" not in before:
            return before.split("&cursor=")[0] + f"&cursor={encoded(self.cursor)}"
        return self.random.request()

    def memory_kb(self):
        """Of its own: what is mapped of the index is read sooner or later."""
        status = Path(f"/proc/{self.daemon.process.pid}/status").read_text()
        return int(status.split("RssAnon:")[1].split()[0])

    def new_benchmark(self):
        return Benchmark(self.benchmark, lambda target: self.ask_costing(target)[1])

    def send_all(self):
        """The dearest, as (times the median, target), dearest first; and how many of each status."""
        dearest, statuses, target, warm_kb = [], {}, "", 0
        benchmark = self.new_benchmark()
        total = TRIALS + TRIALS // 10
        for number in range(total):
            if number * len(self.benchmark) // total >= benchmark.moment():
                benchmark.ask_next()
            target = self.next_request(number, target)
            self.cursor = None
            with self.subTest(target=target):
                answer, cost = self.ask_costing(target)
                statuses[answer[0]] = statuses.get(answer[0], 0) + 1
                self.check(*answer)
                if not target.startswith(STREAMS):
                    (heapq.heappush if len(dearest) < DEAREST else heapq.heappushpop)(
                        dearest, (cost, benchmark.moment(), target))
            self.assertIsNone(self.daemon.process.poll(), target)
            if number == min(WARM, TRIALS) - 1:
                warm_kb = self.memory_kb()
        benchmark.tell()
        return self.against(benchmark, dearest), statuses, warm_kb

    @staticmethod
    def against(benchmark, costs):
        """Of (cost, moment, target): (times the median, target), dearest first."""
        return sorted(((cost / benchmark.median_around(moment), target) for cost, moment, target in costs),
                      reverse=True)

    def send_again(self, targets):
        benchmark, costs = self.new_benchmark(), []
        for target in targets:
            for _ in range(max(1, len(self.benchmark) // DEAREST)):
                benchmark.ask_next()
            costs.append((min(self.ask_costing(target)[1] for _ in range(REPEATED)), benchmark.moment(), target))
        benchmark.tell()
        return self.against(benchmark, costs)

    def send_first_once_more(self, targets):
        """Each of a daemon that was asked for nothing but a part of the benchmark."""
        again = []
        for target in targets:
            self.connection.close()
            self.daemon.stop()
            self.start()
            benchmark = self.new_benchmark()
            for _ in range(2 * AROUND):
                benchmark.ask_next()
            again += self.against(benchmark, [(self.ask_costing(target)[1], benchmark.moment(), target)])
        return sorted(again, reverse=True)

    @staticmethod
    def show(title, costs):
        print(f"{title}: {sum(cost > CEILING for cost, _ in costs)} took more than {CEILING} times the median "
              "of the benchmark's OR queries", file=sys.stderr)
        for cost, target in costs[:SHOWN]:
            print(f"{cost:6.1f}  {target}", file=sys.stderr)

    def test_every_request_is_answered_and_none_is_dear(self):
        first, statuses, warm_kb = self.send_all()
        end_kb = self.memory_kb()
        again = self.send_again([target for _, target in first])
        print(f"statuses {dict(sorted(statuses.items()))}; {warm_kb} kB of its own, at the end {end_kb} kB",
              file=sys.stderr)
        self.show("asked for the first time", first)
        self.show("the dearest, asked again", again)
        self.assertLess(statuses.get(400, 0), sum(statuses.values()) / 2)
        if INDEX:  # a small index costs nothing but what every request does
            self.assertLess(again[0][0], CEILING, again[0][1])
            self.assertLess(end_kb - warm_kb, POSTINGS_MB * 1024)
            dear = self.send_first_once_more([target for cost, target in first if cost > CEILING])
            self.show("asked of a daemon just started", dear)
            self.assertLess(dear[0][0] if dear else 0, CEILING, dear)
        self.assertEqual(self.ask("/livez")[0], 200)


if __name__ == "__main__":
    unittest.main()
