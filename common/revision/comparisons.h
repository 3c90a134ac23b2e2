/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * comparisons: what was found out by comparing two documents, kept for the next
 * revision. A document that changes gets another place in the store, so what was
 * said of the old one is not asked for again.
 */
#ifndef REVISION_COMPARISONS_H
#define REVISION_COMPARISONS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* {0} is empty; the caller releases it. Read-only once made, for any number of threads. */
struct comparisons {
	uint64_t *slots; /* keys with open addressing, their lowest bit the outcome */
	size_t slot_count, count;
};

/*
 * Of the places of two documents in the store of one generation, either way round, and
 * what was asked of them. Its bits are spread: two of one key are not to be expected.
 */
uint64_t comparisons_key(uint64_t first, uint64_t second, uint64_t question);

/* False: it is not there. NULL is empty. */
bool comparisons_find(const struct comparisons *comparisons, uint64_t key, bool *outcome);

/* Of a key that is not there. If there are too many already, it is not kept. */
void comparisons_add(struct comparisons *comparisons, uint64_t key, bool outcome);

void comparisons_release(struct comparisons *comparisons);

#endif
