#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""The pages in zip and tar files are taken in, and hostile ones do no harm."""
import gzip
import io
import random
import resource
import shutil
import stat
import subprocess
import tarfile
import time
import unittest
import zipfile
import zlib

from command import PAGE, PROGRAM, IndexerTest
from warc_file import packed, record, response

PEAK_MB = 600  # of the indexer's processes; under sanitizers nothing is asserted
SECONDS = 60
WORDS = [a + b + c for a in "bdfgklm" for b in ("al", "un", "ier") for c in ("de", "fen")]


def page(title):
    return PAGE.format(title=title, text=f"Der Text von {title}.").encode()


def zipped(files, **options):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, **options) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return out.getvalue()


def tarred(files, mode="w", links=()):
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode=mode) as archive:
        for name, data in files.items():
            member = tarfile.TarInfo(name)
            member.size = len(data)
            archive.addfile(member, io.BytesIO(data))
        for member in links:
            archive.addfile(member)
    return out.getvalue()


def special(name, kind, target=""):
    member = tarfile.TarInfo(name)
    member.type = kind
    member.linkname = target
    return member


class Archives(IndexerTest):
    pages_of_site = {"index.html": page("Start"), "a/b/hafen.htm": page("Hafen"),
                     "Straße/notiz.txt": "Ein Vermerk aus Leipzig.".encode(),
                     "bild.png": b"\x89PNG", "feed.xml": b"<x/>", "a/": b""}

    def take(self, name, data, status=0):
        shutil.rmtree(self.index, ignore_errors=True)
        for file in self.pages.iterdir():
            file.unlink()
        self.write(name, data)
        return self.update(status=status)

    def test_zip_and_tar_give_the_same_pages(self):
        plain = {name: data for name, data in self.pages_of_site.items()
                 if not name.endswith("/")}
        for name, data in {"s.zip": zipped(self.pages_of_site), "s.tar": tarred(plain),
                           "s.tar.gz": tarred(plain, "w:gz"), "s.tgz": tarred(plain, "w:gz"),
                           "s2.tar": tarred({f"./{n}": d for n, d in plain.items()}),
                           "pax.tar": tarred(plain)}.items():
            with self.subTest(name):
                self.assert_counts(self.take(name, data), added=3, documents=3)
                self.assert_counts(self.update(), unchanged=3)
                self.run_command("update", self.index, self.pages)

    def test_members_are_told_apart_when_the_archive_changes(self):
        self.take("s.zip", zipped(self.pages_of_site))
        changed = self.pages_of_site | {"index.html": page("Neuer Start")}
        del changed["a/b/hafen.htm"]
        self.write("s.zip", zipped(changed))
        self.assert_counts(self.update(), changed=1, unchanged=1, removed=1, documents=2)
        (self.pages / "s.zip").unlink()
        self.write_page("x.html")
        self.assert_counts(self.update(), added=1, removed=2, documents=1)

    def test_pages_are_named_by_the_base_url_of_today(self):
        self.take("s.zip", zipped(self.pages_of_site))
        site = "https://stadt.example/"
        warc = self.write("s.warc", record(f"{site}x", response(page("Kai"))))
        self.assert_counts(self.update(), added=1, unchanged=3, documents=4)
        based = ("--base-url", site, self.pages)
        self.assert_counts(self.update(*based), added=3, removed=3, unchanged=1, documents=4)
        self.assert_counts(self.update(*based), unchanged=4, documents=4)
        self.run_command("remove", self.index, f"{site}s.zip/index.html")
        self.assert_counts(self.update(*based), unchanged=3, documents=3)
        warc.unlink()
        self.assert_counts(self.update(), added=3, removed=3, documents=3)
        self.assert_counts(self.update(), unchanged=3, documents=3)

    def test_names_that_lead_out_are_refused(self):
        bad = ["../a.html", "a/../../b.html", "/etc/c.html", "..\\d.html", "C:\\e.html"]
        for name, data in {"s.zip": zipped({n: page("Böse") for n in bad}
                                           | {"gut.html": page("Gut")}),
                           "s.tar": tarred({n: page("Böse") for n in bad}
                                           | {"gut.html": page("Gut")})}.items():
            with self.subTest(name):
                result = self.take(name, data, status=1)
                self.assert_counts(result, added=1)
                self.assertEqual(len(result["refused"]), len(bad))
                for refused in result["refused"]:
                    self.assertIn("leads out", refused["reason"])

    def test_links_devices_and_archives_inside_are_refused(self):
        inner = zipped({"a.html": page("Innen")})
        result = self.take("s.tar", tarred({
            "gut.html": page("Gut"), "innen.zip": inner, "innen.tar.gz": inner}, links=[
                special("link.html", tarfile.SYMTYPE, "/etc/passwd"),
                special("hart.html", tarfile.LNKTYPE, "gut.html"),
                special("geraet.html", tarfile.CHRTYPE),
                special("rohr.html", tarfile.FIFOTYPE)]), status=1)
        self.assert_counts(result, added=1)
        reasons = " ".join(item["reason"] for item in result["refused"])
        self.assertEqual(len(result["refused"]), 6)
        for word in ("archive inside", "a link", "device"):
            self.assertIn(word, reasons)
        link = zipfile.ZipInfo("link.html")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as archive:
            archive.writestr(link, "/etc/passwd")
        result = self.take("s.zip", out.getvalue(), status=1)
        self.assertIn("a link", result["refused"][0]["reason"])

    def test_what_was_whole_is_taken_of_a_damaged_archive(self):
        noise = random.Random(1)
        files = {f"{i}.html": page(" ".join(noise.choices(WORDS, k=4000)))
                 for i in range(8)}
        whole = tarred(files, "w:gz")
        for name, data in {"cut.tgz": whole[:len(whole) * 2 // 3],
                           "cut.tar": tarred(files)[:99000],
                           "cut.zip": zipped(files)[:70000],
                           "flipped.tgz": whole[:200] + bytes(9) + whole[209:],
                           "none.zip": b"nothing", "none.tar": b"\0" * 100,
                           "empty.zip": b""}.items():
            with self.subTest(name):
                result = self.take(name, data, status=1)
                self.assertEqual(len(result["refused"]), 1, result)
                if name.startswith("cut"):
                    self.assertGreater(result["added"], 0)
                self.assertLess(result["added"], 8)


class Bombs(IndexerTest):
    """Bounded in time and memory, whatever they claim to hold."""

    def assert_bounded(self, name, data, **counts):
        shutil.rmtree(self.index, ignore_errors=True)
        for file in self.pages.iterdir():
            file.unlink()
        self.write(name, data)
        begun = time.monotonic()
        before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
        result = self.update(status=1)
        self.assertLess(time.monotonic() - begun, SECONDS)
        peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
        if not is_sanitized():
            self.assertLess(max(before, peak), PEAK_MB * 1024)
        self.assert_counts(result, **counts)
        self.assertEqual(len(result["refused"]), 1, result)
        return result["refused"][0]["reason"]

    @staticmethod
    def zeros(megabytes, head=b""):
        """A gzip member of head and so many zeros. Behind a full flush each megabyte
        packs to the same bytes, so that one is packed for all. The check sum at the
        end is wrong: nobody may come that far."""
        def flushed(data):
            packer = zlib.compressobj(9, wbits=-zlib.MAX_WBITS)
            return packer.compress(data) + packer.flush(zlib.Z_FULL_FLUSH)
        begin = gzip.compress(b"")[:10]
        end = zlib.compressobj(9, wbits=-zlib.MAX_WBITS).flush() + bytes(8)
        return begin + flushed(head) + flushed(bytes(1 << 20)) * megabytes + end

    def test_gzip_bombs(self):
        head = tarred({"gut.html": page("Gut")})[:1024]
        large = tarfile.TarInfo("gross.html")
        large.size = 2000 << 20
        bomb = gzip.compress(head + large.tobuf()) + self.zeros(2000)
        for name in ("bombe.tar.gz", "bombe.tgz"):
            with self.subTest(name):
                self.assertIn("200 times", self.assert_bounded(name, bomb, added=1))
        reason = self.assert_bounded("twice.tgz", gzip.compress(self.zeros(500)))
        self.assertIn("nrecognized", reason)

    def test_zip_bombs(self):
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("gut.html", page("Gut"))
            with archive.open("gross.html", "w", force_zip64=True) as member:
                for _ in range(500):
                    member.write(bytes(1 << 20))
        self.assertIn("200 times", self.assert_bounded("bombe.zip", out.getvalue(), added=1))

    def test_warc_bombs(self):
        site = "http://stadt.example"
        good = packed(record(f"{site}/", response(page("Gut"))))
        head = (f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {site}/b\r\n"
                f"Content-Length: {2000 << 20}\r\n\r\n").encode()
        reason = self.assert_bounded("bombe.warc.gz", good + self.zeros(600, head), added=1)
        self.assertIn("200 times", reason)
        self.assertIn(f"{site}/b", reason)
        inner = record(f"{site}/c", response(self.zeros(500),
                                             head="Content-Encoding: gzip\r\n"))
        self.assertIn("inflates", self.assert_bounded(
            "innen.warc", record(f"{site}/", response(page("Gut"))) + inner, added=1))

    def test_a_record_that_claims_much_takes_no_memory(self):
        site = "http://stadt.example"
        good = record(f"{site}/", response(page("Gut")))
        lie = record(f"{site}/lie", response(page("Lüge")), length=10**13)
        self.assertIn("before the record's", self.assert_bounded(
            "luege.warc", good + lie, added=1))


def is_sanitized():
    """The address sanitizer takes memory of its own."""
    names = subprocess.run(["nm", "-D", PROGRAM], capture_output=True, text=True,
                           check=False).stdout
    return "__asan" in names


if __name__ == "__main__":
    unittest.main()
