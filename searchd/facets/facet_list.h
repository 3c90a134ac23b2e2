/* SPDX-License-Identifier: GPL-2.0-or-later */
/* facet_list: the values of a facet as an answer lists them. */
#ifndef SEARCHD_FACETS_FACET_LIST_H
#define SEARCHD_FACETS_FACET_LIST_H

#include "facets/facets.h"

struct tables;

struct facet_value {
	const char *value; /* for the filter */
	const char *label; /* for people, in the request's language */
	uint32_t count;
	enum choice selected;
};

struct facet {
	struct facet_value *values; /* in the order of the request; NULL: not wanted */
	size_t count;
	size_t known; /* how many there are to list; count may be fewer */
	char *texts;  /* of all values and labels */
};

/* One field of an answer in the making. */
struct facet_view {
	const unsigned char *listed; /* one an ordinal: others are not; NULL: all are */
	enum facet_sort sort;
	enum field field;
	const struct column *column;
	const struct facet_counts *counts;
	const struct filter *typed;        /* what the visitor chose */
	const struct facet_filter *filter; /* the same, as ordinals */
	enum language language;            /* of the labels */
};

/*
 * The first values with their labels, at most limit, but all that were chosen.
 * The most frequent ones are the first, or by name those of the German alphabet.
 * Years come in their order, unless the visitor says otherwise.
 */
void facet_list_make(const struct facet_view *view, unsigned limit,
	const struct tables *tables, struct facet *out);
void facet_list_release(struct facet *facet);

#endif
