/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "help/filter_counts.h"

#include "base/alloc.h"
#include "base/scope.h"
#include "snapshot/shelf.h"

#include <stdlib.h>
#include <string.h>

enum { KEPT = 4 };

struct kept {
	struct buf key; /* empty: nothing is kept here */
	struct facet_counts counts;
};

struct filter_counts {
	struct kept items[KEPT]; /* the one asked for last comes first */
	struct shelf_stamp stamp;
};

struct filter_counts *filter_counts_create(void)
{
	return alloc_zeroed(1, sizeof(struct filter_counts));
}

static void forget(struct kept *kept)
{
	buf_release(&kept->key);
	facet_counts_release(&kept->counts);
	*kept = (struct kept){0};
}

static void forget_all(struct filter_counts *counts)
{
	for (size_t i = 0; i < KEPT; i++)
		forget(&counts->items[i]);
}

void filter_counts_free(struct filter_counts **counts)
{
	if (*counts)
		forget_all(*counts);
	free(*counts);
	*counts = NULL;
}

void filter_counts_begin(struct filter_counts *counts, const struct snapshot *snapshot)
{
	struct shelf_stamp stamp = shelf_stamp_of(snapshot);

	if (!shelf_stamp_is_same(&counts->stamp, &stamp))
		forget_all(counts);
	counts->stamp = stamp;
}

static void write_key(const struct request *request, struct buf *out)
{
	buf_add_format(out, "%d", request->duplicates);
	for (int i = 0; i < FIELD_FILTER_COUNT; i++) {
		const struct filter *filter = &request->filters[i];

		buf_add_format(out, " %zu", filter->count);
		for (size_t v = 0; v < filter->count; v++)
			buf_add_format(out, " %zu:%s", strlen(filter->values[v]),
				filter->values[v]);
	}
}

static void count_all(const struct trial *trial, struct facet_counts *out)
{
	const struct columns *columns = &trial->snapshot->columns;
	SCOPED(matches_release) struct matches all = {0};

	matches_reserve(&all, trial->snapshot->documents);
	for (uint32_t i = 1; i < columns->cell_count; i++) {
		if (columns->places[i].size_bytes)
			matches_add(&all, i, 0);
	}
	facets_count(
		&trial->snapshot->rows, trial->filters, trial->duplicates, &all, out);
}

/* Makes the item the first one. */
static struct kept *move_up(struct filter_counts *counts, size_t item)
{
	struct kept kept = counts->items[item];

	memmove(counts->items + 1, counts->items, item * sizeof(*counts->items));
	counts->items[0] = kept;
	return counts->items;
}

const struct facet_counts *filter_counts_of(struct filter_counts *counts,
	const struct trial *trial, const struct request *request)
{
	SCOPED(buf_release) struct buf key = {0};
	struct kept *kept;

	write_key(request, &key);
	for (size_t i = 0; i < KEPT; i++) {
		if (counts->items[i].key.length == key.length
			&& !memcmp(counts->items[i].key.bytes, key.bytes, key.length))
			return &move_up(counts, i)->counts;
	}
	forget(&counts->items[KEPT - 1]);
	kept = move_up(counts, KEPT - 1);
	kept->key = buf_take(&key);
	count_all(trial, &kept->counts);
	return &kept->counts;
}
