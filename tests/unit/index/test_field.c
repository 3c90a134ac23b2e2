/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "index/field.h"
#include "unit.h"

#include <string.h>

static void a_field_is_found_by_name_and_alias_in_any_case(void **state)
{
	static const struct {
		const char *name;
		enum field field;
	} cases[] = {{"city", FIELD_CITY}, {"Ort", FIELD_CITY},
		{"CLUSTER", FIELD_CLUSTER}, {"year", FIELD_YEAR}, {"jahr", FIELD_YEAR},
		{"type", FIELD_TYPE}, {"language", FIELD_LANGUAGE},
		{"Land", FIELD_COUNTRY}, {"programm", FIELD_PROGRAMME},
		{"running", FIELD_RUNNING}, {"BUDGET", FIELD_BUDGET},
		{"title", FIELD_TITLE}, {"", FIELD_COUNT}, {"cit", FIELD_COUNT},
		{"cityx", FIELD_COUNT}, {"id", FIELD_COUNT}};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++)
		assert_int_equal(
			field_find(cases[i].name, strlen(cases[i].name)), cases[i].field);
	assert_int_equal(field_find("city:Leipzig", 4), FIELD_CITY);
}

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
		cmocka_unit_test(a_field_is_found_by_name_and_alias_in_any_case),
		cmocka_unit_test(prefixes_part_the_terms),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
