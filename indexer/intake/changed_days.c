/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "intake/changed_days.h"

#include "base/alloc.h"

#include <stdlib.h>

enum {
	COMMON_LEAST = 5, /* pages */
	COMMON_TENTHS = 9,
};

void changed_days_release(struct changed_days *days)
{
	digest_table_release(&days->pages);
	free(days->days);
	*days = (struct changed_days){0};
}

void changed_days_add(struct changed_days *days, struct changed_day day)
{
	size_t before = days->pages.count;
	size_t number = digest_table_add(&days->pages, day.page);

	if (number < before) {
		if (day.day > days->days[number].day)
			days->days[number] = day;
		return;
	}
	days->days = alloc_grow(days->days, before, &days->room, sizeof(*days->days));
	days->days[before] = day;
}

const struct changed_day *changed_days_find(
	const struct changed_days *days, struct digest page)
{
	uint32_t number = digest_table_find(&days->pages, page);

	return number == DIGEST_TABLE_NONE ? NULL : &days->days[number];
}

/* The only day that more than half may have (Boyer and Moore's vote). */
static uint32_t likely_day(const struct changed_day *days, size_t count)
{
	uint32_t day = 0;
	size_t lead = 0;

	for (size_t i = 0; i < count; i++) {
		if (!lead)
			day = days[i].day;
		lead = days[i].day == day ? lead + 1 : lead - 1;
	}
	return day;
}

uint32_t changed_days_common(const struct changed_day *days, size_t count)
{
	uint32_t day = likely_day(days, count);
	size_t pages = 0;

	for (size_t i = 0; i < count; i++)
		pages += days[i].day == day;
	return count >= COMMON_LEAST && pages * 10 >= count * COMMON_TENTHS ? day : 0;
}
