/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * posting_warmup: decodes postings before somebody waits for them. What was asked for
 * before an index was built anew is asked for again, beginning with what was asked for
 * last; of an index that nobody asked yet, what many documents have. Some of the cache's
 * bytes are left to others. For one thread at a time.
 */
#ifndef INDEX_POSTING_WARMUP_H
#define INDEX_POSTING_WARMUP_H

#include "index/index_reader.h"
#include "index/posting_cache.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

struct posting_warmup;

/* Notes the terms whose postings are kept; before may be used and freed meanwhile. */
struct posting_warmup *posting_warmup_create(struct posting_cache *before);

/*
 * Terms that many documents have, the most frequent first, as some documents tell that
 * the first step looks at; bytes_max: of the cache.
 */
struct posting_warmup *posting_warmup_of_frequent(
	size_t bytes_max, uint32_t last_document);

void posting_warmup_free(struct posting_warmup **warmup);

/*
 * Decodes for some milliseconds what is next, with a reader that keeps it; false:
 * there is no more, or the index moved on.
 */
bool posting_warmup_step(struct posting_warmup *warmup, struct index_reader *reader);

#ifdef __cplusplus
}
#endif

#endif
