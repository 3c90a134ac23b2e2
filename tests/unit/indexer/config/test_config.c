/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config/config.h"
#include "unit.h"

#include <string.h>

static bool parse(const char *text, struct config *out, struct error *error)
{
	return config_parse("dir/regio.conf", text, strlen(text), out, error);
}

static void sources_and_sites_are_read(void **state)
{
	SCOPED(config_release) struct config config = {0};
	const struct site *site;

	(void)state;
	must(parse("\xef\xbb\xbf# first\r\n"
		   "[sources]\r\n"
		   "source = pages of = ours\r\n"
		   "  base-url = https://www.example.org/ \r\n"
		   "source = /srv/b.jsonl\n"
		   "source = -\n"
		   "\n"
		   "; second\n"
		   "[site WWW.Example.org]\n"
		   "article = #content\n"
		   "drop = .share\n"
		   "[site other.example]\n"
		   "drop = p",
		&config, &err));
	assert_int_equal(config.source_count, 3);
	assert_string_equal(config.sources[0].path, "dir/pages of = ours");
	assert_string_equal(config.sources[0].base_url, "https://www.example.org/");
	assert_string_equal(config.sources[1].path, "/srv/b.jsonl");
	assert_null(config.sources[1].base_url);
	assert_string_equal(config.sources[2].path, "-");
	site = sites_find(&config.sites, "https://example.org:8080/a/b", NULL);
	assert_non_null(site);
	assert_int_equal(site->selectors.count, 2);
	assert_ptr_equal(
		sites_find(&config.sites, "http://u@www.EXAMPLE.org?x", "y/z"), site);
	assert_ptr_equal(sites_find(&config.sites, NULL, "a/www.example.org/b"), site);
	assert_null(sites_find(&config.sites, NULL, "a/b/www.example.org"));
	assert_null(sites_find(&config.sites, "http://news.example.org/", NULL));
	assert_null(sites_find(&config.sites, "example.org", NULL));
	assert_null(sites_find(&config.sites, NULL, NULL));
}

static void places_and_clusters_are_read(void **state)
{
	SCOPED(config_release) struct config config = {0};

	(void)state;
	must(parse("[places]\n"
		   "place = Testhausen ; DE; 51.5; -12.25; Testhusen; Tésthausen\n"
		   "[clusters]\n"
		   "cluster = glass; Glas; Glass industry\n"
		   "cue = glashütte*\n"
		   "cluster = logistics\n"
		   "cue = lastenrad; 0.5; de\n",
		&config, &err));
	assert_int_equal(config.additions.place_count, 1);
	assert_string_equal(config.additions.places[0].place.value, "Testhausen");
	assert_true(config.additions.places[0].place.longitude < -12.2);
	assert_int_equal(config.additions.places[0].name_count, 2);
	assert_string_equal(config.additions.places[0].names[1], "Tésthausen");
	assert_int_equal(config.additions.clusters.count, 2);
	assert_int_equal(config.additions.clusters.cue_count, 2);
	assert_string_equal(config.additions.clusters.cues[1].cluster, "logistics");
	assert_int_equal(config.additions.clusters.cues[1].language, LANGUAGE_DE);
}

static void words_that_mean_the_same_are_read(void **state)
{
	SCOPED(config_release) struct config config = {0};
	const struct addition_group *groups;

	(void)state;
	must(parse("[synonyms]\n"
		   "de = Kita ; Kindertagesstätte;\tKindergarten\n"
		   "en = nursery school; kindergarten\n"
		   "de = Kita; Hort\n"
		   "[translations]\n"
		   "translation = EFRE; ERDF; European Regional Development Fund\n"
		   "translation = kleine und mittlere Unternehmen; SMEs\n",
		&config, &err));
	groups = config.additions.groups;
	assert_int_equal(config.additions.group_count, 5);
	assert_int_equal(groups[0].kind, WORDBOOK_SYNONYM);
	assert_int_equal(groups[0].count, 3);
	assert_string_equal(groups[0].words[2], "Kindergarten");
	assert_int_equal(groups[1].language, LANGUAGE_EN);
	assert_int_equal(groups[3].kind, WORDBOOK_TRANSLATION);
	assert_string_equal(groups[3].words[1], "ERDF");
	assert_string_equal(groups[4].words[0], "kleine und mittlere Unternehmen");
}

