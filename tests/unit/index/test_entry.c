/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "index/entry.h"
#include "unit.h"

#include <stdio.h>
#include <string.h>

static uint32_t count_of(const struct entry *entry, const char *term)
{
	uint32_t number = string_table_find(&entry->terms, term, strlen(term));

	return number == STRING_TABLE_NONE ? 0 : entry->counts[number];
}

static void weights_of_a_term_are_added(void **state)
{
	SCOPED(entry_release) struct entry entry = {0};

	(void)state;
	entry_add_term(&entry, "x", 1, 4);
	entry_add_term(&entry, "xy", 2, 1);
	entry_add_term(&entry, "x", 1, 1);
	assert_int_equal(count_of(&entry, "x"), 5);
	assert_int_equal(count_of(&entry, "xy"), 1);
	assert_int_equal(entry.terms.count, 2);
}

static void many_terms_keep_their_counts(void **state)
{
	SCOPED(entry_release) struct entry entry = {0};
	char term[16];

	(void)state;
	for (int round = 0; round < 2; round++) {
		for (uint32_t i = 0; i < 3000; i++) {
			snprintf(term, sizeof(term), "t%u", i);
			entry_add_term(&entry, term, strlen(term), i);
		}
	}
	for (uint32_t i = 0; i < 3000; i++) {
		snprintf(term, sizeof(term), "t%u", i);
		assert_int_equal(count_of(&entry, term), 2 * i);
	}
}

static void a_cleared_entry_is_like_a_new_one(void **state)
{
	SCOPED(entry_release) struct entry entry = {0};

	(void)state;
	entry_add_term(&entry, "x", 1, 4);
	entry_add_value(&entry, FIELD_CITY, "Leipzig");
	buf_add_string(&entry.id, "a");
	buf_add_string(&entry.date, "2007");
	buf_add_string(&entry.record, "r");
	entry.length = 9;
	entry_clear(&entry);
	assert_int_equal(count_of(&entry, "x"), 0);
	assert_int_equal(entry.id.length + entry.date.length + entry.record.length, 0);
	assert_int_equal(entry.values[FIELD_CITY].length, 0);
	assert_int_equal(entry.length, 0);
	entry_add_term(&entry, "y", 1, 1);
	entry_add_term(&entry, "x", 1, 2);
	assert_int_equal(count_of(&entry, "y"), 1);
	assert_int_equal(count_of(&entry, "x"), 2);
}

static void values_are_parted(void **state)
{
	SCOPED(entry_release) struct entry entry = {0};

	(void)state;
	entry_add_value(&entry, FIELD_CITY, "Bad Muskau");
	entry_add_value(&entry, FIELD_CITY, "Gdańsk");
	entry_add_value(&entry, FIELD_YEAR, "2007");
	assert_string_equal(buf_string(&entry.values[FIELD_CITY]), "Bad Muskau\tGdańsk");
	assert_string_equal(buf_string(&entry.values[FIELD_YEAR]), "2007");
	assert_string_equal(buf_string(&entry.values[FIELD_TYPE]), "");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(weights_of_a_term_are_added),
		cmocka_unit_test(many_terms_keep_their_counts),
		cmocka_unit_test(a_cleared_entry_is_like_a_new_one),
		cmocka_unit_test(values_are_parted),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
