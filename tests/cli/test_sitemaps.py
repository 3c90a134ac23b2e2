#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""The sitemap of a mirror tells when a page changed last, if the page itself does not."""
import datetime
import gzip
import json
import os
import time
import unittest

from command import IndexerTest
from pdf_file import pdf

HOST = "www.stadt.example"
SITE = f"https://{HOST}"


def url(address, day=None):
    lastmod = f"<lastmod>{day}</lastmod>" if day else ""
    return f"<url><loc>{address}</loc>{lastmod}<changefreq>daily</changefreq></url>\n"


def urlset(*entries):
    return ('<?xml version="1.0" encoding="UTF-8"?>\n'
            '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
            + "".join(entries) + "</urlset>\n")


def index(*addresses):
    return ('<?xml version="1.0"?><sitemapindex xmlns="http://www.sitemaps.org/schemas/'
            'sitemap/0.9">' + "".join(f"<sitemap><loc>{a}</loc></sitemap>" for a in addresses)
            + "</sitemapindex>")


class SitemapTest(IndexerTest):
    def write(self, path, text):
        """Files are old, so that their times can be trusted."""
        file = super().write(path, text)
        self.clock = getattr(self, "clock", 1_100_000_000) + 10
        os.utime(file, (self.clock, self.clock))
        return file

    def inspect(self, path, *options, site=None):
        done = self.run_command("inspect", "--json", "--site", site or self.pages, *options,
                                self.pages / path)
        return json.loads(done.stdout)

    def updated(self, path, *options):
        """Day and evidence of the last change, of a page that tells none."""
        return [(date["date"], date["evidence"]) for date in
                self.inspect(path, *options)["dates"] if date["kind"] == "updated"]

    def day(self, path, *options):
        found = self.updated(path, *options)
        return found[0][0] if found else None

    def write_mirror(self, *days):
        """Pages 0.html and so on, and a sitemap with a day for each."""
        for number in range(len(days)):
            self.write_page(f"{HOST}/{number}.html", title=f"Seite {number}")
        self.write_sitemap(*days)

    def write_sitemap(self, *days):
        self.write(f"{HOST}/sitemap.xml",
                   urlset(*(url(f"{SITE}/{n}.html", day) for n, day in enumerate(days))))