static void a_place_may_have_another_name_in_each_language(void **state)
{
	SCOPED(config_release) struct config config = {0};
	const struct place_extra *extra;

	(void)state;
	must(parse("[places]\nplace = Mustrow; DE; 51; 12; de: Musterheim; "
		   "en:Model Town; Muster\n",
		&config, &err));
	extra = config.additions.places;
	assert_string_equal(extra->place.value, "Mustrow");
	assert_string_equal(extra->place.name_de, "Musterheim");
	assert_string_equal(extra->place.name_en, "Model Town");
	assert_int_equal(extra->name_count, 3);
	assert_string_equal(extra->names[1], "Model Town");
}

struct mistake {
	const char *text, *line, *hint;
};

static void are_named(const struct mistake *mistakes, size_t count)
{
	SCOPED(config_release) struct config config = {0};

	for (size_t i = 0; i < count; i++) {
		must_fail(parse(mistakes[i].text, &config, &err), ERROR_INVALID);
		if (strncmp(err.text, "dir/regio.conf:", 15) != 0
			|| strncmp(err.text + 14, mistakes[i].line, 2) != 0
			|| !strstr(err.text, mistakes[i].hint))
			fail_msg("%s: %s", mistakes[i].text, err.text);
	}
	assert_int_equal(config.text.length, 0);
}

static void mistakes_are_named_with_their_line_and_what_is_right(void **state)
{
	static const struct mistake mistakes[] = {
		{"\n\nsource = a\n", ":3", "before the first section"},
		{"[source]\n", ":1", "did you mean [sources]?"},
		{"[photosynthesis]\n", ":1", "known are"},
		{"[sources\n", ":1", "]"},
		{"[sources all]\n", ":1", "all"},
		{"[sources]\nsuorce = a\n", ":2", "did you mean source?"},
		{"[sources]\narticle = a\n", ":2", "belongs into [site]"},
		{"[sources]\nphotosynthesis = a\n", ":2", "source and base-url"},
		{"[sources]\nsource =\n", ":2", "no value"},
		{"[sources]\nsource\n", ":2", "key = value"},
		{"[sources]\nbase-url = http://a/\n", ":2", "below the source"},
		{"[sources]\nsource = a\nbase-url = a\n", ":3", "http://"},
		{"[sources]\nsource = \xff\n", ":2", "UTF-8"},
		{"[sources]\nsource = a\vb\n", ":2", "UTF-8"},
		{"[site]\n", ":1", "[site www.example.org]"},
		{"[site http://a.example/]\n", ":1", "[site www.example.org]"},
		{"[site a.example]\narticle = a b > c\n", ":2", "letter 5"},
		{"[places]\nplace = A; DE\n", ":2", "NAME; COUNTRY"},
		{"[places]\nplace = A; Deutschland; 1; 2\n", ":2", "ISO 3166"},
		{"[places]\nplace = A; DE; 51,3; 2\n", ":2", "with a point"},
		{"[places]\nplace = A; DE; 91; 2\n", ":2", "from -90 to 90"},
		{"[places]\nplace = A; DE; 51; 2;\n", ":2", "part 5"},
		{"[clusters]\ncue = a\n", ":2", "below the cluster"},
		{"[clusters]\ncluster = a; b\n", ":2", "ENGLISH LABEL"},
		{"[clusters]\ncluster = A b; c; d\n", ":2", "small letters"},
		{"[clusters]\ncluster = logistik\n", ":2", "logistics"},
		{"[clusters]\ncluster = logistics; a; b\n", ":2", "already"},
		{"[clusters]\ncluster = a; b; c\ncluster = a; b; c\n", ":3", "already"},
		{"[clusters]\ncluster = a; b; c\ncue = d; 2\n", ":3", "from 0.1 to 1"},
		{"[clusters]\ncluster = a; b; c\ncue = d; 1; fr\n", ":3", "de or en"},
		{"[places]\nplace = A; DE; 51; 2; en:\n", ":2", "no name behind"},
	};

	(void)state;
	are_named(mistakes, COUNT(mistakes));
}

