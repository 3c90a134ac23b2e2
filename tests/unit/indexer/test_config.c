/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"
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
	assert_int_equal(config.place_count, 1);
	assert_string_equal(config.places[0].place.value, "Testhausen");
	assert_true(config.places[0].place.longitude < -12.2);
	assert_int_equal(config.places[0].name_count, 2);
	assert_string_equal(config.places[0].names[1], "Tésthausen");
	assert_int_equal(config.clusters.count, 2);
	assert_int_equal(config.clusters.cue_count, 2);
	assert_string_equal(config.clusters.cues[1].cluster, "logistics");
	assert_int_equal(config.clusters.cues[1].language, LANGUAGE_DE);
}

static void mistakes_are_named_with_their_line_and_what_is_right(void **state)
{
	static const struct {
		const char *text, *line, *hint;
	} cases[] = {
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
	};
	SCOPED(config_release) struct config config = {0};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		must_fail(parse(cases[i].text, &config, &err), ERROR_INVALID);
		if (strncmp(err.text, "dir/regio.conf:", 15) != 0
			|| strncmp(err.text + 14, cases[i].line, 2) != 0
			|| !strstr(err.text, cases[i].hint))
			fail_msg("%s: %s", cases[i].text, err.text);
	}
	assert_int_equal(config.text.length, 0);
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
	assert_false(
		digest_equal(stamp("[places]\nplace = A; DE; 1; 2\n", others), none));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(sources_and_sites_are_read),
		cmocka_unit_test(places_and_clusters_are_read),
		cmocka_unit_test(mistakes_are_named_with_their_line_and_what_is_right),
		cmocka_unit_test(a_rule_concerns_the_pages_of_its_host),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
