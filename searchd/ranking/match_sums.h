/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * match_sums: adds up the matches of many parts of a query one by one, so that none of
 * them has to be kept, and beside their scores what each part weighs. Takes room for all
 * documents, of which only what is near a match is ever touched.
 */
#ifndef SEARCHD_RANKING_MATCH_SUMS_H
#define SEARCHD_RANKING_MATCH_SUMS_H

#include "ranking/matches.h"

#include <stddef.h>
#include <stdint.h>

/* {0} is not begun; the caller releases it. */
struct match_sums {
	float *scores, *weights; /* one a document; defined where its window is */
	uint64_t *marks;         /* a bit a document that was added; the same */
	uint64_t *windows; /* a bit a window, as many documents as are cleared at once */
	size_t window_count;
};

/* For documents up to the last. */
void match_sums_begin(struct match_sums *sums, uint32_t last_document);
void match_sums_release(struct match_sums *sums);

/* Adds the scores, and the weight to what each of the documents has. */
void match_sums_add(
	struct match_sums *sums, const struct matches *matches, double weight);

/* Of all documents that were added, the scores; and the weights, for scores, apart; both are empty. */
void match_sums_write(
	const struct match_sums *sums, struct matches *scores, struct matches *weights);

#endif
