# SPDX-License-Identifier: GPL-2.0-or-later
"""What a configuration says comes about, and costs no more than what it concerns."""
import json
import re
import unittest
from pathlib import Path

from command import IndexerTest

EXAMPLE = Path(__file__).resolve().parents[2] / "man/regio.conf"
LONG = ("Dieser Absatz steht auf jeder Seite, hat ganze Sätze mit vielen Wörtern, und ist so "
        "lang, dass man ihn für den Text der Seite halten kann, obwohl er es nicht ist. ")
PAGE = """<!DOCTYPE html><html lang="de"><head><title>Seite</title></head><body>
<div class="x1"><p>{text} Wir haben in Testhausen getagt, und alle waren da.</p>
<div class="x2"><p>Noch ein Satz, den die Seite selbst nicht meint.</p></div></div>
<div class="x3"><p>{long}</p><p>{long}</p></div></body></html>"""
RULES = "[site www.a.example]\narticle = .x1\n"


class Configurations(IndexerTest):
    def setUp(self):
        super().setUp()
        self.file = self.folder / "regio.conf"
        for host in ("www.a.example", "b.example"):
            for name in ("1.html", "2.html"):
                self.write(f"{host}/{name}", PAGE.format(text=host + name, long=LONG))

    def configured(self, text, *words, **options):
        self.file.write_text(text, encoding="utf-8")
        return self.update("--config", self.file, *words, **options)

    def inspect(self, path, text):
        self.file.write_text(text, encoding="utf-8")
        done = self.run_command("inspect", "--json", "--config", self.file, path, cwd=self.pages)
        return json.loads(done.stdout)

    def test_sources_come_from_the_file(self):
        text = "[sources]\nsource = pages/b.example\nbase-url = https://b.example/\n"
        self.assert_counts(self.configured(text), added=2, documents=2)
        self.assert_counts(self.configured(text, self.pages / "b.example"), unchanged=2)
        self.assert_counts(self.configured(text, command="rebuild"), added=2, documents=2)

    def test_no_sources_anywhere_are_a_mistake(self):
        self.file.write_text("[sources]\n", encoding="utf-8")
        done = self.run_command("update", self.index, "--config", self.file, status=2)
        self.assertIn("no SOURCE", done.stderr)

    def test_a_mistake_is_named_and_nothing_is_indexed(self):
        self.file.write_text(RULES + "drop = p:hover\n", encoding="utf-8")
        for command in (("update", self.index, self.pages), ("rebuild", self.index, self.pages),
                        ("inspect", self.pages / "b.example/1.html")):
            done = self.run_command(*command, "--config", self.file, status=2)
            self.assertIn("regio.conf:3: p:hover: at letter 2", done.stderr)
            self.assertEqual(done.stdout, "")
        self.assertFalse(self.index.exists())
        self.run_command("update", self.index, self.pages, "--config", "missing", status=2)

    def test_the_example_is_right_as_it_is_and_with_all_it_shows(self):
        text = EXAMPLE.read_text(encoding="utf-8")
        shown = re.sub(r"^#(?=\[|[a-z-]+ = )", "", text, flags=re.MULTILINE)
        self.assertNotEqual(text, shown)
        for config in (text, shown):
            self.inspect("b.example/1.html", config)

    def test_a_site_is_read_by_its_rules(self):
        page = self.inspect("www.a.example/1.html", RULES + "drop = .x1 .x2\n")
        self.assertIn("www.a.example1.html", page["text"])
        self.assertNotIn("Noch ein Satz", page["text"])
        self.assertNotIn("Absatz", page["text"])
        self.assertIn("Absatz", "".join(page["dropped"]))
        self.assertIn("Absatz", self.inspect("b.example/1.html", RULES)["text"])

    def test_a_rule_that_selects_nothing_leaves_the_general_one(self):
        self.assertIn("Absatz", self.inspect("www.a.example/1.html",
                                             "[site a.example]\narticle = .x9\n")["text"])

    def test_a_changed_rule_has_the_pages_of_its_host_read_again(self):
        self.assert_counts(self.update(), added=4)
        for text in (RULES, RULES + "drop = .x2\n"):
            self.assert_counts(self.configured(text, self.pages), changed=2, unchanged=2)
            self.assert_counts(self.configured("# said\n" + text, self.pages), unchanged=4)
        self.assert_counts(self.update(), changed=2, unchanged=2)
        self.assert_counts(self.update(), unchanged=4)

    def test_lines_are_read_again_as_well(self):
        lines = self.write_lines("a.jsonl", {"id": 1, "url": "https://a.example/1",
                                             "html": PAGE.format(text="Eins.", long=LONG)})
        self.assert_counts(self.update(lines), added=1)
        self.assert_counts(self.configured(RULES, lines), changed=1)
        self.assert_counts(self.configured(RULES, lines), unchanged=1)

    def test_places_and_clusters_of_the_maintainer_are_found(self):
        text = ("[places]\nplace = Testhausen; DE; 51.5; 12.25\n"
                "[clusters]\ncluster = paragraphs; Absatzkunde; Paragraph studies\n"
                "cue = absatz*; 1\ncue = seite; 1\ncue = sätze\ncue = wörter*\n")
        page = self.inspect("b.example/1.html", text)
        self.assertEqual([(city["name"], city["latitude"]) for city in page["cities"]],
                         [("Testhausen", 51.5)])
        self.assertEqual([(cluster["id"], cluster["label_en"]) for cluster in page["clusters"]],
                         [("paragraphs", "Paragraph studies")])
        self.update()
        self.assert_counts(self.configured(text, self.pages), changed=4)

    def terms(self, text, config, *words):
        self.file.write_text(config, encoding="utf-8")
        done = self.run_command("terms", "--json", "--config", self.file, *words, stdin=text)
        return json.loads(done.stdout)

    def test_terms_shows_what_a_word_is_also_looked_up_as(self):
        text = ("[synonyms]\nde = Kita; Kindertagesstätte\n"
                "[translations]\ntranslation = Strukturwandel; structural change\n")
        words = self.terms("Kitas, structural changes", text)
        self.assertEqual([(also["text"], also["kind"], also["language"], also["end"])
                          for also in words[0]["also"] if also["kind"] != "form"],
                         [("Kindertagesstätte", "synonym", "de", 5)])
        self.assertIn("Dkindertagesstatt", words[0]["also"][0]["terms"])
        self.assertEqual([(also["text"], also["kind"], also["end"])
                          for also in words[1]["also"]],
                         [("Strukturwandel", "translation", 25)])
        self.assertEqual(words[2]["also"], [])
        self.assertNotIn("also", self.terms("Kitas", RULES)[0])
        done = self.run_command("terms", "--config", self.file, stdin="Kitas")
        self.assertNotIn("also", done.stdout)

    def test_mistakes_in_words_are_named(self):
        self.file.write_text("[synonyms]\nde = Kita; Hort\nfr = a; b\n", encoding="utf-8")
        for command in (("update", self.index, self.pages), ("terms",)):
            done = self.run_command(*command, "--config", self.file, status=2, stdin="")
            self.assertIn("regio.conf:3: unknown language fr", done.stderr)

    def test_a_change_of_words_alone_has_no_page_read_again(self):
        words = "[synonyms]\nde = Kita; Hort\n"
        self.assert_counts(self.configured(words, self.pages), added=4)
        self.assert_counts(self.configured(words + "de = Haus; Heim\n", self.pages), unchanged=4)
        self.assert_counts(self.configured(
            words + "[translations]\ntranslation = EFRE; ERDF\n", self.pages), unchanged=4)

    def test_a_run_that_takes_the_words_back_says_so(self):
        self.configured("[synonyms]\nde = Kita; Hort\n", self.pages)
        done = self.run_command("update", self.index, self.pages)
        self.assertIn("they are dropped", done.stderr)
        self.assertNotIn("dropped", self.run_command("update", self.index, self.pages).stderr)

    def test_stems_alone_are_stems_alone(self):
        [word] = self.terms("Hafenwirtschaft", "[index]\nanalysis = stems\n")
        self.assertEqual(len(word["terms"]), 1)
        [word] = self.terms("Hafenwirtschaft", "[index]\nanalysis = full\n")
        self.assertIn("Pwirtschaft", word["terms"])
        self.file.write_text("[index]\nanalysis = words\n", encoding="utf-8")
        done = self.run_command("terms", "--config", self.file, status=2, stdin="")
        self.assertIn("full or stems", done.stderr)

    def test_an_index_has_one_analysis_until_it_is_rebuilt(self):
        stems = "[index]\nanalysis = stems\n"
        self.assert_counts(self.configured(stems, self.pages), added=4)
        self.assert_counts(self.configured(stems, self.pages), unchanged=4)
        done = self.run_command("update", self.index, self.pages, status=2)
        self.assertIn("rebuild the index", done.stderr)
        self.assert_counts(self.configured(stems, self.pages), unchanged=4)
        self.assert_counts(self.update(command="rebuild"), added=4)
        self.run_command("update", self.index, self.pages, "--config", self.file, status=2)
        self.assert_counts(self.update(), unchanged=4)


if __name__ == "__main__":
    unittest.main()
