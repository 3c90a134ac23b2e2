/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "base/scope.h"
#include "ranking/page_language.h"
#include "searchd/small_index.h"

static struct small_index small;

static int make(void **state)
{
	static const char *const languages[] = {"de", "en", NULL};

	(void)state;
	small_index_make(&small);
	for (size_t i = 0; i < COUNT(languages); i++) {
		char id[] = {(char)('a' + i), 0};
		struct small_page page = {id, "", "Rostock", LANGUAGE_DE, NULL, {0}};

		page.values[FIELD_LANGUAGE] = languages[i];
		small_index_put(&small, &page);
	}
	small_index_load(&small);
	return 0;
}

static int release(void **state)
{
	(void)state;
	small_index_release(&small);
	return 0;
}

/* Whether the German, the English and the unknown page keep their scores. */
static void keeps(enum language language, bool german, bool english)
{
	SCOPED(matches_release) struct matches matches = {0};

	for (uint32_t i = 1; i <= 3; i++)
		matches_add(&matches, i, 2);
	page_language_prefer(&small.snapshot->columns, language, &matches);
	assert_int_equal(matches.count, 3);
	assert_int_equal(matches.scores[0] >= 2, german);
	assert_int_equal(matches.scores[1] >= 2, english);
	assert_true(matches.scores[2] >= 2);
	assert_true(matches.scores[0] > 1 && matches.scores[1] > 1);
}

static void pages_in_the_other_language_come_later(void **state)
{
	(void)state;
	keeps(LANGUAGE_DE, true, false);
	keeps(LANGUAGE_EN, false, true);
}

static void a_query_of_unknown_language_prefers_none(void **state)
{
	(void)state;
	keeps(LANGUAGE_UNKNOWN, true, true);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(pages_in_the_other_language_come_later),
		cmocka_unit_test(a_query_of_unknown_language_prefers_none),
	};

	return cmocka_run_group_tests(tests, make, release);
}
