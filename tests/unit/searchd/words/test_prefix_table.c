/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "base/alloc.h"
#include "unit.h"
#include "words/likeness.h"
#include "words/prefix_table.h"

#include <string.h>

static const char keys[] =
	"wirtschaft\0wirt\0hafen\0hafenstadt\0wirtschaftlich\0hafen\0a";

static struct prefix_table table;

static int make(void **state)
{
	struct prefix_entry *items = alloc_zeroed(7, sizeof(*items));
	uint32_t key = 0;

	(void)state;
	for (uint32_t i = 0; i < 7; i++) {
		items[i] = (struct prefix_entry){key, 6 - i};
		key += (uint32_t)strlen(keys + key) + 1;
	}
	prefix_table_make(keys, items, 7, &table);
	return 0;
}

static int release(void **state)
{
	(void)state;
	prefix_table_release(&table);
	return 0;
}

static size_t count(const char *prefix)
{
	struct prefix_range range = prefix_table_find(&table, prefix, strlen(prefix));

	for (size_t i = range.first; i < range.end; i++)
		assert_memory_equal(keys + table.items[i].key, prefix, strlen(prefix));
	return range.end - range.first;
}

static void what_begins_alike_stands_side_by_side(void **state)
{
	(void)state;
	assert_int_equal(count(""), 7);
	assert_int_equal(count("wirt"), 3);
	assert_int_equal(count("wirtschaft"), 2);
	assert_int_equal(count("wirtschaftl"), 1);
	assert_int_equal(count("hafen"), 3);
	assert_int_equal(count("b"), 0);
	assert_int_equal(count("zz"), 0);
	assert_int_equal(count("wirtschaftlichkeit"), 0);
}

static void keys_are_in_their_order_and_equal_ones_in_that_of_their_numbers(void **state)
{
	static const uint32_t expected[] = {0, 1, 4, 3, 5, 6, 2};

	(void)state;
	for (size_t i = 0; i < COUNT(expected); i++)
		assert_int_equal(table.items[i].number, expected[i]);
}

static unsigned slips(const char *bare, size_t item)
{
	struct typed_letters typed = {
		bare, strlen(bare), likeness_letters(bare, strlen(bare)), 2};

	return prefix_table_slips(&table, item, &typed);
}

static void slips_are_counted_to_the_beginning_only(void **state)
{
	enum { HAFENSTADT = 3, WIRTSCHAFTLICH = 6 };

	(void)state;
	assert_int_equal(slips("hafen", HAFENSTADT), 0);
	assert_int_equal(slips("hfaen", HAFENSTADT), 1);
	assert_int_equal(slips("hafne", HAFENSTADT), 1);
	assert_int_equal(slips("hqfqn", HAFENSTADT), 2);
	assert_int_equal(slips("wirtschfatl", WIRTSCHAFTLICH), 1);
	assert_int_equal(slips("xyzzy", HAFENSTADT), 3);
	assert_int_equal(slips("hafenstadtxyz", HAFENSTADT), 3);
}

static void an_empty_table_has_nothing(void **state)
{
	SCOPED(prefix_table_release) struct prefix_table empty = {0};
	struct prefix_range range;

	(void)state;
	prefix_table_make("", NULL, 0, &empty);
	range = prefix_table_find(&empty, "a", 1);
	assert_int_equal(range.first, range.end);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_begins_alike_stands_side_by_side),
		cmocka_unit_test(
			keys_are_in_their_order_and_equal_ones_in_that_of_their_numbers),
		cmocka_unit_test(slips_are_counted_to_the_beginning_only),
		cmocka_unit_test(an_empty_table_has_nothing),
	};

	return cmocka_run_group_tests(tests, make, release);
}
