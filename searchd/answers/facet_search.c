/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "answers/facet_search.h"

#include "base/alloc.h"
#include "base/scope.h"
#include "facets/facet_list.h"
#include "facets/year_ranges.h"
#include "snapshot/snapshot.h"
#include "snapshot/tables.h"
#include "vocabulary/word_start.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static bool begins(const char *value, const char *prefix)
{
	SCOPED(buf_release) struct buf folded = {0};

	word_start_fold(value, &folded);
	return word_start_is(buf_string(&folded), prefix);
}

/* Which values, as they are or as the tables know them, have a word that begins so. */
static unsigned char *mark_beginning(
	const struct facet_search *search, const struct column *column, const char *typed)
{
	SCOPED(buf_release) struct buf prefix = {0};
	SCOPED(string_table_release) struct string_table known = {0};
	unsigned char *marks = alloc_zeroed(column->values.count, 1);

	word_start_fold(typed, &prefix);
	tables_beginning(
		search->tables, search->request->facet, buf_string(&prefix), &known);
	for (uint32_t i = 0; i < known.count; i++) {
		const char *value = string_table_get(&known, i);
		uint32_t ordinal =
			string_table_find(&column->values, value, strlen(value));

		if (ordinal != STRING_TABLE_NONE)
			marks[ordinal] = 1;
	}
	for (uint32_t i = 0; i < column->values.count; i++) {
		if (!marks[i])
			marks[i] = begins(string_table_get(&column->values, i),
				buf_string(&prefix));
	}
	return marks;
}

static enum choice is_typed(const struct filter *filter, const char *value)
{
	for (size_t i = 0; i < filter->count; i++) {
		if (!strcmp(filter->values[i], value))
			return CHOICE_ON;
	}
	return CHOICE_OFF;
}

static void write_ranges(const struct facet_search *search,
	const struct year_ranges *ranges, struct answer *out)
{
	const struct request *request = search->request;

	out->ranges = alloc_zeroed(ranges->groups.count, sizeof(*out->ranges));
	for (size_t i = 0; i < ranges->groups.count; i++) {
		struct year_range range = {.from = ranges->first + (int)i * ranges->width,
			.count = ranges->groups.counts[i]};
		char value[32];

		range.to = range.from + ranges->width - 1;
		snprintf(value, sizeof(value), "%d..%d", range.from, range.to);
		range.selected = is_typed(&request->filters[request->facet], value);
		if (range.count || range.selected == CHOICE_ON)
			out->ranges[out->range_count++] = range;
	}
}

static void write_values(const struct facet_search *search,
	const struct facet_counts *counts, struct answer *out)
{
	const struct request *request = search->request;
	enum field field = request->facet;
	const struct column *column = &search->snapshot->columns.facets[field];
	unsigned char *listed = request->prefix.length
		? mark_beginning(search, column, buf_string(&request->prefix))
		: NULL;
	const struct facet_view view = {
		.listed = listed,
		.sort = request->facet_sort,
		.field = field,
		.column = column,
		.counts = counts,
		.typed = &request->filters[field],
		.filter = &search->filters[field],
		.language = request->ui,
	};

	facet_list_make(&view, request->facet_limit, search->tables, &out->facets[field]);
	free(listed);
}

void facet_search_write(
	const struct facet_search *search, struct matches *matches, struct answer *out)
{
	enum field field = search->request->facet;
	SCOPED(year_ranges_release) struct year_ranges ranges = {0};
	SCOPED(facet_counts_release)
	struct facet_counts counts = {.unwanted = ~(1U << field)};

	if (fields[field].kind == FIELD_OF_YEARS)
		year_ranges_make(
			&search->snapshot->columns.facets[field], field, &ranges);
	if (ranges.groups.count)
		counts.groups = &ranges.groups;
	facets_count(&search->snapshot->rows, search->filters, search->duplicates,
		matches, &counts);
	out->total = (uint32_t)matches->count;
	memcpy(out->missing, counts.missing, sizeof(out->missing));
	write_values(search, &counts, out);
	write_ranges(search, &ranges, out);
}
