/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "help/word_family.h"
#include "searchd/word_list.h"
#include "text/analyzer.h"

static const struct listed_form forms[] = {{"Förderung", 5}, {"Wirtschaftsförderung", 7},
	{"Förderungen", 2}, {"Forderungen", 3}, {"Geldforderung", 9}, {"Hafen", 2},
	{"Häfen", 4}, {"Hafenausbau", 1}, {"Stadion", 8}, {"Stadt", 1},
	{"Kleinstädte", 2}, {"strategy", 2}, {"strategies", 3}, {"Wirtschaft", 1},
	{"Wirtschaftsförderungsgesellschaft", 1}, {"Kohle", 6}, {"Kohlen", 2},
	{"Kohl", 3}, {"Braunkohle", 4}, {"Grünkohl", 1}, {"Rat", 5}, {"Räte", 4},
	{"rate", 8}, {"rates", 3}, {"Landrat", 2}, {"Geburtenrate", 1},
	{"Förderprogramm", 1}};

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

static void assert_family(const char *word, const char *expected)
{
	SCOPED(word_family_release) struct word_family family = {.total = 0};
	SCOPED(buf_release) struct buf all = {0};

	word_family_find(words, analyzer, word, strlen(word), 50, &family);
	assert_int_equal(family.total, family.count);
	for (size_t i = 0; i < family.count; i++)
		buf_add_format(&all, "%s%s %u", i ? ", " : "",
			buf_string(&family.items[i].written), family.items[i].pages);
	assert_string_equal(buf_string(&all), expected);
}

static void forms_and_compounds_are_members_by_their_pages(void **state)
{
	(void)state;
	assert_family("hafen", "Häfen 4, Hafen 2, Hafenausbau 1");
	assert_family("Stadt", "Kleinstädte 2, Stadt 1");
	assert_family("Städte", "Kleinstädte 2, Stadt 1");
	assert_family("strategy", "strategies 3, strategy 2");
	assert_family("Wirtschaftsförderung",
		"Wirtschaftsförderung 7, Wirtschaftsförderungsgesellschaft 1");
}

static void words_in_ung_keep_their_umlaut(void **state)
{
	static const char family[] =
		"Wirtschaftsförderung 7, Förderung 5, Förderungen 2, "
		"Förderprogramm 1, Wirtschaftsförderungsgesellschaft 1";

	(void)state;
	assert_family("Förderung", family);
	assert_family("foerderung", family);
	assert_family("Forderung", "Geldforderung 9, Forderungen 3");
}

static void other_words_of_the_same_stem_are_no_members(void **state)
{
	(void)state;
	assert_family("Kohle", "Kohle 6, Braunkohle 4, Kohlen 2");
	assert_family("Kohl", "Kohl 3, Grünkohl 1");
	assert_family("Rat", "Rat 5, Räte 4, Landrat 2");
}

static void what_is_no_word_of_the_pages_may_have_none(void **state)
{
	(void)state;
	assert_family("xylophon", "");
	assert_family("...", "");
	assert_family("", "");
	assert_family("a", "");
}

static void the_rarest_word_of_a_query_tells_most(void **state)
{
	static const char query[] = "Stadion Hafen city:Rostock -Wirtschaft der";
	SCOPED(word_family_release) struct word_family family = {.total = 0};

	(void)state;
	word_family_find_telling(words, analyzer, query, strlen(query), 2, &family);
	assert_string_equal(buf_string(&family.word), "Hafen");
	assert_int_equal(family.count, 2);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(forms_and_compounds_are_members_by_their_pages),
		cmocka_unit_test(words_in_ung_keep_their_umlaut),
		cmocka_unit_test(other_words_of_the_same_stem_are_no_members),
		cmocka_unit_test(what_is_no_word_of_the_pages_may_have_none),
		cmocka_unit_test(the_rarest_word_of_a_query_tells_most),
	};

	return cmocka_run_group_tests(tests, make, release);
}
