/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * digest_table: gives equal digests equal numbers, counted from 0 in order of
 * first appearance. {0} is an empty table.
 */
#ifndef INDEXER_LEDGER_DIGEST_TABLE_H
#define INDEXER_LEDGER_DIGEST_TABLE_H

#include "base/digest.h"

#define DIGEST_TABLE_NONE UINT32_MAX

struct digest_table {
	struct digest *digests;
	size_t count, room;
	uint32_t *slots; /* open addressing: number + 1, 0 is free */
	size_t slot_count;
};

void digest_table_release(struct digest_table *table);

/* The number of the digest; a new one if it is not there yet. */
uint32_t digest_table_add(struct digest_table *table, struct digest digest);

/* The number of the digest, or DIGEST_TABLE_NONE. */
uint32_t digest_table_find(const struct digest_table *table, struct digest digest);

#endif
