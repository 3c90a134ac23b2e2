/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * word_matches: the documents that have a word in any of its forms, or what it
 * is called elsewhere, scored by BM25.
 */
#ifndef SEARCHD_MATCHING_WORD_MATCHES_H
#define SEARCHD_MATCHING_WORD_MATCHES_H

#include "matching/matcher.h"

/*
 * Of a QUERY_WORD: writes to *out, which is empty. candidates, unless NULL, are
 * the only documents that matter. Errors as matcher_find().
 */
bool word_matches_find(const struct matcher *matcher, const struct query *word,
	const struct matches *candidates, struct matches *out, struct error *err);

/* How much it tells that something is in so many of the documents. */
double word_matches_idf(const struct matcher *matcher, uint32_t count);

/* Of empty talk, less than its frequency makes believe. */
double word_matches_share(const struct query *query);

#endif
