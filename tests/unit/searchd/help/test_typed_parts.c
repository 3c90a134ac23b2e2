/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "help/typed_parts.h"
#include "unit.h"

#include <string.h>

/* Each part, and the query without it; last the words alone; parted by bars. */
static void assert_parts(const char *query, const char *expected)
{
	SCOPED(typed_parts_release) struct typed_parts parts = {.count = 0};
	SCOPED(buf_release) struct buf all = {0};

	typed_parts_collect(query, strlen(query), &parts);
	for (size_t i = 0; i < parts.count; i++) {
		const struct typed_part *part = &parts.items[i];

		buf_add(&all, query + part->start, part->end - part->start);
		buf_add_string(&all, "|");
		typed_parts_without(query, strlen(query), part, &all);
		buf_add_string(&all, "|");
	}
	buf_add_string(&all, buf_string(&parts.words));
	assert_string_equal(buf_string(&all), expected);
}

static void fields_filters_and_unwanted_words_are_parts(void **state)
{
	(void)state;
	assert_parts("", "");
	assert_parts("Hafen Kai", "Hafen Kai");
	assert_parts("title:Hafen", "title:|Hafen|Hafen");
	assert_parts("titel:\"alter Hafen\" Kai",
		"titel:|\"alter Hafen\" Kai|\"alter Hafen\" Kai");
	assert_parts("city:Rostok Hafen", "city:Rostok|Hafen|Hafen");
	assert_parts("Hafen year:2007", "year:2007|Hafen|Hafen");
	assert_parts("Hafen hat:ort", "hat:ort|Hafen|Hafen");
	assert_parts("is:undated Hafen", "is:undated|Hafen|Hafen");
	assert_parts("Hafen NEAR/5 Kai", "Hafen Kai");
	assert_parts("Hafen -Kai", "-Kai|Hafen|Hafen");
	assert_parts(
		"Hafen NICHT (Kai OR (a b)) c", "NICHT (Kai OR (a b))|Hafen c|Hafen c");
}

static void an_operator_goes_with_its_part_and_into_no_word(void **state)
{
	(void)state;
	assert_parts("Hafen AND city:Rostok", "city:Rostok|Hafen|Hafen");
	assert_parts("ort:Rostok ODER Hafen", "ort:Rostok|Hafen|Hafen");
	assert_parts("(Hafen AND Kai) OR \"a b\"", "Hafen Kai \"a b\"");
}

static void what_is_left_open_ends_with_the_query(void **state)
{
	(void)state;
	assert_parts("Hafen -(Kai", "-(Kai|Hafen|Hafen");
	assert_parts("Hafen NOT", "NOT|Hafen|Hafen");
	assert_parts("title:\"Hafen", "title:|\"Hafen|\"Hafen");
	assert_parts("((", "");
}

static void too_many_parts_are_left_out(void **state)
{
	SCOPED(typed_parts_release) struct typed_parts parts = {.count = 0};
	SCOPED(buf_release) struct buf query = {0};

	(void)state;
	for (int i = 0; i < TYPED_PARTS_MAX; i++)
		buf_add_string(&query, "-a title:b ");
	typed_parts_collect(query.bytes, query.length, &parts);
	assert_int_equal(parts.count, TYPED_PARTS_MAX);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(fields_filters_and_unwanted_words_are_parts),
		cmocka_unit_test(an_operator_goes_with_its_part_and_into_no_word),
		cmocka_unit_test(what_is_left_open_ends_with_the_query),
		cmocka_unit_test(too_many_parts_are_left_out),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
