/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "query/budget_range.h"
#include "unit.h"

#include <string.h>

#define EURO 100ULL
#define OPEN UINT64_MAX

static void amounts_are_read_as_people_type_them(void **state)
{
	static const struct {
		const char *typed;
		uint64_t least, most;
	} cases[] = {{"1000000..", 1000000 * EURO, OPEN}, {"..500", 0, 500 * EURO},
		{"1m..5m", 1000000 * EURO, 5000000 * EURO},
		{"1,5 Mio", 1500000 * EURO, 1500000 * EURO},
		{"1.5 million ..", 1500000 * EURO, OPEN},
		{"500k..1,25 Mio. €", 500000 * EURO, 1250000 * EURO},
		{"1.250.000 EUR", 1250000 * EURO, 1250000 * EURO},
		{"€1,250,000..", 1250000 * EURO, OPEN},
		{"1.250", 1250 * EURO, 1250 * EURO}, {"1,250.75", 125075, 125075},
		{"1.250,75 Euro", 125075, 125075}, {"12.5", 1250, 1250},
		{"0,5 Mrd..", 500000000 * EURO, OPEN},
		{"2 Tsd", 2000 * EURO, 2000 * EURO}, {">1m", 1000000 * EURO + 1, OPEN},
		{">= 1m", 1000000 * EURO, OPEN}, {"< 2m", 0, 2000000 * EURO - 1},
		{"<=2m", 0, 2000000 * EURO},
		{"1.333 Mio", 1333000 * EURO, 1333000 * EURO}, {"7..7", 700, 700},
		{"0..", 0, OPEN}};
	struct budget_range range;

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		if (!budget_range_parse(cases[i].typed, &range)
			|| range.least != cases[i].least || range.most != cases[i].most)
			fail_msg("%s", cases[i].typed);
	}
}

static void what_is_no_amount_is_told(void **state)
{
	static const char *const bad[] = {"", "..", "m", "x", "1..x", "5..1", "1 apple",
		"-5", "1...2", "1m..5m..", ">", "<0", "1 m m", ">1..2"};
	struct budget_range range;

	(void)state;
	for (size_t i = 0; i < COUNT(bad); i++) {
		if (budget_range_parse(bad[i], &range))
			fail_msg("\"%s\"", bad[i]);
	}
}

static void large_numbers_stay_large(void **state)
{
	struct budget_range range;

	(void)state;
	assert_true(budget_range_parse("99999999999999999999999999999 bn..", &range));
	assert_true(range.least > 1000000000000ULL * EURO);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(amounts_are_read_as_people_type_them),
		cmocka_unit_test(what_is_no_amount_is_told),
		cmocka_unit_test(large_numbers_stay_large),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
