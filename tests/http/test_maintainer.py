# SPDX-License-Identifier: GPL-2.0-or-later
"""What the maintainer's configuration adds to queries and to the labels of facets."""
import json
import sys
import time
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from programs import Daemon, run_indexer  # noqa: E402

PAGES = {
    "kita": {"body": "Die Kita in Musterheim ist neu und hat viele Kinder.",
             "cities": ["Musterheim"], "clusters": ["glass"]},
    "garten": {"body": "Der Kindergarten am See wird größer und schöner."},
    "compound": {"body": "Kindergartenplätze fehlen im ganzen Land."},
    "tage": {"body": "Plätze in Kindertagesstätten sind knapp, sagt der Landrat."},
    "nursery": {"body": "The nursery school opened its doors to everybody today.",
                "language": "en"},
    "efre": {"body": "Gefördert aus EFRE-Mitteln und vom Land."},
    "erdf": {"body": "Co-funded by the ERDF and the county council.", "language": "en"},
    "fonds": {"body": "Der Europäische Fonds für regionale Entwicklung gibt Geld."},
    "h2": {"body": "Ein H2-Netz soll bis zur Küste reichen."},
    "hydrogen": {"body": "Wasserstoff ist teuer, sagen die Fachleute."},
}
CONFIG = """[places]
place = Musterheim; DE; 51.34; 12.37; Mustrow; en: Model Town
[clusters]
cluster = glass; Glasindustrie; Glass industry
cue = glashütte*
[synonyms]
de = Kita; Kindertagesstätte; Kindergarten
de = EFRE; Europäischer Fonds für regionale Entwicklung
de = Wasserstoff; H2
[translations]
translation = EFRE; ERDF
translation = Kita; nursery school
"""


class Maintained(unittest.TestCase):
    """One daemon for all tests of a class."""

    @classmethod
    def setUpClass(cls):
        cls.daemon = cls.enterClassContext(Daemon())
        folder = Path(cls.daemon.folder.name)
        cls.lines, cls.file = folder / "pages.jsonl", folder / "regio.conf"
        cls.lines.write_text("".join(json.dumps({"id": name, **page}) + "\n"
                                     for name, page in PAGES.items()), encoding="utf-8")
        cls.index(CONFIG)
        cls.daemon.start()

    @classmethod
    def index(cls, config, command="update"):
        cls.file.write_text(config, encoding="utf-8")
        done = run_indexer(command, cls.daemon.index, cls.lines, "--json", "--config", cls.file)
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)

    def answer(self, query, **parameters):
        return self.daemon.search(q=query, **parameters)

    def found(self, query, **parameters):
        return [hit["id"] for hit in self.answer(query, **parameters)["hits"]]

    def labels(self, field, **parameters):
        return [(item["value"], item["label"], item["count"])
                for item in self.answer("Kinder", **parameters)["facets"][field]]

    def wait_for(self, check):
        """The daemon takes up a commit within a second; slow machines get ten."""
        for _ in range(100):
            if check():
                return
            time.sleep(0.1)
        self.fail("the daemon did not take it up")


