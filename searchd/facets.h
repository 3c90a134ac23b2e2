/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * facets: filters matches and counts the values of what passes, in one walk.
 * A field's counts obey all filters but the field's own, so that a second
 * value can be added; the total obeys all.
 */
#ifndef SEARCHD_FACETS_H
#define SEARCHD_FACETS_H

#include "facet_filter.h"
#include "facet_rows.h"
#include "matches.h"
#include "request.h"
#include "revision/duplicates.h"
#include "search.h"

/* {0}, or which fields are not wanted; the caller releases it. */
struct facet_counts {
	unsigned unwanted;                   /* bits of fields that are not counted */
	uint32_t *counts[FIELD_FACET_COUNT]; /* one an ordinal; NULL: not wanted */
	uint32_t missing[FIELD_FACET_COUNT]; /* without any value */
};

void facet_counts_release(struct facet_counts *counts);

/*
 * Counts, and keeps in matches only what passes all filters. Of duplicates one
 * is kept and counted: folding.h; NULL: each by itself.
 */
void facets_count(const struct facet_rows *rows, const struct facet_filter *filters,
	const struct duplicates *duplicates, struct matches *matches,
	struct facet_counts *out);

/* One field of an answer in the making. */
struct facet_view {
	enum field field;
	const struct column *column;
	const struct facet_counts *counts;
	const struct filter *typed;        /* what the visitor chose */
	const struct facet_filter *filter; /* the same, as ordinals */
	enum language language;            /* of the labels */
};

/*
 * The most frequent values with their labels, at most limit, but all that were
 * chosen. Years come in their order, all else by count.
 */
void facets_list(const struct facet_view *view, unsigned limit,
	const struct tables *tables, struct facet *out);
void facet_release(struct facet *facet);

#endif
