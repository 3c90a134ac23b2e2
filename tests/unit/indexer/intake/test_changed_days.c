/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "intake/changed_days.h"
#include "unit.h"

static struct changed_day day_of(uint64_t page, uint32_t day, uint32_t file)
{
	return (struct changed_day){{page, page}, day, file};
}

static void the_last_day_of_a_page_stands(void **state)
{
	SCOPED(changed_days_release) struct changed_days days = {0};

	(void)state;
	assert_null(changed_days_find(&days, (struct digest){1, 1}));
	changed_days_add(&days, day_of(1, 20070424, 0));
	changed_days_add(&days, day_of(2, 20080424, 1));
	changed_days_add(&days, day_of(1, 20090424, 2));
	changed_days_add(&days, day_of(1, 20090424, 3));
	changed_days_add(&days, day_of(1, 20060424, 4));
	assert_int_equal(changed_days_find(&days, (struct digest){1, 1})->day, 20090424);
	assert_int_equal(changed_days_find(&days, (struct digest){1, 1})->file, 2);
	assert_int_equal(changed_days_find(&days, (struct digest){2, 2})->day, 20080424);
	assert_null(changed_days_find(&days, (struct digest){3, 3}));
}

/* So many pages have one day, so many others days of their own, in turn. */
static uint32_t common(size_t same, size_t others)
{
	struct changed_day days[100];
	size_t count = 0;

	while (same || others) {
		if (others && (others > same || !same || count % 2))
			days[count] = day_of(count, 20000000 + (uint32_t)others--, 0);
		else if (same--)
			days[count] = day_of(count, 20190501, 0);
		count++;
	}
	return changed_days_common(days, count);
}

static void the_day_of_nearly_all_is_found(void **state)
{
	(void)state;
	assert_int_equal(common(5, 0), 20190501);
	assert_int_equal(common(90, 10), 20190501);
	assert_int_equal(common(89, 11), 0);
	assert_int_equal(common(4, 0), 0);
	assert_int_equal(common(0, 20), 0);
	assert_int_equal(common(0, 0), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_last_day_of_a_page_stands),
		cmocka_unit_test(the_day_of_nearly_all_is_found),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
