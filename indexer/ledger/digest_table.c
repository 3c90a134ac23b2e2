/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "ledger/digest_table.h"

#include "base/alloc.h"

#include <stdlib.h>

enum { SLOTS_FIRST = 64 };

void digest_table_release(struct digest_table *table)
{
	free(table->digests);
	free(table->slots);
	*table = (struct digest_table){0};
}

/* The slot that holds the digest, or the free one where it belongs. */
static size_t slot_of(const struct digest_table *table, struct digest digest)
{
	size_t mask = table->slot_count - 1;
	size_t slot = (size_t)digest.low & mask;

	while (table->slots[slot]
		&& !digest_equal(table->digests[table->slots[slot] - 1], digest))
		slot = (slot + 1) & mask;
	return slot;
}

static void widen(struct digest_table *table)
{
	table->slot_count = table->slot_count ? table->slot_count * 2 : SLOTS_FIRST;
	free(table->slots);
	table->slots = alloc_zeroed(table->slot_count, sizeof(*table->slots));
	for (uint32_t i = 0; i < table->count; i++)
		table->slots[slot_of(table, table->digests[i])] = i + 1;
}

uint32_t digest_table_add(struct digest_table *table, struct digest digest)
{
	size_t slot;

	if (table->count * 2 >= table->slot_count)
		widen(table);
	slot = slot_of(table, digest);
	if (!table->slots[slot]) {
		table->digests = alloc_grow(table->digests, table->count, &table->room,
			sizeof(*table->digests));
		table->digests[table->count++] = digest;
		table->slots[slot] = (uint32_t)table->count;
	}
	return table->slots[slot] - 1;
}

uint32_t digest_table_find(const struct digest_table *table, struct digest digest)
{
	if (!table->slot_count)
		return DIGEST_TABLE_NONE;
	return table->slots[slot_of(table, digest)] - 1;
}
