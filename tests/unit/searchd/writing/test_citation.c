/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "base/scope.h"
#include "index/record.h"
#include "snapshot/tables.h"
#include "unit.h"
#include "writing/citation.h"

#include <string.h>

static struct tables tables;

static void add(struct buf *record, enum record_tag tag, const char *text)
{
	record_add(record, tag, text, strlen(text));
}

static void build(const struct buf *record, struct citation *out)
{
	citation_build(record, &tables, LANGUAGE_EN, "http://here.example", out);
}

static int open_tables(void **state)
{
	(void)state;
	return tables_open(&tables, &err) ? 0 : -1;
}

static int close_tables(void **state)
{
	(void)state;
	tables_close(&tables);
	return 0;
}

static void it_tells_what_the_record_tells(void **state)
{
	SCOPED(buf_release) struct buf record = {0};
	SCOPED(buf_release) struct buf date = {0};
	SCOPED(citation_release) struct citation citation = {.id = NULL};

	(void)state;
	add(&record, RECORD_ID, "a/b");
	add(&record, RECORD_URL, "https://www.a.example:81/b?c");
	add(&record, RECORD_TITLE, " Two\r\nlines\tand  more ");
	add(&record, RECORD_TYPE, "project");
	add(&record, RECORD_LANGUAGE, "de");
	add(&record, RECORD_DATE, "2007-04");
	add(&record, RECORD_CITY, "Gdańsk");
	add(&record, RECORD_CLUSTER, "unheard of");
	build(&record, &citation);
	citation_add_date(&citation, "/", &date);
	assert_string_equal(citation.title, "Two lines and more");
	assert_string_equal(citation.publisher, "www.a.example");
	assert_string_equal(citation.genre, "Project");
	assert_string_equal(date.bytes, "2007/04");
	assert_int_equal(citation.keywords.count, 2);
	assert_string_equal(citation.keywords.items[0], "unheard of");
}

static void what_is_not_known_is_left_out(void **state)
{
	SCOPED(buf_release) struct buf record = {0};
	SCOPED(buf_release) struct buf date = {0};
	SCOPED(citation_release) struct citation citation = {.id = NULL};

	(void)state;
	add(&record, RECORD_ID, "a b");
	add(&record, RECORD_URL, "javascript:alert(1)");
	add(&record, RECORD_TYPE, "other");
	add(&record, RECORD_LANGUAGE, "und");
	add(&record, RECORD_YEAR, "2007");
	add(&record, RECORD_YEAR, "2008");
	build(&record, &citation);
	citation_add_date(&citation, "-", &date);
	assert_string_equal(citation.title, "a b");
	assert_string_equal(citation.url, "http://here.example/document/a%20b");
	assert_null(citation.publisher);
	assert_null(citation.genre);
	assert_null(citation.language);
	assert_int_equal(date.length, 0);
}

static void one_year_without_a_date_is_its_year(void **state)
{
	SCOPED(buf_release) struct buf record = {0};
	SCOPED(citation_release) struct citation citation = {.id = NULL};

	(void)state;
	add(&record, RECORD_ID, "a");
	add(&record, RECORD_YEAR, "2007");
	build(&record, &citation);
	assert_int_equal(citation.year, 2007);
	assert_int_equal(citation.month, 0);
}

static void keys_depend_on_the_id_alone(void **state)
{
	SCOPED(buf_release) struct buf one = {0};
	SCOPED(buf_release) struct buf other = {0};
	SCOPED(citation_release) struct citation first = {.id = NULL};
	SCOPED(citation_release) struct citation second = {.id = NULL};

	(void)state;
	add(&one, RECORD_ID, "a");
	add(&other, RECORD_ID, "a");
	add(&other, RECORD_TITLE, "Another title");
	build(&one, &first);
	build(&other, &second);
	assert_string_equal(first.key, second.key);
	assert_int_equal(strlen(first.key), CITATION_KEY_BYTES - 1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(it_tells_what_the_record_tells),
		cmocka_unit_test(what_is_not_known_is_left_out),
		cmocka_unit_test(one_year_without_a_date_is_its_year),
		cmocka_unit_test(keys_depend_on_the_id_alone),
	};

	return cmocka_run_group_tests(tests, open_tables, close_tables);
}
