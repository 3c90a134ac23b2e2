/* SPDX-License-Identifier: GPL-2.0-or-later */
/* facet_filter: which documents have one of the values a visitor chose. */
#ifndef SEARCHD_FACETS_FACET_FILTER_H
#define SEARCHD_FACETS_FACET_FILTER_H

#include "query/budget_range.h"
#include "revision/columns.h"

#include <stdbool.h>
#include <stddef.h>

struct tables;

/* {0} lets every document pass; the caller releases it. */
struct facet_filter {
	const struct column *column; /* of a facet; NULL: nothing chosen */
	unsigned char *chosen;       /* one an ordinal */
	const uint64_t *budgets;     /* of the field of amounts; NULL: nothing chosen */
	struct budget_range *ranges;
	size_t range_count, range_room;
	bool without; /* documents without any value pass, too */
};

/*
 * Adds a value, in any spelling (city=Danzig), a range of years (2005..2008, open
 * at either end) or of amounts, or VALUE_NONE. A value no document has is chosen
 * too: it lets nothing pass.
 */
void facet_filter_add(struct facet_filter *filter, const struct columns *columns,
	enum field field, const char *typed, const struct tables *tables);
void facet_filter_release(struct facet_filter *filter);

/* Whether something was chosen. */
static inline bool facet_filter_is_set(const struct facet_filter *filter)
{
	return filter->column || filter->budgets;
}

/* Whether a value of the column is. */
static inline bool facet_filter_has(const struct facet_filter *filter, uint32_t ordinal)
{
	return filter->column && filter->chosen[ordinal];
}

static inline bool facet_filter_passes_budget(
	const struct facet_filter *filter, uint64_t budget)
{
	bool passes = !budget && filter->without;

	for (size_t i = 0; budget && i < filter->range_count; i++)
		passes |= budget >= filter->ranges[i].least
			&& budget <= filter->ranges[i].most;
	return passes;
}

static inline bool facet_filter_passes(
	const struct facet_filter *filter, uint32_t document)
{
	struct ordinals ordinals;
	bool passes;

	if (filter->budgets)
		return facet_filter_passes_budget(filter, filter->budgets[document]);
	if (!filter->column)
		return true;
	column_ordinals(filter->column, document, &ordinals);
	passes = !ordinals.count && filter->without;
	for (size_t i = 0; i < ordinals.count; i++)
		passes |= filter->chosen[ordinals.items[i]];
	return passes;
}

/* The ordinal a spelling means; STRING_TABLE_NONE: no document has it. */
uint32_t facet_filter_ordinal(const struct column *column, enum field field,
	const char *typed, const struct tables *tables);

/* Whether it is a range of years, and which. */
bool facet_filter_range(const char *typed, int *from, int *to);

/* Whether it asks for documents without a value. */
bool facet_filter_is_none(const char *typed);

#endif
