/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "base/buf.h"
#include "base/scope.h"
#include "unit.h"
#include "vocabulary/named_values.h"

#include <string.h>

static int open_table(void **state)
{
	struct named_values *countries = NULL;

	must(named_values_open(NAMED_COUNTRIES, &countries, &err));
	*state = countries;
	return 0;
}

static int close_table(void **state)
{
	struct named_values *countries = *state;

	named_values_close(&countries);
	return 0;
}

static const char *found(const struct named_values *values, const char *spelling)
{
	const struct named_value *value = named_values_find(values, spelling);

	return value ? value->value : "unknown";
}

static void a_country_is_found_by_all_its_names(void **state)
{
	assert_string_equal(found(*state, "DE"), "DE");
	assert_string_equal(found(*state, "deutschland"), "DE");
	assert_string_equal(found(*state, "Germany"), "DE");
	assert_string_equal(found(*state, "Tschechische Republik"), "CZ");
	assert_string_equal(found(*state, "Oesterreich"), "unknown");
	assert_string_equal(found(*state, "osterreich"), "AT");
	assert_string_equal(found(*state, ""), "unknown");
	assert_string_equal(found(*state, "Deutschland und Polen"), "unknown");
}

static void begins(
	const struct named_values *values, const char *prefix, const char *expected)
{
	SCOPED(string_table_release) struct string_table found = {0};
	SCOPED(buf_release) struct buf list = {0};

	named_values_beginning(values, prefix, &found);
	for (uint32_t i = 0; i < found.count; i++)
		buf_add_format(&list, "%s;", string_table_get(&found, i));
	assert_string_equal(buf_string(&list), expected);
}

static void any_word_of_a_name_may_begin_so(void **state)
{
	begins(*state, "tsche", "CZ;");
	begins(*state, "konig", "GB;");
	begins(*state, "vereinigtes ko", "GB;");
	begins(*state, "onigreich", "");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_country_is_found_by_all_its_names),
		cmocka_unit_test(any_word_of_a_name_may_begin_so),
	};

	return cmocka_run_group_tests(tests, open_table, close_table);
}