class Words(Maintained):
    def test_synonyms_are_found_in_all_forms_and_told(self):
        for query in ("Kita", "Kitas", "Kindergärten", "Kindertagesstätten"):
            self.assertLessEqual({"kita", "garten", "compound", "tage"}, set(self.found(query)))
        told = self.answer("Kitas")["query"]["synonyms"]
        self.assertEqual(told, [{"from": "Kitas", "to": ["Kindertagesstätte", "Kindergarten"]}])

    def test_parts_of_compounds_have_synonyms(self):
        for query in ("Kita-Plätze", "Kitaplätze"):
            self.assertEqual(set(self.found(query)), {"tage", "compound"})

    def test_terms_of_several_words_and_with_digits_have_synonyms(self):
        self.assertIn("efre", self.found("Europäischer Fonds für regionale Entwicklung"))
        self.assertIn("fonds", self.found("EFRE"))
        self.assertEqual(self.found("H2"), ["h2", "hydrogen"])
        self.assertEqual(self.found("Wasserstoff"), ["hydrogen", "h2"])

    def test_translations_go_both_ways(self):
        self.assertIn("erdf", self.found("EFRE"))
        self.assertIn("efre", self.found("ERDF"))
        self.assertIn("nursery", self.found("Kita"))
        self.assertIn("kita", self.found("nursery schools"))
        told = self.answer("EFRE")["query"]["translations"]
        self.assertEqual(told[0]["to"][0], "ERDF")

    def test_both_can_be_turned_off(self):
        self.assertNotIn("garten", self.found("Kita", synonyms="off"))
        self.assertIn("nursery", self.found("Kita", synonyms="off"))
        self.assertNotIn("nursery", self.found("Kita", translate="off"))
        self.assertIn("garten", self.found("Kita", translate="off"))
        answer = self.answer("Kita", translate="off", synonyms="off")
        self.assertEqual([hit["id"] for hit in answer["hits"]], ["kita"])
        self.assertEqual(answer["query"]["synonyms"] + answer["query"]["translations"], [])

    def test_a_phrase_is_taken_as_it_is(self):
        self.assertEqual(self.found('"Kita"'), ["kita"])
        self.assertEqual(self.found("title:Kita"), [])

    def test_synonyms_are_marked_and_explained(self):
        answer = self.answer("Kita", explain="on", translate="off")
        hit = {hit["id"]: hit for hit in answer["hits"]}["garten"]
        self.assertIn("<mark>Kindergarten</mark>", hit["snippet"])
        self.assertEqual(answer["hits"][0]["id"], "kita")
        matched = [term for word in hit["explain"]["words"] for term in word["matched"]]
        self.assertEqual({term["kind"] for term in matched}, {"synonym"})
        explain = hit["explain"]
        whole = explain["first_stage"] + sum(word["bonus"] for word in explain["words"])
        self.assertAlmostEqual(whole, hit["score"], delta=0.001)

    def test_the_page_tells_them_and_keeps_the_choice(self):
        page = self.daemon.get("/", {"q": "Kita", "ui": "en"}).decode()
        self.assertIn("Also searched for: Kindertagesstätte, Kindergarten, nursery school", page)
        page = self.daemon.get("/", {"q": "Kita", "synonyms": "off"}).decode()
        self.assertNotIn("Kindertagesstätte,", page)
        self.assertIn('name="synonyms" value="off"', page)


class Labels(Maintained):
    def test_places_and_clusters_have_their_labels_in_both_languages(self):
        self.assertEqual(self.labels("city", ui="de"), [("Musterheim", "Musterheim", 1)])
        self.assertEqual(self.labels("city", ui="en"), [("Musterheim", "Model Town", 1)])
        self.assertEqual(self.labels("cluster", ui="de"), [("glass", "Glasindustrie", 1)])
        self.assertEqual(self.labels("cluster", ui="en"), [("glass", "Glass industry", 1)])

    def test_filters_know_their_other_names(self):
        for name in ("Musterheim", "mustrow", "Model Town"):
            self.assertEqual(self.found("", city=name), ["kita"])
        self.assertEqual(self.found("ort:Mustrow"), ["kita"])
        self.assertEqual(self.found("", cluster="Glasindustrie"), ["kita"])


class Changes(Maintained):
    def setUp(self):
        self.index(CONFIG)
        self.wait_for(lambda: "garten" in self.found("Kita"))

    def test_a_change_of_words_is_taken_up_without_reading_a_page(self):
        self.assertEqual(self.found("Landrat", translate="off"), ["tage"])
        report = self.index(CONFIG + "[synonyms]\nde = Landrat; Kindergarten\n")
        self.assertEqual((report["changed"], report["unchanged"]), (0, len(PAGES)))
        self.wait_for(lambda: "garten" in self.found("Landrat"))
        self.index("# nothing\n")
        self.wait_for(lambda: self.found("Kita", translate="off") == ["kita"])

    def test_a_rollback_brings_back_the_words_of_its_generation(self):
        self.index(CONFIG.replace("; Kindergarten", ""), "rebuild")
        self.wait_for(lambda: "garten" not in self.found("Kita"))
        self.assertIn("tage", self.found("Kita"))
        self.assertEqual(run_indexer("rollback", self.daemon.index).returncode, 0)
        self.wait_for(lambda: "garten" in self.found("Kita"))

    def test_labels_go_with_the_configuration(self):
        self.index(CONFIG.replace("Glass industry", "Glass works"))
        self.wait_for(lambda: self.labels("cluster", ui="en") == [("glass", "Glass works", 1)])


class Analysis(Maintained):
    def test_queries_are_analysed_as_the_pages_are(self):
        self.assertIn("compound", self.found("Platz"))
        self.index("[index]\nanalysis = stems\n" + CONFIG, "rebuild")
        self.wait_for(lambda: "compound" not in self.found("Platz"))
        self.assertEqual(self.found("Kindergartenplätzen", synonyms="off"), ["compound"])
        self.assertIn("garten", self.found("Kita"))
        snippet = self.answer("Kitas", synonyms="off", translate="off")["hits"][0]["snippet"]
        self.assertIn("<mark>Kita</mark>", snippet)
        self.index(CONFIG, "rebuild")
        self.wait_for(lambda: "compound" in self.found("Platz"))


if __name__ == "__main__":
    unittest.main()
