/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "base/buf.h"
#include "text/numbers.h"
#include "unit.h"

#include <string.h>

static void folds(const char *written, enum language language, const char *wanted)
{
	SCOPED(buf_release) struct buf word = {0};

	buf_add_string(&word, written);
	numbers_fold(&word, language);
	assert_string_equal(buf_string(&word), wanted);
	assert_int_equal(word.length, strlen(wanted));
}

static void groups_are_one_number(void **state)
{
	(void)state;
	folds("1.603.747", LANGUAGE_DE, "1603747");
	folds("1.603.747", LANGUAGE_EN, "1603747");
	folds("1,603,747", LANGUAGE_EN, "1603747");
	folds("1,603,747", LANGUAGE_DE, "1603747");
	folds("1 603 747", LANGUAGE_DE, "1603747");
	folds("1.603", LANGUAGE_DE, "1603");
	folds("1,603", LANGUAGE_EN, "1603");
}

static void decimals_of_nothing_are_dropped(void **state)
{
	(void)state;
	folds("1.603.747,00", LANGUAGE_DE, "1603747");
	folds("1,603,747.00", LANGUAGE_EN, "1603747");
	folds("1 603 747,00", LANGUAGE_DE, "1603747");
	folds("1.603.747,50", LANGUAGE_DE, "1603747,50");
	folds("1,603,747.50", LANGUAGE_EN, "1603747,50");
}

static void other_figures_stay(void **state)
{
	static const char *const words[] = {"", "2007", "32.04.07", "24.13.07", "24.4.",
		"24.4.075", "0.4.07", "1,5", "1.5", "co2", "b96a", "1.60", "1234.567.890",
		"192.168.1.1", ".", "1..603"};

	(void)state;
	for (size_t i = 0; i < COUNT(words); i++) {
		folds(words[i], LANGUAGE_DE, words[i]);
		folds(words[i], LANGUAGE_EN, words[i]);
	}
	folds("1,603", LANGUAGE_DE, "1,603");
	folds("1.603", LANGUAGE_EN, "1.603");
}

static void dates_are_written_in_one_way(void **state)
{
	(void)state;
	folds("24.04.07", LANGUAGE_DE, "24.04.2007");
	folds("24.4.2007", LANGUAGE_EN, "24.04.2007");
	folds("1.12.49", LANGUAGE_DE, "01.12.2049");
	folds("1.12.50", LANGUAGE_DE, "01.12.1950");
}

static void a_single_group_may_mean_another_number(void **state)
{
	SCOPED(buf_release) struct buf word = {0};
	SCOPED(buf_release) struct buf other = {0};

	(void)state;
	buf_add_string(&word, "1.603");
	assert_false(numbers_other(&word, LANGUAGE_DE, &other));
	assert_true(numbers_other(&word, LANGUAGE_EN, &other));
	assert_string_equal(other.bytes, "1603");
	assert_true(numbers_other(&word, LANGUAGE_UNKNOWN, &other));
	assert_string_equal(other.bytes, "1.603");
	buf_clear(&word);
	buf_add_string(&word, "1.603.747");
	assert_false(numbers_other(&word, LANGUAGE_UNKNOWN, &other));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(groups_are_one_number),
		cmocka_unit_test(decimals_of_nothing_are_dropped),
		cmocka_unit_test(other_figures_stay),
		cmocka_unit_test(dates_are_written_in_one_way),
		cmocka_unit_test(a_single_group_may_mean_another_number),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
