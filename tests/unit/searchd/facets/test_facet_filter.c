/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "facets/facet_filter.h"
#include "searchd/small_index.h"

static struct small_index small;

static int make(void **state)
{
	(void)state;
	small_index_make(&small);
	return 0;
}

static int release(void **state)
{
	(void)state;
	small_index_release(&small);
	return 0;
}

static void put(const char *id, const char *cities, const char *years)
{
	small_index_put(&small,
		&(struct small_page){id, NULL, "Hafen", LANGUAGE_DE, NULL,
			{[FIELD_CITY] = cities, [FIELD_YEAR] = years}});
}

static const struct columns *columns(void)
{
	return &small.snapshot->columns;
}

static bool passes(enum field field, const char *typed, uint32_t document)
{
	SCOPED(facet_filter_release) struct facet_filter filter = {0};

	facet_filter_add(&filter, columns(), field, typed, &small.tables);
	return facet_filter_passes(&filter, document);
}

static void a_filter_lets_pass_what_has_a_chosen_value(void **state)
{
	SCOPED(facet_filter_release) struct facet_filter filter = {0};

	(void)state;
	put("a", "Leipzig\tVarna", NULL);
	put("b", "Gdańsk", NULL);
	put("c", NULL, NULL);
	small_index_load(&small);
	assert_true(facet_filter_passes(&filter, 1));
	assert_true(facet_filter_passes(&filter, 3));
	assert_true(passes(FIELD_CITY, "leipzig", 1));
	assert_false(passes(FIELD_CITY, "leipzig", 2));
	assert_false(passes(FIELD_CITY, "leipzig", 3));
	assert_false(passes(FIELD_CITY, "Xanadu", 1));
	facet_filter_add(&filter, columns(), FIELD_CITY, "Varna", &small.tables);
	facet_filter_add(&filter, columns(), FIELD_CITY, "Xanadu", &small.tables);
	facet_filter_add(&filter, columns(), FIELD_CITY, "gdansk", &small.tables);
	assert_true(facet_filter_passes(&filter, 1));
	assert_true(facet_filter_passes(&filter, 2));
	assert_false(facet_filter_passes(&filter, 3));
}

static void a_range_of_years_lets_pass_those_within(void **state)
{
	static const struct {
		const char *typed, *passing;
	} cases[] = {{"2004..2006", "abc"}, {"2006..2004", "abc"}, {"..2004", "ac"},
		{"2007..", "d"}, {"..", "abcd"}, {"2010..2015", ""}, {"2005", "b"},
		{"2005..2005", "b"}, {"x..y", ""}};

	(void)state;
	put("a", NULL, "2004");
	put("b", NULL, "2005");
	put("c", NULL, "1999\t2006");
	put("d", NULL, "2007");
	put("e", NULL, NULL);
	small_index_load(&small);
	for (size_t i = 0; i < COUNT(cases); i++) {
		for (uint32_t document = 1; document <= 5; document++) {
			bool expected =
				strchr(cases[i].passing, (int)('a' + document - 1));

			assert_int_equal(
				passes(FIELD_YEAR, cases[i].typed, document), expected);
		}
	}
}

static void none_lets_pass_what_has_no_value(void **state)
{
	SCOPED(facet_filter_release) struct facet_filter filter = {0};

	(void)state;
	put("a", "Leipzig", NULL);
	put("b", NULL, "2005");
	put("c", "Varna", "2006");
	small_index_load(&small);
	assert_false(passes(FIELD_CITY, "none", 1));
	assert_true(passes(FIELD_CITY, "None", 2));
	assert_true(passes(FIELD_YEAR, "none", 1));
	assert_false(passes(FIELD_YEAR, "none", 2));
	facet_filter_add(&filter, columns(), FIELD_CITY, "none", &small.tables);
	facet_filter_add(&filter, columns(), FIELD_CITY, "Leipzig", &small.tables);
	assert_true(facet_filter_passes(&filter, 1));
	assert_true(facet_filter_passes(&filter, 2));
	assert_false(facet_filter_passes(&filter, 3));
}

static void put_budget(const char *id, const char *cents)
{
	small_index_put(&small,
		&(struct small_page){
			id, NULL, "Hafen", LANGUAGE_DE, NULL, {[FIELD_BUDGET] = cents}});
}

static void a_range_of_amounts_lets_pass_those_within(void **state)
{
	static const struct {
		const char *typed, *passing;
	} cases[] = {{"1000..", "bc"}, {"..1000", "ab"}, {"1k..2k", "bc"}, {"1000", "b"},
		{"none", "d"}, {"0..", "abc"}, {">1k", "c"}, {"5m..", ""},
		{"nonsense", ""}};

	(void)state;
	put_budget("a", "99999");
	put_budget("b", "100000");
	put_budget("c", "200000");
	put_budget("d", NULL);
	small_index_load(&small);
	for (size_t i = 0; i < COUNT(cases); i++) {
		for (uint32_t document = 1; document <= 4; document++) {
			bool expected =
				strchr(cases[i].passing, (int)('a' + document - 1));

			assert_int_equal(
				passes(FIELD_BUDGET, cases[i].typed, document), expected);
		}
	}
}

static void a_range_has_two_dots(void **state)
{
	int from = 0;
	int to = 0;

	(void)state;
	assert_false(facet_filter_range("2005", &from, &to));
	assert_false(facet_filter_range("2005.2006", &from, &to));
	assert_true(facet_filter_range("2005..2006", &from, &to));
	assert_int_equal(from, 2005);
	assert_int_equal(to, 2006);
}

#define promise(test) cmocka_unit_test_setup_teardown(test, make, release)

int main(void)
{
	const struct CMUnitTest tests[] = {
		promise(a_filter_lets_pass_what_has_a_chosen_value),
		promise(a_range_of_years_lets_pass_those_within),
		promise(none_lets_pass_what_has_no_value),
		promise(a_range_of_amounts_lets_pass_those_within),
		cmocka_unit_test(a_range_has_two_dots),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
