/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "dice.h"
#include "ranking/matches.h"
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

enum { LISTS = 5 };

struct lists {
	struct matches items[LISTS];
	size_t count;
};

static void release_lists(struct lists *lists)
{
	for (size_t i = 0; i < LISTS; i++)
		matches_release(&lists->items[i]);
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
	uint64_t seed = 5;

	(void)state;
	for (int round = 0; round < ROUNDS; round++) {
		SCOPED(release_lists)
		struct lists lists = {.count = dice_roll(&seed, LISTS)};
		SCOPED(matches_release) struct matches united = {0};
		struct plain all = {{0}};

		for (size_t i = 0; i < lists.count; i++) {
			struct plain one;

			invent(&seed, &lists.items[i], &one);
			for (int d = 0; d < DOCUMENTS; d++)
				all.scores[d] += one.scores[d];
		}
		matches_unite(lists.items, lists.count, &united);
		same(&united, &all);
	}
}

/* Far apart, at the ends of what a number of a document can be, and side by side. */
static void sets_of_any_documents_are_united(void **state)
{
	static const uint32_t expected[] = {1, 4096, 4097, 8191, 1000000, UINT32_MAX - 1};
	SCOPED(release_lists) struct lists lists = {.count = 2};
	SCOPED(matches_release) struct matches united = {0};

	(void)state;
	for (size_t i = 0; i < COUNT(expected); i++) {
		matches_add(&lists.items[i % 2], expected[i], 1);
		if (i == 3)
			matches_add(&lists.items[0], expected[i], 2);
	}
	matches_unite(lists.items, lists.count, &united);
	assert_int_equal(united.count, COUNT(expected));
	assert_memory_equal(united.documents, expected, sizeof(expected));
	assert_true(united.scores[2] == 1 && united.scores[3] == 3);
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
		cmocka_unit_test(sets_of_any_documents_are_united),
		cmocka_unit_test(sets_are_intersected_with_their_scores),
		cmocka_unit_test(what_is_subtracted_is_gone),
		cmocka_unit_test(a_reward_adds_no_documents),
		cmocka_unit_test(released_matches_are_empty),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
