/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * places: the cities a page may be about, with all their spellings. The table
 * (places.tsv) is cut from GeoNames (geonames.org, CC BY 4.0); its head says
 * how. Any thread, after places_open().
 */
#ifndef VOCABULARY_PLACES_H
#define VOCABULARY_PLACES_H

#include "base/error.h"
#include "base/string_table.h"

#include <stddef.h>
#include <stdint.h>

struct place {
	const char *value;   /* unique and stable: Gdańsk; Neustadt (Sachsen) */
	const char *name_de; /* Danzig */
	const char *name_en; /* Gdansk */
	const char *country; /* ISO 3166, two letters */
	const char *region;  /* first-level division, as GeoNames names it */
	double latitude, longitude;
	uint32_t population;
	uint32_t geoname; /* GeoNames' number */
};

struct places; /* the table, read only */

bool places_open(struct places **out, struct error *err);
void places_close(struct places **places);

enum { PLACE_EXTRA_NAMES = 16 };

/* A place that the table lacks, or more names of one that it has. */
struct place_extra {
	struct place place;
	const char *names[PLACE_EXTRA_NAMES];
	size_t name_count;
};

/*
 * Adds to an open table; the strings must outlive it. One with the value and
 * the country of a place that is known brings that one its names only.
 */
void places_add(struct places *places, const struct place_extra *extra);

/* NULL: no such value. The value may be spelt in any way a filter is typed. */
const struct place *places_find(const struct places *places, const char *spelling);

/*
 * Adds the values of all places that have a name with a word that begins so, in
 * whatever language; the prefix is folded (word_start.h).
 */
void places_beginning(
	const struct places *places, const char *prefix, struct string_table *out);

/* Whether a name is usual, or one that a place is only asked for by: Berlijn for Berlin. */
enum place_usage { PLACE_USUAL, PLACE_UNUSUAL };

/* A name of a place as it is compared: folded words (tokens.h) with blanks between. */
struct place_spelling {
	const char *folded;
	const struct place *place;
	enum place_usage usage;
	uint32_t key, name; /* where it stands in the table */
};

/* The next one of all names of all places; {0} stands before the first. False: no more. */
bool places_next_spelling(const struct places *places, struct place_spelling *spelling);

/* How a text comes to name a place. */
enum place_manner {
	PLACE_NAMED,
	PLACE_OPENING, /* first in a sentence, what this is about: In Leuna entsteht */
	PLACE_PASSED,  /* by the way: nach München, südlich von Leipzig, Ulm oder Hof */
	PLACE_ADDRESS, /* behind a postcode */
	PLACE_DATELINE, /* where the report was written: Berlin, 3. Mai 2007 - */
};

/* A place's name where the text says it. */
struct place_mention {
	const struct place *place;
	size_t start, end; /* bytes of the text */
	enum place_manner manner;
};

/* A county; for those of Germany an entry of counties.tsv. */
struct county_mention {
	char *value;         /* Landkreis Leipzig */
	const char *country; /* ISO 3166, two letters */
	int abolished;       /* year; 0: not, or not known */
	size_t start, end;   /* bytes of the text: the name */
};

/* {0} is an empty list; the caller releases it. Places live as long as the table. */
struct place_mentions {
	struct place_mention *items;
	struct county_mention *counties;
	size_t count, room;
	size_t county_count, county_room;
};

/*
 * Appends the places named in the text, in its order: longest names first,
 * inflected forms too (Leipziger, Rostocks). Names that are words as well
 * (Essen, Hof) count with a cue only (Stadt Essen, in Hof, City of Nice);
 * of several places with one name, the one that fits the others named, then
 * the largest. Counties (Landkreis Leipzig) are no cities, but listed as such.
 */
void places_mentioned(const struct places *places, const char *text, size_t length,
	struct place_mentions *out);
void place_mentions_release(struct place_mentions *mentions);

#endif
