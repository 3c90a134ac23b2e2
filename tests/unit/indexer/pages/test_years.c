/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "base/alloc.h"
#include "pages/facts.h"
#include "pages/years.h"
#include "unit.h"

static void add(struct document *document, int year, enum date_kind kind)
{
	document_add_date(
		document, (struct document_date){.year = year, .kind = kind}, NULL, 0);
}

static void a_project_belongs_to_all_years_it_ran(void **state)
{
	SCOPED(document_release) struct document document = {.type = PAGE_PROJECT};

	(void)state;
	add(&document, 2005, DATE_START);
	add(&document, 2008, DATE_END);
	add(&document, 2010, DATE_PUBLISHED);
	add(&document, 2050, DATE_PLAN);
	years_find(&document);
	assert_int_equal(document.year_count, 4);
	assert_int_equal(document.years[0], 2005);
	assert_int_equal(document.years[3], 2008);
}

static void an_end_invents_no_start(void **state)
{
	SCOPED(document_release) struct document document = {.type = PAGE_PROJECT};

	(void)state;
	add(&document, 2008, DATE_END);
	years_find(&document);
	assert_int_equal(document.year_count, 1);
	assert_int_equal(document.years[0], 2008);
}

static void news_belong_to_their_publication(void **state)
{
	SCOPED(document_release) struct document document = {.type = PAGE_NEWS};

	(void)state;
	add(&document, 2006, DATE_EVENT);
	add(&document, 2007, DATE_PUBLISHED);
	add(&document, 2013, DATE_END);
	years_find(&document);
	assert_int_equal(document.year_count, 1);
	assert_int_equal(document.years[0], 2007);
}

static void news_without_a_date_belong_to_the_event(void **state)
{
	SCOPED(document_release) struct document document = {.type = PAGE_NEWS};

	(void)state;
	add(&document, 2006, DATE_EVENT);
	years_find(&document);
	assert_int_equal(document.year_count, 1);
	assert_int_equal(document.years[0], 2006);
}

static void foundings_plans_and_mentions_never_count(void **state)
{
	SCOPED(document_release) struct document document = {.type = PAGE_NETWORK};

	(void)state;
	add(&document, 2016, DATE_FOUNDED);
	add(&document, 2050, DATE_PLAN);
	add(&document, 1999, DATE_MENTIONED);
	years_find(&document);
	assert_int_equal(document.year_count, 0);
}

static void an_endless_span_is_not_believed(void **state)
{
	SCOPED(document_release) struct document document = {.type = PAGE_PROJECT};

	(void)state;
	add(&document, 1900, DATE_START);
	add(&document, 2000, DATE_END);
	years_find(&document);
	assert_int_equal(document.year_count, 1);
}

/* expected: the years, each followed by a blank. */
static void ran(const char *start, const char *end, const char *expected)
{
	SCOPED(document_release) struct document document = {.type = PAGE_PROJECT};
	SCOPED(buf_release) struct buf years = {0};

	document.facts = alloc_zeroed(1, sizeof(*document.facts));
	document.facts->start = start ? alloc_string(start) : NULL;
	document.facts->end = end ? alloc_string(end) : NULL;
	document_add_running(&document, 1801);
	years_find_running(&document);
	for (size_t i = 0; i < document.running_count; i++)
		buf_add_format(&years, "%d ", document.running[i]);
	assert_string_equal(buf_string(&years), expected);
}

static void a_project_ran_from_start_to_end(void **state)
{
	(void)state;
	ran("2005-06", "2007-01-31", "2005 2006 2007 ");
	ran("2005-06", NULL, "2005 ");
	ran(NULL, "2007-01-31", "2007 ");
	ran(NULL, NULL, "");
	ran("2005-06", "1901", "1901 ");
	ran("1901", "2007-01-31", "1901 ");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_project_belongs_to_all_years_it_ran),
		cmocka_unit_test(an_end_invents_no_start),
		cmocka_unit_test(news_belong_to_their_publication),
		cmocka_unit_test(news_without_a_date_belong_to_the_event),
		cmocka_unit_test(foundings_plans_and_mentions_never_count),
		cmocka_unit_test(an_endless_span_is_not_believed),
		cmocka_unit_test(a_project_ran_from_start_to_end),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
