/* SPDX-License-Identifier: GPL-2.0-or-later */
/* document_page: /document/ID, what is known of one document, for people. */
#ifndef SEARCHD_PAGES_DOCUMENT_PAGE_H
#define SEARCHD_PAGES_DOCUMENT_PAGE_H

#include "http/reply.h"
#include "http/visit.h"

struct searcher_pool;

#define DOCUMENT_PAGE_PATH "/document/" /* the id follows */

void document_page_answer(struct searcher_pool *searchers, const struct visit *visit,
	const char *style_version, struct reply *out);

#endif
