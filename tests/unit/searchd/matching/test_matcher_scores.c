/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "ranking/ranking.h"
#include "searchd/small_search.h"

#include <math.h>

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

#define assert_near(value, expected) \
	assert_true(fabs((double)(value) - (double)(expected)) < 1e-5)

/* What occurrences and length make of a word's weight. */
static double bm25(double count, double length, double mean)
{
	double norm = BM25_K1 * (1 - BM25_B + BM25_B * length / mean);

	return count * (BM25_K1 + 1) / (count + norm);
}

static void a_score_is_that_of_bm25(void **state)
{
	SCOPED(matches_release) struct matches found = {0};
	double mean = (6 + 2 + 1) / 3.0;

	(void)state;
	put("a", NULL, "Hafen Rostock Hafen Wasser Hafen Kran");
	put("b", "Hafen", "Kran");
	put("c", NULL, "Messe");
	small_index_load(&small);
	found = small_search(&small, "hafen");
	assert_int_equal(found.count, 2);
	assert_true(found.scores[0] > 0);
	/* the title counts four times */
	assert_near(
		found.scores[0] / found.scores[1], bm25(3, 6, mean) / bm25(4, 2, mean));
}

static void a_rarer_word_weighs_more(void **state)
{
	SCOPED(matches_release) struct matches rare = {0};
	SCOPED(matches_release) struct matches common = {0};
	SCOPED(matches_release) struct matches everywhere = {0};

	(void)state;
	put("a", NULL, "selten Hafen Wasser");
	put("b", NULL, "anders Hafen Wasser");
	put("c", NULL, "anders Messe Wasser");
	small_index_load(&small);
	rare = small_search(&small, "selten");
	common = small_search(&small, "hafen");
	everywhere = small_search(&small, "wasser");
	assert_true(rare.scores[0] > common.scores[0]);
	assert_true(common.scores[0] > everywhere.scores[0]);
	assert_true(everywhere.scores[0] > 0);
}

static void scores_of_words_are_added(void **state)
{
	SCOPED(matches_release) struct matches first = {0};
	SCOPED(matches_release) struct matches second = {0};
	SCOPED(matches_release) struct matches both = {0};

	(void)state;
	put("a", NULL, "Hafen Rostock Wasser");
	put("b", NULL, "Messe Leipzig");
	put("c", NULL, "Messe Hafen");
	small_index_load(&small);
	first = small_search(&small, "rostock");
	second = small_search(&small, "hafen");
	both = small_search(&small, "rostock hafen");
	assert_int_equal(both.count, 1);
	assert_near(both.scores[0], first.scores[0] + second.scores[0]);
}

#define promise(test) cmocka_unit_test_setup_teardown(test, make, release)

int main(void)
{
	const struct CMUnitTest tests[] = {
		promise(a_score_is_that_of_bm25),
		promise(a_rarer_word_weighs_more),
		promise(scores_of_words_are_added),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
