/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * store: the file of a generation that holds what is kept of its documents, the
 * words and the packed record of each, appended to and never overwritten; files of
 * other lists that only grow are kept in the same way. What the engine's last commit
 * refers to is on disk before that commit; bytes behind it are rubbish of an
 * unfinished batch.
 */
#ifndef INDEX_STORE_H
#define INDEX_STORE_H

#include "base/error.h"

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* The writer's side. */
struct store;

/* Opens or creates path, of which length bytes count. ERROR_CORRUPT: it is shorter. */
bool store_open(const char *path, uint64_t length, struct store **out, struct error *err);
void store_close(struct store **store);

/* Before the first is appended: cuts what is behind the bytes that count. */
bool store_cut(struct store *store, struct error *err);

/* Appends; the bytes may not be on disk before the next store_sync(). */
bool store_append(struct store *store, const char *bytes, size_t length, uint64_t *offset,
	struct error *err);
bool store_sync(struct store *store, struct error *err);

/* Reads what was appended. ERROR_CORRUPT: there are no such bytes. */
bool store_read(struct store *store, uint64_t offset, char *out, size_t length,
	struct error *err);
uint64_t store_length(const struct store *store);

/* The reader's side: {0} is an unmapped store. */
struct store_map {
	const char *bytes; /* NULL: an empty file */
	size_t length;
	void *mapping;
};

bool store_map_open(const char *path, struct store_map *out, struct error *err);
void store_map_close(struct store_map *map);

#ifdef __cplusplus
}
#endif

#endif
