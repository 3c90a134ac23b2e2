/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "words/word_numbers.h"

#include "base/alloc.h"
#include "base/scope.h"
#include "index/dictionary.h"

#include <stdatomic.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

enum {
	IN_A_BUCKET = 32, /* pairs, about */
	BUCKET_BITS_MAX = 20,
	TAIL_BYTES_MIN = 1 << 20, /* of a tail that becomes a part of the base */
	TAIL_SHARE = 4,           /* the same as a part of it */
};

/* Numbers by hash, sorted by the highest bits of it; of equal bits by number. */
struct hash_table {
	uint64_t *pairs; /* the hash, then the number in the lower half */
	size_t count;
	uint32_t *starts; /* of the buckets, one more for the end */
	unsigned bits;    /* of a hash that tell the bucket */
};

/* A stretch of the dictionary. */
struct stretch_numbers {
	size_t begin, end; /* bytes */
	uint32_t first, next;
	struct hash_table terms, forms;
	atomic_uint holders;
};

struct word_numbers {
	struct stretch_numbers *base, *tail;
};

static void let_go(struct stretch_numbers **stretch_)
{
	struct stretch_numbers *stretch = TAKE(*stretch_);

	if (!stretch || atomic_fetch_sub(&stretch->holders, 1) > 1)
		return;
	free(stretch->terms.pairs);
	free(stretch->terms.starts);
	free(stretch->forms.pairs);
	free(stretch->forms.starts);
	free(stretch);
}

void word_numbers_free(struct word_numbers **numbers)
{
	if (*numbers) {
		let_go(&(*numbers)->base);
		let_go(&(*numbers)->tail);
	}
	free(*numbers);
	*numbers = NULL;
}

static void add_pair(struct hash_table *table, uint32_t hash, uint32_t number)
{
	table->pairs[table->count++] = (uint64_t)hash << 32 | number;
}

/* One pass of a sort by some bits, the lowest first; equal ones keep their order. */
static void sort_by(
	struct hash_table *table, uint64_t *scratch, unsigned shift, unsigned bits)
{
	size_t *starts = alloc_zeroed(((size_t)1 << bits) + 1, sizeof(*starts));
	uint64_t mask = ((uint64_t)1 << bits) - 1;

	for (size_t i = 0; i < table->count; i++)
		starts[(table->pairs[i] >> shift & mask) + 1]++;
	for (size_t i = 0; i < mask; i++)
		starts[i + 1] += starts[i];
	for (size_t i = 0; i < table->count; i++)
		scratch[starts[table->pairs[i] >> shift & mask]++] = table->pairs[i];
	free(starts);
	memcpy(table->pairs, scratch, table->count * sizeof(*scratch));
}

static size_t bucket_of(const struct hash_table *table, uint32_t hash)
{
	return (size_t)((uint64_t)hash >> (32 - table->bits));
}

static void find_starts(struct hash_table *table)
{
	size_t buckets = (size_t)1 << table->bits;

	table->starts = alloc_zeroed(buckets + 1, sizeof(*table->starts));
	for (size_t i = 0; i < table->count; i++)
		table->starts[bucket_of(table, (uint32_t)(table->pairs[i] >> 32)) + 1]++;
	for (size_t i = 0; i < buckets; i++)
		table->starts[i + 1] += table->starts[i];
}

static void make_table(struct hash_table *table)
{
	uint64_t *scratch;

	while (table->bits < BUCKET_BITS_MAX && table->count >> table->bits > IN_A_BUCKET)
		table->bits++;
	table->pairs = alloc_resize(table->pairs, table->count, sizeof(*table->pairs));
	if (table->bits) {
		scratch = alloc_resize(NULL, table->count, sizeof(*scratch));
		sort_by(table, scratch, 64 - table->bits, table->bits / 2);
		sort_by(table, scratch, 64 - table->bits + table->bits / 2,
			table->bits - table->bits / 2);
		free(scratch);
	}
	find_starts(table);
}

/* The words from a byte of the list on, the first of which has the number. */
static struct stretch_numbers *make_stretch(
	const char *list, size_t begin, size_t size, uint32_t first)
{
	struct stretch_numbers *stretch = alloc_zeroed(1, sizeof(*stretch));
	size_t most = (size - begin) / sizeof(uint32_t);
	struct dictionary_word word;

	atomic_init(&stretch->holders, 1);
	stretch->terms.pairs = alloc_resize(NULL, most, sizeof(*stretch->terms.pairs));
	stretch->forms.pairs = alloc_resize(NULL, most, sizeof(*stretch->forms.pairs));
	stretch->begin = begin;
	stretch->end = begin;
	stretch->first = first;
	stretch->next = first;
	while (dictionary_next(list, size, &stretch->end, &word)) {
		uint32_t number = stretch->next++;

		add_pair(&stretch->forms, dictionary_hash(&word, 0), number);
		for (uint32_t i = 1; i < word.hash_count; i++)
			add_pair(&stretch->terms, dictionary_hash(&word, i), number);
	}
	make_table(&stretch->terms);
	make_table(&stretch->forms);
	return stretch;
}

/* Whether what a list of so many bytes has more than the base is little. */
static bool is_base_of(const struct stretch_numbers *base, size_t size)
{
	return base->end <= size
		&& (size - base->end < TAIL_BYTES_MIN
			|| size - base->end < base->end / TAIL_SHARE);
}

struct word_numbers *word_numbers_load(
	const char *list, size_t size, const struct word_numbers *known)
{
	struct word_numbers *numbers = alloc_zeroed(1, sizeof(*numbers));

	if (known && is_base_of(known->base, size)) {
		numbers->base = known->base;
		atomic_fetch_add(&numbers->base->holders, 1);
	} else {
		numbers->base = make_stretch(list, 0, size, 0);
	}
	numbers->tail = make_stretch(list, numbers->base->end, size, numbers->base->next);
	return numbers;
}

void number_list_release(struct number_list *list)
{
	free(list->items);
	*list = (struct number_list){0};
}

static void add_equal(
	const struct hash_table *table, uint32_t hash, struct number_list *out)
{
	size_t bucket = bucket_of(table, hash);

	for (uint32_t i = table->starts[bucket]; i < table->starts[bucket + 1]; i++) {
		if (table->pairs[i] >> 32 != hash)
			continue;
		out->items = alloc_grow(
			out->items, out->count, &out->room, sizeof(*out->items));
		out->items[out->count++] = (uint32_t)table->pairs[i];
	}
}

void word_numbers_with_term(
	const struct word_numbers *numbers, uint32_t hash, struct number_list *out)
{
	add_equal(&numbers->base->terms, hash, out);
	add_equal(&numbers->tail->terms, hash, out);
}

void word_numbers_with_form(
	const struct word_numbers *numbers, uint32_t hash, struct number_list *out)
{
	add_equal(&numbers->base->forms, hash, out);
	add_equal(&numbers->tail->forms, hash, out);
}
