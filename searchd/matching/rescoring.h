/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * rescoring: looks closer at the best matches. What postings cannot tell is
 * read from the stored words: whether a word stands as it was typed, stands
 * close to its neighbour in the query, and in which part of the page. This
 * only ever adds to scores, so matches beyond the best keep their order.
 */
#ifndef SEARCHD_MATCHING_RESCORING_H
#define SEARCHD_MATCHING_RESCORING_H

#include "matching/matcher.h"
#include "matching/word_set.h"

/* What was seen of a typed word in a document, and what it brings. */
struct rescored_word {
	const struct query *word;
	bool exact;                /* it stands as it was typed */
	bool title, heading, lead; /* it stands there, in any form */
	bool ordered;              /* it stands once right before the next word */
	unsigned close;            /* times close to the next word */
	double bonus;
};

/* The words of a query that a closer look minds; for one thread. */
struct rescoring;

/* Errors as matcher_find(). matcher and query outlive it. */
bool rescoring_open(const struct matcher *matcher, const struct query *query,
	struct rescoring **out, struct error *err);
void rescoring_close(struct rescoring **rescoring);

/* Writes what is seen of each word, WORD_SET_MAX at most; returns how many. */
size_t rescoring_look(
	struct rescoring *rescoring, uint32_t document, struct rescored_word *out);

/* Raises the scores of the given matches (numbers in matches, count of them). */
bool rescoring_apply(const struct matcher *matcher, const struct query *query,
	struct matches *matches, const uint32_t *best, size_t count, struct error *err);

#endif
