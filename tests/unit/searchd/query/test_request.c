/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "query/request.h"
#include "unit.h"

#include <string.h>

static struct parameter given(const char *name, const char *value)
{
	return (struct parameter){
		.name = name, .value = value, .value_length = value ? strlen(value) : 0};
}

static bool parse_one(const char *name, const char *value, struct request *out)
{
	const struct parameter one = given(name, value);

	return request_parse(&one, 1, LANGUAGE_DE, out, &err);
}

static void no_parameters_ask_for_everything(void **state)
{
	SCOPED(request_release) struct request request = {0};

	(void)state;
	must(request_parse(NULL, 0, LANGUAGE_EN, &request, &err));
	assert_int_equal(request.query.length, 0);
	assert_int_equal(request.offset, 0);
	assert_int_equal(request.limit, 10);
	assert_int_equal(request.facet_limit, 20);
	assert_int_equal(request.sort, SORT_RELEVANCE);
	assert_int_equal(request.translate, CHOICE_ON);
	assert_int_equal(request.explain, CHOICE_OFF);
	assert_int_equal(request.ui, LANGUAGE_EN);
}

static void every_parameter_is_understood(void **state)
{
	const struct parameter all[] = {
		given("q", "häfen \"an der elbe\""),
		given("sort", "oldest"),
		given("offset", "20"),
		given("limit", "0"),
		given("cursor", ""),
		given("facet_limit", "1000"),
		given("facets", "year,city"),
		given("translate", "off"),
		given("explain", "on"),
		given("ui", "en"),
		given("city", "Leipzig"),
		given("cluster", "energy"),
		given("year", "2007"),
		given("type", "project"),
		given("language", "de"),
		given("programme", "LEADER"),
		given("country", "DE"),
		given("running", "2005..2008"),
		given("budget", "1,5 Mio.."),
		given("facet_sort", "name"),
	};
	SCOPED(request_release) struct request request = {0};

	(void)state;
	must(request_parse(all, COUNT(all), LANGUAGE_DE, &request, &err));
	assert_string_equal(buf_string(&request.query), "häfen \"an der elbe\"");
	assert_int_equal(request.sort, SORT_OLDEST);
	assert_int_equal(request.offset, 20);
	assert_int_equal(request.limit, 0);
	assert_int_equal(request.facet_limit, 1000);
	assert_int_equal(request.facet_sort, FACET_SORT_NAME);
	assert_true(request_wants(&request, FIELD_YEAR));
	assert_false(request_wants(&request, FIELD_TYPE));
	assert_int_equal(request.translate, CHOICE_OFF);
	assert_int_equal(request.explain, CHOICE_ON);
	assert_int_equal(request.ui, LANGUAGE_EN);
	for (int i = 0; i < FIELD_FILTER_COUNT; i++)
		assert_int_equal(request.filters[i].count, 1);
}

static unsigned wanted_by(const char *facets)
{
	SCOPED(request_release) struct request request = {0};
	unsigned bits = 0;

	must(parse_one("facets", facets, &request));
	for (int i = 0; i < FIELD_FACET_COUNT; i++)
		bits |= (unsigned)request_wants(&request, (enum field)i) << i;
	return bits;
}

static void facets_are_those_that_are_named(void **state)
{
	SCOPED(request_release) struct request request = {0};

	(void)state;
	must(request_parse(NULL, 0, LANGUAGE_EN, &request, &err));
	for (int i = 0; i < FIELD_FACET_COUNT; i++)
		assert_true(request_wants(&request, (enum field)i));
	assert_int_equal(wanted_by(""), 0);
	assert_int_equal(wanted_by(NULL), 0);
	assert_int_equal(wanted_by("city"), 1U << FIELD_CITY);
	assert_int_equal(
		wanted_by("year,city,year"), 1U << FIELD_CITY | 1U << FIELD_YEAR);
}

static void a_filter_collects_its_values(void **state)
{
	const struct parameter cities[] = {
		given("city", "Danzig"), given("q", "hafen"), given("city", "Rostock")};
	SCOPED(request_release) struct request request = {0};

	(void)state;
	must(request_parse(cities, COUNT(cities), LANGUAGE_DE, &request, &err));
	assert_int_equal(request.filters[FIELD_CITY].count, 2);
	assert_string_equal(request.filters[FIELD_CITY].values[0], "Danzig");
	assert_string_equal(request.filters[FIELD_CITY].values[1], "Rostock");
}

static void bad_numbers_are_refused(void **state)
{
	static const char *const bad[] = {"", "-1", "+1", "2x", "x", " 1", "1 ", "1.0",
		"0x1", "101", "99999999999999999999", "4294967297"};
	struct request request;

	(void)state;
	for (size_t i = 0; i < COUNT(bad); i++)
		must_fail(parse_one("limit", bad[i], &request), ERROR_INVALID);
	must_fail(parse_one("limit", NULL, &request), ERROR_INVALID);
}

