/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "index/field.h"
#include "unit.h"

#include <string.h>

/* Terms of different kinds never look the same. */
static void prefixes_part_the_terms(void **state)
{
	(void)state;
	for (int i = 0; i < FIELD_COUNT; i++) {
		assert_non_null(fields[i].name);
		assert_int_equal(fields[i].prefix != NULL, i >= FIELD_FILTER_COUNT);
		for (int j = FIELD_FILTER_COUNT; j < i; j++)
			assert_string_not_equal(fields[i].prefix, fields[j].prefix);
		if (fields[i].prefix)
			assert_string_not_equal(fields[i].prefix, ID_PREFIX);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(prefixes_part_the_terms),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
