/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "hit_order.h"

#include "base/alloc.h"

#include <stdbool.h>
#include <stdlib.h>

static bool precedes(const struct hit_place *a, const struct hit_place *b)
{
	if (a->key != b->key)
		return a->key > b->key;
	if (a->date != b->date)
		return a->date > b->date;
	if (a->order != b->order)
		return a->order < b->order;
	return a->document < b->document;
}

/* Restores the heap, whose root is the last in order, from the root down. */
static void sift(struct hit_place *heap, size_t count, size_t at)
{
	for (;;) {
		size_t last = at;
		struct hit_place swapped = heap[at];

		for (size_t child = 2 * at + 1; child <= 2 * at + 2; child++) {
			if (child < count && precedes(&heap[last], &heap[child]))
				last = child;
		}
		if (last == at)
			return;
		heap[at] = heap[last];
		heap[last] = swapped;
		at = last;
	}
}

static double key_of(const struct hit_order *order, size_t match)
{
	uint32_t date;

	if (order->sort == SORT_RELEVANCE)
		return (double)order->matches->scores[match];
	date = order->columns->dates[order->matches->documents[match]];
	if (order->sort == SORT_OLDEST && !date)
		return -1e9; /* undated ones come last here too */
	return order->sort == SORT_OLDEST ? -(double)date : date;
}

static struct hit_place place_of(const struct hit_order *order, size_t match)
{
	uint32_t document = order->matches->documents[match];

	return (struct hit_place){.key = key_of(order, match),
		.document = document,
		.match = (uint32_t)match,
		.order = order->columns->places[document].order,
		.date = order->columns->dates[document],
		.score = order->matches->scores[match]};
}

static int by_order(const void *a, const void *b)
{
	return precedes(a, b) ? -1 : precedes(b, a);
}

size_t hit_order_sort(struct hit_place *places, size_t count, size_t wanted)
{
	if (wanted > count)
		wanted = count;
	for (size_t i = wanted; i-- > 0;)
		sift(places, wanted, i);
	for (size_t i = wanted; wanted && i < count; i++) {
		if (precedes(&places[i], places)) {
			*places = places[i];
			sift(places, wanted, 0);
		}
	}
	qsort(places, wanted, sizeof(*places), by_order);
	return wanted;
}

size_t hit_order_choose(
	const struct hit_order *order, size_t wanted, struct hit_place **out)
{
	size_t all = order->matches->count;
	size_t count = wanted < all ? wanted : all;
	struct hit_place *heap = alloc_zeroed(count, sizeof(*heap));

	for (size_t i = 0; i < count; i++)
		heap[i] = place_of(order, i);
	for (size_t i = count; i-- > 0;)
		sift(heap, count, i);
	for (size_t i = count; count && i < all; i++) {
		struct hit_place place;

		if (key_of(order, i) < heap->key)
			continue; /* most are: their places are not even read */
		place = place_of(order, i);
		if (precedes(&place, heap)) {
			*heap = place;
			sift(heap, count, 0);
		}
	}
	*out = heap;
	return count;
}

void hit_order_place(const struct hit_order *order, const uint32_t *matches, size_t count,
	struct hit_place *out)
{
	for (size_t i = 0; i < count; i++)
		out[i] = place_of(order, matches[i]);
}
