/* SPDX-License-Identifier: GPL-2.0-or-later */
/* search_page: the page /, an answer as HTML for people, without any JavaScript. */
#ifndef SEARCHD_PAGES_SEARCH_PAGE_H
#define SEARCHD_PAGES_SEARCH_PAGE_H

#include "http/reply.h"
#include "http/visit.h"

struct searcher_pool;
struct shelf;

/* What it is made from. */
struct search_page {
	struct shelf *shelf;
	struct searcher_pool *searchers;
	const char *style_version;
};

void search_page_answer(
	const struct search_page *page, const struct visit *visit, struct reply *out);

#endif