class Days(SitemapTest):
    def test_a_page_without_a_date_has_that_of_the_sitemap(self):
        self.write_mirror("2007-04-24T10:00:00+02:00", "2008-05", "2009")
        self.assertEqual(self.updated(f"{HOST}/0.html"),
                         [("2007-04-24", f"lastmod in {HOST}/sitemap.xml")])
        self.assertEqual(self.day(f"{HOST}/1.html"), "2008-05")
        self.assertEqual(self.day(f"{HOST}/2.html"), "2009")
        self.assertEqual(self.inspect(f"{HOST}/0.html")["years"], [2007])
        text = self.run_command("inspect", "--site", self.pages,
                                self.pages / HOST / "0.html").stdout
        self.assertRegex(text, rf"date +2007-04-24 updated +.*lastmod in {HOST}/sitemap.xml")

    def test_what_the_page_says_goes_first(self):
        self.write_page(f"{HOST}/a.html", text="<p>Stand: 01.02.2005</p>")
        self.write(f"{HOST}/b.html", '<html><head><meta property="article:published_time" '
                   'content="2006-03-04"></head><body><p>Ein Satz zur Stadt Leipzig und ihren '
                   'Partnern in der Region.</p></body></html>')
        self.write(f"{HOST}/sitemap.xml", urlset(url(f"{SITE}/a.html", "2019-01-01"),
                                                 url(f"{SITE}/b.html", "2019-01-02")))
        for path, year in (("a", 2005), ("b", 2006)):
            page = self.inspect(f"{HOST}/{path}.html")
            self.assertEqual(page["years"], [year])
            self.assertNotIn("lastmod", json.dumps(page["dates"]))

    def test_days_that_say_nothing(self):
        today = datetime.date.today()
        self.write_mirror((today + datetime.timedelta(days=30)).isoformat(), "1980-01-01",
                          "2007-13-01", "2007-02-30", "gestern", "", "2008-02-29")
        self.assertEqual([self.day(f"{HOST}/{n}.html") for n in range(7)],
                         [None] * 6 + ["2008-02-29"])

    def test_the_day_of_a_deployment_says_nothing(self):
        self.write_mirror(*["2019-05-01T12:00:00Z"] * 10, "2007-04-24")
        self.assertIsNone(self.day(f"{HOST}/3.html"))
        self.assertEqual(self.day(f"{HOST}/10.html"), "2007-04-24")
        self.write_mirror(*["2019-05-01"] * 5, *["2007-04-24"] * 5)
        self.assertEqual(self.day(f"{HOST}/3.html"), "2019-05-01")

    def test_a_base_url_names_the_host(self):
        self.write_page("a.html")
        self.write("sitemap.xml", urlset(url("https://www.kreis.example/x/a.html", "2007-04-24")))
        base = ("--base-url", "https://www.kreis.example/x/")
        self.assertEqual(self.day("a.html", *base), "2007-04-24")
        self.assertIsNone(self.day("a.html", "--base-url", "https://www.kreis.example/y/"))

    def test_a_folder_that_is_no_mirror_is_the_root_of_its_site(self):
        self.write_page("amt/a.html")
        self.write_page("b.html")
        self.write("sitemap.xml", urlset(url("https://stadt.example/amt/a", "2007-04-24"),
                                         url("https://andere.example/b", "2008-04-24")))
        self.assertEqual(self.day("amt/a.html"), "2007-04-24")
        self.assertIsNone(self.day("b.html"))

    def test_names_as_mirrors_write_them(self):
        for path in ("index.html", "amt/index.html", "nachrichten.html", "a.php.html",
                     "b.php?id=3.html", "größe/c.html"):
            self.write_page(f"{HOST}/{path}")
        for address in ("/", "/amt/", "/nachrichten", "/a.php", "/b.php?id=3",
                        "/gr%C3%B6%C3%9Fe/c.html"):
            self.write(f"{HOST}/sitemap.xml", urlset(url(SITE + address, "2007-04-24")))
            path = {"/": "/index.html", "/amt/": "/amt/index.html",
                    "/nachrichten": "/nachrichten.html", "/a.php": "/a.php.html",
                    "/b.php?id=3": "/b.php?id=3.html"}.get(address, "/größe/c.html")
            self.assertEqual(self.day(HOST + path), "2007-04-24", address)


    def test_the_day_in_a_pdf_goes_first(self):
        words = ["The region and its towns meet in Leipzig to talk about the new railway."]
        for name in "ab":
            self.write(f"{HOST}/{name}.pdf",
                       pdf(words, created="20070424120000Z" if name == "a" else None))
        self.write(f"{HOST}/sitemap.xml", urlset(url(f"{SITE}/a.pdf", "2019-01-01"),
                                                 url(f"{SITE}/b.pdf", "2019-01-02")))
        self.assertEqual(self.updated(f"{HOST}/a.pdf"), [("2007-04-24", "CreationDate of the PDF")])
        self.assertEqual(self.day(f"{HOST}/b.pdf"), "2019-01-02")


class Files(SitemapTest):
    def test_an_index_and_robots_name_others(self):
        for name in "abcde":
            self.write_page(f"{HOST}/{name}.html")
        self.write(f"{HOST}/robots.txt", "User-agent: *\nDisallow: /intern\n"
                   f"sitemap: {SITE}/karte.xml\nSitemap: https://www.fremd.example/x.xml\n")
        self.write(f"{HOST}/karte.xml", index(f"{SITE}/map/eins.xml", f"{SITE}/map/zwei.xml.gz",
                                              f"{SITE}/karte.xml", f"{SITE}/fehlt.xml"))
        self.write(f"{HOST}/map/eins.xml", urlset(url(f"{SITE}/a.html", "2001-01-01")))
        self.write(f"{HOST}/map/zwei.xml.gz",
                   gzip.compress(urlset(url(f"{SITE}/b.html", "2002-02-02")).encode()))
        self.write(f"{HOST}/sitemap-news.xml", urlset(url(f"{SITE}/c.html", "2003-03-03")))
        self.write(f"{HOST}/andere.xml", urlset(url(f"{SITE}/d.html", "2004-04-04")))
        self.write("www.fremd.example/x.xml", urlset(url(f"{SITE}/e.html", "2005-05-05")))
        self.assertEqual([self.day(f"{HOST}/{name}.html") for name in "abcde"],
                         ["2001-01-01", "2002-02-02", "2003-03-03", None, None])

    def test_no_sitemap_is_a_page(self):
        self.write_mirror("2007-04-24")
        self.write(f"{HOST}/robots.txt", "User-agent: *\nDisallow:\n")
        self.write(f"{HOST}/sitemap_index.xml.gz", gzip.compress(index().encode()))
        result = self.update()
        self.assert_counts(result, added=1, documents=1)
        for name in ("sitemap.xml", "robots.txt"):
            self.run_command("inspect", self.pages / HOST / name, status=1)

    def test_other_hosts_do_not_count(self):
        self.write_page("andere.example/a.html")
        self.write(f"{HOST}/sitemap.xml", urlset(url("https://andere.example/a.html", "2007-04-24")))
        self.assertIsNone(self.day("andere.example/a.html"))

    def test_links_lead_nowhere(self):
        self.write_page(f"{HOST}/a.html")
        outside = self.folder / "outside.xml"
        outside.write_text(urlset(url(f"{SITE}/a.html", "2007-04-24")))
        os.symlink(outside, self.pages / HOST / "sitemap.xml")
        self.assertIsNone(self.day(f"{HOST}/a.html"))


