/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * facets_endpoint: /api/v1/facets/FIELD, the values of one facet under a search:
 * all of them or those with a word that begins as typed, of years also ranges.
 */
#ifndef SEARCHD_API_FACETS_ENDPOINT_H
#define SEARCHD_API_FACETS_ENDPOINT_H

#include "http/reply.h"
#include "http/visit.h"

struct searcher_pool;

#define FACETS_ENDPOINT_PATH "/api/v1/facets/"

/* Takes the parameters of a search, prefix, and limit for facet_limit. */
void facets_endpoint_answer(
	struct searcher_pool *searchers, const struct visit *visit, struct reply *out);

#endif
