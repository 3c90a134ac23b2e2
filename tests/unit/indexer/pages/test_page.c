/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "pages/page.h"
#include "unit.h"
#include "vocabulary/clusters.h"
#include "vocabulary/places.h"

#include <string.h>

#define STORY                                                                           \
	"<p>Der Weg am Fluss ist fertig, und die ersten G&auml;ste sind &uuml;ber die " \
	"kleine Br&uuml;cke gegangen, die zwei Orte verbindet.</p><p>Noch im Sommer "   \
	"sollen B&auml;nke folgen, auf denen sich die Wanderer ausruhen k&ouml;nnen, "  \
	"bevor sie weiter zum See und zu den Weinbergen ziehen.</p>"

/* Everything page_read() needs, and what it gave. */
struct reading {
	struct places *places;
	struct clusters *clusters;
	struct page_tables tables;
	struct document document;
};

static void reading_release(struct reading *reading)
{
	document_release(&reading->document);
	page_tables_close(&reading->tables);
	clusters_close(&reading->clusters);
	places_close(&reading->places);
}

static void read_page(struct reading *reading, struct page page)
{
	must(places_open(&reading->places, &err));
	must(clusters_open(&reading->clusters, &err));
	page_tables_open(reading->places, reading->clusters, &reading->tables);
	page.length = strlen(page.bytes);
	must(page_read(&page, &reading->tables, &reading->document, &err));
}

static void a_day_in_the_path_dates_a_page_without_an_address(void **state)
{
	SCOPED(reading_release) struct reading reading = {0};

	(void)state;
	read_page(&reading,
		(struct page){.path = "2012/05/31/weg.html",
			.bytes = "<h1>Der neue Weg am Fluss</h1>" STORY});
	assert_null(reading.document.url);
	const struct document_date *date = document_main_date(&reading.document);

	assert_non_null(date);
	assert_int_equal(date->year, 2012);
	assert_int_equal(date->month, 5);
	assert_int_equal(date->day, 31);
}

static void an_address_goes_before_the_path(void **state)
{
	SCOPED(reading_release) struct reading reading = {0};

	(void)state;
	read_page(&reading,
		(struct page){.url = "https://seite.example/2007/11/23/weg",
			.path = "2012/05/31/weg.html",
			.bytes = "<h1>Der neue Weg am Fluss</h1>" STORY});
	assert_int_equal(document_main_date(&reading.document)->year, 2007);
}

static void a_cookie_banner_is_no_title(void **state)
{
	SCOPED(reading_release) struct reading reading = {0};

	(void)state;
	read_page(&reading,
		(struct page){
			.bytes = "<title>Amt</title><div><h1>Wir verwenden Cookies</h1>"
				 "<p>OK, verstanden</p></div>"
				 "<h2>Der neue Weg am Fluss</h2>" STORY});
	assert_string_equal(reading.document.title, "Der neue Weg am Fluss");
}

static void a_site_is_no_title_above_a_headline(void **state)
{
	SCOPED(reading_release) struct reading reading = {0};

	(void)state;
	read_page(&reading,
		(struct page){
			.bytes = "<title>Amt am Fluss</title>"
				 "<meta property='og:site_name' content='Amt am Fluss'>"
				 "<h1>Amt am Fluss</h1>"
				 "<h2>Der neue Weg ist fertig</h2>" STORY});
	assert_string_equal(reading.document.title, "Der neue Weg ist fertig");
}

static void what_stands_above_a_headline_is_no_title(void **state)
{
	static const char *const heads[] = {"Willkommen beim Amt!", "Archiv | Presse",
		"Amt am Fluss - Druckansicht", "Pressemitteilung Nr. 41/2011",
		"PRESSEMITTEILUNG 04/2021", "Diese Seite verwendet ein Sitzungscookie.",
		"OK, verstanden"};

	(void)state;
	for (size_t i = 0; i < COUNT(heads); i++) {
		SCOPED(reading_release) struct reading reading = {0};
		SCOPED(buf_release) struct buf text = {0};

		buf_add_format(&text,
			"%s\n\nDer neue Weg am Fluss\n\nAm Fluss ist ein Weg fertig, der "
			"zwei Orte verbindet.\n",
			heads[i]);
		read_page(&reading,
			(struct page){.format = PAGE_PLAIN, .bytes = text.bytes});
		assert_string_equal(reading.document.title, "Der neue Weg am Fluss");
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_day_in_the_path_dates_a_page_without_an_address),
		cmocka_unit_test(an_address_goes_before_the_path),
		cmocka_unit_test(a_cookie_banner_is_no_title),
		cmocka_unit_test(a_site_is_no_title_above_a_headline),
		cmocka_unit_test(what_stands_above_a_headline_is_no_title),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
