/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "base/buf.h"
#include "unit.h"
#include "vocabulary/clusters.h"

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

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(ids_and_labels_find_their_cluster),
		cmocka_unit_test(a_cluster_knows_its_ecosystem_and_divisions),
		cmocka_unit_test(words_and_their_inflections_are_cues),
		cmocka_unit_test(parts_of_compounds_are_cues),
		cmocka_unit_test(phrases_are_cues_once),
		cmocka_unit_test(one_word_may_tell_two_clusters),
		cmocka_unit_test(acronyms_count_in_capitals_only),
		cmocka_unit_test(the_word_cluster_is_no_sector),
		cmocka_unit_test(a_mention_spans_its_words),
	};

	return cmocka_run_group_tests(tests, open_table, close_table);
}
