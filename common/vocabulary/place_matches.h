/* SPDX-License-Identifier: GPL-2.0-or-later */
/* place_matches: where a text has words that are the name of a place, or its
 * genitive (Rostocks) or adjective (Leipziger). Whether the place is meant is
 * for place_mentions.c to judge. */
#ifndef VOCABULARY_PLACE_MATCHES_H
#define VOCABULARY_PLACE_MATCHES_H

#include "vocabulary/places_table.h"

enum place_form { FORM_NAME, FORM_GENITIVE, FORM_ADJECTIVE };

struct place_match {
	uint32_t first, end;           /* tokens */
	const struct place_name *name; /* others with its key may fit as well */
	uint8_t form;                  /* enum place_form */
	uint8_t need;    /* enum place_need: of the name, as it is written here */
	uint8_t verdict; /* enum place_verdict, for the caller */
	uint8_t manner;  /* enum place_manner, likewise */
};

/* {0} is an empty list. */
struct place_matches {
	struct place_match *items;
	size_t count, room;
};

/* Appends the matches in a text cut into tokens: longest first, none overlap. */
void place_matches_add(const struct places *places, const char *text,
	const struct tokens *tokens, struct place_matches *out);
void place_matches_release(struct place_matches *matches);

#endif
