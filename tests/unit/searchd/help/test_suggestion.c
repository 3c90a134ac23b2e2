/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "help/suggestion.h"
#include "help/typed_words.h"
#include "searchd/small_index.h"
#include "searchd/word_list.h"

static const struct listed_form forms[] = {{"Hafen", 3}, {"Cluster", 2}, {"Politik", 1},
	{"Forderung", 1}, {"Rostock", 1}, {"Hafenamt", 1}};
static const char *const texts[] = {"Hafen Cluster", "Hafen Rostock Cluster",
	"Hafen Politik", "Forderung", "Hafenamt"};

static struct small_index small;

static int make(void **state)
{
	(void)state;
	small_index_make(&small);
	for (size_t i = 0; i < COUNT(texts); i++) {
		char id[] = {(char)('a' + i), '\0'};

		small_index_put(&small,
			&(struct small_page){id, NULL, texts[i], LANGUAGE_DE, NULL,
				{NULL, NULL, NULL, NULL, NULL}});
	}
	small_index_load(&small);
	revision_words_let_go(&small.snapshot->words);
	small.snapshot->words = revision_words_of(word_list_make(forms, COUNT(forms)));
	return 0;
}

static int release(void **state)
{
	(void)state;
	small_index_release(&small);
	return 0;
}

/* expected is "": no suggestion. */
static void assert_suggested(const char *typed, uint32_t total, const char *expected)
{
	struct index_reader *reader = snapshot_borrow(small.snapshot);
	const struct facet_filter filters[FIELD_FILTER_COUNT] = {{NULL}};
	const struct trial trial = {small.analyzer, small.snapshot, reader, &small.tables,
		NULL, filters, CHOICE_OFF, CHOICE_OFF, NULL, NULL};
	const struct outcome outcome = {total, CHOICE_OFF, CHOICE_OFF, NULL};
	SCOPED(typed_words_release) struct typed_words words = {.count = 0};
	SCOPED(suggestion_release) struct suggestion suggestion = {.total = 0};

	typed_words_collect(typed, strlen(typed), &words);
	must(suggestion_find(
		&trial, typed, strlen(typed), &words, &outcome, &suggestion, &err));
	assert_string_equal(buf_string(&suggestion.markup), expected);
	assert_true(!suggestion.query.length || suggestion.total > total);
	snapshot_give_back(small.snapshot, reader);
}

static void only_what_changed_is_marked(void **state)
{
	(void)state;
	assert_suggested("Clsuter", 0, "<mark>Cluster</mark>");
	assert_suggested("hafen & clsuter", 0, "hafen &amp; <mark>Cluster</mark>");
	assert_suggested("Hafenn Clsuter", 0, "<mark>Hafen</mark> <mark>Cluster</mark>");
}

static void words_that_stand_as_one_on_a_page_are_joined(void **state)
{
	(void)state;
	assert_suggested("Hafe namt", 0, "<mark>Hafenamt</mark>");
}

static void no_suggestion_without_more_pages(void **state)
{
	(void)state;
	assert_suggested("Clsuter", 2, "");
	assert_suggested("Clsuter AND Forderung", 0, "");
	assert_suggested("Förderung", 1, "");
	assert_suggested("Hafen", 3, "");
	assert_suggested("", 5, "");
}

static void without_a_list_of_words_nothing_is_suggested(void **state)
{
	struct revision_words *words = TAKE(small.snapshot->words);

	(void)state;
	assert_suggested("Clsuter", 0, "");
	small.snapshot->words = words;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(only_what_changed_is_marked),
		cmocka_unit_test(words_that_stand_as_one_on_a_page_are_joined),
		cmocka_unit_test(no_suggestion_without_more_pages),
		cmocka_unit_test(without_a_list_of_words_nothing_is_suggested),
	};

	return cmocka_run_group_tests(tests, make, release);
}
