/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * query_notes: what of a typed query was not taken as it stands there, and which
 * filter has an unknown value: one note of a kind, on the first such place.
 */
#ifndef SEARCHD_QUERY_QUERY_NOTES_H
#define SEARCHD_QUERY_QUERY_NOTES_H

#include "query/query.h"
#include "text/language.h"

enum query_note_kind {
	NOTE_MANY_WORDS,     /* words from here on are left out */
	NOTE_MANY_WILDCARDS, /* the star means nothing */
	NOTE_SHORT_WILDCARD, /* the same: too few letters before it */
	NOTE_DEEP,           /* the parenthesis means nothing */
	NOTE_DISTANCE,       /* it was made one that there is */
	NOTE_VALUE,          /* words: the field has no such value */
	NOTE_UNKNOWN_VALUE,  /* it could be one, but no document has it */
	NOTE_NAME,           /* words: there is no field of this name */
	NOTE_NOTHING,        /* words: no value stands right behind the colon */
	NOTE_UNKNOWN_FILTER, /* the same of a filter beside the query */
	NOTE_OPERATOR,       /* a word: there is nothing that it could tie */
	NOTE_KIND_COUNT,
};

/* {0}: none. */
struct query_notes {
	struct typed_bytes items[NOTE_KIND_COUNT]; /* end 0: there is none of the kind */
	enum field filter;        /* of NOTE_UNKNOWN_FILTER; its bytes are those of */
	const char *filter_value; /* lent by the request */
};

void query_notes_add(
	struct query_notes *notes, enum query_note_kind kind, size_t start, size_t end);

/* Of a filter; the value outlives the notes. */
void query_notes_add_filter(
	struct query_notes *notes, enum field filter, const char *value);

/* The text that the bytes of a note are of: the query, or the filter's value. */
const char *query_notes_noted(
	const struct query_notes *notes, enum query_note_kind kind, const char *query);

/* The parameter that it is the value of: q, city. */
const char *query_notes_parameter(
	const struct query_notes *notes, enum query_note_kind kind);

/* As in the API: many_words. */
const char *query_notes_name(enum query_note_kind kind);

/* A sentence for people, in the language, the English one if it is unknown. */
const char *query_notes_text(enum query_note_kind kind, enum language language);

#endif
