/* SPDX-License-Identifier: GPL-2.0-or-later */
/* search_complete: answers what somebody types from the newest snapshot. */
#ifndef SEARCHD_ANSWERS_SEARCH_COMPLETE_H
#define SEARCHD_ANSWERS_SEARCH_COMPLETE_H

#include "answers/search.h"
#include "help/completions.h"

/*
 * What the request's query may become under its filters. ERROR_MISSING: there is
 * no index yet.
 */
bool search_complete(struct searcher *searcher, const struct request *request,
	struct completions *out, struct error *err);

#endif
