/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "base/alloc.h"
#include "entries/origins.h"
#include "pages/document.h"
#include "unit.h"

#include <string.h>

static void add_block(struct document *document, enum block_kind kind, const char *text)
{
	document_add_block(document, kind, text, strlen(text));
}

static void add_city(struct document *document, const char *name, const char *evidence)
{
	document_add_city(document, name, evidence, strlen(evidence));
}

static void add_date(struct document *document, enum date_kind kind, const char *evidence)
{
	document_add_date(document, (struct document_date){.year = 2007, .kind = kind},
		evidence, strlen(evidence));
}

static void evidence_is_found_where_it_stands(void **state)
{
	SCOPED(document_release)
	struct document document = {.title = alloc_string("Hafen Rostock")};
	struct origins origins;

	(void)state;
	add_block(&document, BLOCK_HEADING, "Neues aus Wismar");
	add_block(&document, BLOCK_TEXT, "In Stralsund wird gebaut.");
	add_block(&document, BLOCK_ITEM, "Stadt Greifswald");
	add_block(&document, BLOCK_TEXT, "Ort: Anklam");
	add_city(&document, "Rostock", "Hafen Rostock");
	add_city(&document, "Wismar", "Neues aus Wismar");
	add_city(&document, "Stralsund", "In Stralsund wird gebaut.");
	add_city(&document, "Greifswald", "Stadt Greifswald");
	add_city(&document, "Anklam", "Ort: Anklam");
	add_city(&document, "Atlantis", "given");
	origins_of(&document, &origins);
	assert_int_equal(origins.cities,
		1 << ORIGIN_TITLE | 1 << ORIGIN_HEADING | 1 << ORIGIN_TEXT
			| 1 << ORIGIN_LIST | 1 << ORIGIN_SHEET | 1 << ORIGIN_GIVEN);
	assert_int_equal(origins.clusters, 0);
	assert_int_equal(origins.type, ORIGIN_NONE);
}

static enum origin date_origin(const char *evidence)
{
	SCOPED(document_release) struct document document = {0};
	struct origins origins;

	add_block(&document, BLOCK_TEXT, "Meta: so beginnt ein Satz von 2007.");
	add_date(&document, DATE_PUBLISHED, evidence);
	origins_of(&document, &origins);
	return origins.date;
}

static void what_stands_in_the_markup_says_so_itself(void **state)
{
	(void)state;
	assert_int_equal(
		date_origin("JSON-LD datePublished: 2007-04-24"), ORIGIN_JSON_LD);
	assert_int_equal(date_origin("meta: 2007-04-24"), ORIGIN_META);
	assert_int_equal(date_origin("time at the headline: 2007"), ORIGIN_TIME);
	assert_int_equal(date_origin("path: 2007/04/24/a.html"), ORIGIN_ADDRESS);
	assert_int_equal(date_origin("24.04.2007, 10 Uhr"), ORIGIN_DATELINE);
	assert_int_equal(
		date_origin("Meta: so beginnt ein Satz von 2007."), ORIGIN_SHEET);
}

static void years_tell_the_kind_of_their_date(void **state)
{
	SCOPED(document_release) struct document document = {.type = PAGE_PROJECT};
	struct origins origins;

	(void)state;
	add_date(&document, DATE_PUBLISHED, "2007");
	add_date(&document, DATE_START, "2007");
	origins_of(&document, &origins);
	assert_int_equal(origins.year_kind, DATE_KIND_COUNT);
	document_add_year(&document, 2007);
	origins_of(&document, &origins);
	assert_int_equal(origins.year_kind, DATE_START);
	assert_int_equal(origins.date_kind, DATE_PUBLISHED);
}

static void what_was_written_is_read(void **state)
{
	struct origins origins = {.title = ORIGIN_CUT,
		.type = ORIGIN_TEXT,
		.date = ORIGIN_META,
		.date_kind = DATE_KIND_COUNT,
		.year_kind = DATE_UPDATED,
		.cities = 1 << ORIGIN_CUT,
		.clusters = 3,
		.facts = 1 << ORIGINS_HOMEPAGE};
	SCOPED(buf_release) struct buf bytes = {0};
	struct origins read;

	(void)state;
	origins_write(&origins, &bytes);
	assert_true(origins_read(bytes.bytes, bytes.length, &read));
	assert_memory_equal(&read, &origins, sizeof(read));
	assert_false(origins_read(bytes.bytes, bytes.length - 1, &read));
	bytes.bytes[0] = 100;
	assert_false(origins_read(bytes.bytes, bytes.length, &read));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(evidence_is_found_where_it_stands),
		cmocka_unit_test(what_stands_in_the_markup_says_so_itself),
		cmocka_unit_test(years_tell_the_kind_of_their_date),
		cmocka_unit_test(what_was_written_is_read),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
