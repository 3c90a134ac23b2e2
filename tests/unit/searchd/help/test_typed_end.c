/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "help/typed_end.h"
#include "unit.h"

#include <string.h>

/* The word to complete, and the beginnings of names, last first, parted by bars. */
static void assert_end(const char *query, const char *last, const char *names)
{
	SCOPED(typed_end_release) struct typed_end end = {.length = 0};
	SCOPED(buf_release) struct buf all = {0};

	typed_end_find(query, strlen(query), &end);
	for (size_t i = 0; i < end.start_count; i++)
		buf_add_format(&all, "%s%.*s", i ? "|" : "",
			(int)(end.length - end.starts[i]), query + end.starts[i]);
	assert_string_equal(buf_string(&all), names);
	assert_int_equal(end.last != NULL, *last != '\0');
	if (end.last)
		assert_memory_equal(query + end.last->start, last, strlen(last));
}

static void the_last_word_is_what_is_being_typed(void **state)
{
	(void)state;
	assert_end("haf", "haf", "haf");
	assert_end("alter haf  ", "haf", "haf|alter haf");
	assert_end("a b c d e", "e", "e|d e|c d e|b c d e");
	assert_end("title:haf", "haf", "haf|title:haf");
	assert_end("\"alter haf", "haf", "haf|alter haf");
	assert_end("neue akteur:inn", "akteur:inn", "inn|akteur:inn|neue akteur:inn");
	assert_end("akteur*i", "akteur*i", "i|akteur*i");
	assert_end("titel:i", "i", "i|titel:i");
	assert_end("studie:ind", "ind", "ind|studie:ind");
	assert_end("frankfurt (od", "od", "od|frankfurt (od");
}

static void what_is_complete_or_unwanted_is_not(void **state)
{
	(void)state;
	assert_end("", "", "");
	assert_end("   ", "", "");
	assert_end("\"alter hafen\"", "", "");
	assert_end("haf*", "", "");
	assert_end("stadt -haf", "", "haf|stadt -haf");
	assert_end("2007", "", "2007");
	assert_end("city:dan", "", "dan|city:dan");
}

/* What was typed before the last word; NULL: it is no name. */
static void assert_before(const char *query, const char *expected)
{
	SCOPED(typed_end_release) struct typed_end end = {.length = 0};
	SCOPED(buf_release) struct buf before = {0};
	bool is_name;

	typed_end_find(query, strlen(query), &end);
	is_name = typed_end_before(&end, end.starts[0], &before);
	assert_int_equal(is_name, expected != NULL);
	if (is_name)
		assert_string_equal(buf_string(&before), expected);
}

static void a_name_leaves_what_was_typed_before(void **state)
{
	(void)state;
	assert_before("dan", "");
	assert_before("alter hafen  dan", "alter hafen");
	assert_before("city:dan", "");
	assert_before("hafen city:dan", "hafen");
	assert_before("hafen -dan", NULL);
	assert_before("\"dan", NULL);
	assert_before("(dan", NULL);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_last_word_is_what_is_being_typed),
		cmocka_unit_test(what_is_complete_or_unwanted_is_not),
		cmocka_unit_test(a_name_leaves_what_was_typed_before),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
