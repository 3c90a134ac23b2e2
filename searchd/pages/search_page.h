/* SPDX-License-Identifier: GPL-2.0-or-later */
/* search_page: the page /, an answer as HTML for people, without any JavaScript. */
#ifndef SEARCHD_PAGES_SEARCH_PAGE_H
#define SEARCHD_PAGES_SEARCH_PAGE_H

#include "reply.h"
#include "visit.h"

struct searcher_pool;

void search_page_answer(struct searcher_pool *searchers, const struct visit *visit,
	const char *style_version, struct reply *out);

#endif
