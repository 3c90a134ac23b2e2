/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * rescoring: looks closer at the best matches. What postings cannot tell is
 * read from the stored words: whether a word stands as it was typed, stands
 * close to its neighbour in the query, and in which part of the page. This
 * only ever adds to scores, so matches beyond the best keep their order.
 */
#ifndef SEARCHD_RESCORING_H
#define SEARCHD_RESCORING_H

#include "matcher.h"

/* Raises the scores of the given matches (numbers in matches, count of them). */
bool rescoring_apply(const struct matcher *matcher, const struct query *query,
	struct matches *matches, const uint32_t *best, size_t count, struct error *err);

#endif
