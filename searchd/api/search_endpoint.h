/* SPDX-License-Identifier: GPL-2.0-or-later */
/* search_endpoint: /api/v1/search, an answer as JSON for programs. */
#ifndef SEARCHD_API_SEARCH_ENDPOINT_H
#define SEARCHD_API_SEARCH_ENDPOINT_H

#include "reply.h"
#include "search.h"
#include "visit.h"

struct searcher_pool;

void search_endpoint_answer(
	struct searcher_pool *searchers, const struct visit *visit, struct reply *out);

/* Appends the answer as one JSON object. */
void search_endpoint_write(
	const struct request *request, const struct answer *answer, struct buf *out);

#endif
