/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * place_company: which of several places with one name a text means: the one
 * that fits the others it names, then the largest.
 */
#ifndef VOCABULARY_PLACE_COMPANY_H
#define VOCABULARY_PLACE_COMPANY_H

#include "vocabulary/places_table.h"

enum { PLACE_COMPANY_MAX = 64 };

/* {0} is no company. */
struct place_company {
	const struct place *places[PLACE_COMPANY_MAX];
	size_t count;
};

/* Adds a place that is named beyond doubt; more than fit are left out. */
void place_company_add(struct place_company *company, const struct place *place);

/*
 * Whether a place may be expected in it: several are named, and one is near, or
 * they are of several countries as the members of a network are.
 */
bool place_company_suits(const struct place_company *company, const struct place *place);

/* Whether one of its places is less than 80 km from that one, which is none of it. */
bool place_company_is_near(
	const struct place_company *company, const struct place *place);

double place_company_distance_km(const struct place *a, const struct place *b);

const struct place *place_company_choose(const struct place_company *company,
	const struct places *places, const struct place_name *name);

#endif
