/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "base/buf.h"
#include "unit.h"
#include "vocabulary/clusters.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int open_table(void **state)
{
	struct clusters *clusters = NULL;

	must(clusters_open(&clusters, &err));
	*state = clusters;
	return 0;
}

static int close_table(void **state)
{
	struct clusters *clusters = *state;

	clusters_close(&clusters);
	return 0;
}

static const char *found(const struct clusters *clusters, const char *spelling)
{
	const struct cluster *cluster = clusters_find(clusters, spelling);

	return cluster ? cluster->id : "none";
}

/* expected: the ids found in the text, each followed by a semicolon. */
static void are_mentioned(
	const struct clusters *clusters, const char *text, const char *expected)
{
	SCOPED(cluster_mentions_release) struct cluster_mentions mentions = {0};
	SCOPED(buf_release) struct buf ids = {0};

	clusters_mentioned(clusters, LANGUAGE_UNKNOWN, text, strlen(text), &mentions);
	for (size_t i = 0; i < mentions.count; i++) {
		buf_add_format(&ids, "%s;", mentions.items[i].cluster->id);
		assert_true(mentions.items[i].start < mentions.items[i].end);
		assert_true(mentions.items[i].end <= strlen(text));
		assert_true(
			mentions.items[i].weight > 0 && mentions.items[i].weight <= 1);
	}
	if (strcmp(buf_string(&ids), expected) != 0)
		fail_msg("\"%s\": %s, not %s", text, buf_string(&ids), expected);
}

static void ids_and_labels_find_their_cluster(void **state)
{
	assert_string_equal(found(*state, "energy"), "energy");
	assert_string_equal(found(*state, "ENERGY"), "energy");
	assert_string_equal(found(*state, "Energie und Wasserstoff"), "energy");
	assert_string_equal(found(*state, "Energy and hydrogen"), "energy");
	assert_string_equal(
		found(*state, "kultur- und kreativwirtschaft"), "culture-creative");
	assert_string_equal(found(*state, "Ernaehrungswirtschaft"), "food");
	assert_string_equal(found(*state, "cluster"), "none");
	assert_string_equal(found(*state, ""), "none");
}

static void a_cluster_knows_its_ecosystem_and_divisions(void **state)
{
	const struct cluster *cluster = clusters_find(*state, "automotive");

	assert_non_null(cluster);
	assert_string_equal(cluster->label_de, "Automobilindustrie");
	assert_string_equal(cluster->ecosystem, "Mobility, Transport & Automotive");
	assert_string_equal(cluster->nace, "C29 G45");
}

static void the_names_of_the_field_find_their_cluster(void **state)
{
	static const char *const names[][2] = {
		{"Logistik", "logistics"},
		{"Informationstechnologie", "information-technology"},
		{"Biotechnologie und Gesundheitswirtschaft", "biotechnology-health"},
		{"Biotechnologie & Gesundheitswirtschaft", "biotechnology-health"},
		{"Digitalwirtschaft", "digital"},
		{"Greentech", "greentech"},
		{"Energie und Wasserstoff", "energy"},
		{"Ernährungswirtschaft", "food"},
		{"Automotive", "automotive"},
		{"Maschinenbau", "mechanical-engineering"},
		{"Chemie und Kunststoffe", "chemistry-plastics"},
		{"Kultur- und Kreativwirtschaft", "culture-creative"},
		{"Tourismus", "tourism"},
		{"Medien", "media"},
		{"Luft- und Raumfahrt", "aerospace"},
		{"Mikroelektronik", "microelectronics"},
		{"Bau", "construction"},
		{"Forst-Holz", "forestry-wood"},
		{"Maritim", "maritime"},
		{"Photonik", "photonics"},
		{"Textil", "textiles"},
		{"Metall", "metals"},
		{"Mobilität", "mobility"},
		{"Hydrogen", "energy"},
		{"Semiconductors", "microelectronics"},
	};

	for (size_t i = 0; i < COUNT(names); i++)
		assert_string_equal(found(*state, names[i][0]), names[i][1]);
}

/* Sections and their first and last divisions, NACE Rev. 2. */
static bool is_division(const char *code)
{
	static const struct {
		char section;
		int first, last;
	} sections[] = {{'A', 1, 3}, {'B', 5, 9}, {'C', 10, 33}, {'D', 35, 35},
		{'E', 36, 39}, {'F', 41, 43}, {'G', 45, 47}, {'H', 49, 53}, {'I', 55, 56},
		{'J', 58, 63}, {'K', 64, 66}, {'L', 68, 68}, {'M', 69, 75}, {'N', 77, 82},
		{'O', 84, 84}, {'P', 85, 85}, {'Q', 86, 88}, {'R', 90, 93}, {'S', 94, 96},
		{'T', 97, 98}, {'U', 99, 99}};
	int number = code[0] ? atoi(code + 1) : 0;

	for (size_t i = 0; i < COUNT(sections); i++)
		if (sections[i].section == code[0])
			return strlen(code) == 3 && number >= sections[i].first
				&& number <= sections[i].last;
	return false;
}

