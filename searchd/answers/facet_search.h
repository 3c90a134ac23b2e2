/* SPDX-License-Identifier: GPL-2.0-or-later */
/* facet_search: the values of one facet among the matches of a request. */
#ifndef SEARCHD_ANSWERS_FACET_SEARCH_H
#define SEARCHD_ANSWERS_FACET_SEARCH_H

#include "answers/search.h"
#include "facets/facets.h"

struct snapshot;
struct tables;

struct facet_search {
	const struct request *request; /* facet_only: which facet, and of which values */
	const struct snapshot *snapshot;
	const struct tables *tables;
	const struct facet_filter *filters;
	const struct duplicates *duplicates; /* NULL: nothing is folded */
};

/*
 * Counts, and fills total, missing, the facet and its ranges of years. Only what
 * passes all filters stays among the matches.
 */
void facet_search_write(
	const struct facet_search *search, struct matches *matches, struct answer *out);

#endif
