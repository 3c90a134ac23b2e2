/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "json_values.h"
#include "unit.h"

#include <string.h>

static bool parse(const char *text, struct json_values *out)
{
	err = (struct error){0};
	json_values_release(out);
	return json_values_parse(text, strlen(text), out, &err);
}

static void an_object_tells_its_members(void **state)
{
	SCOPED(json_values_release) struct json_values values = {0};
	const struct json_value *years;
	const struct json_value *year = NULL;
	int64_t sum = 0;

	(void)state;
	must(parse(
		" {\"id\": \"a\", \"years\":[2001, [9], 2002 ], \"id\":-17,\t\"x\":{}} ",
		&values));
	years = json_values_member(values.items, "years");
	while ((year = json_values_next(years, year)))
		sum += year->integer;
	assert_int_equal(sum, 4003);
	assert_int_equal(json_values_member(values.items, "id")->integer, -17);
	assert_null(json_values_next(json_values_member(values.items, "x"), NULL));
	assert_null(json_values_member(values.items, "none"));
	assert_null(json_values_member(years, "id"));
}

static void strings_are_decoded(void **state)
{
	SCOPED(json_values_release) struct json_values values = {0};

	(void)state;
	must(parse(
		"\"St\\u00e4dte \\ud83d\\uDE00\\u20ac \\\"\\\\\\/\\b\\f\\n\\r\\t \\u007f!\"",
		&values));
	assert_string_equal(values.items->string, "Städte 😀€ \"\\/\b\f\n\r\t \x7f!");
	assert_int_equal(values.items->length, strlen(values.items->string));
	must(parse("\"\"", &values));
	assert_int_equal(values.items->length, 0);
}

static void numbers_are_told_apart(void **state)
{
	static const struct {
		const char *text;
		enum json_kind kind;
		int64_t integer;
	} cases[] = {
		{"0", JSON_INTEGER, 0},
		{"-0", JSON_INTEGER, 0},
		{"9223372036854775807", JSON_INTEGER, INT64_MAX},
		{"-9223372036854775808", JSON_INTEGER, INT64_MIN},
		{"9223372036854775808", JSON_REAL, 0},
		{"1.0", JSON_REAL, 0},
		{"12e3", JSON_REAL, 0},
		{"-0.5E-7", JSON_REAL, 0},
	};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		SCOPED(json_values_release) struct json_values values = {0};

		must(parse(cases[i].text, &values));
		assert_int_equal(values.items->kind, cases[i].kind);
		if (cases[i].kind == JSON_INTEGER)
			assert_int_equal(values.items->integer, cases[i].integer);
	}
}

static void what_is_no_json_is_refused(void **state)
{
	static const char *const texts[] = {"", " ", "{", "[", "{]", "[}", "[1,]", "{,}",
		"{\"a\"}", "{\"a\":}", "{\"a\":1,}", "{a:1}", "{1:1}", "[1 2]", "1 2",
		"tru", "nulls", "01", "-", "+1", ".5", "1.", "1e", "1e+", "\"", "\"\\\"",
		"\"\\x\"", "\"\\u12\"", "\"\\u12g4\"", "\"\\u0000\"", "\"\\ud800\"",
		"\"\\ud800\\u0041\"", "\"\\udc00\"", "\"a\nb\"", "\"\x01\"", "'a'",
		"NaN"};

	(void)state;
	for (size_t i = 0; i < COUNT(texts); i++) {
		SCOPED(json_values_release) struct json_values values = {0};

		must_fail(parse(texts[i], &values), ERROR_INVALID);
	}
}

static void nesting_has_an_end(void **state)
{
	SCOPED(json_values_release) struct json_values values = {0};
	char text[2 * JSON_DEPTH_MAX + 4] = "";

	(void)state;
	memset(text, '[', JSON_DEPTH_MAX);
	memset(text + JSON_DEPTH_MAX, ']', JSON_DEPTH_MAX);
	must(parse(text, &values));
	memset(text, '[', JSON_DEPTH_MAX + 2);
	memset(text + JSON_DEPTH_MAX + 2, ']', JSON_DEPTH_MAX + 1);
	must_fail(parse(text, &values), ERROR_INVALID);
	assert_non_null(strstr(err.text, "deeper"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_object_tells_its_members),
		cmocka_unit_test(strings_are_decoded),
		cmocka_unit_test(numbers_are_told_apart),
		cmocka_unit_test(what_is_no_json_is_refused),
		cmocka_unit_test(nesting_has_an_end),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
