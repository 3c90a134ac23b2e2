/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * year_ranges: the years of a field in ranges of equal width, for a histogram
 * with few bars: decades, of short spans lustrums. Which ones depends on the
 * years that documents have, not on a query, so that bars stay in place.
 */
#ifndef SEARCHD_FACETS_YEAR_RANGES_H
#define SEARCHD_FACETS_YEAR_RANGES_H

#include "facets/facets.h"
#include "revision/columns.h"

/* {0} has none; the caller releases it. */
struct year_ranges {
	int first, width; /* years; the first range begins with a full width */
	uint32_t *range_of;
	struct facet_groups groups;
};

/* Of a span of ten years and less none are made: groups.count is 0. */
void year_ranges_make(
	const struct column *column, enum field field, struct year_ranges *out);
void year_ranges_release(struct year_ranges *ranges);

#endif
