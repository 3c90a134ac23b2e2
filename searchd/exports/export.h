/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * export: /export, all that a request finds as a file: streamed, in the order of
 * the search, from one revision of the index. An export that cannot go on ends
 * without the end of its HTTP message, so that a part is never taken for all.
 */
#ifndef SEARCHD_EXPORTS_EXPORT_H
#define SEARCHD_EXPORTS_EXPORT_H

#include "http/reply.h"
#include "http/visit.h"

struct searcher_pool;

void export_answer(
	struct searcher_pool *searchers, const struct visit *visit, struct reply *out);

#endif
