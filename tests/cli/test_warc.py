#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""A WARC file gives the pages that the crawler got."""
import gzip
import http.server
import json
import shutil
import subprocess
import threading
import unittest
import zlib

from command import PAGE, IndexerTest
from warc_file import chunked, packed, record, response

SITE = "http://stadt.example"


def page(title, text="Ein Satz."):
    return PAGE.format(title=title, text=text)


class Warc(IndexerTest):
    def update_warc(self, *records, name="crawl.warc", status=0, data=None):
        self.write(name, b"".join(records) if data is None else data)
        return self.update(self.pages / name, status=status)

    def documents(self):
        return self.update(self.pages / "other.jsonl")["documents"]

    def test_pages_are_taken_and_the_rest_is_left_out(self):
        result = self.update_warc(
            record("", b"software: test\r\n", kind="warcinfo"),
            record(f"{SITE}/", response(page("Start"))),
            record(f"{SITE}/", b"GET / HTTP/1.1\r\n\r\n", kind="request"),
            record(f"<{SITE}/brackets>", response(page("Klammern"))),
            record(f"{SITE}/gone", response(page("Weg"), status="404 Not Found")),
            record(f"{SITE}/logo.png", response(b"\x89PNG", kind="image/png")),
            record(f"{SITE}/robots.txt", response("User-agent: *", kind="text/plain")),
            record("metadata://crawler/log", b"a log", kind="resource",
                   block_type="text/plain"),
            record("dns:stadt.example", b"1.2.3.4", block_type="text/dns"),
            record(f"{SITE}/note.txt", b"Ein Vermerk aus Leipzig.", kind="resource",
                   block_type="text/plain; charset=utf-8"))
        self.assert_counts(result, added=3, documents=3)

    def test_packed_and_plain_files_give_the_same(self):
        records = [record(f"{SITE}/{i}", response(page(f"Seite {i}"))) for i in range(20)]
        self.assert_counts(self.update_warc(*records), added=20)
        again = self.update_warc(name="b/crawl.warc.gz", data=packed(*records), status=1)
        self.assertEqual(len(again["refused"]), 20)  # the ids are taken
        shutil.rmtree(self.index)
        self.assert_counts(self.update_warc(name="b.warc.gz", data=packed(*records)),
                           added=20)
        shutil.rmtree(self.index)
        self.assert_counts(self.update_warc(
            name="c.warc.gz", data=gzip.compress(b"".join(records))), added=20)

    def test_an_unchanged_file_is_not_read_again_and_a_changed_one_in_part(self):
        records = [record(f"{SITE}/{i}", response(page(f"Seite {i}"))) for i in range(5)]
        self.update_warc(*records)
        self.assert_counts(self.update(self.pages / "crawl.warc"), unchanged=5)
        records[2] = record(f"{SITE}/2", response(page("Seite 2", "Neu ist dies.")))
        self.assert_counts(self.update_warc(*records[:4]), unchanged=3, changed=1,
                           removed=1, documents=4)

    def test_bodies_are_unchunked_and_inflated(self):
        text = page("Hafen", "Der Hafen wächst. " * 60).encode()
        bare = zlib.compressobj(wbits=-15)
        bodies = {
            "chunked": (chunked(text), "Transfer-Encoding: chunked\r\n"),
            "gzip": (gzip.compress(text), "Content-Encoding: gzip\r\n"),
            "both": (chunked(gzip.compress(text)),
                     "Transfer-Encoding: chunked\r\nContent-Encoding: x-gzip\r\n"),
            "zlib": (zlib.compress(text), "Content-Encoding: deflate\r\n"),
            "bare": (bare.compress(text) + bare.flush(), "Content-Encoding: deflate\r\n"),
            "already": (text, "Content-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n"),
        }
        result = self.update_warc(*(
            record(f"{SITE}/{name}", response(body, head=head, length=False))
            for name, (body, head) in bodies.items()))
        self.assert_counts(result, added=len(bodies))

    def test_the_charset_of_the_server_counts(self):
        lines = record(f"{SITE}/a", response(
            "<title>Gdańsk</title><p>Ein Satz über Gdańsk und Łódź.</p>".encode("iso-8859-2"),
            kind='text/html; charset="ISO-8859-2"'))
        self.assert_counts(self.update_warc(lines), added=1)
        shown = self.run_command("inspect", "--json", self.pages / "crawl.warc")
        self.assertIn("Gdańsk", json.loads(shown.stdout)["text"])

    def test_bad_bodies_are_refused_and_the_rest_is_taken(self):
        text = page("Gut").encode()
        bad = {
            "cut-chunks": (chunked(text)[:-40], "Transfer-Encoding: chunked\r\n"),
            "cut-gzip": (gzip.compress(text)[:-20], "Content-Encoding: gzip\r\n"),
            "brotli": (b"\x0b\x02\x80", "Content-Encoding: br\r\n"),
            "short": (text, f"Content-Length: {len(text) + 9}\r\n"),
            "bomb": (gzip.compress(b"<p>" + b"0" * (17 << 20)), "Content-Encoding: gzip\r\n"),
            "large": (b"<p>" + b"Wort " * (4 << 20), ""),
        }
        result = self.update_warc(
            *(record(f"{SITE}/{name}", response(body, head=head, length=False))
              for name, (body, head) in bad.items()),
            record(f"{SITE}/cut", response(text), head="WARC-Truncated: time\r\n"),
            record(f"{SITE}/part", response(text), head="WARC-Segment-Number: 1\r\n"),
            record(f"{SITE}/part", text, kind="continuation",
                   head="WARC-Segment-Number: 2\r\n"),
            record(f"{SITE}/good", response(text)), status=1)
        self.assert_counts(result, added=1)
        self.assertEqual(self.refused_names(result),
                         [f"{self.pages}/crawl.warc:{i + 1}" for i in range(len(bad) + 3)])
        for name, refused in zip(bad, result["refused"]):
            self.assertIn(f"{SITE}/{name}", refused["reason"])
            self.assertIn("at byte", refused["reason"])
        again = self.update(self.pages / "crawl.warc", status=1)
        self.assert_counts(again, unchanged=1)
        self.assertEqual(again["refused"], result["refused"])

    def test_the_last_answer_counts(self):
        records = [record(f"{SITE}/", response(page("Alt"))),
                   record(f"{SITE}/b", response(page("Beta und Gamma"))),
                   record(f"{SITE}/", response(page("Neu", "Dies ist der neue Stand."))),
                   record(f"{SITE}/", response("weg", status="500 Error"))]
        self.assert_counts(self.update_warc(*records), added=2)
        (self.pages / "crawl.warc").touch()
        self.assert_counts(self.update(self.pages / "crawl.warc"), unchanged=2)
        shown = self.run_command("inspect", "--json", self.pages / "crawl.warc")
        self.assertEqual(json.loads(shown.stdout)["title"],
                         "Beta und Gamma")

    def test_a_revisit_is_the_page_it_was(self):
        unchanged = b"HTTP/1.1 304 Not Modified\r\n\r\n"
        result = self.update_warc(
            record(f"{SITE}/", response(page("Start"))),
            record(f"{SITE}/", unchanged, kind="revisit"),
            record(f"{SITE}/logo.png", unchanged, kind="revisit"),
            record(f"{SITE}/elsewhere", unchanged, kind="revisit"), status=1)
        self.assert_counts(result, added=1)
        self.assertEqual(len(result["refused"]), 1)
        self.assertIn(f"{SITE}/elsewhere: a revisit", result["refused"][0]["reason"])

    def test_what_was_whole_is_taken_of_a_damaged_file(self):
        records = [record(f"{SITE}/{i}", response(page(f"Seite {i}"))) for i in range(6)]
        whole = b"".join(records)
        offset = len(b"".join(records[:3]))
        lies = {length: b"".join(records[:3]) + record(f"{SITE}/lie", response(page("Lüge")),
                                                       length=length) + b"".join(records[3:])
                for length in (3, 100000, 10**14, "-1", "zehn", 10**20, "")}
        damaged = {"cut": whole[:offset + 300], "cut head": whole[:offset + 20],
                   "no end": whole[:len(b"".join(records[:4])) - 3],
                   "rubbish": whole[:offset] + b"\0" * 100000, **lies}
        for name, data in damaged.items():
            with self.subTest(name):
                shutil.rmtree(self.index, ignore_errors=True)
                result = self.update_warc(data=data, status=1)
                self.assert_counts(result, added=3)
                self.assertEqual(self.refused_names(result), [f"{self.pages}/crawl.warc:4"])
                self.assertIn(f"at byte {offset}", result["refused"][0]["reason"])
        offset = len(packed(*records[:3]))
        packs = {"cut": packed(*records)[:offset + 60],
                 "flipped": packed(*records[:3]) + b"\x1f\x8b\x08" + b"\xff" * 500,
                 "rubbish": packed(*records[:3]) + b"rubbish"}
        for name, data in packs.items():
            with self.subTest(name, packed=True):
                shutil.rmtree(self.index, ignore_errors=True)
                result = self.update_warc(name="c.warc.gz", data=data, status=1)
                self.assert_counts(result, added=3)
                self.assertIn(f"at byte {offset}", result["refused"][0]["reason"])

    def test_a_file_that_was_cut_off_drops_nothing(self):
        records = [record(f"{SITE}/{i}", response(page(f"Seite {i}"))) for i in range(6)]
        self.update_warc(*records)
        cut = self.update_warc(data=b"".join(records)[:-500], status=1)
        self.assert_counts(cut, unchanged=5, documents=6)

    def test_what_is_no_warc_is_refused(self):
        for data in (b"<html>", b"\x1f\x8b", b"\x1f\x8b\x08\0\0\0\0\0\0\3garbage"):
            shutil.rmtree(self.index, ignore_errors=True)
            result = self.update_warc(data=data, status=1)
            self.assertEqual(len(result["refused"]), 1)


