/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "entries/json_page.h"
#include "sources/json_lines.h"
#include "unit.h"
#include "vocabulary/clusters.h"
#include "vocabulary/places.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

static struct page_tables tables;

static int open_tables(void **state)
{
	static struct places *places;
	static struct clusters *clusters;

	(void)state;
	must(places_open(&places, &err));
	must(clusters_open(&clusters, &err));
	page_tables_open(places, clusters, &tables);
	return 0;
}

static int close_tables(void **state)
{
	struct places *places = (struct places *)tables.places;
	struct clusters *clusters = (struct clusters *)tables.clusters;

	(void)state;
	page_tables_close(&tables);
	places_close(&places);
	clusters_close(&clusters);
	return 0;
}

static struct json_lines *lines_of(const char *text, size_t length)
{
	FILE *file = tmpfile();
	int copy;

	assert_non_null(file);
	fwrite(text, 1, length, file);
	fflush(file);
	rewind(file);
	copy = dup(fileno(file));
	fclose(file);
	return json_lines_open(copy);
}

static bool next(struct json_lines *lines, struct json_line *line)
{
	bool more;

	must(json_lines_next(lines, line, &more, &err));
	return more;
}

static void blank_lines_count_and_are_left_out(void **state)
{
	static const char text[] = "\xEF\xBB\xBF{1}\r\n\n  \n{2}";
	SCOPED(json_lines_close)
	struct json_lines *lines = lines_of(text, sizeof(text) - 1);
	struct json_line line;

	(void)state;
	assert_true(next(lines, &line));
	assert_int_equal(line.number, 1);
	assert_memory_equal(line.bytes, "{1}", 3);
	assert_true(next(lines, &line));
	assert_int_equal(line.number, 4);
	assert_int_equal(line.length, 3);
	assert_false(next(lines, &line));
}

static void lines_longer_than_any_buffer_are_whole(void **state)
{
	enum { LENGTH = 300000 };
	static char text[2 * LENGTH + 2];
	SCOPED(json_lines_close) struct json_lines *lines = NULL;
	struct json_line line;

	(void)state;
	memset(text, 'x', sizeof(text));
	text[LENGTH] = '\n';
	lines = lines_of(text, sizeof(text));
	assert_true(next(lines, &line));
	assert_int_equal(line.length, LENGTH);
	assert_true(next(lines, &line));
	assert_int_equal(line.length, LENGTH + 1);
	assert_false(line.too_long);
	assert_false(next(lines, &line));
}

static void an_endless_line_is_cut_and_the_next_one_read(void **state)
{
	FILE *file = tmpfile();
	SCOPED(json_lines_close) struct json_lines *lines = NULL;
	struct json_line line;

	(void)state;
	assert_non_null(file);
	assert_int_equal(ftruncate(fileno(file), JSON_LINES_LINE_MAX + 10), 0);
	fseek(file, 0, SEEK_END);
	fputs("\n{2}\n", file);
	fflush(file);
	rewind(file);
	lines = json_lines_open(dup(fileno(file)));
	fclose(file);
	assert_true(next(lines, &line));
	assert_true(line.too_long);
	assert_true(next(lines, &line));
	assert_false(line.too_long);
	assert_memory_equal(line.bytes, "{2}", 3);
}

static void read_line(const char *text, struct document *out)
{
	must(json_page_read(text, strlen(text), &tables, out, &err));
}

static void given_values_stand(void **state)
{
	SCOPED(document_release) struct document document = {0};

	(void)state;
	read_line(
		"{\"id\":\"x\",\"title\":\" T\\n1 \",\"body\":\"In Leipzig, 2001.\","
		"\"type\":\"Projekt\",\"language\":\"en\",\"date\":\"2012-02-29T10:00\","
		"\"years\":[2009,2008],\"cities\":[\"danzig\",\"Nirgendheim\"],"
		"\"clusters\":[\"ENERGY\",\"Mond\"],\"other\":{}}",
		&document);
	assert_string_equal(document.id, "x");
	assert_string_equal(document.title, "T 1");
	assert_int_equal(document.type, PAGE_PROJECT);
	assert_int_equal(document.language, LANGUAGE_EN);
	assert_int_equal(document_main_date(&document)->day, 29);
	assert_int_equal(document.year_count, 2);
	assert_int_equal(document.years[0], 2008);
	assert_int_equal(document.city_count, 2);
	assert_string_equal(document.cities[0].value, "Gdańsk");
	assert_string_equal(document.cities[1].value, "Nirgendheim");
	assert_string_equal(document.clusters[0].id, "energy");
	assert_string_equal(document.clusters[1].id, "Mond");
}

