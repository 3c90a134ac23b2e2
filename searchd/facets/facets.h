/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * facets: filters matches and counts the values of what passes, in one walk.
 * A field's counts obey all filters but the field's own, so that a second
 * value can be added; the total obeys all.
 */
#ifndef SEARCHD_FACETS_FACETS_H
#define SEARCHD_FACETS_FACETS_H

#include "facets/facet_filter.h"
#include "query/request.h"
#include "ranking/matches.h"
#include "revision/duplicates.h"
#include "snapshot/facet_rows.h"

/*
 * Values of one field that are counted together as well: a document that has
 * several of a group counts once.
 */
struct facet_groups {
	enum field field;
	const uint32_t *group_of; /* one an ordinal */
	uint32_t *counts;         /* one a group, 0 to begin with */
	size_t count;
};

/* {0}, or which fields are not wanted; the caller releases it. */
struct facet_counts {
	unsigned unwanted;                    /* bits of fields that are not counted */
	struct facet_groups *groups;          /* NULL: none */
	uint32_t *counts[FIELD_FACET_COUNT];  /* one an ordinal; NULL: not wanted */
	uint32_t missing[FIELD_FILTER_COUNT]; /* without any value */
	uint32_t without[FIELD_FILTER_COUNT]; /* all that pass without its filter */
	uint32_t unfiltered;                  /* if nothing passes: all that match */
};

void facet_counts_release(struct facet_counts *counts);

/*
 * Counts, and keeps in matches only what passes all filters. Of duplicates one
 * is kept and counted: folding.h; NULL: each by itself.
 */
void facets_count(const struct facet_rows *rows, const struct facet_filter *filters,
	const struct duplicates *duplicates, struct matches *matches,
	struct facet_counts *out);

#endif
