/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * counties: the counties of Germany, today's and those abolished since 1990,
 * from counties.tsv. A county is never the city whose name it has.
 */
#ifndef VOCABULARY_COUNTIES_H
#define VOCABULARY_COUNTIES_H

#include "base/error.h"
#include "vocabulary/place_names.h"
#include "vocabulary/tsv.h"

struct county {
	const char *value; /* Landkreis Leipzig, Muldentalkreis */
	int abolished;     /* year; 0: it is one today */
};

/* {0} is an empty table. */
struct counties {
	struct tsv table; /* holds the strings of items */
	struct county *items;
	size_t count, room;
	/* place is the number of the county; NEED_CUE: behind a word for one. */
	struct place_names names;
};

bool counties_open(struct counties *counties, struct error *err);
void counties_release(struct counties *counties);

#endif
