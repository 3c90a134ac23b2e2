/* SPDX-License-Identifier: GPL-2.0-or-later */
/* place_cues: what a word beside a name tells of it, from place_cues.tsv. */
#ifndef VOCABULARY_PLACE_CUES_H
#define VOCABULARY_PLACE_CUES_H

#include "base/error.h"
#include "base/string_table.h"

enum place_cue {
	CUE_CITY = 1 << 0,         /* Stadt: a city's name follows */
	CUE_AT = 1 << 1,           /* in: a place, if a name follows */
	CUE_OF = 1 << 2,           /* of: what stands before it counts */
	CUE_COUNTY = 1 << 3,       /* Landkreis: not the city */
	CUE_COUNTIES = 1 << 4,     /* Landkreise: nor all in the list that follows */
	CUE_COUNTY_AFTER = 1 << 5, /* County, behind the name */
	CUE_TITLE = 1 << 6,        /* Dr.: a person's name follows */
	CUE_GIVEN = 1 << 7,        /* Anna: likewise */
	CUE_ARTICLE = 1 << 8,
	CUE_STREET = 1 << 9,     /* Straße, behind an adjective: not about the city */
	CUE_LAND = 1 << 10,      /* Land, likewise */
	CUE_THEME = 1 << 11,     /* Prozess, behind a hyphen: likewise */
	CUE_DIRECTION = 1 << 12, /* Ost, before a hyphen */
	CUE_AND = 1 << 13,
	CUE_COUNTRY = 1 << 14,    /* Germany, behind a comma or in brackets */
	CUE_CITY_AFTER = 1 << 19, /* Municipality, behind the name */
	CUE_OR = 1 << 15,
	CUE_BEYOND = 1 << 16,   /* nach: a place where it does not happen */
	CUE_NEXT = 1 << 20,     /* nächste: another time, not what this is about */
	CUE_OVERSEAS = 1 << 22, /* Texas, behind a comma: no place of Europe */
	CUE_SEAT = 1 << 17,     /* Brüssel: may stand for who governs there */
	CUE_DISTRICT =
		1 << 21,       /* Landkreis, of those with role county: of counties.tsv */
	CUE_CLUB = 1 << 23,    /* FC: a club that has the name of its city */
	CUE_FIRM = 1 << 24,    /* GmbH */
	CUE_NEAR = 1 << 25,    /* bei: the next place is not far */
	CUE_WORD = 1 << 27,    /* Leider, which is no inflected Leiden */
	CUE_AGENCY = 1 << 29,  /* dpa: behind the place a report is from */
	CUE_NATIVE = 1 << 28,  /* englischen: a place there follows */
	CUE_QUARTER = 1 << 26, /* Ortsteil: a part of a city, not the town of its name */
	CUE_TREATY = 1 << 30,  /* Vertrag, before "von": the city only gave its name */
	CUE_LANDMARK = 1 << 18, /* Schloss: often has the name that follows itself */
};

enum { PLACE_CUE_HEADS = 64 };

/* {0} is an empty table. */
struct place_cues {
	struct string_table words;
	unsigned *roles; /* of each word */
	size_t room;
	uint32_t heads[PLACE_CUE_HEADS]; /* words that compounds end with */
	size_t head_count;
	uint64_t heads_ending[256]; /* a bit a head: those that end with a letter */
};

bool place_cues_open(struct place_cues *cues, struct error *err);
void place_cues_release(struct place_cues *cues);

/* All roles of a folded word; 0: none. */
unsigned place_cues_find(const struct place_cues *cues, const char *word, size_t length);

#endif
