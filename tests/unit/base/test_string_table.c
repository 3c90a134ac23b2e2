/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "base/string_table.h"
#include "unit.h"

#include <stdio.h>
#include <string.h>

static uint32_t add(struct string_table *table, const char *string)
{
	return string_table_add(table, string, strlen(string));
}

static uint32_t find(const struct string_table *table, const char *string)
{
	return string_table_find(table, string, strlen(string));
}

static void equal_strings_have_equal_numbers(void **state)
{
	SCOPED(string_table_release) struct string_table table = {0};

	(void)state;
	assert_int_equal(find(&table, "a"), STRING_TABLE_NONE);
	assert_int_equal(add(&table, "a"), 0);
	assert_int_equal(add(&table, "b"), 1);
	assert_int_equal(add(&table, ""), 2);
	assert_int_equal(add(&table, "a"), 0);
	assert_int_equal(add(&table, ""), 2);
	assert_int_equal(find(&table, "b"), 1);
	assert_int_equal(find(&table, "c"), STRING_TABLE_NONE);
	assert_string_equal(string_table_get(&table, 1), "b");
}

static void a_string_is_its_length_and_no_more(void **state)
{
	SCOPED(string_table_release) struct string_table table = {0};

	(void)state;
	assert_int_equal(string_table_add(&table, "Leipzig", 3), 0);
	assert_int_equal(add(&table, "Leipzig"), 1);
	assert_int_equal(add(&table, "Lei"), 0);
	assert_int_equal(string_table_find(&table, "Leipziger", 7), 1);
	assert_int_equal(add(&table, "Leip"), 2);
}

static void many_strings_keep_their_numbers(void **state)
{
	SCOPED(string_table_release) struct string_table table = {0};
	char string[32];

	(void)state;
	for (int round = 0; round < 2; round++) {
		for (uint32_t i = 0; i < 20000; i++) {
			snprintf(string, sizeof(string), "string %u", i * i);
			assert_int_equal(add(&table, string), i);
		}
	}
	for (uint32_t i = 0; i < 20000; i++) {
		snprintf(string, sizeof(string), "string %u", i * i);
		assert_string_equal(string_table_get(&table, i), string);
	}
	assert_int_equal(table.count, 20000);
}

static void a_cleared_table_counts_from_0(void **state)
{
	SCOPED(string_table_release) struct string_table table = {0};

	(void)state;
	string_table_clear(&table);
	add(&table, "a");
	add(&table, "b");
	string_table_clear(&table);
	assert_int_equal(table.count, 0);
	assert_int_equal(find(&table, "a"), STRING_TABLE_NONE);
	assert_int_equal(add(&table, "b"), 0);
}

static void strings_that_hold_nuls_are_found_when_there_are_many(void **state)
{
	SCOPED(string_table_release) struct string_table table = {0};

	(void)state;
	for (uint32_t i = 0; i < 1000; i++)
		assert_int_equal(
			string_table_add(&table, (const char *)&i, sizeof(i)), i);
	for (uint32_t i = 0; i < 1000; i++)
		assert_int_equal(
			string_table_add(&table, (const char *)&i, sizeof(i)), i);
	assert_int_equal(string_table_add(&table, "a\0b", 3), 1000);
	assert_int_equal(string_table_add(&table, "a\0c", 3), 1001);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(strings_that_hold_nuls_are_found_when_there_are_many),
		cmocka_unit_test(equal_strings_have_equal_numbers),
		cmocka_unit_test(a_string_is_its_length_and_no_more),
		cmocka_unit_test(many_strings_keep_their_numbers),
		cmocka_unit_test(a_cleared_table_counts_from_0),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
