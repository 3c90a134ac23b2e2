/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * suggest_endpoint: /api/v1/suggest, what somebody who is typing may mean, as JSON or
 * as browsers want it (OpenSearch Suggestions 1.1).
 */
#ifndef SEARCHD_API_SUGGEST_ENDPOINT_H
#define SEARCHD_API_SUGGEST_ENDPOINT_H

#include "http/reply.h"
#include "http/visit.h"

struct searcher_pool;
struct shelf;

#define SUGGEST_ENDPOINT_PATH "/api/v1/suggest"

/* What it answers from. */
struct suggest_endpoint {
	struct shelf *shelf;
	struct searcher_pool *searchers;
};

void suggest_endpoint_answer(const struct suggest_endpoint *endpoint,
	const struct visit *visit, struct reply *out);

#endif