static void other_is_a_type_that_can_be_given(void **state)
{
	SCOPED(document_release) struct document document = {0};

	(void)state;
	read_line("{\"id\":\"x\",\"type\":\"other\",\"body\":\"Das Netzwerk vertritt 38 "
		  "Mitglieder aus neun Städten der Region.\"}",
		&document);
	assert_int_equal(document.type, PAGE_OTHER);
	assert_string_equal(document.type_evidence, "given");
}

static void an_empty_list_means_none(void **state)
{
	SCOPED(document_release) struct document document = {0};

	(void)state;
	read_line("{\"id\":\"x\",\"body\":\"Ein Treffen in Leipzig.\",\"cities\":[]}",
		&document);
	assert_int_equal(document.city_count, 0);
}

static void null_is_as_if_not_given(void **state)
{
	SCOPED(document_release) struct document document = {0};

	(void)state;
	read_line("{\"id\":7,\"title\":null,\"body\":\"Ein Treffen in Leipzig.\","
		  "\"cities\":null,\"date\":null}",
		&document);
	assert_string_equal(document.id, "7");
	assert_int_equal(document.city_count, 1);
}

static void a_given_date_dates_the_page(void **state)
{
	SCOPED(document_release) struct document document = {0};

	(void)state;
	read_line("{\"id\":\"x\",\"html\":\"<title>Ein Titel</title><p>Ein Text.</p>\","
		  "\"date\":\"2007-05\"}",
		&document);
	assert_int_equal(document.year_count, 1);
	assert_int_equal(document.years[0], 2007);
	assert_int_equal(document_main_date(&document)->month, 5);
	assert_string_equal(document.title, "Ein Titel");
}

static void bad_lines_are_refused_with_a_reason(void **state)
{
	static const struct {
		const char *line, *reason;
	} cases[] = {
		{"{\"id\":", "JSON"},
		{"\"id\"", "JSON"},
		{"[1]", "object"},
		{"{\"body\":\"x\"}", "\"id\""},
		{"{\"id\":\"\",\"body\":\"x\"}", "\"id\""},
		{"{\"id\":\"a\\nb\",\"body\":\"x\"}", "control"},
		{"{\"id\":\"x\"}", "title"},
		{"{\"id\":\"x\",\"body\":[]}", "\"body\""},
		{"{\"id\":\"x\",\"html\":5}", "\"html\""},
		{"{\"id\":\"x\",\"body\":\"x\",\"url\":5}", "\"url\""},
		{"{\"id\":\"x\",\"body\":\"x\",\"date\":\"2011-02-29\"}", "\"date\""},
		{"{\"id\":\"x\",\"body\":\"x\",\"date\":\"2011-13\"}", "\"date\""},
		{"{\"id\":\"x\",\"body\":\"x\",\"date\":\"20110101\"}", "\"date\""},
		{"{\"id\":\"x\",\"body\":\"x\",\"date\":2011}", "\"date\""},
		{"{\"id\":\"x\",\"body\":\"x\",\"years\":[\"2011\"]}", "\"years\""},
		{"{\"id\":\"x\",\"body\":\"x\",\"years\":[20110]}", "\"years\""},
		{"{\"id\":\"x\",\"body\":\"x\",\"cities\":[{}]}", "\"cities\""},
		{"{\"id\":\"x\",\"body\":\"x\",\"clusters\":[null]}", "\"clusters\""},
		{"{\"id\":\"x\",\"body\":\"x\",\"type\":\"poem\"}", "\"type\""},
	};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		SCOPED(document_release) struct document document = {0};

		must_fail(json_page_read(cases[i].line, strlen(cases[i].line), &tables,
				  &document, &err),
			ERROR_INVALID);
		if (!strstr(err.text, cases[i].reason))
			fail_msg("%s: %s", cases[i].line, err.text);
		assert_null(document.id);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(blank_lines_count_and_are_left_out),
		cmocka_unit_test(lines_longer_than_any_buffer_are_whole),
		cmocka_unit_test(an_endless_line_is_cut_and_the_next_one_read),
		cmocka_unit_test(given_values_stand),
		cmocka_unit_test(other_is_a_type_that_can_be_given),
		cmocka_unit_test(an_empty_list_means_none),
		cmocka_unit_test(null_is_as_if_not_given),
		cmocka_unit_test(a_given_date_dates_the_page),
		cmocka_unit_test(bad_lines_are_refused_with_a_reason),
	};

	return cmocka_run_group_tests(tests, open_tables, close_tables);
}
