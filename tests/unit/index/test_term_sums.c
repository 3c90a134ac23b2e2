/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "index/term_sums.h"
#include "unit.h"

enum { DOCUMENTS = 10000 };

static const uint32_t some[] = {1, 63, 64, 4095, 4096, 9999};
static const uint16_t once[] = {1, 1, 1, 1, 1, 1};
static const uint32_t others[] = {2, 64, 9999};
static const uint16_t often[] = {3, 4, 5};

static void add(struct term_sums *sums)
{
	term_sums_reserve(sums, DOCUMENTS);
	term_sums_add(sums, &(struct posting_list){some, once, COUNT(some), NULL}, 0.5);
	term_sums_add(
		sums, &(struct posting_list){others, often, COUNT(others), NULL}, 2);
}

static void documents_are_listed_once_with_their_sums(void **state)
{
	static const uint32_t expected[] = {1, 2, 63, 64, 4095, 4096, 9999};
	SCOPED(term_sums_release) struct term_sums sums = {0};
	uint32_t listed[DOCUMENTS];

	(void)state;
	add(&sums);
	assert_int_equal(term_sums_list(&sums, listed), COUNT(expected));
	assert_memory_equal(listed, expected, sizeof(expected));
	assert_true(sums.sums[1] == 0.5F);
	assert_true(sums.sums[2] == 6.0F);
	assert_true(sums.sums[64] == 8.5F);
}

static void only_what_is_there_is_raised(void **state)
{
	static const uint32_t expected[] = {1, 63, 64, 4095, 4096, 9999};
	SCOPED(term_sums_release) struct term_sums sums = {0};
	uint32_t listed[DOCUMENTS];

	(void)state;
	term_sums_reserve(&sums, DOCUMENTS);
	term_sums_add(&sums, &(struct posting_list){some, once, COUNT(some), NULL}, 1);
	term_sums_raise(
		&sums, &(struct posting_list){others, often, COUNT(others), NULL}, 1);
	assert_int_equal(term_sums_list(&sums, listed), COUNT(expected));
	assert_memory_equal(listed, expected, sizeof(expected));
	assert_true(sums.sums[2] == 0);
	assert_true(sums.sums[64] == 5);
}

static void only_the_given_ones_are_listed_if_wanted(void **state)
{
	static const uint32_t wanted[] = {2, 3, 4096, 9998};
	SCOPED(term_sums_release) struct term_sums sums = {0};
	uint32_t listed[COUNT(wanted)];

	(void)state;
	add(&sums);
	assert_int_equal(term_sums_list_among(&sums, wanted, COUNT(wanted), listed), 2);
	assert_int_equal(listed[0], 2);
	assert_int_equal(listed[1], 4096);
}

static void nothing_stays_when_cleared(void **state)
{
	SCOPED(term_sums_release) struct term_sums sums = {0};
	uint32_t listed[DOCUMENTS];

	(void)state;
	add(&sums);
	term_sums_clear(&sums);
	assert_int_equal(term_sums_list(&sums, listed), 0);
	for (uint32_t i = 0; i < DOCUMENTS; i++)
		assert_true(sums.sums[i] == 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(documents_are_listed_once_with_their_sums),
		cmocka_unit_test(only_what_is_there_is_raised),
		cmocka_unit_test(only_the_given_ones_are_listed_if_wanted),
		cmocka_unit_test(nothing_stays_when_cleared),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
