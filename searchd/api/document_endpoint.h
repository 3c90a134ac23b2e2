/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * document_endpoint: /api/v1/documents/ID, all that is known of a document, and
 * /api/v1/documents/ID/similar. Of an id that ends like this itself, the shorter
 * one comes first.
 */
#ifndef SEARCHD_API_DOCUMENT_ENDPOINT_H
#define SEARCHD_API_DOCUMENT_ENDPOINT_H

#include "http/reply.h"
#include "http/visit.h"

struct searcher_pool;

#define DOCUMENT_ENDPOINT_PATH "/api/v1/documents/" /* the id follows */

enum { DOCUMENT_ENDPOINT_SIMILAR = 10 }; /* documents unless asked otherwise */

void document_endpoint_answer(
	struct searcher_pool *searchers, const struct visit *visit, struct reply *out);

#endif
