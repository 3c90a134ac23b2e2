/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * answer_cache: bodies of answers as they were written, of one revision of the
 * index, up to a number of bytes; what was not asked for longest goes first.
 * Asked about a newer revision it forgets all of the one before, so that it
 * never tells anything else than a search would. Any thread may call.
 */
#ifndef SEARCHD_ANSWER_CACHE_H
#define SEARCHD_ANSWER_CACHE_H

#include "base/buf.h"
#include "shelf.h"

#include <stdbool.h>

struct answer_cache;

/* Bytes of a body that differ each time it is sent: how long it took. */
struct answer_gap {
	size_t start, end;
};

/* 0 bytes: it never has anything. */
struct answer_cache *answer_cache_create(size_t bytes_max);
void answer_cache_free(struct answer_cache **cache);

/*
 * Appends the body to *out, which is empty, without what was in the gap; *gap is
 * where that belongs. The key says all that the answer depends on but the index.
 */
bool answer_cache_find(struct answer_cache *cache, const struct shelf_stamp *stamp,
	const struct buf *key, struct buf *out, size_t *gap);

void answer_cache_put(struct answer_cache *cache, const struct shelf_stamp *stamp,
	const struct buf *key, const struct buf *body, struct answer_gap gap);

#endif
