/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "query/translations.h"
#include "unit.h"

#include <string.h>

static void add(struct translations *list, const char *from, const char *to)
{
	translations_add(list, from, strlen(from), to, strlen(to));
}

static void a_translation_is_listed_once(void **state)
{
	SCOPED(translations_release) struct translations list = {0};

	(void)state;
	add(&list, "Hafen", "port");
	add(&list, "Hafen", "port");
	add(&list, "Hafen", "harbour");
	assert_int_equal(list.count, 1);
	assert_int_equal(list.items[0].count, 2);
}

static void what_is_written_like_the_word_itself_is_dropped(void **state)
{
	SCOPED(translations_release) struct translations list = {0};

	(void)state;
	add(&list, "Region", "region");
	add(&list, "Hafen", "port");
	add(&list, "ÖKO", "öko");
	add(&list, "Öko", "eco");
	add(&list, "ÖKO", "green");
	translations_drop_same(&list);
	assert_int_equal(list.count, 3);
	assert_string_equal(list.items[0].to[0], "port");
	assert_int_equal(list.items[1].count, 1);
	assert_string_equal(list.items[1].to[0], "green");
	assert_string_equal(list.items[2].to[0], "eco");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_translation_is_listed_once),
		cmocka_unit_test(what_is_written_like_the_word_itself_is_dropped),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
