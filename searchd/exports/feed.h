/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * feed: /feed.atom, the newest documents that a request finds, for alerts (RFC
 * 4287, with the response elements of OpenSearch 1.1). An entry is dated as its
 * document is; where only a month or year is known, by its first day. Undated
 * documents have no place in what is sorted by date, and none in here.
 */
#ifndef SEARCHD_EXPORTS_FEED_H
#define SEARCHD_EXPORTS_FEED_H

#include "http/reply.h"
#include "http/visit.h"

struct searcher_pool;

enum { FEED_ENTRIES = 25 }; /* unless limit asks for another number */

void feed_answer(
	struct searcher_pool *searchers, const struct visit *visit, struct reply *out);

#endif
