/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "revision/duplicate_pairs.h"

#include "base/alloc.h"
#include "revision/sameness.h"

#include <stdlib.h>
#include <string.h>

enum { BANDS = SKETCH_MINIMA / 2, DIGIT_BITS = 11, DIGITS = 1 << DIGIT_BITS };

struct search {
	const struct sketches *sketches;
	const uint32_t *heads;
	struct duplicate_pairs *out;
	struct keyed_item *items, *room;
	size_t count;
};

void duplicate_pairs_release(struct duplicate_pairs *pairs)
{
	free(pairs->items);
	*pairs = (struct duplicate_pairs){0};
}

/* One step of a radix sort, from the least digit to the greatest. */
static void sort_digit(const struct keyed_item *from, size_t count, unsigned shift,
	struct keyed_item *into)
{
	size_t starts[DIGITS + 1] = {0};

	for (size_t i = 0; i < count; i++)
		starts[(from[i].key >> shift) % DIGITS + 1]++;
	for (size_t i = 0; i < DIGITS; i++)
		starts[i + 1] += starts[i];
	for (size_t i = 0; i < count; i++)
		into[starts[(from[i].key >> shift) % DIGITS]++] = from[i];
}

void duplicate_pairs_sort(struct keyed_item *items, size_t count, struct keyed_item *room)
{
	sort_digit(items, count, 0, room);
	sort_digit(room, count, DIGIT_BITS, items);
	sort_digit(items, count, 2 * DIGIT_BITS, room);
	memcpy(items, room, count * sizeof(*items));
}

static const struct entry_sketch *sketch(const struct search *search, uint32_t item)
{
	return &search->sketches->items[item];
}

static void add_key(struct search *search, uint64_t key, uint32_t item)
{
	search->items[search->count++] =
		(struct keyed_item){(uint32_t)(key ^ key >> 32), item};
}

static void add_pair(struct search *search, uint32_t a, uint32_t b, bool same_address)
{
	struct duplicate_pairs *out = search->out;
	uint32_t first = search->heads[a];
	uint32_t second = search->heads[b];

	if (first == second)
		return;
	out->items = alloc_grow(out->items, out->count, &out->room, sizeof(*out->items));
	out->items[out->count++] = first < second
		? (struct duplicate_pair){first, second, same_address}
		: (struct duplicate_pair){second, first, same_address};
}

typedef void match_items(struct search *search, uint32_t a, uint32_t b);

/* a is the shorter one. */
static void match_texts(struct search *search, uint32_t a, uint32_t b)
{
	const uint16_t *of_a = sketch(search, a)->minima;
	const uint16_t *of_b = sketch(search, b)->minima;
	int equal = 0;

	if (sketch(search, a)->words * 4 < sketch(search, b)->words * 3)
		return;
	for (int i = 0; i < SKETCH_MINIMA; i++)
		equal += of_a[i] == of_b[i];
	if (equal >= PAIRS_MINIMA_EQUAL)
		add_pair(search, a, b, false);
}

static void match_titles(struct search *search, uint32_t a, uint32_t b)
{
	if (sketch(search, a)->title == sketch(search, b)->title
		&& sketch(search, a)->words <= PAIRS_TEASER_MAX)
		add_pair(search, a, b, false);
}

static bool names(const struct entry_sketch *a, const struct entry_sketch *b)
{
	return a->canonical && a->canonical == b->address;
}

static void match_addresses(struct search *search, uint32_t a, uint32_t b)
{
	const struct entry_sketch *of_a = sketch(search, a);
	const struct entry_sketch *of_b = sketch(search, b);

	if (of_a->address == of_b->address || names(of_a, of_b) || names(of_b, of_a)
		|| (of_a->canonical && of_a->canonical == of_b->canonical))
		add_pair(search, a, b, true);
}

/* Where a document comes among others; not by its number. */
static int compare_texts(const struct search *search, uint32_t a, uint32_t b)
{
	const struct entry_sketch *of_a = sketch(search, a);
	const struct entry_sketch *of_b = sketch(search, b);

	if (of_a->words != of_b->words)
		return of_a->words < of_b->words ? -1 : 1;
	if (of_a->whole != of_b->whole)
		return of_a->whole < of_b->whole ? -1 : 1;
	return of_a->address < of_b->address ? -1 : of_a->address > of_b->address;
}

static int by_text(const void *a, const void *b, void *context)
{
	return compare_texts(context, ((const struct keyed_item *)a)->item,
		((const struct keyed_item *)b)->item);
}

