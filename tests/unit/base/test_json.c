/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "base/json.h"
#include "unit.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static void values_are_parted_by_commas(void **state)
{
	SCOPED(buf_release) struct buf out = {0};

	(void)state;
	json_object_begin(&out);
	json_key(&out, "a");
	json_integer(&out, -1);
	json_key(&out, "b");
	json_array_begin(&out);
	json_array_end(&out);
	json_key(&out, "c");
	json_array_begin(&out);
	json_text(&out, "x,[{:");
	json_text(&out, "");
	json_bool(&out, true);
	json_null(&out);
	json_object_begin(&out);
	json_object_end(&out);
	json_array_begin(&out);
	json_integer(&out, 1);
	json_array_end(&out);
	json_array_end(&out);
	json_object_end(&out);
	assert_string_equal(buf_string(&out),
		"{\"a\":-1,\"b\":[],\"c\":[\"x,[{:\",\"\",true,null,{},[1]]}");
}

static void lines_are_values_of_their_own(void **state)
{
	SCOPED(buf_release) struct buf out = {0};

	(void)state;
	json_integer(&out, 1);
	buf_add_string(&out, "\n");
	json_object_begin(&out);
	json_object_end(&out);
	assert_string_equal(buf_string(&out), "1\n{}");
}

static void writes(const char *text, size_t length, const char *wanted)
{
	SCOPED(buf_release) struct buf out = {0};

	json_string(&out, text, length);
	assert_string_equal(buf_string(&out), wanted);
}

static void text_is_escaped(void **state)
{
	(void)state;
	writes("", 0, "\"\"");
	writes("a\"b\\c", 5, "\"a\\\"b\\\\c\"");
	writes("\n\t\r\x01\x7F", 5, "\"\\n\\t\\u000d\\u0001\\u007f\"");
	writes("a\0b", 3, "\"a\\u0000b\"");
	writes("ü東\xF0\x9F\x98\x80", 9, "\"ü東\xF0\x9F\x98\x80\"");
}

static void text_is_safe_inside_a_script(void **state)
{
	(void)state;
	writes("</script>", 9, "\"\\u003c/script>\"");
	writes("a\xE2\x80\xA8"
	       "b\xE2\x80\xA9",
		8, "\"a\\u2028b\\u2029\"");
	/* a part of such a character is not the character */
	writes("\xE2\x80\xA7", 3, "\"\xE2\x80\xA7\"");
	writes("\xE2\x80\xA8", 2, "\"\xE2\x80\"");
}

static void no_text_is_null(void **state)
{
	SCOPED(buf_release) struct buf out = {0};

	(void)state;
	json_text(&out, NULL);
	assert_string_equal(buf_string(&out), "null");
}

static void numbers_are_short(void **state)
{
	static const struct {
		double number;
		const char *text;
	} cases[] = {{0, "0"}, {0.1, "0.1"}, {-2.5, "-2.5"}, {1603747, "1603747"},
		{NAN, "null"}, {INFINITY, "null"}, {-INFINITY, "null"},
		{1e300, "1e+300"}};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		SCOPED(buf_release) struct buf out = {0};

		json_number(&out, cases[i].number);
		assert_string_equal(buf_string(&out), cases[i].text);
	}
}

static void amounts_of_money_read_back_to_the_cent(void **state)
{
	static const double amounts[] = {
		12345678901.0, 1234567890.12, 0.01, 999999999999.99};

	(void)state;
	for (size_t i = 0; i < COUNT(amounts); i++) {
		SCOPED(buf_release) struct buf out = {0};

		json_number(&out, amounts[i]);
		assert_true(strtod(out.bytes, NULL) == amounts[i]);
	}
}

static void whole_numbers_reach_their_limits(void **state)
{
	SCOPED(buf_release) struct buf out = {0};

	(void)state;
	json_array_begin(&out);
	json_integer(&out, INT64_MIN);
	json_integer(&out, INT64_MAX);
	json_array_end(&out);
	assert_string_equal(
		buf_string(&out), "[-9223372036854775808,9223372036854775807]");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(values_are_parted_by_commas),
		cmocka_unit_test(lines_are_values_of_their_own),
		cmocka_unit_test(text_is_escaped),
		cmocka_unit_test(text_is_safe_inside_a_script),
		cmocka_unit_test(no_text_is_null),
		cmocka_unit_test(numbers_are_short),
		cmocka_unit_test(amounts_of_money_read_back_to_the_cent),
		cmocka_unit_test(whole_numbers_reach_their_limits),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