class Runs(SitemapTest):
    def read_by(self, run):
        """Files a run reads, where the file system notes it."""
        files = [file for file in self.pages.rglob("*") if file.is_file()]
        for file in files:
            os.utime(file, ns=(10**18, file.stat().st_mtime_ns))
        run()
        return {str(file.relative_to(self.pages / HOST)) for file in files
                if file.stat().st_atime_ns != 10**18}

    def test_a_change_of_the_sitemap_alone_reads_those_pages_again(self):
        days = ["2001-01-01", "2002-02-02", "2003-03-03", None]
        self.write_mirror(*days)
        self.assert_counts(self.update(), added=4)
        self.assert_counts(self.update(), unchanged=4)
        self.write_sitemap("2001-01-01", "2012-02-02", None, "2014-04-04")
        self.assert_counts(self.update(), unchanged=1, changed=3)
        self.assert_counts(self.update(), unchanged=4)
        os.unlink(self.pages / HOST / "sitemap.xml")
        self.assert_counts(self.update(), unchanged=1, changed=3)

    def test_a_run_without_a_change_reads_nothing(self):
        self.write_mirror("2001-01-01", "2002-02-02", "2003-03-03")
        self.write(f"{HOST}/robots.txt", f"Sitemap: {SITE}/sitemap.xml\n")
        self.update()
        self.assertEqual(self.read_by(self.update), set())
        self.write_sitemap("2001-01-01", "2012-02-02", "2003-03-03")
        if self.read_by(self.update):  # else it is not noted here
            self.assertEqual(self.day(f"{HOST}/1.html"), "2012-02-02")

    def test_a_touched_sitemap_reads_no_page(self):
        self.write_mirror("2001-01-01", "2002-02-02", "2003-03-03")
        self.update()
        self.write_sitemap("2001-01-01", "2002-02-02", "2003-03-03")
        self.assert_counts(self.update(), unchanged=3)

    def test_rebuild_equals_update(self):
        def years():
            return json.loads(self.run_command("report", "--json", self.index).stdout)["values"]

        self.write_mirror("2001-01-01", "2002-02-02")
        self.update()
        self.write_mirror("2011-01-01", "2002-02-02", "2003-03-03")
        self.update()
        updated = years()
        self.assertIn("2011", json.dumps(updated))
        self.update(command="rebuild")
        self.assertEqual(years(), updated)
        self.assert_counts(self.update(), unchanged=3)

    def test_a_page_that_comes_later_finds_its_day(self):
        self.write_mirror("2001-01-01")
        self.write_sitemap("2001-01-01", "2002-02-02")
        self.update()
        self.write_page(f"{HOST}/1.html", title="Später")
        self.assert_counts(self.update(), added=1, unchanged=1)
        self.assertIn("2002", json.dumps(json.loads(
            self.run_command("report", "--json", self.index).stdout)["values"]))

    @unittest.skipIf(os.geteuid() == 0, "root reads all folders")
    def test_a_folder_that_cannot_be_read_changes_nothing(self):
        self.write_page(f"{HOST}/a.html")
        self.write(f"{HOST}/map/sitemap.xml", urlset(url(f"{SITE}/a.html", "2001-01-01")))
        self.update()
        os.chmod(self.pages / HOST / "map", 0)
        self.assert_counts(self.update(status=1), unchanged=1)
        os.chmod(self.pages / HOST / "map", 0o755)
        self.assert_counts(self.update(), unchanged=1)