class Site(http.server.BaseHTTPRequestHandler):
    """Three kinds of answers for the pages of the test."""
    protocol_version = "HTTP/1.1"

    def do_GET(self):
        body = self.server.pages.get(self.path)
        self.send_response(200 if body else 404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        body = body or b"<p>weg"
        if "gzip" in self.path:
            body = gzip.compress(body)
            self.send_header("Content-Encoding", "gzip")
        if "chunked" in self.path:
            self.send_header("Transfer-Encoding", "chunked")
            body = chunked(body, 300)
        else:
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


@unittest.skipUnless(shutil.which("wget"), "SKIPPED: wget is not installed")
class Mirror(IndexerTest):
    """What wget saw is what the files of the site say."""

    def setUp(self):
        super().setUp()
        names = [f"{kind}{i}.html" for kind in ("plain", "gzip", "chunked", "chunkedgzip")
                 for i in range(3)]
        links = "".join(f'<a href="/{name}">{name}</a> ' for name in names)
        pages = {f"/{name}": page(f"Die Seite {name}",
                                  f"Der Text von {name} über Gdańsk.").encode()
                 for name in names}
        pages["/"] = page("Start", f"Alle Seiten: {links}").encode()
        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Site)
        server.pages = pages
        threading.Thread(target=server.serve_forever, daemon=True).start()
        self.addCleanup(server.server_close)
        self.addCleanup(server.shutdown)
        self.base = f"http://127.0.0.1:{server.server_port}/"
        for path, body in pages.items():
            self.write(path.strip("/") or "index.html", body)

    def mirror(self, *options):
        done = subprocess.run(
            ["wget", "-q", "-r", "-l2", "-e", "robots=off", "--warc-file=site",
             *options, self.base], cwd=self.folder, timeout=60)
        self.assertIn(done.returncode, (0, 8))

    def entries(self, source, *options):
        """Everything the index keeps of the pages, by address."""
        shutil.rmtree(self.index, ignore_errors=True)
        result = self.update(*options, source)
        self.assertEqual(result["refused"], [])
        report = self.run_command("report", "--json", self.index).stdout
        return result["added"], json.loads(report)

    def test_a_mirror_is_indexed_like_its_files(self):
        expected = self.entries(self.pages, "--base-url", self.base)
        self.assertEqual(expected[0], 13)
        for options, name in ((["--no-warc-compression"], "site.warc"), ([], "site.warc.gz"),
                              (["--compression=auto"], "site.warc.gz")):
            with self.subTest(name=name, options=options):
                self.mirror(*options)
                got = self.entries(self.folder / name)
                self.assertEqual(got[0], expected[0])
                self.assertEqual(self.coverage(got[1]), self.coverage(expected[1]))

    @staticmethod
    def coverage(report):
        """What does not tell the source or the time of the run."""
        return {key: report[key] for key in ("types", "languages", "years")
                if key in report}


if __name__ == "__main__":
    unittest.main()
