/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "words/prefix_table.h"

#include "base/alloc.h"
#include "words/likeness.h"

#include <stdlib.h>
#include <string.h>

enum { HEAD_BYTES = 8 };

/* Most are told apart by how they begin, without a look at the keys. */
struct sorted_entry {
	uint64_t head;
	const char *rest; /* behind it; NULL: there is nothing */
	struct prefix_entry entry;
};

static struct sorted_entry sorted_entry_of(const char *keys, struct prefix_entry entry)
{
	struct sorted_entry sorted = {0, NULL, entry};
	const char *key = keys + entry.key;
	int i = 0;

	for (; i < HEAD_BYTES && key[i]; i++)
		sorted.head |= (uint64_t)(unsigned char)key[i] << 8 * (7 - i);
	if (i == HEAD_BYTES)
		sorted.rest = key + i;
	return sorted;
}

static int by_key(const void *a_, const void *b_)
{
	const struct sorted_entry *a = a_;
	const struct sorted_entry *b = b_;
	int order = 0;

	if (a->head != b->head)
		return a->head < b->head ? -1 : 1;
	if (a->rest && b->rest)
		order = strcmp(a->rest, b->rest);
	if (order)
		return order;
	return (a->entry.number > b->entry.number) - (a->entry.number < b->entry.number);
}

void prefix_table_make(const char *keys, struct prefix_entry *items, size_t count,
	struct prefix_table *out)
{
	struct sorted_entry *sorted = alloc_resize(NULL, count, sizeof(*sorted));

	for (size_t i = 0; i < count; i++)
		sorted[i] = sorted_entry_of(keys, items[i]);
	if (count)
		qsort(sorted, count, sizeof(*sorted), by_key);
	*out = (struct prefix_table){
		keys, items, alloc_zeroed(count, sizeof(*out->letters)), count};
	for (size_t i = 0; i < count; i++) {
		const char *key = keys + sorted[i].entry.key;

		items[i] = sorted[i].entry;
		out->letters[i] = likeness_letters(key, strlen(key));
	}
	free(sorted);
}

void prefix_table_release(struct prefix_table *table)
{
	free(table->items);
	free(table->letters);
	*table = (struct prefix_table){0};
}

/* The first item whose beginning is at or, if behind is 1, behind the prefix. */
static size_t find_edge(
	const struct prefix_table *table, const char *prefix, size_t length, int behind)
{
	size_t first = 0;
	size_t end = table->count;

	while (first < end) {
		size_t middle = first + (end - first) / 2;

		if (strncmp(table->keys + table->items[middle].key, prefix, length)
			< behind)
			first = middle + 1;
		else
			end = middle;
	}
	return first;
}

struct prefix_range prefix_table_find(
	const struct prefix_table *table, const char *prefix, size_t length)
{
	return (struct prefix_range){
		find_edge(table, prefix, length, 0), find_edge(table, prefix, length, 1)};
}

unsigned prefix_table_slips(
	const struct prefix_table *table, size_t item, const struct typed_letters *typed)
{
	const char *key = table->keys + table->items[item].key;

	/* each slip brings at most one letter that the word has not */
	if (likeness_count(typed->letters & ~table->letters[item]) > typed->slips)
		return typed->slips + 1;
	return likeness_prefix_distance(
		typed->bare, typed->length, key, strlen(key), typed->slips);
}
