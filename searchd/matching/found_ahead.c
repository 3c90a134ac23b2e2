/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "matching/found_ahead.h"

#include "base/alloc.h"

#include <stdlib.h>

void found_ahead_release(struct found_ahead *found)
{
	for (size_t i = 0; i < found->count; i++)
		matches_release(&found->items[i].matches);
	free(found->items);
	*found = (struct found_ahead){0};
}

struct matches *found_ahead_add(struct found_ahead *found, const struct query *query)
{
	found->items = alloc_grow(
		found->items, found->count, &found->room, sizeof(*found->items));
	found->items[found->count] = (struct found_ahead_item){query, {0}};
	return &found->items[found->count++].matches;
}

static struct found_ahead_item *find_item(
	const struct found_ahead *found, const struct query *query)
{
	for (size_t i = 0; i < found->count; i++) {
		if (found->items[i].query == query)
			return &found->items[i];
	}
	return NULL;
}

bool found_ahead_has(const struct found_ahead *found, const struct query *query)
{
	return find_item(found, query) != NULL;
}

bool found_ahead_take(
	struct found_ahead *found, const struct query *query, struct matches *out)
{
	struct found_ahead_item *item = find_item(found, query);

	if (!item)
		return false;
	matches_swap(out, &item->matches);
	return true;
}
