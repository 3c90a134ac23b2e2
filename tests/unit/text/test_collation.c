/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "base/scope.h"
#include "text/collation.h"
#include "unit.h"

#include <string.h>

static int compare(const char *a, const char *b)
{
	SCOPED(collation_close) struct collation *collation = collation_open();
	SCOPED(buf_release) struct buf first = {0};
	SCOPED(buf_release) struct buf second = {0};

	collation_add_key(collation, a, &first);
	collation_add_key(collation, b, &second);
	assert_int_equal(strlen(buf_string(&first)), first.length);
	return strcmp(buf_string(&first), buf_string(&second));
}

static void names_are_sorted_as_in_a_list(void **state)
{
	(void)state;
	assert_true(compare("Aue", "Äpfel") > 0);
	assert_true(compare("Zwickau", "Österreich") > 0);
	assert_true(compare("Leipzig", "Leipzig") == 0);
	assert_true(compare("leipzig", "Markkleeberg") < 0);
	assert_true(compare("", "A") < 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(names_are_sorted_as_in_a_list),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
