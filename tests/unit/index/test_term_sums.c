/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "index/term_sums.h"
#include "unit.h"

enum { MOST = 10 };

static const uint32_t some[] = {1, 63, 64, 4095, 4096, 9999};
static const uint16_t once[] = {1, 1, 1, 1, 1, 1};
static const uint32_t others[] = {2, 64, 9999};
static const uint16_t often[] = {3, 4, 5};
static const float known[] = {0.25F, 0, 7};

static const struct sum_list counted = {
	.documents = some, .counts = once, .weight = 0.5, .count = COUNT(some)};
static const struct sum_list heavy = {
	.documents = others, .counts = often, .weight = 2, .count = COUNT(others)};
static const struct sum_list summed = {
	.documents = others, .sums = known, .count = COUNT(others)};

static const struct sum_among all = {NULL, 0};

static void documents_are_listed_once_with_their_sums(void **state)
{
	static const uint32_t expected[] = {1, 2, 63, 64, 4095, 4096, 9999};
	static const float expected_sums[] = {0.5F, 6, 0.5F, 8.5F, 0.5F, 0.5F, 10.5F};
	const struct sum_list lists[] = {counted, heavy};
	SCOPED(term_sums_release) struct term_sums sums = {0};

	(void)state;
	for (int round = 0; round < 2; round++) { /* nothing stays of the first */
		uint32_t listed[MOST];
		float out[MOST];

		assert_int_equal(
			term_sums_join(&sums, lists, COUNT(lists), all, listed, out),
			COUNT(expected));
		assert_memory_equal(listed, expected, sizeof(expected));
		assert_memory_equal(out, expected_sums, sizeof(expected_sums));
	}
}

static void a_sum_of_nothing_is_one(void **state)
{
	static const uint32_t expected[] = {1, 2, 63, 64, 4095, 4096, 9999};
	const struct sum_list lists[] = {summed, counted};
	SCOPED(term_sums_release) struct term_sums sums = {0};
	uint32_t listed[MOST];
	float out[MOST];

	(void)state;
	assert_int_equal(term_sums_join(&sums, lists, COUNT(lists), all, listed, out),
		COUNT(expected));
	assert_memory_equal(listed, expected, sizeof(expected));
	assert_true(out[1] == 0.25F && out[3] == 0.5F && out[6] == 7.5F);
}

static void a_single_list_is_taken_as_it_is(void **state)
{
	const struct sum_list lists[] = {{.count = 0}, heavy, {.count = 0}};
	SCOPED(term_sums_release) struct term_sums sums = {0};
	uint32_t listed[MOST];
	float out[MOST];

	(void)state;
	assert_int_equal(term_sums_join(&sums, lists, COUNT(lists), all, listed, out),
		COUNT(others));
	assert_memory_equal(listed, others, sizeof(others));
	assert_true(out[0] == 6 && out[1] == 8 && out[2] == 10);
	assert_int_equal(
		term_sums_join(&sums, &summed, 1, all, listed, out), COUNT(others));
	assert_true(out[0] == 0.25F && out[1] == 0 && out[2] == 7);
	assert_int_equal(term_sums_join(&sums, lists, 1, all, listed, out), 0);
}

static void only_the_given_ones_are_listed_if_wanted(void **state)
{
	static const uint32_t wanted[] = {2, 3, 4096, 9998};
	const struct sum_list lists[] = {counted, heavy};
	SCOPED(term_sums_release) struct term_sums sums = {0};
	uint32_t listed[MOST];
	float out[MOST];

	(void)state;
	assert_int_equal(term_sums_join(&sums, lists, COUNT(lists),
				 (struct sum_among){wanted, COUNT(wanted)}, listed, out),
		2);
	assert_int_equal(listed[0], 2);
	assert_int_equal(listed[1], 4096);
	assert_true(out[0] == 6 && out[1] == 0.5F);
	assert_int_equal(term_sums_join(&sums, lists, COUNT(lists), all, listed, out), 7);
	assert_true(out[3] == 8.5F); /* nothing stayed of what was not wanted */
}

static void only_what_is_there_is_raised(void **state)
{
	float sums[] = {1, 1, 1, 1, 1, 1};

	(void)state;
	term_sums_raise(&heavy, some, COUNT(some), sums);
	assert_true(sums[0] == 1 && sums[1] == 1 && sums[2] == 9);
	assert_true(sums[3] == 1 && sums[4] == 1 && sums[5] == 11);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(documents_are_listed_once_with_their_sums),
		cmocka_unit_test(a_sum_of_nothing_is_one),
		cmocka_unit_test(a_single_list_is_taken_as_it_is),
		cmocka_unit_test(only_the_given_ones_are_listed_if_wanted),
		cmocka_unit_test(only_what_is_there_is_raised),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
