/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "pages/years.h"

#include "pages/facts.h"

#include <stdbool.h>
#include <stdlib.h>

/* The least or greatest year of a kind; 0: none. */
static int first_year(const struct document *document, enum date_kind kind)
{
	int year = 0;

	for (size_t i = 0; i < document->date_count; i++) {
		if (document->dates[i].kind == kind
			&& (!year || document->dates[i].year < year))
			year = document->dates[i].year;
	}
	return year;
}

static int last_year(const struct document *document, enum date_kind kind)
{
	int year = 0;

	for (size_t i = 0; i < document->date_count; i++) {
		if (document->dates[i].kind == kind && document->dates[i].year > year)
			year = document->dates[i].year;
	}
	return year;
}

/* Adds the years from start to end (0: unknown); of a life that cannot be, one year. */
static void add_span(struct document *document, int start, int end,
	void (*add)(struct document *, int))
{
	if (!start || !end || end < start || end - start > YEARS_SPAN_MOST) {
		add(document, end && (!start || end < start) ? end : start);
		return;
	}
	for (int year = start; year <= end; year++)
		add(document, year);
}

static bool add_runtime(struct document *document)
{
	int start = first_year(document, DATE_START);
	int end = last_year(document, DATE_END);

	if (!start && !end)
		return false;
	add_span(document, start, end, document_add_year);
	return true;
}

void years_find_running(struct document *document)
{
	const struct facts *facts = document->facts;
	int start = facts && facts->start ? atoi(facts->start) : 0;
	int end = facts && facts->end ? atoi(facts->end) : 0;

	document->running_count = 0;
	if (start || end)
		add_span(document, start, end, document_add_running);
}

static void add_all(struct document *document, enum date_kind kind)
{
	for (size_t i = 0; i < document->date_count; i++) {
		if (document->dates[i].kind == kind)
			document_add_year(document, document->dates[i].year);
	}
}

static bool has_month(const struct document *document, enum date_kind kind)
{
	for (size_t i = 0; i < document->date_count; i++) {
		if (document->dates[i].kind == kind && document->dates[i].month)
			return true;
	}
	return false;
}

/* A programme's period is whole years; from month to month something ran. */
static bool has_runtime(const struct document *document)
{
	return document->type == PAGE_PROJECT
		|| (document->type == PAGE_OTHER && has_month(document, DATE_START)
			&& has_month(document, DATE_END)
			&& !first_year(document, DATE_PUBLISHED));
}

void years_find(struct document *document)
{
	if (has_runtime(document) && add_runtime(document))
		return;
	add_all(document, DATE_PUBLISHED);
	if (!document->year_count && document->type == PAGE_NEWS)
		add_all(document, DATE_EVENT);
	if (!document->year_count)
		add_all(document, DATE_UPDATED);
}
