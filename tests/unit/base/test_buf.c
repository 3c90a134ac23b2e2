/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "base/buf.h"
#include "unit.h"

#include <string.h>

static void an_empty_buf_is_an_empty_string(void **state)
{
	SCOPED(buf_release) struct buf buf = {0};

	(void)state;
	assert_string_equal(buf_string(&buf), "");
	buf_clear(&buf);
	buf_add(&buf, NULL, 0);
	assert_string_equal(buf.bytes, "");
	assert_int_equal(buf.length, 0);
}

static void what_was_added_stands_in_order(void **state)
{
	SCOPED(buf_release) struct buf buf = {0};

	(void)state;
	buf_add_string(&buf, "one");
	buf_add(&buf, "two!", 3);
	buf_add_format(&buf, "%d-%s", 3, "x");
	assert_string_equal(buf_string(&buf), "onetwo3-x");
	buf_add(&buf, "a\0b", 3);
	assert_int_equal(buf.length, 12);
	assert_memory_equal(buf.bytes, "onetwo3-xa\0b", 13);
}

static void it_grows_byte_by_byte(void **state)
{
	SCOPED(buf_release) struct buf buf = {0};

	(void)state;
	for (int i = 0; i < 10000; i++) {
		char c = (char)('a' + i % 26);

		buf_add(&buf, &c, 1);
		assert_int_equal(buf.bytes[buf.length], '\0');
	}
	for (int i = 0; i < 10000; i++)
		assert_int_equal(buf.bytes[i], 'a' + i % 26);
}

/* Around the length that is formatted without growing first. */
static void formatted_text_may_be_of_any_length(void **state)
{
	static const int lengths[] = {0, 1, 510, 511, 512, 513, 1000, 70000};

	(void)state;
	for (size_t i = 0; i < COUNT(lengths); i++) {
		SCOPED(buf_release) struct buf buf = {0};

		buf_add_format(&buf, "<%*s>", lengths[i], "");
		assert_int_equal(buf.length, lengths[i] + 2);
		assert_int_equal(strlen(buf.bytes), buf.length);
		assert_int_equal(buf.bytes[buf.length - 1], '>');
	}
}

static void clearing_keeps_the_room(void **state)
{
	SCOPED(buf_release) struct buf buf = {0};
	const char *bytes;

	(void)state;
	buf_reserve(&buf, 100);
	bytes = buf.bytes;
	buf_add_string(&buf, "text");
	buf_clear(&buf);
	assert_string_equal(buf_string(&buf), "");
	assert_ptr_equal(buf.bytes, bytes);
}

static void taking_leaves_it_empty(void **state)
{
	SCOPED(buf_release) struct buf buf = {0};
	SCOPED(buf_release) struct buf taken = {0};

	(void)state;
	buf_add_string(&buf, "text");
	taken = buf_take(&buf);
	assert_string_equal(taken.bytes, "text");
	assert_null(buf.bytes);
	assert_int_equal(buf.length + buf.room, 0);
	buf_release(&buf);
	buf_release(&buf);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_empty_buf_is_an_empty_string),
		cmocka_unit_test(what_was_added_stands_in_order),
		cmocka_unit_test(it_grows_byte_by_byte),
		cmocka_unit_test(formatted_text_may_be_of_any_length),
		cmocka_unit_test(clearing_keeps_the_room),
		cmocka_unit_test(taking_leaves_it_empty),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
