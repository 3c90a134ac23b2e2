/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * posting_warmup: what was asked for before an index was built anew is asked for
 * again, so its postings are decoded before somebody waits for them: beginning with
 * what was asked for last, and some of the cache's bytes are left to others. For
 * one thread at a time.
 */
#ifndef INDEX_POSTING_WARMUP_H
#define INDEX_POSTING_WARMUP_H

#include "index/index_reader.h"
#include "index/posting_cache.h"

#include <stdbool.h>

#ifdef __cplusplus
extern "C" {
#endif

struct posting_warmup;

/* Notes the terms whose postings are kept; before may be used and freed meanwhile. */
struct posting_warmup *posting_warmup_create(struct posting_cache *before);
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
