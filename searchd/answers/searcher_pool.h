/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * searcher_pool: as many searchers as there are workers, lent to whichever
 * thread has a request to answer. Any thread may call.
 */
#ifndef SEARCHD_ANSWERS_SEARCHER_POOL_H
#define SEARCHD_ANSWERS_SEARCHER_POOL_H

#include "answers/document_search.h"
#include "answers/search.h"

struct completions;
struct searcher_pool;

bool searcher_pool_open(struct shelf *shelf, unsigned searchers,
	struct searcher_pool **out, struct error *err);

/* All answers were released before. */
void searcher_pool_close(struct searcher_pool **pool);

/* search() with the next free searcher; waits for one. */
bool searcher_pool_search(struct searcher_pool *pool, const struct request *request,
	struct answer *out, struct error *err);

/* search_walk() likewise. */
bool searcher_pool_walk(struct searcher_pool *pool, const struct request *request,
	struct result_walk **out, struct error *err);

/* document_search() likewise. */
bool searcher_pool_document(struct searcher_pool *pool, const char *id, size_t similar,
	struct found_document *out, struct error *err);

/* search_complete() likewise. */
bool searcher_pool_complete(struct searcher_pool *pool, const struct request *request,
	struct completions *out, struct error *err);

/* search_family() likewise. */
bool searcher_pool_family(struct searcher_pool *pool, const struct buf *text,
	size_t limit, enum family_of of, struct word_family *out, struct error *err);

#endif
