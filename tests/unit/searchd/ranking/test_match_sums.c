/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "dice.h"
#include "ranking/match_sums.h"
#include "unit.h"

enum { LAST_DOCUMENT = 9000, LISTS = 6, ROUNDS = 60 };

/* What was added, one cell a document. */
struct plain {
	float scores[LAST_DOCUMENT + 1], weights[LAST_DOCUMENT + 1];
	bool is_added[LAST_DOCUMENT + 1];
};

static void add(struct match_sums *sums, struct plain *plain, double weight,
	uint32_t first, uint32_t last, uint32_t step)
{
	SCOPED(matches_release) struct matches matches = {0};

	for (uint32_t i = first; i <= last; i += step) {
		float score = (float)(i % 7) / 3;

		matches_add(&matches, i, score);
		plain->scores[i] += score;
		plain->weights[i] += (float)weight;
		plain->is_added[i] = true;
	}
	match_sums_add(sums, &matches, weight);
}

static void same(const struct match_sums *sums, const struct plain *plain)
{
	SCOPED(matches_release) struct matches scores = {0};
	SCOPED(matches_release) struct matches weights = {0};
	size_t at = 0;

	match_sums_write(sums, &scores, &weights);
	for (uint32_t i = 0; i <= LAST_DOCUMENT; i++) {
		if (!plain->is_added[i])
			continue;
		assert_true(at < scores.count);
		assert_int_equal(scores.documents[at], i);
		assert_int_equal(weights.documents[at], i);
		assert_true(scores.scores[at] == plain->scores[i]);
		assert_true(weights.scores[at++] == plain->weights[i]);
	}
	assert_int_equal(scores.count, at);
	assert_int_equal(weights.count, at);
}

static void nothing_added_is_nothing(void **state)
{
	SCOPED(match_sums_release) struct match_sums sums = {0};
	static const struct plain none;

	(void)state;
	match_sums_begin(&sums, LAST_DOCUMENT);
	match_sums_add(&sums, &(struct matches){0}, 1);
	same(&sums, &none);
}

static void the_first_and_the_last_document_are_added_up(void **state)
{
	SCOPED(match_sums_release) struct match_sums sums = {0};
	struct plain plain = {0};

	(void)state;
	match_sums_begin(&sums, LAST_DOCUMENT);
	add(&sums, &plain, 2, 0, LAST_DOCUMENT, LAST_DOCUMENT);
	add(&sums, &plain, 0.5, LAST_DOCUMENT, LAST_DOCUMENT, 1);
	same(&sums, &plain);
}

/* A match counts though its score and its weight are 0. */
static void what_brings_nothing_is_a_match(void **state)
{
	SCOPED(match_sums_release) struct match_sums sums = {0};
	struct plain plain = {0};

	(void)state;
	match_sums_begin(&sums, LAST_DOCUMENT);
	add(&sums, &plain, 0, 7, 7, 1);
	same(&sums, &plain);
}

static void many_lists_add_up(void **state)
{
	uint64_t seed = 11;

	(void)state;
	for (int round = 0; round < ROUNDS; round++) {
		SCOPED(match_sums_release) struct match_sums sums = {0};
		struct plain plain = {0};

		match_sums_begin(&sums, LAST_DOCUMENT);
		for (int list = 0; list < LISTS; list++) {
			uint32_t first = dice_roll(&seed, LAST_DOCUMENT);
			uint32_t last = first + dice_roll(&seed, LAST_DOCUMENT - first);

			add(&sums, &plain, (double)dice_roll(&seed, 90) / 9, first, last,
				1 + dice_roll(&seed, 1 << dice_roll(&seed, 12)));
		}
		same(&sums, &plain);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(nothing_added_is_nothing),
		cmocka_unit_test(the_first_and_the_last_document_are_added_up),
		cmocka_unit_test(what_brings_nothing_is_a_match),
		cmocka_unit_test(many_lists_add_up),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
