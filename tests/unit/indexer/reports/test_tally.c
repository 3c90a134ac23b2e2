/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "reports/tally.h"
#include "unit.h"

#include <stdio.h>
#include <string.h>

static void add(struct tally *tally, const char *name, const char *example)
{
	tally_add(tally, name, strlen(name), example, strlen(example));
}

static void names_rank_by_count_then_by_name(void **state)
{
	SCOPED(tally_release) struct tally tally = {0};
	SCOPED(tally_rank_free) uint32_t *by_count = NULL;
	SCOPED(tally_rank_free) uint32_t *by_name = NULL;

	(void)state;
	add(&tally, "b", "1");
	add(&tally, "c", "2");
	add(&tally, "c", "3");
	add(&tally, "a", "4");
	by_count = tally_rank(&tally, TALLY_BY_COUNT);
	by_name = tally_rank(&tally, TALLY_BY_NAME);
	assert_string_equal(string_table_get(&tally.names, by_count[0]), "c");
	assert_string_equal(string_table_get(&tally.names, by_count[1]), "a");
	assert_string_equal(string_table_get(&tally.names, by_name[2]), "c");
	assert_int_equal(tally.samples[by_count[0]].count, 2);
}

static void the_first_few_are_remembered(void **state)
{
	SCOPED(tally_release) struct tally tally = {0};

	(void)state;
	for (int i = 0; i < TALLY_EXAMPLES + 2; i++)
		add(&tally, "a", i ? "later" : "first");
	tally_add(&tally, "b", 1, NULL, 0);
	assert_int_equal(tally.samples[0].count, TALLY_EXAMPLES + 2);
	assert_string_equal(tally.samples[0].examples[0], "first");
	assert_string_equal(tally.samples[0].examples[TALLY_EXAMPLES - 1], "later");
	assert_null(tally.samples[1].examples[0]);
}

static void too_many_names_are_counted_together(void **state)
{
	SCOPED(tally_release) struct tally tally = {0};
	char name[16];

	(void)state;
	for (int i = 0; i < TALLY_NAMES_MOST + 5; i++) {
		snprintf(name, sizeof(name), "%d", i);
		tally_add(&tally, name, strlen(name), NULL, 0);
	}
	add(&tally, "1", "x");
	assert_int_equal(tally.names.count, TALLY_NAMES_MOST);
	assert_int_equal(tally.unnamed, 5);
	assert_int_equal(tally.samples[1].count, 2);
}

static void nothing_ranks_too(void **state)
{
	SCOPED(tally_release) struct tally tally = {0};
	SCOPED(tally_rank_free) uint32_t *ranked = tally_rank(&tally, TALLY_BY_COUNT);

	(void)state;
	assert_non_null(ranked);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(names_rank_by_count_then_by_name),
		cmocka_unit_test(the_first_few_are_remembered),
		cmocka_unit_test(too_many_names_are_counted_together),
		cmocka_unit_test(nothing_ranks_too),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
