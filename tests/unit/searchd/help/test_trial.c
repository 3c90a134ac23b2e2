/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "help/effort.h"
#include "help/trial.h"
#include "query/query_parser.h"
#include "searchd/small_index.h"

static const char *const texts[] = {
	"Hafen Cluster", "Hafen Rostock Cluster", "Hafen Politik"};

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
	return 0;
}

static int release(void **state)
{
	(void)state;
	small_index_release(&small);
	return 0;
}

static uint64_t effort_of(const char *typed)
{
	struct index_reader *reader = snapshot_borrow(small.snapshot);
	SCOPED(parsed_query_release) struct parsed_query query = {0};
	uint64_t effort = 0;

	must(query_parse(&(struct query_context){small.analyzer, reader,
				 small.snapshot->words, NULL, CHOICE_OFF},
		typed, strlen(typed), CHOICE_OFF, &query, &err));
	must(effort_find(reader, small.snapshot->documents, query.tree, &effort, &err));
	snapshot_give_back(small.snapshot, reader);
	return effort;
}

static void a_frequent_word_takes_more_effort_than_a_rare_one(void **state)
{
	(void)state;
	assert_int_equal(effort_of("Xylophon"), 0);
	assert_true(effort_of("Hafen") > effort_of("Politik"));
	assert_int_equal(
		effort_of("Hafen OR Politik"), effort_of("Hafen") + effort_of("Politik"));
}

static void documents_are_read_for_a_phrase_as_many_as_have_its_rarest_word(void **state)
{
	uint64_t words = effort_of("Hafen AND Rostock");

	(void)state;
	assert_int_equal(effort_of("\"Hafen Rostock\""), words + EFFORT_DOCUMENT);
	assert_int_equal(effort_of("Hafen NEAR Rostock"), words + EFFORT_DOCUMENT);
	assert_int_equal(effort_of("\"Hafen Xylophon\""), effort_of("Hafen"));
}

static void a_wildcard_takes_effort_whatever_it_finds(void **state)
{
	(void)state;
	assert_true(effort_of("xyl*") >= EFFORT_WILDCARD);
}

/* Pages that are counted of a query while so much effort is left, which it takes. */
static uint32_t count(const char *typed, uint64_t *left)
{
	struct index_reader *reader = snapshot_borrow(small.snapshot);
	uint64_t rest = left ? *left : 0;
	const struct facet_filter filters[FIELD_FILTER_COUNT] = {{NULL}};
	const struct trial trial = {small.analyzer, small.snapshot, reader, &small.tables,
		NULL, filters, CHOICE_OFF, CHOICE_OFF, NULL, left ? &rest : NULL};
	struct trial_counts counts;
	struct trial_counts word;

	must(trial_count(&trial, typed, strlen(typed), TRIAL_AS_SEARCH, &counts, &err));
	must(trial_count_word(&trial, "Cluster", strlen("Cluster"), &word, &err));
	assert_int_equal(word.pages, 2);
	if (left)
		*left = rest;
	snapshot_give_back(small.snapshot, reader);
	return counts.pages;
}

static void what_is_beyond_the_effort_left_is_not_tried(void **state)
{
	uint64_t wanted = effort_of("Hafen Cluster");
	uint64_t left = 2 * wanted + 1;

	(void)state;
	assert_int_equal(count("Hafen Cluster", &left), 2);
	assert_int_equal(left, wanted + 1);
	assert_int_equal(count("Hafen Cluster", &left), 2);
	assert_int_equal(count("Hafen Cluster", &left), 0);
	assert_int_equal(left, 0);
	assert_int_equal(count("Rostock", &left), 0);
	assert_int_equal(count("Rostock", NULL), 1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_frequent_word_takes_more_effort_than_a_rare_one),
		cmocka_unit_test(
			documents_are_read_for_a_phrase_as_many_as_have_its_rarest_word),
		cmocka_unit_test(a_wildcard_takes_effort_whatever_it_finds),
		cmocka_unit_test(what_is_beyond_the_effort_left_is_not_tried),
	};

	return cmocka_run_group_tests(tests, make, release);
}
