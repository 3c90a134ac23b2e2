/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "verdicts.h"

#include "base/alloc.h"
#include "base/lru.h"

#include <stdlib.h>
#include <string.h>

enum { WORDS_STEP = 64 }; /* so that room for a new document is seldom made */

struct verdicts {
	struct lru lru;
	size_t bytes_max;
	unsigned generation;
	uint64_t identity, revision;
	uint64_t *
		offsets; /* per document: where its words were; they are never overwritten */
	size_t document_count;
	size_t words; /* of 64 documents, that a verdict has room for */
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
	if (*verdicts) {
		trim(*verdicts, 0);
		free((*verdicts)->offsets);
	}
	free(*verdicts);
	*verdicts = NULL;
}

static struct item *next_item(struct item *item)
{
	return (struct item *)item->lru.older;
}

static size_t item_bytes(const struct verdicts *verdicts, size_t key_length)
{
	return sizeof(struct item) + key_length
		+ 2 * verdicts->words * sizeof(*verdicts->offsets);
}

/* Gives the verdict room for as many documents as there are now. */
static void widen(struct verdicts *verdicts, struct item *item, size_t words_before)
{
	uint64_t *known = alloc_zeroed(2 * verdicts->words, sizeof(*known));

	memcpy(known, item->verdict.known, words_before * sizeof(*known));
	memcpy(known + verdicts->words, item->verdict.yes, words_before * sizeof(*known));
	free(item->verdict.known);
	item->verdict = (struct verdict){known, known + verdicts->words};
	lru_weigh(&verdicts->lru, &item->lru, item_bytes(verdicts, item->lru.key_length));
}

static void make_room(struct verdicts *verdicts, size_t documents)
{
	size_t before = verdicts->words;
	size_t words = documents / 64 + 1;

	if (words <= before)
		return;
	verdicts->words = (words / WORDS_STEP + 1) * WORDS_STEP;
	for (struct item *item = (struct item *)verdicts->lru.newest; item;
		item = next_item(item))
		widen(verdicts, item, before);
}

static void forget_document(struct verdicts *verdicts, size_t document)
{
	uint64_t others = ~(1ULL << (document % 64));

	for (struct item *item = (struct item *)verdicts->lru.newest; item;
		item = next_item(item)) {
		item->verdict.known[document / 64] &= others;
		item->verdict.yes[document / 64] &= others;
	}
}

/* Notes where the words of all documents are, and forgets those that moved. */
static void follow(struct verdicts *verdicts, const struct columns *columns)
{
	size_t before = verdicts->document_count;

	make_room(verdicts, columns->cell_count);
	verdicts->offsets = alloc_resize(
		verdicts->offsets, columns->cell_count, sizeof(*verdicts->offsets));
	for (size_t i = 0; i < columns->cell_count; i++) {
		uint64_t offset = columns->places[i].offset;

		if (i < before && verdicts->offsets[i] != offset)
			forget_document(verdicts, i);
		verdicts->offsets[i] = offset;
	}
	for (size_t i = columns->cell_count; i < before; i++)
		forget_document(verdicts, i);
	verdicts->document_count = columns->cell_count;
}

void verdicts_begin(struct verdicts *verdicts, const struct snapshot *snapshot)
{
	bool is_same = verdicts->generation == snapshot->generation
		&& verdicts->identity == snapshot->identity;

	trim(verdicts, is_same ? verdicts->bytes_max : 0);
	if (is_same && verdicts->revision == snapshot->revision)
		return;
	follow(verdicts, &snapshot->columns);
	verdicts->generation = snapshot->generation;
	verdicts->identity = snapshot->identity;
	verdicts->revision = snapshot->revision;
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