static void mistakes_in_words_that_mean_the_same_are_named(void **state)
{
	static const struct mistake mistakes[] = {
		{"[synonym]\n", ":1", "did you mean [synonyms]?"},
		{"[synonyms]\nfr = a; b\n", ":2", "unknown language fr"},
		{"[synonyms]\ntranslation = a; b\n", ":2", "has de and en"},
		{"[places]\nde = a; b\n", ":2", "[synonyms]"},
		{"[synonyms]\nde = Kita\n", ":2", "stands alone"},
		{"[synonyms]\nde = Kita = Hort\n", ":2", "WORD; WORD"},
		{"[synonyms]\nde = Kita; ; Hort\n", ":2", "part 2 is empty"},
		{"[synonyms]\nde = Kita; KITA\n", ":2", "stands twice"},
		{"[synonyms]\nde = Kita; Hort\nde = Hort; Kita\n", ":3", "said before"},
		{"[synonyms]\nde = a; b; c; d; e; f; g; h; i; j; k; l; m; n; o; p; q\n",
			":2", "more than 16"},
		{"[synonyms]\nde = Ein Haus mit Blick auf die See; Haus\n", ":2",
			"has 7 words; 6 are the most"},
		{"[synonyms]\nde = !!!; Hort\n", ":2", "no word"},
		{"[synonyms]\nde = der; Hort\n", ":2", "is a word that says nothing"},
		{"[synonyms]\nde = Hort; der Hort\n", ":2", "begins with a word"},
		{"[synonyms]\nen = care; taken of\n", ":2",
			"says nothing by itself in English"},
		{"[synonyms]\nde = Hort; "
		 "Donaudampfschifffahrtsgesellschaftskapitaenspatentpruefungskommission"
		 "Donaudampfschifffahrtsgesellschaftskapitaenspatentpruefungskommission"
		 "\n",
			":2", "longer than 120"},
		{"[translations]\ntranslation = EFRE\n", ":2", "GERMAN; ENGLISH"},
		{"[translations]\ntranslation = Region; region\n", ":2", "the same"},
		{"[translations]\ntranslation = A1; B1\ntranslation = a1; b1\n", ":3",
			"said before"},
	};

	(void)state;
	are_named(mistakes, COUNT(mistakes));
}

static struct digest stamp(const char *text, const char *url)
{
	SCOPED(config_release) struct config config = {0};

	must(parse(text, &config, &err));
	return url ? config_stamp(&config, url, NULL) : config_stamp_of_all(&config);
}

static void a_rule_concerns_the_pages_of_its_host(void **state)
{
	static const char with[] = "[site a.example]\ndrop = p\n";
	static const char with_other[] = "[site a.example]\ndrop = q\n";
	static const char *const ours = "http://a.example/";
	static const char *const others = "http://b.example/";
	struct digest none = {0};

	(void)state;
	assert_true(digest_equal(stamp("", ours), none));
	assert_true(digest_equal(config_stamp(NULL, ours, NULL), none));
	assert_true(digest_equal(stamp("[sources]\nsource = a\n", NULL), none));
	assert_true(digest_equal(stamp(with, others), none));
	assert_false(digest_equal(stamp(with, ours), none));
	assert_false(digest_equal(stamp(with, ours), stamp(with_other, ours)));
	assert_false(digest_equal(stamp(with, NULL), stamp(with_other, NULL)));
	assert_true(digest_equal(
		stamp(with, ours), stamp("# why\n[site www.A.example]\ndrop=p", ours)));
	assert_true(digest_equal(stamp("[synonyms]\nde = Kita; Hort\n[translations]\n"
				       "translation = Hort; nursery\n",
					 NULL),
		none));
	assert_false(
		digest_equal(stamp("[places]\nplace = A; DE; 1; 2\n", others), none));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(sources_and_sites_are_read),
		cmocka_unit_test(places_and_clusters_are_read),
		cmocka_unit_test(words_that_mean_the_same_are_read),
		cmocka_unit_test(a_place_may_have_another_name_in_each_language),
		cmocka_unit_test(mistakes_are_named_with_their_line_and_what_is_right),
		cmocka_unit_test(mistakes_in_words_that_mean_the_same_are_named),
		cmocka_unit_test(a_rule_concerns_the_pages_of_its_host),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
