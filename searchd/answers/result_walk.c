/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "answers/result_walk.h"

#include "base/alloc.h"
#include "matching/hit_order.h"
#include "snapshot/shelf.h"

#include <stdlib.h>

struct result_walk {
	struct shelf *shelf;
	struct snapshot *snapshot;
	const struct tables *tables;
	struct unpacker *unpacker;
	uint32_t *documents;
	size_t count, next;
	struct buf record;
};

struct result_walk *result_walk_create(struct shelf *shelf, struct snapshot *snapshot,
	const struct tables *tables, const struct hit_place *places, size_t count)
{
	struct result_walk *walk = alloc_zeroed(1, sizeof(*walk));

	walk->shelf = shelf;
	walk->snapshot = snapshot;
	walk->tables = tables;
	walk->unpacker = unpacker_create();
	walk->documents = alloc_zeroed(count, sizeof(*walk->documents));
	walk->count = count;
	for (size_t i = 0; i < count; i++)
		walk->documents[i] = places[i].document;
	return walk;
}

void result_walk_free(struct result_walk **walk)
{
	if (*walk) {
		shelf_give_back((*walk)->shelf, &(*walk)->snapshot);
		unpacker_free(&(*walk)->unpacker);
		free((*walk)->documents);
		buf_release(&(*walk)->record);
	}
	free(*walk);
	*walk = NULL;
}

size_t result_walk_total(const struct result_walk *walk)
{
	return walk->count;
}

const struct snapshot *result_walk_snapshot(const struct result_walk *walk)
{
	return walk->snapshot;
}

const struct tables *result_walk_tables(const struct result_walk *walk)
{
	return walk->tables;
}

void result_walk_skip(struct result_walk *walk, size_t count)
{
	size_t left = walk->count - walk->next;

	walk->next += count < left ? count : left;
}

bool result_walk_next(
	struct result_walk *walk, const struct buf **record, struct error *err)
{
	uint32_t document;

	*record = NULL;
	if (walk->next == walk->count)
		return true;
	document = walk->documents[walk->next];
	snapshot_record(walk->snapshot, document, walk->unpacker, &walk->record);
	if (!walk->record.length)
		return error_set(err, ERROR_CORRUPT,
			"the record of document %u cannot be read", document);
	walk->next++;
	*record = &walk->record;
	return true;
}
