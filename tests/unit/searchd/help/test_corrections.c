/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "help/corrections.h"
#include "searchd/word_list.h"
#include "text/analyzer.h"

static const struct listed_form forms[] = {{"Cluster", 4}, {"Förderung", 9},
	{"Arbeit", 3}, {"Markt", 5}, {"Politik", 2}, {"Zwickau", 1}, {"Zwickauer", 8},
	{"Rostok", 1}, {"Rostock", 6}, {"hydrogen", 3}, {"green", 2}, {"diesen", 90},
	{"Forschung", 3}, {"Wassersstoff", 1}, {"Wasserstoff", 40},
	{"Wirtschaftsförderung", 30}, {"Wirtschaft", 20}};

static struct corpus_words *words;
static struct analyzer *analyzer;

static int make(void **state)
{
	(void)state;
	words = word_list_make(forms, COUNT(forms));
	must(analyzer_open(&analyzer, &err));
	return 0;
}

static int release(void **state)
{
	(void)state;
	corpus_words_free(&words);
	analyzer_close(&analyzer);
	return 0;
}

static void assert_best(const char *typed, const char *expected)
{
	SCOPED(corrections_release) struct corrections found = {.count = 0};

	corrections_find(words, analyzer, typed, strlen(typed), &found);
	assert_string_equal(
		found.count ? buf_string(&found.items[0].text) : "", expected);
}

static void words_and_parts_of_compounds_are_corrected(void **state)
{
	static const char *const cases[][2] = {
		{"clsuter", "Cluster"},
		{"clsuterpolitik", "Clusterpolitik"},
		{"clusterpoltiik", "Clusterpolitik"},
		{"arbeitsamrkt", "Arbeitsmarkt"},
		{"arbietsmarkt", "Arbeitsmarkt"},
		{"clsuterfoerderung", ""}, /* no page writes it so */
		{"clsuterförderung", "Clusterförderung"},
		{"greenhydrogen", "green hydrogen"},
		{"hydorgen", "hydrogen"},
		{"xqzwvbk", ""},
		{"dresen", ""}, /* not diesen: it says nothing */
		{"ab", ""},
		{"", ""},
	};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++)
		assert_best(cases[i][0], cases[i][1]);
}

static void a_known_word_of_many_pages_is_preferred_to_what_may_be_a_slip(void **state)
{
	(void)state;
	assert_best("wasersstoff", "Wasserstoff");
	assert_best("wirtschaftföderung", "Wirtschaftsförderung");
	assert_best("rostokc", "Rostock");
}

static void a_part_that_pages_have_in_compounds_only_is_known_by_the_dictionary(
	void **state)
{
	(void)state;
	assert_best("gesellshcaftspolitik", "gesellschaftspolitik");
	assert_best("clustergesellshcaft", "Clustergesellschaft");
}

static void frequent_words_are_offered_for_rare_ones_but_not_their_forms(void **state)
{
	struct corpus_word word;

	(void)state;
	for (int i = 0; i < 2; i++) {
		SCOPED(corrections_release) struct corrections found = {.count = 0};
		const char *rare = i ? "rostok" : "zwickau";

		assert_true(corpus_words_find(words, rare, strlen(rare), &word));
		corrections_find_frequent(words, analyzer, &word, &found);
		assert_int_equal(found.count, i);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(words_and_parts_of_compounds_are_corrected),
		cmocka_unit_test(
			a_known_word_of_many_pages_is_preferred_to_what_may_be_a_slip),
		cmocka_unit_test(
			a_part_that_pages_have_in_compounds_only_is_known_by_the_dictionary),
		cmocka_unit_test(
			frequent_words_are_offered_for_rare_ones_but_not_their_forms),
	};

	return cmocka_run_group_tests(tests, make, release);
}
