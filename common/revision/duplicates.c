/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "revision/duplicates.h"

#include "base/alloc.h"

#include <stdlib.h>

void duplicates_release(struct duplicates *duplicates)
{
	free(duplicates->places);
	free(duplicates->members);
	free(duplicates->starts);
	comparisons_release(&duplicates->comparisons);
	*duplicates = (struct duplicates){0};
}

const uint32_t *duplicates_of(
	const struct duplicates *duplicates, uint32_t document, size_t *count)
{
	uint32_t place = duplicates_place(duplicates, document);
	uint32_t start;
	size_t end;

	*count = 0;
	if (!place)
		return NULL;
	start = duplicates_group(duplicates, place);
	for (end = place;
		end < duplicates->member_count && duplicates->starts[end] == start;)
		end++;
	*count = end - start;
	return duplicates->members + start;
}

static int by_number(const void *a, const void *b)
{
	uint32_t one = *(const uint32_t *)a;
	uint32_t other = *(const uint32_t *)b;

	return one < other ? -1 : one > other;
}

size_t duplicates_count_pages(
	const struct duplicates *duplicates, const uint32_t *documents, size_t count)
{
	uint32_t *groups;
	size_t grouped = 0;
	size_t pages = 0;

	if (!duplicates->places)
		return count;
	groups = alloc_resize(NULL, count, sizeof(*groups));
	for (size_t i = 0; i < count; i++) {
		uint32_t place = duplicates_place(duplicates, documents[i]);

		if (place)
			groups[grouped++] = duplicates_group(duplicates, place);
		else
			pages++;
	}
	qsort(groups, grouped, sizeof(*groups), by_number);
	for (size_t i = 0; i < grouped; i++)
		pages += i == 0 || groups[i] != groups[i - 1];
	free(groups);
	return pages;
}
