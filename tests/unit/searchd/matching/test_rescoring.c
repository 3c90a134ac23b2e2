/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "matching/rescoring.h"
#include "searchd/small_search.h"

static struct small_index small;

static int make(void **state)
{
	(void)state;
	small_index_make(&small);
	return 0;
}

static int release(void **state)
{
	(void)state;
	small_index_release(&small);
	return 0;
}

static void put(const char *id, const char *title, const char *text)
{
	small_index_put(
		&small, &(struct small_page){id, title, text, LANGUAGE_DE, NULL, {0}});
}

/* What each page, by number, gains for a query. */
static struct matches gains_for(const char *typed)
{
	struct matches gains = {0};
	struct index_reader *reader = snapshot_borrow(small.snapshot);
	const struct matcher matcher = {
		.snapshot = small.snapshot, .reader = reader, .tables = &small.tables};
	SCOPED(parsed_query_release) struct parsed_query query = {0};
	uint32_t all[16];

	for (uint32_t i = 0; i < small.snapshot->last_document; i++) {
		matches_add(&gains, i + 1, 0);
		all[i] = i;
	}
	must(query_parse(&(struct query_context){small.analyzer, reader,
				 small.snapshot->words, NULL, CHOICE_OFF},
		typed, strlen(typed), CHOICE_OFF, &query, &err));
	must(rescoring_apply(&matcher, query.tree, &gains, all, gains.count, &err));
	snapshot_give_back(small.snapshot, reader);
	return gains;
}

/* Page a gains more than page b, which gains something or nothing. */
static void assert_more(const char *typed, uint32_t a, uint32_t b)
{
	SCOPED(matches_release) struct matches gains = gains_for(typed);

	assert_true(gains.scores[a - 1] > gains.scores[b - 1]);
	assert_true(gains.scores[b - 1] >= 0);
}

static void a_word_as_typed_gains_more_than_another_form(void **state)
{
	(void)state;
	put("a", NULL, "Erst etwas.\nDer Hafen hier.");
	put("b", NULL, "Erst etwas.\nDie Häfen hier.");
	put("c", NULL, "Nichts davon.");
	small_index_load(&small);
	assert_more("Hafen", 1, 2);
	assert_more("Häfen", 2, 1);
	assert_more("HÄFEN", 2, 1);
}

static void words_close_to_each_other_gain_more(void **state)
{
	(void)state;
	put("a", NULL,
		"Erst etwas.\nDer Hafen und, was man nicht oft genug sagen kann, denn es "
		"ist doch so, auch die Messe.");
	put("b", NULL, "Erst etwas.\nDer Hafen und die Messe.");
	put("c", NULL, "Erst etwas.\nDer Hafen.\nUnd die Messe.");
	put("d", NULL, "Nichts davon.");
	small_index_load(&small);
	assert_more("Hafen Messe", 2, 1);
	assert_more("Messe Hafen", 2, 1);
	assert_more("Hafen Messe", 2, 3);
}

static void title_and_beginning_gain_more_than_the_rest(void **state)
{
	(void)state;
	put("a", "Der Hafen", "Erst etwas.\nDann mehr.");
	put("b", "Anderes", "Ein Hafen.\nDann mehr.");
	put("c", "Anderes", "Erst etwas.\nDann der Hafen.");
	put("d", NULL, "Nichts davon.");
	small_index_load(&small);
	assert_more("Hafen", 1, 2);
	assert_more("Hafen", 2, 3);
	assert_more("Hafen", 3, 4);
}

static void what_says_nothing_brings_nothing(void **state)
{
	SCOPED(matches_release) struct matches gains = {0};

	(void)state;
	put("a", NULL, "Und die Messe.");
	put("b", NULL, "Hafen");
	small_index_load(&small);
	gains = gains_for("die Hafen");
	assert_true(gains.scores[0] == 0);
}

#define promise(test) cmocka_unit_test_setup_teardown(test, make, release)

int main(void)
{
	const struct CMUnitTest tests[] = {
		promise(a_word_as_typed_gains_more_than_another_form),
		promise(words_close_to_each_other_gain_more),
		promise(title_and_beginning_gain_more_than_the_rest),
		promise(what_says_nothing_brings_nothing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