class Hostile(SitemapTest):
    def refused(self, name, text):
        self.write_page(f"{HOST}/a.html")
        self.write(f"{HOST}/{name}", text)
        start = time.monotonic()
        result = self.update(status=1)
        self.assertLess(time.monotonic() - start, 30)
        self.assertEqual(result["documents"], 1)
        self.assertEqual(self.refused_names(result), [f"{self.pages}/{HOST}/{name}"])
        again = self.update(status=1)
        self.assertEqual(again["refused"], result["refused"])
        return result["refused"][0]["reason"]

    def test_entities_are_refused(self):
        bomb = ('<!DOCTYPE urlset [<!ENTITY a "' + "x" * 1000 + '">'
                + "".join(f'<!ENTITY {b} "{"&%s;" % a * 20}">'
                          for a, b in zip("abcdefg", "bcdefgh")) + "]>")
        self.assertIn("document type", self.refused("sitemap.xml", bomb + "<urlset>" + url("&h;")
                                                    + "</urlset>"))

    def test_files_are_not_opened(self):
        text = ('<!DOCTYPE urlset [<!ENTITY f SYSTEM "file:///etc/passwd">]><urlset>'
                + url(f"{SITE}/&f;", "2007-04-24") + "</urlset>")
        self.assertIn("document type", self.refused("sitemap.xml", text))

    def test_a_bomb_of_gzip_is_refused(self):
        zeros = gzip.compress(b"<urlset>" + b" " * (80 << 20))
        self.refused("sitemap.xml.gz", zeros)

    def test_a_huge_sitemap_is_refused(self):
        self.assertIn("50 MB", self.refused("sitemap.xml", urlset(url(SITE + "/a") * 1_000_000)))

    def test_what_is_damaged_is_refused(self):
        self.assertIn("damaged", self.refused("sitemap.xml", "<"))
        self.assertIn("no sitemap", self.refused("sitemap.xml", "<rss/>"))
        os.unlink(self.pages / HOST / "sitemap.xml")
        self.refused("sitemap.xml.gz", b"\x1f\x8b\x08nonsense")

    def test_deep_nesting_ends_it(self):
        self.write_page(f"{HOST}/a.html")
        self.write(f"{HOST}/sitemap.xml", urlset(url(f"{SITE}/a.html", "2007-04-24"),
                                                 "<url>" * 200_000))
        self.assertEqual(self.day(f"{HOST}/a.html"), "2007-04-24")

    def test_what_servers_send_for_a_missing_file_is_passed_over(self):
        self.write_page(f"{HOST}/a.html")
        for name in ("sitemap.xml", "robots.txt"):
            self.write(f"{HOST}/{name}", "<!DOCTYPE html><html><body><p>Nicht gefunden<br></html>")
        self.assert_counts(self.update(), added=1)

    def test_indexes_that_name_each_other_end(self):
        self.write_mirror("2007-04-24")
        self.write(f"{HOST}/sitemap-a.xml", index(f"{SITE}/sitemap-b.xml", f"{SITE}/sitemap-a.xml"))
        self.write(f"{HOST}/sitemap-b.xml", index(f"{SITE}/sitemap-a.xml", f"{SITE}/sitemap.xml"))
        self.assertEqual(self.day(f"{HOST}/0.html"), "2007-04-24")

    def test_addresses_of_all_kinds_do_no_harm(self):
        self.write_page(f"{HOST}/a.html")
        odd = ["", " ", "/", "javascript:alert(1)", "https://", "https:///a", "http://[::1]/",
               f"{SITE}/{'x' * 5000}", f"{SITE}/%", f"{SITE}/%zz%00", f"{SITE}/a\nb",
               f"{SITE}/../../etc/passwd", f"https://u:p@{HOST}/a.html", f"{SITE}?", f"{SITE}#x"]
        self.write(f"{HOST}/sitemap.xml", urlset(*(url(a, "2001-01-01") for a in odd),
                                                 url(f" {SITE}/a.html#oben\n", "2007-04-24")))
        self.assertEqual(self.day(f"{HOST}/a.html"), "2007-04-24")

    def test_a_full_sitemap_is_fast(self):
        self.write_page(f"{HOST}/0.html")
        self.write(f"{HOST}/sitemap.xml",
                   urlset(*(url(f"{SITE}/amt/{n}.html", f"20{n % 20:02}-01-01") for n in range(49_999)),
                          url(f"{SITE}/0.html", "2007-04-24"),
                          url(f"{SITE}/spät.html", "2007-04-24")))
        start = time.monotonic()
        self.update()
        first = time.monotonic() - start
        start = time.monotonic()
        self.update()
        self.assertLess(time.monotonic() - start, 10)
        self.assertLess(first, 20)
        self.assertEqual(self.day(f"{HOST}/0.html"), "2007-04-24")


if __name__ == "__main__":
    unittest.main()
