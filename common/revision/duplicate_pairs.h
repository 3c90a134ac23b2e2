/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * duplicate_pairs: which documents are worth comparing, found without looking
 * at all pairs: those with some minima of their fingerprints, a title or an
 * address in common. Banding: Leskovec, Rajaraman, Ullman, Mining of Massive
 * Datasets, 3.4.
 */
#ifndef REVISION_DUPLICATE_PAIRS_H
#define REVISION_DUPLICATE_PAIRS_H

#include "revision/sketches.h"

#include <stdbool.h>

enum {
	/*
	 * Of the 32 minima, two neighbours must be equal, and half of all: finds 99
	 * of 100 pairs that share 0.7 of their runs, 91 of those with 0.6. The
	 * shorter text has three fourths of the words of the longer.
	 */
	PAIRS_MINIMA_EQUAL = 16,
	PAIRS_WINDOW = 16, /* of many with one key, those next in length are compared */
	PAIRS_TITLES_MAX = 16, /* with one title; if more have it, it tells nothing */
	PAIRS_TEASER_MAX = 250 /* words of a teaser */
};

/* Of items of the sketches; the first has no more words than the second. */
struct duplicate_pair {
	uint32_t first, second;
	bool same_address;
};

/* {0} is empty; the caller releases it. */
struct duplicate_pairs {
	struct duplicate_pair *items;
	size_t count, room;
};

/*
 * Each once, sorted by their texts: who keeps the last few texts reads each but once,
 * however many are alike. heads: per item, which one stands for it and those with
 * equal text; pairs are of these.
 */
void duplicate_pairs_find(const struct sketches *sketches, const uint32_t *heads,
	struct duplicate_pairs *out);
void duplicate_pairs_release(struct duplicate_pairs *pairs);

/* An item under a number that those it is compared to have, too. */
struct keyed_item {
	uint32_t key, item;
};

/* Sorts by key; what is equal keeps its order. room: for as many again. */
void duplicate_pairs_sort(
	struct keyed_item *items, size_t count, struct keyed_item *room);

#endif