static bool is_ecosystem(const char *name)
{
	static const char *const names[] = {"Aerospace & Defence", "Agri-food",
		"Construction", "Creative & Cultural Industries", "Digital",
		"Electronics", "Energy Intensive Industries", "Energy - Renewables",
		"Health", "Mobility, Transport & Automotive",
		"Proximity, Social Economy & Civil Security", "Retail", "Textiles",
		"Tourism"};

	for (size_t i = 0; i < COUNT(names); i++)
		if (!strcmp(names[i], name))
			return true;
	return false;
}

static void every_cluster_has_an_ecosystem_and_divisions(void **state)
{
	const struct cluster *cluster;
	size_t count = 0;

	while ((cluster = clusters_at(*state, count))) {
		SCOPED(buf_release) struct buf codes = {0};

		assert_string_not_equal(cluster->label_de, "");
		assert_string_not_equal(cluster->label_en, "");
		if (!is_ecosystem(cluster->ecosystem))
			fail_msg("%s: no ecosystem \"%s\"", cluster->id,
				cluster->ecosystem);
		assert_string_not_equal(cluster->nace, "");
		buf_add_string(&codes, cluster->nace);
		for (char *rest = codes.bytes, *code; (code = strsep(&rest, " "));)
			if (!is_division(code))
				fail_msg("%s: no division %s", cluster->id, code);
		count++;
	}
	assert_int_equal(count, 23);
}

/* Whether a line of a file of the data begins with a name and what ends it. */
static bool stands_in(const char *name, char end, const char *file)
{
	SCOPED(buf_release) struct buf path = {0};
	char line[512];
	bool found_it = false;
	FILE *lines;

	buf_add_format(&path, "%s/sectors/%s", getenv("REGIO_DATA"), file);
	lines = fopen(buf_string(&path), "r");
	assert_non_null(lines);
	while (!found_it && fgets(line, sizeof(line), lines))
		found_it = !strncmp(line, name, strlen(name))
			&& (line[strlen(name)] == end || !line[strlen(name)]);
	fclose(lines);
	return found_it;
}

static void the_mapping_is_that_of_the_official_lists(void **state)
{
	const struct cluster *cluster;

	if (!getenv("REGIO_DATA")) {
		print_message("REGIO_DATA is not set: the official lists are skipped\n");
		return;
	}
	for (size_t i = 0; (cluster = clusters_at(*state, i)); i++) {
		SCOPED(buf_release) struct buf codes = {0};

		assert_true(stands_in(
			cluster->ecosystem, '\n', "eu_industrial_ecosystems_14_en.txt"));
		buf_add_string(&codes, cluster->nace);
		for (char *rest = codes.bytes, *code; (code = strsep(&rest, " "));)
			assert_true(
				stands_in(code, '\t', "nace_rev2_divisions_de_en.tsv"));
	}
}

static void words_of_the_other_language_do_not_count(void **state)
{
	SCOPED(cluster_mentions_release) struct cluster_mentions mentions = {0};
	static const char german[] = "Der Chef muss beachten, was die Logistik braucht";

	clusters_mentioned(*state, LANGUAGE_DE, german, strlen(german), &mentions);
	assert_int_equal(mentions.count, 1);
	assert_string_equal(mentions.items[0].cluster->id, "logistics");
}

static void what_only_looks_like_a_cue_does_not_count(void **state)
{
	are_mentioned(*state, "Flächenrecycling", "");
	are_mentioned(*state, "Landwirtschaftsministerium", "");
	are_mentioned(*state, "Recycling", "greentech;");
}

static void words_and_their_inflections_are_cues(void **state)
{
	are_mentioned(*state, "des Tourismus", "tourism;");
	are_mentioned(*state, "Krankenhäusern", "biotechnology-health;");
	are_mentioned(*state, "DER MASCHINENBAU", "mechanical-engineering;");
	are_mentioned(*state, "Ernaehrungswirtschaft", "food;");
	are_mentioned(*state, "pharmaceuticals", "biotechnology-health;");
	are_mentioned(*state, "Wir wollen weben", "");
}

