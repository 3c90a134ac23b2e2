/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "base/alloc.h"
#include "base/scope.h"
#include "dice.h"
#include "facets/budgets.h"
#include "unit.h"

#include <stdlib.h>

enum { DOCUMENTS = 60, ROUNDS = 200 };

static int by_size(const void *a, const void *b)
{
	uint64_t one = *(const uint64_t *)a;
	uint64_t other = *(const uint64_t *)b;

	return one < other ? -1 : one > other;
}

static void sums_are_those_of_sorting_and_adding(void **state)
{
	uint64_t seed = 7;

	(void)state;
	for (int round = 0; round < ROUNDS; round++) {
		SCOPED(matches_release) struct matches matches = {0};
		uint64_t budgets[DOCUMENTS] = {0};
		uint64_t known[DOCUMENTS];
		const struct columns columns = {.budgets = budgets};
		struct budgets found;
		size_t count = 0;
		uint64_t sum = 0;

		for (uint32_t i = 0; i < DOCUMENTS; i++) {
			budgets[i] = dice_roll(&seed, 2) ? dice_roll(&seed, 20) : 0;
			if (dice_roll(&seed, 3))
				continue;
			matches_add(&matches, i, 0);
			sum += budgets[i];
			if (budgets[i])
				known[count++] = budgets[i];
		}
		qsort(known, count, sizeof(*known), by_size);
		budgets_add_up(&columns, &matches, &found);
		assert_int_equal(found.documents, count);
		assert_int_equal(found.sum, sum);
		assert_int_equal(found.least, count ? known[0] : 0);
		assert_int_equal(found.most, count ? known[count - 1] : 0);
		assert_int_equal(found.median, count ? known[(count - 1) / 2] : 0);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(sums_are_those_of_sorting_and_adding),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
