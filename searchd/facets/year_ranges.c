/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "facets/year_ranges.h"

#include "base/alloc.h"

#include <stdlib.h>

enum { SHORT_SPAN = 10, LONG_SPAN = 30, LUSTRUM = 5, DECADE = 10 };

static int year_of(const struct column *column, uint32_t ordinal)
{
	return atoi(string_table_get(&column->values, ordinal));
}

void year_ranges_make(
	const struct column *column, enum field field, struct year_ranges *out)
{
	uint32_t count = (uint32_t)column->values.count;
	int first = count ? year_of(column, 0) : 0;
	int last = first;

	*out = (struct year_ranges){.groups.field = field};
	for (uint32_t i = 0; i < count; i++) {
		int year = year_of(column, i);

		first = year < first ? year : first;
		last = year > last ? year : last;
	}
	if (last - first <= SHORT_SPAN)
		return;
	out->width = last - first > LONG_SPAN ? DECADE : LUSTRUM;
	out->first = first - first % out->width;
	out->range_of = alloc_zeroed(count, sizeof(*out->range_of));
	for (uint32_t i = 0; i < count; i++)
		out->range_of[i] =
			(uint32_t)((year_of(column, i) - out->first) / out->width);
	out->groups.group_of = out->range_of;
	out->groups.count = (size_t)((last - out->first) / out->width) + 1;
	out->groups.counts = alloc_zeroed(out->groups.count, sizeof(uint32_t));
}

void year_ranges_release(struct year_ranges *ranges)
{
	free(ranges->range_of);
	free(ranges->groups.counts);
	*ranges = (struct year_ranges){0};
}
