/* SPDX-License-Identifier: GPL-2.0-or-later */
/* search_endpoint: /api/v1/search, an answer as JSON for programs. */
#ifndef SEARCHD_API_SEARCH_ENDPOINT_H
#define SEARCHD_API_SEARCH_ENDPOINT_H

#include "answers/search.h"
#include "api/kept_answer.h"
#include "http/answer_cache.h"
#include "http/reply.h"
#include "http/visit.h"

struct searcher_pool;

/* What it answers from. */
struct search_endpoint {
	struct shelf *shelf;
	struct searcher_pool *searchers;
	struct answer_cache *answers; /* given before */
};

/*
 * Answers if that takes no search: the client has the answer, or it is kept, or
 * the parameters make no sense. Else false, and *out is left as it was.
 */
bool search_endpoint_answer_at_once(const struct search_endpoint *endpoint,
	const struct visit *visit, struct reply *out);

void search_endpoint_answer(const struct search_endpoint *endpoint,
	const struct visit *visit, struct reply *out);

#endif
