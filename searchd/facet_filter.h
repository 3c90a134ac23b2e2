/* SPDX-License-Identifier: GPL-2.0-or-later */
/* facet_filter: which documents have one of the values a visitor chose. */
#ifndef SEARCHD_FACET_FILTER_H
#define SEARCHD_FACET_FILTER_H

#include "revision/columns.h"

#include <stdbool.h>

struct tables;

/* {0} lets every document pass; the caller releases it. */
struct facet_filter {
	const struct column *column; /* NULL: nothing chosen */
	unsigned char *chosen;       /* one an ordinal */
};

/*
 * Adds a value, in any spelling (city=Danzig), or a range of years
 * (2005..2008, open at either end). A value no document has is chosen too: it
 * lets nothing pass.
 */
void facet_filter_add(struct facet_filter *filter, const struct column *column,
	enum field field, const char *typed, const struct tables *tables);
void facet_filter_release(struct facet_filter *filter);

static inline bool facet_filter_passes(
	const struct facet_filter *filter, uint32_t document)
{
	struct ordinals ordinals;
	bool passes = !filter->column;

	ordinals.count = 0;
	if (!passes)
		column_ordinals(filter->column, document, &ordinals);
	for (size_t i = 0; i < ordinals.count; i++)
		passes |= filter->chosen[ordinals.items[i]];
	return passes;
}

/* The ordinal a spelling means; STRING_TABLE_NONE: no document has it. */
uint32_t facet_filter_ordinal(const struct column *column, enum field field,
	const char *typed, const struct tables *tables);

/* Whether it is a range of years, and which. */
bool facet_filter_range(const char *typed, int *from, int *to);

#endif
