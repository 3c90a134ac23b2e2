/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "revision/equal_texts.h"

#include "base/alloc.h"
#include "revision/duplicate_pairs.h"

#include <stdlib.h>

enum { HEADS_MAX = 64 }; /* of one text, that differ in title, years or cities */

struct joining {
	const struct sketches *sketches;
	struct sameness *sameness;
	uint32_t *heads;
};

static int by_sketch(const void *a, const void *b, void *context)
{
	const struct joining *joining = context;
	const struct entry_sketch *items = joining->sketches->items;
	const struct entry_sketch *one = &items[((const struct keyed_item *)a)->item];
	const struct entry_sketch *other = &items[((const struct keyed_item *)b)->item];

	if (one->whole != other->whole)
		return one->whole < other->whole ? -1 : 1;
	if (one->title != other->title)
		return one->title < other->title ? -1 : 1;
	return one->address < other->address ? -1 : one->address > other->address;
}

/* Each item joins the first of those before it that it is equal to. */
static void join(struct joining *joining, struct keyed_item *items, size_t count)
{
	uint32_t heads[HEADS_MAX];
	size_t head_count = 0;

	qsort_r(items, count, sizeof(*items), by_sketch, joining);
	for (size_t i = 0; i < count; i++) {
		uint32_t item = items[i].item;
		size_t head = 0;

		while (head < head_count
			&& !sameness_tell_equal(joining->sameness, heads[head], item))
			head++;
		if (head < head_count)
			joining->heads[item] = heads[head];
		else if (head_count < HEADS_MAX)
			heads[head_count++] = item;
	}
}

uint32_t *equal_texts_find(const struct sketches *sketches, struct sameness *sameness)
{
	struct joining joining = {sketches, sameness,
		alloc_resize(NULL, sketches->count, sizeof(*joining.heads))};
	struct keyed_item *items = alloc_resize(NULL, sketches->count, sizeof(*items));
	struct keyed_item *room = alloc_resize(NULL, sketches->count, sizeof(*room));
	size_t count = 0;

	for (uint32_t i = 0; i < sketches->count; i++) {
		uint64_t whole = sketches->items[i].whole;

		joining.heads[i] = i;
		if (sketches->items[i].words >= SAMENESS_WORDS_MIN)
			items[count++] =
				(struct keyed_item){(uint32_t)(whole ^ whole >> 32), i};
	}
	duplicate_pairs_sort(items, count, room);
	for (size_t i = 0; i < count;) {
		size_t end = i + 1;

		while (end < count && items[end].key == items[i].key)
			end++;
		if (end - i > 1)
			join(&joining, items + i, end - i);
		i = end;
	}
	free(items);
	free(room);
	return joining.heads;
}
