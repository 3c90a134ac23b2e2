/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "verdicts.h"

#include "base/alloc.h"
#include "base/lru.h"

#include <stdlib.h>

struct verdicts {
	struct lru lru;
	size_t bytes_max;
	unsigned generation;
	uint64_t identity, revision;
	size_t words; /* of 64 documents */
};

struct item {
	struct lru_item lru;
	struct verdict verdict;
	char *key;
};

struct verdicts *verdicts_create(size_t bytes_max)
{
	struct verdicts *verdicts = alloc_zeroed(1, sizeof(*verdicts));

	verdicts->bytes_max = bytes_max;
	return verdicts;
}

/* Forgets the oldest until so many bytes are left. */
static void trim(struct verdicts *verdicts, size_t bytes)
{
	while (verdicts->lru.bytes > bytes) {
		struct item *item = (struct item *)lru_take_oldest(&verdicts->lru);

		free(item->verdict.known);
		free(item->key);
		free(item);
	}
}

void verdicts_free(struct verdicts **verdicts)
{
	if (*verdicts)
		trim(*verdicts, 0);
	free(*verdicts);
	*verdicts = NULL;
}

void verdicts_begin(struct verdicts *verdicts, const struct snapshot *snapshot)
{
	bool is_same = verdicts->generation == snapshot->generation
		&& verdicts->identity == snapshot->identity
		&& verdicts->revision == snapshot->revision;

	trim(verdicts, is_same ? verdicts->bytes_max : 0);
	verdicts->generation = snapshot->generation;
	verdicts->identity = snapshot->identity;
	verdicts->revision = snapshot->revision;
	verdicts->words = snapshot->columns.cell_count / 64 + 1;
}

struct verdict *verdicts_of(struct verdicts *verdicts, const char *key, size_t length)
{
	struct item *item = (struct item *)lru_find(&verdicts->lru, key, length);

	if (item)
		return &item->verdict;
	item = alloc_zeroed(1, sizeof(*item));
	item->key = alloc_copy(key, length);
	item->verdict.known = alloc_zeroed(2 * verdicts->words, sizeof(uint64_t));
	item->verdict.yes = item->verdict.known + verdicts->words;
	item->lru.key = item->key;
	item->lru.key_length = length;
	item->lru.bytes = sizeof(*item) + length + 2 * verdicts->words * sizeof(uint64_t);
	lru_add(&verdicts->lru, &item->lru);
	return &item->verdict;
}
