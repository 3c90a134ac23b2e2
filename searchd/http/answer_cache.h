/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * answer_cache: bodies of answers as they are sent, of one revision of the index,
 * up to a number of bytes; what was not asked for longest goes first.
 * Asked about a newer revision it forgets all of the one before, so that it
 * never tells anything else than a search would. Any thread may call.
 */
#ifndef SEARCHD_HTTP_ANSWER_CACHE_H
#define SEARCHD_HTTP_ANSWER_CACHE_H

#include "base/buf.h"
#include "http/gzip.h"
#include "http/reply.h"
#include "snapshot/shelf.h"

#include <stdbool.h>

struct answer_cache;

enum { NOTE_CURSOR_BYTES = 48 };

/* What is known of a kept body. */
struct answer_note {
	size_t gap;          /* where what differs each time belongs: how long it took */
	struct gzip_sum sum; /* of the text before the gap, if that is compressed */
	enum reply_coding coding;
	uint32_t total; /* documents found */
	char next_cursor
		[NOTE_CURSOR_BYTES]; /* of a walk; "": nothing comes behind, or it is no walk */
};

/* 0 bytes: it never has anything. */
struct answer_cache *answer_cache_create(size_t bytes_max);
void answer_cache_free(struct answer_cache **cache);

/*
 * Appends the body to *out, which is empty. The key says all that the body
 * depends on but the index.
 */
bool answer_cache_find(struct answer_cache *cache, const struct shelf_stamp *stamp,
	const struct buf *key, struct buf *out, struct answer_note *note);

void answer_cache_put(struct answer_cache *cache, const struct shelf_stamp *stamp,
	const struct buf *key, const struct buf *body, const struct answer_note *note);

/* Of memory that its answers take. */
size_t answer_cache_bytes(struct answer_cache *cache);

#endif