static void numbers_may_fill_their_range(void **state)
{
	const struct parameter deepest[] = {
		given("offset", "9900"), given("limit", "100")};
	const struct parameter too_deep[] = {
		given("offset", "9901"), given("limit", "100")};
	SCOPED(request_release) struct request request = {0};

	(void)state;
	must(request_parse(deepest, 2, LANGUAGE_DE, &request, &err));
	must_fail(request_parse(too_deep, 2, LANGUAGE_DE, &request, &err), ERROR_INVALID);
}

static void years_have_one_of_four_shapes(void **state)
{
	static const char *const good[] = {
		"2007", "2005..2008", "2005..", "..2008", "2007..2007"};
	static const char *const bad[] = {"", "..", "07", "20077", "x007", "2005...2008",
		"2008..2005", "2005..08", "2005-2008", "2005..2006..2007", " 2007"};

	(void)state;
	for (size_t i = 0; i < COUNT(good); i++) {
		SCOPED(request_release) struct request request = {0};

		must(parse_one("year", good[i], &request));
		assert_string_equal(request.filters[FIELD_YEAR].values[0], good[i]);
	}
	for (size_t i = 0; i < COUNT(bad); i++) {
		struct request request;

		must_fail(parse_one("year", bad[i], &request), ERROR_INVALID);
	}
}

static void sums_are_amounts_or_none(void **state)
{
	struct request request;

	(void)state;
	must_fail(parse_one("budget", "much", &request), ERROR_INVALID);
	must_fail(parse_one("budget", "5m..1m", &request), ERROR_INVALID);
	must_fail(parse_one("running", "soon", &request), ERROR_INVALID);
	for (int i = 0; i < FIELD_FILTER_COUNT; i++) {
		SCOPED(request_release) struct request with = {0};

		must(parse_one(fields[i].name, "none", &with));
		assert_string_equal(with.filters[i].values[0], "none");
	}
}

static void an_unknown_parameter_is_named_with_those_known(void **state)
{
	struct request request;

	(void)state;
	must_fail(parse_one("stadt", "Leipzig", &request), ERROR_INVALID);
	assert_non_null(strstr(err.text, "stadt"));
	assert_non_null(strstr(err.text, "city"));
	assert_non_null(strstr(err.text, "facet_limit"));
}

static void a_long_unknown_name_is_not_repeated(void **state)
{
	char name[400];
	struct request request;

	(void)state;
	memset(name, 'z', sizeof(name) - 1);
	name[sizeof(name) - 1] = '\0';
	must_fail(parse_one(name, "1", &request), ERROR_INVALID);
	assert_null(strstr(err.text, "zzz"));
}

static void words_outside_their_list_are_refused(void **state)
{
	static const char *const bad[][2] = {{"sort", "best"}, {"sort", ""}, {"ui", "fr"},
		{"facets", ","}, {"facets", "city,"}, {"facets", ",city"},
		{"facets", "city year"}, {"facets", "title"}, {"facets", "cit"},
		{"translate", "yes"}, {"explain", "1"}, {"cursor", "abc"}, {"city", ""},
		{"Q", "hafen"}};
	struct request request;

	(void)state;
	for (size_t i = 0; i < COUNT(bad); i++)
		must_fail(parse_one(bad[i][0], bad[i][1], &request), ERROR_INVALID);
}

static void a_single_parameter_given_twice_is_refused(void **state)
{
	const struct parameter twice[] = {given("q", "hafen"), given("q", "stadt")};
	struct request request;

	(void)state;
	must_fail(request_parse(twice, 2, LANGUAGE_DE, &request, &err), ERROR_INVALID);
}

static void assert_cut(const char *typed, const char *expected)
{
	SCOPED(request_release) struct request request = {0};

	must(parse_one("q", typed, &request));
	assert_string_equal(buf_string(&request.query), expected);
	assert_int_equal(request.cut, strcmp(typed, expected) ? CHOICE_ON : CHOICE_OFF);
}

static void a_query_that_is_too_long_is_cut_at_a_word(void **state)
{
	char words[REQUEST_QUERY_MAX + 9];

	(void)state;
	memset(words, 'a', sizeof(words));
	for (size_t blank = 1; blank <= REQUEST_QUERY_MAX; blank += 93) {
		char expected[REQUEST_QUERY_MAX + 1];

		words[sizeof(words) - 1] = '\0';
		words[blank] = words[blank + 1] = ' ';
		memcpy(expected, words, blank);
		expected[blank] = '\0';
		assert_cut(words, expected);
	}
	words[REQUEST_QUERY_MAX] = '\0';
	assert_cut(words, words);
}