static void parts_of_compounds_are_cues(void **state)
{
	are_mentioned(*state, "Logistikcluster", "logistics;");
	are_mentioned(*state, "Spezialmaschinenbau", "mechanical-engineering;");
	are_mentioned(*state, "Wasserstofftechnologien", "energy;");
	are_mentioned(*state, "IT-Infrastruktur", "information-technology;");
}

static void phrases_are_cues_once(void **state)
{
	are_mentioned(*state, "mit erneuerbaren Energien", "energy;");
	are_mentioned(*state, "artificial intelligence", "digital;");
	are_mentioned(*state, "Life-Science-Firmen", "biotechnology-health;");
	are_mentioned(*state, "Luft- und Raumfahrt", "aerospace;");
	are_mentioned(*state, "Industrie 4.0", "digital;");
	are_mentioned(*state, "künstliche\nIntelligenz", "");
}

static void one_word_may_tell_two_clusters(void **state)
{
	are_mentioned(*state, "Kulturtourismus", "culture-creative;tourism;");
}

static void acronyms_count_in_capitals_only(void **state)
{
	are_mentioned(*state, "Logistik und IT", "logistics;information-technology;");
	are_mentioned(*state, "it is so", "");
	are_mentioned(*state, "Ki und Ai", "");
}

static void the_word_cluster_is_no_sector(void **state)
{
	are_mentioned(*state, "Cluster, Clusterprozess und Innovationscluster", "");
	are_mentioned(*state, "", "");
}

static void a_mention_spans_its_words(void **state)
{
	static const char text[] = "das Logistikcluster der Stadt";
	SCOPED(cluster_mentions_release) struct cluster_mentions mentions = {0};

	clusters_mentioned(*state, LANGUAGE_UNKNOWN, text, strlen(text), &mentions);
	assert_int_equal(mentions.count, 1);
	assert_int_equal(mentions.items[0].start, strlen("das "));
	assert_int_equal(mentions.items[0].end, strlen("das Logistikcluster"));
}

static void clusters_and_cues_can_be_added(void **state)
{
	static const char text[] = "die Glashütten und ihr Quirlschub";
	struct cluster items[] = {{.id = "glass",
		.label_de = "Glasindustrie",
		.label_en = "Glass industry",
		.ecosystem = "",
		.nace = ""}};
	struct cluster_extra_cue cues[] = {
		{"glass", "glashütte*", LANGUAGE_UNKNOWN, 0.8},
		{"logistics", "quirlschub", LANGUAGE_DE, 0.5},
	};
	const struct cluster_extras extras = {items, COUNT(items), cues, COUNT(cues)};
	SCOPED(cluster_mentions_release) struct cluster_mentions mentions = {0};
	SCOPED(clusters_close) struct clusters *clusters = NULL;

	(void)state;
	must(clusters_open_with(&extras, &clusters, &err));
	assert_string_equal(clusters_find(clusters, "glass INDUSTRY")->id, "glass");
	clusters_mentioned(clusters, LANGUAGE_DE, text, strlen(text), &mentions);
	assert_int_equal(mentions.count, 2);
	assert_string_equal(mentions.items[0].cluster->label_de, "Glasindustrie");
	assert_string_equal(mentions.items[1].cluster->id, "logistics");
	clusters_close(&clusters);
	cues[0].cluster = "stone";
	must_fail(clusters_open_with(&extras, &clusters, &err), ERROR_INVALID);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(ids_and_labels_find_their_cluster),
		cmocka_unit_test(the_names_of_the_field_find_their_cluster),
		cmocka_unit_test(every_cluster_has_an_ecosystem_and_divisions),
		cmocka_unit_test(the_mapping_is_that_of_the_official_lists),
		cmocka_unit_test(words_of_the_other_language_do_not_count),
		cmocka_unit_test(what_only_looks_like_a_cue_does_not_count),
		cmocka_unit_test(a_cluster_knows_its_ecosystem_and_divisions),
		cmocka_unit_test(words_and_their_inflections_are_cues),
		cmocka_unit_test(parts_of_compounds_are_cues),
		cmocka_unit_test(phrases_are_cues_once),
		cmocka_unit_test(one_word_may_tell_two_clusters),
		cmocka_unit_test(acronyms_count_in_capitals_only),
		cmocka_unit_test(the_word_cluster_is_no_sector),
		cmocka_unit_test(a_mention_spans_its_words),
		cmocka_unit_test(clusters_and_cues_can_be_added),
	};

	return cmocka_run_group_tests(tests, open_table, close_table);
}