/* Matches the items that have one key, shorter ones first. */
static void match_bucket(
	struct search *search, struct keyed_item *items, size_t count, match_items *match)
{
	qsort_r(items, count, sizeof(*items), by_text, search);
	for (size_t i = 0; i < count; i++) {
		for (size_t j = i + 1; j < count && j <= i + PAIRS_WINDOW; j++)
			match(search, items[i].item, items[j].item);
	}
}

static void match_all(struct search *search, size_t bucket_max, match_items *match)
{
	duplicate_pairs_sort(search->items, search->count, search->room);
	for (size_t i = 0; i < search->count;) {
		size_t end = i + 1;

		while (end < search->count
			&& search->items[end].key == search->items[i].key)
			end++;
		if (end - i > 1 && end - i <= bucket_max)
			match_bucket(search, search->items + i, end - i, match);
		i = end;
	}
	search->count = 0;
}

static bool is_head(const struct search *search, uint32_t item)
{
	return search->heads[item] == item;
}

static void find_by_texts(struct search *search)
{
	for (size_t band = 0; band < BANDS; band++) {
		for (uint32_t i = 0; i < search->sketches->count; i++) {
			const uint16_t *minima = sketch(search, i)->minima + 2 * band;

			if (is_head(search, i)
				&& sketch(search, i)->words >= SAMENESS_WORDS_MIN)
				add_key(search, (uint32_t)minima[0] << 16 | minima[1], i);
		}
		match_all(search, SIZE_MAX, match_texts);
	}
}

static void find_by_titles(struct search *search)
{
	for (uint32_t i = 0; i < search->sketches->count; i++) {
		if (is_head(search, i) && sketch(search, i)->title)
			add_key(search, sketch(search, i)->title, i);
	}
	match_all(search, PAIRS_TITLES_MAX, match_titles);
}

static void find_by_addresses(struct search *search)
{
	for (uint32_t i = 0; i < search->sketches->count; i++) {
		if (sketch(search, i)->address)
			add_key(search, sketch(search, i)->address, i);
		if (sketch(search, i)->canonical)
			add_key(search, sketch(search, i)->canonical, i);
	}
	match_all(search, SIZE_MAX, match_addresses);
}

/* Those with the same address come before their like. */
static int by_items(const void *a, const void *b)
{
	const struct duplicate_pair *one = a;
	const struct duplicate_pair *other = b;

	if (one->first != other->first)
		return one->first < other->first ? -1 : 1;
	if (one->second != other->second)
		return one->second < other->second ? -1 : 1;
	return other->same_address - one->same_address;
}

static void keep_each_once(struct duplicate_pairs *pairs)
{
	size_t kept = 0;

	if (!pairs->count)
		return;
	qsort(pairs->items, pairs->count, sizeof(*pairs->items), by_items);
	for (size_t i = 1; i < pairs->count; i++) {
		if (pairs->items[i].first != pairs->items[kept].first
			|| pairs->items[i].second != pairs->items[kept].second)
			pairs->items[++kept] = pairs->items[i];
	}
	pairs->count = kept + 1;
}

static int by_number(uint32_t a, uint32_t b)
{
	return a < b ? -1 : a > b;
}

static int by_texts(const void *a, const void *b, void *context)
{
	const struct duplicate_pair *one = a;
	const struct duplicate_pair *other = b;
	int order = compare_texts(context, one->first, other->first);

	if (!order)
		order = by_number(one->first, other->first);
	if (!order)
		order = compare_texts(context, one->second, other->second);
	return order ? order : by_number(one->second, other->second);
}

/* Pairs of neighbouring texts come one after the other. */
static void order_by_texts(struct search *search)
{
	struct duplicate_pairs *pairs = search->out;

	for (size_t i = 0; i < pairs->count; i++) {
		struct duplicate_pair *pair = &pairs->items[i];

		if (compare_texts(search, pair->first, pair->second) > 0)
			*pair = (struct duplicate_pair){
				pair->second, pair->first, pair->same_address};
	}
	if (pairs->count)
		qsort_r(pairs->items, pairs->count, sizeof(*pairs->items), by_texts,
			search);
}

void duplicate_pairs_find(const struct sketches *sketches, const uint32_t *heads,
	struct duplicate_pairs *out)
{
	size_t room = 2 * sketches->count + 1;
	struct search search = {.sketches = sketches,
		.heads = heads,
		.out = out,
		.items = alloc_resize(NULL, room, sizeof(struct keyed_item)),
		.room = alloc_resize(NULL, room, sizeof(struct keyed_item))};

	find_by_texts(&search);
	find_by_titles(&search);
	find_by_addresses(&search);
	keep_each_once(out);
	order_by_texts(&search);
	free(search.items);
	free(search.room);
}