static void a_word_that_is_too_long_is_cut_between_characters(void **state)
{
	char word[2 * REQUEST_QUERY_MAX];
	char expected[REQUEST_QUERY_MAX + 1];

	(void)state;
	for (size_t i = 0; i < sizeof(word); i++)
		word[i] = (i % 2) ? '\xC3' : '\xA4';
	*word = 'x';
	word[sizeof(word) - 1] = '\0';
	memcpy(expected, word, REQUEST_QUERY_MAX);
	expected[REQUEST_QUERY_MAX - 1] = '\0';
	assert_cut(word, expected);
}

static void text_that_is_not_utf8_is_refused(void **state)
{
	static const char *const bad[] = {"\xFF\xFE", "\xC3(", "\xC0\x80", "\xED\xA0\x80",
		"\xF4\x90\x80\x80", "\xE2\x82"};
	const struct parameter with_nul = {
		.name = "q", .value = "a\0b", .value_length = 3};
	struct request request;

	(void)state;
	for (size_t i = 0; i < COUNT(bad); i++) {
		must_fail(parse_one("q", bad[i], &request), ERROR_INVALID);
		must_fail(parse_one("city", bad[i], &request), ERROR_INVALID);
		must_fail(parse_one(bad[i], "1", &request), ERROR_INVALID);
	}
	must_fail(
		request_parse(&with_nul, 1, LANGUAGE_DE, &request, &err), ERROR_INVALID);
}

static void a_filter_takes_only_so_many_values(void **state)
{
	struct parameter cities[REQUEST_VALUES_MAX + 1];
	SCOPED(request_release) struct request request = {0};

	(void)state;
	for (size_t i = 0; i < COUNT(cities); i++)
		cities[i] = given("city", "Leipzig");
	must_fail(request_parse(cities, COUNT(cities), LANGUAGE_DE, &request, &err),
		ERROR_INVALID);
	must(request_parse(cities, REQUEST_VALUES_MAX, LANGUAGE_DE, &request, &err));
}

/* A request of the parameter and q=hafen. */
static void add_key(const char *name, const char *value, struct buf *out)
{
	const struct parameter parameters[] = {given("q", "hafen"), given(name, value)};
	SCOPED(request_release) struct request request = {0};

	must(request_parse(parameters, *name ? 2 : 1, LANGUAGE_DE, &request, &err));
	request_key(&request, out);
}

static void whatever_changes_the_answer_is_in_the_key(void **state)
{
	static const char *const pairs[][2] = {{"", ""}, {"sort", "newest"},
		{"sort", "oldest"}, {"offset", "1"}, {"limit", "1"}, {"facet_limit", "1"},
		{"facets", ""}, {"facets", "city"}, {"facets", "year"},
		{"translate", "off"}, {"synonyms", "off"}, {"explain", "on"},
		{"duplicates", "show"}, {"ui", "en"}, {"city", "Leipzig"},
		{"city", "Rostock"}, {"cluster", "Leipzig"}, {"year", "2007"},
		{"type", "news"}, {"language", "de"}};
	struct buf keys[COUNT(pairs)] = {{0}};

	(void)state;
	for (size_t i = 0; i < COUNT(pairs); i++)
		add_key(pairs[i][0], pairs[i][1], &keys[i]);
	for (size_t i = 0; i < COUNT(pairs); i++) {
		for (size_t j = 0; j < i; j++)
			assert_string_not_equal(keys[i].bytes, keys[j].bytes);
	}
	for (size_t i = 0; i < COUNT(pairs); i++)
		buf_release(&keys[i]);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(no_parameters_ask_for_everything),
		cmocka_unit_test(every_parameter_is_understood),
		cmocka_unit_test(facets_are_those_that_are_named),
		cmocka_unit_test(a_filter_collects_its_values),
		cmocka_unit_test(bad_numbers_are_refused),
		cmocka_unit_test(numbers_may_fill_their_range),
		cmocka_unit_test(years_have_one_of_four_shapes),
		cmocka_unit_test(sums_are_amounts_or_none),
		cmocka_unit_test(an_unknown_parameter_is_named_with_those_known),
		cmocka_unit_test(a_long_unknown_name_is_not_repeated),
		cmocka_unit_test(words_outside_their_list_are_refused),
		cmocka_unit_test(a_single_parameter_given_twice_is_refused),
		cmocka_unit_test(a_query_that_is_too_long_is_cut_at_a_word),
		cmocka_unit_test(a_word_that_is_too_long_is_cut_between_characters),
		cmocka_unit_test(text_that_is_not_utf8_is_refused),
		cmocka_unit_test(a_filter_takes_only_so_many_values),
		cmocka_unit_test(whatever_changes_the_answer_is_in_the_key),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
