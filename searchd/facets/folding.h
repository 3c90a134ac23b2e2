/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * folding: documents that are one page are found and counted as one. Of those
 * that pass all filters, the one that stands for the page stays among the
 * matches. A value of a facet counts the page if one of its documents has it
 * and passes the other filters: as many as the value, once chosen, finds.
 */
#ifndef SEARCHD_FACETS_FOLDING_H
#define SEARCHD_FACETS_FOLDING_H

#include "ranking/matches.h"
#include "revision/columns.h"
#include "revision/duplicates.h"

#include <stdbool.h>

struct facet_counts;

/* A match that has duplicates, and how many filters stop it. */
struct folded_match {
	uint32_t place; /* duplicates_place() */
	uint32_t document;
	unsigned stoppers;
	enum field stopper; /* the only one, if there is one */
};

/* duplicates NULL: nothing is folded. The caller releases it. */
struct folding {
	const struct duplicates *duplicates;
	struct folded_match *items;
	size_t count, room;
};

void folding_release(struct folding *folding);

void folding_take(struct folding *folding, uint32_t document, unsigned stoppers,
	enum field stopper);

/* Keeps the match for later; false: it has no duplicates, count it now. */
static inline bool folding_takes(
	struct folding *folding, uint32_t document, unsigned stoppers, enum field stopper)
{
	if (!folding->duplicates || !duplicates_place(folding->duplicates, document))
		return false;
	folding_take(folding, document, stoppers, stopper);
	return true;
}

/* Counts what was kept, and takes out of the matches what another stands for. */
void folding_settle(struct folding *folding, const struct columns *columns,
	struct matches *matches, struct facet_counts *out);

#endif
