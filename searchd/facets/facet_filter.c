/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "facets/facet_filter.h"

#include "base/alloc.h"
#include "snapshot/tables.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

uint32_t facet_filter_ordinal(const struct column *column, enum field field,
	const char *typed, const struct tables *tables)
{
	uint32_t ordinal = column_find(column, tables_value(tables, field, typed));

	return ordinal == STRING_TABLE_NONE ? column_find(column, typed) : ordinal;
}

bool facet_filter_range(const char *typed, int *from, int *to)
{
	const char *dots = strstr(typed, "..");

	if (!dots)
		return false;
	*from = dots == typed ? INT_MIN : atoi(typed);
	*to = dots[2] ? atoi(dots + 2) : INT_MAX;
	if (*from > *to) {
		int swapped = *from;

		*from = *to;
		*to = swapped;
	}
	return true;
}

static void choose_range(struct facet_filter *filter, int from, int to)
{
	for (uint32_t i = 0; i < filter->column->values.count; i++) {
		int year = atoi(string_table_get(&filter->column->values, i));

		filter->chosen[i] |= year >= from && year <= to;
	}
}

bool facet_filter_is_none(const char *typed)
{
	return !strcasecmp(typed, VALUE_NONE);
}

static void choose_value(struct facet_filter *filter, const struct column *column,
	enum field field, const char *typed, const struct tables *tables)
{
	uint32_t ordinal;
	int from;
	int to;

	if (!filter->column) {
		filter->column = column;
		filter->chosen = alloc_zeroed(column->values.count, 1);
	}
	if (facet_filter_is_none(typed))
		return;
	if (fields[field].kind == FIELD_OF_YEARS
		&& facet_filter_range(typed, &from, &to)) {
		choose_range(filter, from, to);
		return;
	}
	ordinal = facet_filter_ordinal(column, field, typed, tables);
	if (ordinal != STRING_TABLE_NONE)
		filter->chosen[ordinal] = 1;
}

static void choose_amount(
	struct facet_filter *filter, const uint64_t *budgets, const char *typed)
{
	struct budget_range range;

	filter->budgets = budgets;
	if (!budget_range_parse(typed, &range))
		return;
	filter->ranges = alloc_grow(filter->ranges, filter->range_count,
		&filter->range_room, sizeof(*filter->ranges));
	filter->ranges[filter->range_count++] = range;
}

void facet_filter_add(struct facet_filter *filter, const struct columns *columns,
	enum field field, const char *typed, const struct tables *tables)
{
	filter->without |= facet_filter_is_none(typed);
	if (field < FIELD_FACET_COUNT)
		choose_value(filter, &columns->facets[field], field, typed, tables);
	else
		choose_amount(filter, columns->budgets, typed);
}

void facet_filter_release(struct facet_filter *filter)
{
	free(filter->chosen);
	free(filter->ranges);
	*filter = (struct facet_filter){0};
}
