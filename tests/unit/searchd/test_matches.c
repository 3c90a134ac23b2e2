/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "dice.h"
#include "matches.h"
#include "unit.h"

enum { DOCUMENTS = 40, ROUNDS = 500 };

/* The same set once more, one cell a document; score 0: not in it. */
struct plain {
	float scores[DOCUMENTS];
};

static void invent(uint64_t *seed, struct matches *matches, struct plain *plain)
{
	uint32_t density = dice_roll(seed, 6);

	*plain = (struct plain){{0}};
	for (uint32_t i = 1; i < DOCUMENTS; i++) {
		if (dice_roll(seed, 5) >= density)
			continue;
		plain->scores[i] = (float)(1 + dice_roll(seed, 9));
		matches_add(matches, i, plain->scores[i]);
	}
}

static void same(const struct matches *matches, const struct plain *plain)
{
	size_t at = 0;

	for (uint32_t i = 0; i < DOCUMENTS; i++) {
		if (plain->scores[i] == 0)
			continue;
		assert_true(at < matches->count);
		assert_int_equal(matches->documents[at], i);
		assert_true(matches->scores[at++] == plain->scores[i]);
	}
	assert_int_equal(at, matches->count);
}

typedef float joined(float a, float b);

static void holds(void (*join)(struct matches *, const struct matches *), joined *plainly)
{
	uint64_t seed = 5;

	for (int round = 0; round < ROUNDS; round++) {
		SCOPED(matches_release) struct matches into = {0};
		SCOPED(matches_release) struct matches other = {0};
		struct plain first;
		struct plain second;

		invent(&seed, &into, &first);
		invent(&seed, &other, &second);
		join(&into, &other);
		for (int i = 0; i < DOCUMENTS; i++)
			first.scores[i] = plainly(first.scores[i], second.scores[i]);
		same(&into, &first);
		same(&other, &second);
	}
}

static float either(float a, float b)
{
	return a + b;
}

static float both(float a, float b)
{
	return a > 0 && b > 0 ? a + b : 0;
}

static float first_only(float a, float b)
{
	return b > 0 ? 0 : a;
}

static float rewarded(float a, float b)
{
	return a > 0 ? a + b : 0;
}

static void sets_are_united_with_their_scores(void **state)
{
	(void)state;
	holds(matches_unite, either);
}

static void sets_are_intersected_with_their_scores(void **state)
{
	(void)state;
	holds(matches_intersect, both);
}

static void what_is_subtracted_is_gone(void **state)
{
	(void)state;
	holds(matches_subtract, first_only);
}

static void a_reward_adds_no_documents(void **state)
{
	(void)state;
	holds(matches_reward, rewarded);
}

static void released_matches_are_empty(void **state)
{
	struct matches matches = {0};

	(void)state;
	matches_release(&matches);
	matches_add(&matches, 7, 1);
	matches_reserve(&matches, 1000);
	assert_int_equal(matches.documents[0], 7);
	matches_release(&matches);
	assert_int_equal(matches.count, 0);
	assert_null(matches.documents);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(sets_are_united_with_their_scores),
		cmocka_unit_test(sets_are_intersected_with_their_scores),
		cmocka_unit_test(what_is_subtracted_is_gone),
		cmocka_unit_test(a_reward_adds_no_documents),
		cmocka_unit_test(released_matches_are_empty),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
