/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "matching/hit_order.h"

#include "base/alloc.h"

#include <stdbool.h>
#include <stdlib.h>

/* Few are equal: what tells those apart is read only for them. */
static bool precedes_equal(const struct hit_order *order, const struct hit_place *a,
	const struct hit_place *b)
{
	uint32_t first_date = order->columns->dates[a->document];
	uint32_t second_date = order->columns->dates[b->document];
	uint64_t first = order->columns->places[a->document].order;
	uint64_t second = order->columns->places[b->document].order;

	if (first_date != second_date)
		return first_date > second_date;
	if (first != second)
		return first < second;
	return a->document < b->document;
}

static bool precedes(const struct hit_order *order, const struct hit_place *a,
	const struct hit_place *b)
{
	if (a->key != b->key)
		return a->key > b->key;
	return precedes_equal(order, a, b);
}

/* Restores the heap, whose root is the last in order, from the root down. */
static void sift(
	const struct hit_order *order, struct hit_place *heap, size_t count, size_t at)
{
	struct hit_place moved = heap[at];

	for (;;) {
		size_t child = 2 * at + 1;

		if (child >= count)
			break;
		if (child + 1 < count && precedes(order, &heap[child], &heap[child + 1]))
			child++;
		if (!precedes(order, &moved, &heap[child]))
			break;
		heap[at] = heap[child];
		at = child;
	}
	heap[at] = moved;
}

static void make_heap(
	const struct hit_order *order, struct hit_place *places, size_t count)
{
	for (size_t i = count / 2; i-- > 0;)
		sift(order, places, count, i);
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
	return (struct hit_place){.key = key_of(order, match),
		.document = order->matches->documents[match],
		.match = (uint32_t)match};
}

/* Puts the place into the full heap if it belongs there. */
static void offer(const struct hit_order *order, struct hit_place *heap, size_t count,
	struct hit_place place)
{
	if (place.key < heap->key || !precedes(order, &place, heap))
		return;
	*heap = place;
	sift(order, heap, count, 0);
}

size_t hit_order_sort(const struct hit_order *order, struct hit_place *places,
	size_t count, size_t wanted)
{
	if (wanted > count)
		wanted = count;
	make_heap(order, places, wanted);
	for (size_t i = wanted; wanted && i < count; i++)
		offer(order, places, wanted, places[i]);
	for (size_t left = wanted; left > 1;) {
		struct hit_place last = places[0];

		places[0] = places[--left];
		sift(order, places, left, 0);
		places[left] = last;
	}
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
	make_heap(order, heap, count);
	for (size_t i = count; count && i < all; i++) {
		if (key_of(order, i) >= heap->key)
			offer(order, heap, count, place_of(order, i));
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
