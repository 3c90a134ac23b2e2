/* SPDX-License-Identifier: GPL-2.0-or-later */
/* matches: sorted sets of documents with a score each, and how to join them. */
#ifndef SEARCHD_RANKING_MATCHES_H
#define SEARCHD_RANKING_MATCHES_H

#include <stddef.h>
#include <stdint.h>

/* Documents ascending, with the score of each. {0} is empty. */
struct matches {
	uint32_t *documents;
	float *scores;
	size_t count, room;
};

void matches_release(struct matches *matches);
void matches_reserve(struct matches *matches, size_t count);
void matches_swap(struct matches *a, struct matches *b);

/* Which one the document is; their count: none. */
size_t matches_find(const struct matches *matches, uint32_t document);

void matches_add(struct matches *matches, uint32_t document, float score);

/*
 * Documents of any of the lists; their scores are added in the order of the lists.
 * out is empty.
 */
void matches_unite(const struct matches *lists, size_t count, struct matches *out);

/* Documents of both; scores are added. */
void matches_intersect(struct matches *into, const struct matches *other);

/* Documents of into that are not in other. */
void matches_subtract(struct matches *into, const struct matches *other);

/* Adds the scores of other to those documents of into that it has too. */
void matches_reward(struct matches *into, const struct matches *other);

#endif
