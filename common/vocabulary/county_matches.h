/* SPDX-License-Identifier: GPL-2.0-or-later */
/* county_matches: where a text names a county: Landkreis Leipzig, Leipzig
 * district, the counties Bautzen and Görlitz, Muldentalkreis, okres Děčín. */
#ifndef VOCABULARY_COUNTY_MATCHES_H
#define VOCABULARY_COUNTY_MATCHES_H

#include "vocabulary/counties.h"

struct place_scan;

struct county_match {
	uint32_t first, end;         /* tokens of the name, without a word before it */
	const struct county *county; /* NULL: an okres or powiat */
	bool listed;                 /* what is linked to it is a county too */
};

/* {0} is an empty list. */
struct county_matches {
	struct county_match *items;
	size_t count, room;
};

/* Appends the matches in a scan whose tokens are read, in the order of the text. */
void county_matches_add(const struct place_scan *scan, struct county_matches *out);
void county_matches_release(struct county_matches *matches);

/* Whether the token is part of the name of a county. */
bool county_matches_cover(const struct county_matches *matches, size_t token);

/* What to call the county; of an okres or powiat as the text does. */
void county_matches_name(
	const struct place_scan *scan, const struct county_match *match, struct buf *out);

/* ISO 3166, two letters. */
const char *county_matches_country(
	const struct place_scan *scan, const struct county_match *match);

#endif
