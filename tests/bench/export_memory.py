#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""export_memory: what exports take of the daemon's memory while slow readers take them, and of its searches' time.

    export_memory.py INDEX [--formats csv,jsonl] [--filters language=en] [--pause 0.1] [--gzip]

A reader takes a megabyte, waits, and so on to the end; first one alone, then two at a time. Memory is the
resident one that no file is behind (RssAnon): before, the most meanwhile, after. Documents are counted in what
was read, and are as many as the search finds, or it fails. With --gzip the exports come packed, and MB are
those that were sent.
"""
import argparse
import csv
import http.client
import sys
import tempfile
import threading
import time
import zlib
from pathlib import Path
from urllib.parse import parse_qsl, urlencode, urlsplit

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from programs import Daemon  # noqa: E402

MEGABYTE = 1 << 20
INTERVAL = 0.02  # seconds between two looks at the memory
SETTLED = 3  # seconds without a change
FIRST_LINES = {"ris": b"TY  - ", "bibtex": b"@online{", "csl": b"{", "jsonl": b"{"}  # a document each


def arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("index", type=Path)
    parser.add_argument("--formats", default="csv,ris,bibtex,csl,jsonl")
    parser.add_argument("--filters", default="language=en", help="parameters of a smaller export, for comparison")
    parser.add_argument("--pause", type=float, default=0.1, help="seconds after each megabyte")
    parser.add_argument("--gzip", action="store_true", help="readers say that they read gzip")
    return parser.parse_args()


def anonymous_bytes(pid):
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("RssAnon:"):
            return int(line.split()[1]) * 1024
    raise ValueError("this kernel tells no RssAnon")


def wait_until_settled(pid):
    """What is loaded behind the first answers is no matter of exports."""
    bytes_ = -1
    while bytes_ != anonymous_bytes(pid):
        bytes_ = anonymous_bytes(pid)
        time.sleep(SETTLED)


class Watch:
    """with Watch(pid) as watch: ... the most it had meanwhile is watch.peak"""

    def __init__(self, pid):
        self.pid, self.ended = pid, threading.Event()
        self.thread = threading.Thread(target=self.look)

    def look(self):
        while not self.ended.wait(INTERVAL):
            self.peak = max(self.peak, anonymous_bytes(self.pid))

    def __enter__(self):
        self.before = self.peak = anonymous_bytes(self.pid)
        self.thread.start()
        return self

    def __exit__(self, *_):
        self.ended.set()
        self.thread.join()
        self.after = anonymous_bytes(self.pid)


class Reader(threading.Thread):
    """Takes an export slowly, into a file."""

    def __init__(self, daemon, parameters, args):
        super().__init__()
        self.file = tempfile.TemporaryFile()
        self.address = urlsplit(daemon.url).netloc
        self.target, self.pause = "/export?" + urlencode(parameters), args.pause
        self.coding = "gzip" if args.gzip else "identity"
        self.size, self.complete = 0, False

    def run(self):
        connection = http.client.HTTPConnection(self.address, timeout=60)
        connection.request("GET", self.target, headers={"Accept-Encoding": self.coding})
        answer = connection.getresponse()
        unpacker = zlib.decompressobj(16 + zlib.MAX_WBITS) if answer.headers["Content-Encoding"] else None
        while block := answer.read(MEGABYTE):
            self.size += len(block)
            self.file.write(unpacker.decompress(block) if unpacker else block)
            time.sleep(self.pause)
        self.complete = answer.status == 200 and (not unpacker or unpacker.eof)
        connection.close()

    def documents(self, format_):
        self.file.seek(0)
        if format_ == "csv":
            with open(self.file.fileno(), encoding="utf-8-sig", newline="", closefd=False) as text:
                return sum(1 for _ in csv.reader(text)) - 1
        return sum(line.startswith(FIRST_LINES[format_]) for line in self.file)


def take_exports(daemon, format_, filters, readers, args):
    """A row of the table."""
    parameters = [("format", format_), ("duplicates", "show"), *filters]
    total = daemon.search(*filters, limit=0, duplicates="show")["total"]
    running = [Reader(daemon, parameters, args) for _ in range(readers)]
    start = time.monotonic()
    with Watch(daemon.process.pid) as watch:
        for reader in running:
            reader.start()
        for reader in running:
            reader.join()
    seconds = time.monotonic() - start
    for reader in running:
        if not reader.complete or reader.documents(format_) != total:
            sys.exit(f"{format_}: {reader.documents(format_)} of {total} documents came")
    memory = " | ".join(f"{bytes_ / MEGABYTE:.1f}" for bytes_ in (watch.before, watch.peak, watch.after))
    print(f"| {format_} | {total:,} | {readers} | {running[0].size / MEGABYTE:.1f} | {memory} "
          f"| {(watch.peak - watch.before) / MEGABYTE:.1f} | {seconds:.1f} |", flush=True)


def some_words(daemon):
    """Words of the newest titles, to search for."""
    titles = [hit["title"] for hit in daemon.search(limit=100, sort="newest")["hits"]]
    return sorted({word for title in titles for word in title.split() if len(word) > 4 and word.isalpha()})[:100]


def search_times(daemon, words):
    """Seconds of each search; all are asked three times."""
    times = []
    for word in words * 3:
        start = time.perf_counter()
        daemon.search(q=word)
        times.append(time.perf_counter() - start)
    return sorted(times)


def tell_times(name, times):
    print(f"searches {name}: mean {sum(times) / len(times) * 1e3:.2f} ms, "
          f"p99 {times[len(times) * 99 // 100] * 1e3:.2f} ms", flush=True)


def search_beside_exports(daemon, args):
    words = some_words(daemon)
    search_times(daemon, words)
    tell_times("alone", search_times(daemon, words))
    for name, pause in (("beside two slow exports", args.pause), ("beside two exports without a pause", 0)):
        paused = argparse.Namespace(**{**vars(args), "pause": pause})
        readers = [Reader(daemon, {"format": "jsonl"}, paused) for _ in range(2)]
        for reader in readers:
            reader.start()
        times = search_times(daemon, words)
        running = sum(reader.is_alive() for reader in readers)
        tell_times(f"{name} ({running} of them go on)", times)
        for reader in readers:
            reader.join()


def main():
    args = arguments()
    with Daemon() as daemon:
        daemon.index = args.index
        daemon.start("--cache-mb", "0")
        daemon.search(limit=0)
        wait_until_settled(daemon.process.pid)
        print("| format | documents | readers | MB each | before, MB | most, MB | after, MB | growth, MB | seconds |\n"
              "|---|---|---|---|---|---|---|---|---|")
        for format_ in args.formats.split(","):
            for filters in (parse_qsl(args.filters), []):
                for readers in (1, 2):
                    take_exports(daemon, format_, filters, readers, args)
        search_beside_exports(daemon, args)


if __name__ == "__main__":
    main()
