/* SPDX-License-Identifier: GPL-2.0-or-later */
/* words_endpoint: /api/v1/words/WORD, the forms and compounds of a word. */
#ifndef SEARCHD_API_WORDS_ENDPOINT_H
#define SEARCHD_API_WORDS_ENDPOINT_H

#include "http/reply.h"
#include "http/visit.h"

struct searcher_pool;
struct shelf;

#define WORDS_ENDPOINT_PATH "/api/v1/words/" /* the word follows */

enum {
	WORDS_ENDPOINT_BYTES_MAX = 200, /* of the word */
	WORDS_ENDPOINT_LIMIT = 50,      /* members unless asked otherwise */
	WORDS_ENDPOINT_LIMIT_MAX = 1000,
};

/* What it answers from. */
struct words_endpoint {
	struct shelf *shelf;
	struct searcher_pool *searchers;
};

void words_endpoint_answer(const struct words_endpoint *endpoint,
	const struct visit *visit, struct reply *out);

#endif
