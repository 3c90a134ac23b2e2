#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Each entry of an Atom or RSS file is a piece of news."""
import json
import unittest

from command import IndexerTest

ATOM = """<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom"><title>Stadt</title>
<entry><id>tag:stadt.example,2007:1</id><title>Der Hafen wächst</title>
 <link rel="replies" href="http://stadt.example/antworten"/>
 <link href="http://stadt.example/hafen"/><published>2007-04-24T10:00:00Z</published>
 <content type="html">&lt;p&gt;Der Hafen von Rostock &lt;b&gt;wächst&lt;/b&gt; und wächst.&lt;/p&gt;</content></entry>
<entry><id>tag:stadt.example,2007:2</id><title>Ein Fest</title>
 <updated>2008-05-01T00:00:00+02:00</updated>
 <content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Das Fest in Leipzig.</p></div></content></entry>
<entry><title>Ohne Namen</title></entry>
</feed>"""

RSS = """<?xml version="1.0" encoding="iso-8859-1"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>
<title>Stadt</title><item><title>Die Messe öffnet</title><link>http://stadt.example/messe</link>
<description>Kurz</description><pubDate>Tue, 24 Apr 2007 10:00:00 +0200</pubDate>
<content:encoded><![CDATA[<p>Die Messe in Leipzig öffnet am Montag.</p>]]></content:encoded>
</item><item><guid>http://stadt.example/zwei</guid><title>Zwei</title>
<pubDate>1 May 07 00:00 GMT</pubDate></item></channel></rss>""".encode("iso-8859-1")

BOMB = ('<!DOCTYPE rss [<!ENTITY a "' + "x" * 1000 + '">'
        + "".join(f'<!ENTITY {b} "{"&%s;" % a * 20}">' for a, b in zip("abcdefg", "bcdefgh"))
        + ']><rss><channel><item><guid>http://stadt.example/bombe</guid><title>&h;</title>'
          '</item></channel></rss>')

ENTITY = ('<!DOCTYPE rss [<!ENTITY f SYSTEM "file:///etc/passwd">]><rss><channel><item>'
          '<guid>http://stadt.example/datei</guid><title>Datei &f;</title></item></channel></rss>')


class Feeds(IndexerTest):
    def first(self, name, text):
        done = self.run_command("inspect", "--json", self.write(name, text))
        return json.loads(done.stdout)

    def test_entries_are_news_with_title_text_and_day(self):
        page = self.first("a.atom", ATOM)
        self.assertEqual(page["title"], "Der Hafen wächst")
        self.assertEqual(page["type"], "news")
        self.assertIn("Rostock wächst und wächst", page["text"])
        self.assertEqual(page["years"], [2007])
        page = self.first("b.rss", RSS)
        self.assertEqual(page["title"], "Die Messe öffnet")
        self.assertIn("am Montag", page["text"])
        self.assertEqual(page["dates"][0]["date"], "2007-04-24")

    def test_each_entry_is_a_document(self):
        self.write("a.atom", ATOM)
        self.write("b.xml", RSS)
        result = self.update(status=1)
        self.assert_counts(result, added=4, documents=4)
        self.assertEqual(self.refused_names(result), [f"{self.pages}/a.atom:3"])
        self.assert_counts(self.update(status=1), unchanged=4)
        self.write("b.xml", RSS.replace(b"<title>Zwei", b"<title>Zwei neue"))
        self.assert_counts(self.update(status=1), unchanged=3, changed=1)

    def test_other_xml_is_left_out_without_a_word(self):
        self.write("sitemap.xml", '<?xml version="1.0"?><urlset/>')
        self.write_page("a.html")
        self.assert_counts(self.update(), added=1)

    def test_what_is_no_xml_is_refused(self):
        self.write("a.rss", b"")
        self.write("b.rss", b"nothing at all")
        self.assertEqual(len(self.update(status=1)["refused"]), 2)

    def test_entities_open_no_file_and_do_not_grow(self):
        page = self.first("a.rss", ENTITY)
        self.assertNotIn("root:", json.dumps(page))
        self.write("b.rss", BOMB)
        self.assertLessEqual(self.update(status=None)["documents"], 2)

    def run_command(self, *words, status=0, **options):
        if status is not None:
            return super().run_command(*words, status=status, **options)
        try:
            return super().run_command(*words, status=0, **options)
        except AssertionError:
            return super().run_command(*words, status=1, **options)


if __name__ == "__main__":
    unittest.main()
