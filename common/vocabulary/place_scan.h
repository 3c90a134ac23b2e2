/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * place_scan: a text on its way to mentions: its tokens, the names matched in
 * them, and what the words around a name tell of it.
 */
#ifndef VOCABULARY_PLACE_SCAN_H
#define VOCABULARY_PLACE_SCAN_H

#include "vocabulary/county_matches.h"
#include "vocabulary/place_matches.h"

/* What a match is held for; kept in place_match.verdict. */
enum place_verdict {
	PLACE_DOUBTFUL,
	PLACE_REJECTED,
	PLACE_REJECTED_PERSON, /* who may be named without the given name too */
	PLACE_REJECTED_LIST,   /* and all names in the list it begins */
	PLACE_ACCEPTED,
};

/* A mark on the roles of a token beyond those of enum place_cue: they were asked for. */
#define PLACE_SCAN_KNOWN (1U << 31)

/* {0} with its first three fields set is ready for place_scan_read(). */
struct place_scan {
	const struct places *places;
	const char *text;
	size_t length;
	unsigned *roles; /* of each token, once asked for; NULL while names are matched */
	struct tokens tokens;
	struct place_matches matches;
	struct county_matches counties;
};

void place_scan_read(struct place_scan *scan);
void place_scan_release(struct place_scan *scan);

/* Roles (enum place_cue) of the token with that index; 0 beyond the text. */
unsigned place_scan_roles(const struct place_scan *scan, size_t index);

/* What stands before the token; GAP_LINE behind the end of the text. */
enum token_gap place_scan_gap(const struct place_scan *scan, size_t index);

/* Whether a dash stands before the token, with or without blanks. */
bool place_scan_has_dash(const struct place_scan *scan, size_t index);

bool place_scan_is_capital(const struct place_scan *scan, size_t index);

const struct place *place_scan_place(
	const struct place_scan *scan, const struct place_match *match);

/* Whether the word before, or the one before its "of", has one of the roles. */
bool place_scan_comes_after(
	const struct place_scan *scan, const struct place_match *match, unsigned role);

/* Whether a name goes on behind the match, up to a word such as GmbH. */
bool place_scan_precedes_firm(
	const struct place_scan *scan, const struct place_match *match);

/* The match that ends where this one begins, or begins where it ends; or NULL. */
const struct place_match *place_scan_before(
	const struct place_scan *scan, const struct place_match *match);
const struct place_match *place_scan_behind(
	const struct place_scan *scan, const struct place_match *match);

#endif
