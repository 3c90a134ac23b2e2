/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * word_shelf: the words of a dialect and their terms, as word_terms remembers
 * them. {0} is an empty shelf; one a thread.
 */
#ifndef TEXT_WORD_SHELF_H
#define TEXT_WORD_SHELF_H

#include "base/buf.h"
#include "base/string_table.h"
#include "text/analyzer.h"
#include "text/word_terms.h"

/* The terms of one spelling on one side in one language. */
struct shelved_word {
	uint32_t first_term, term_count;  /* in shelf.terms */
	uint32_t form_start, form_length; /* in shelf.bytes, then the terms up to end */
	uint32_t end;
	uint32_t number; /* as word_terms.number */
	uint8_t stop;
};

/* What is remembered of a dialect. */
struct word_shelf {
	struct string_table words;  /* as written */
	struct shelved_word *items; /* one a word */
	struct analyzed_term *terms;
	struct buf bytes;
	size_t item_room, term_count, term_room;
};

void word_shelf_release(struct word_shelf *shelf);
void word_shelf_clear(struct word_shelf *shelf); /* keeps the room */

/* Begins a word's terms; only the last one that was begun may get any. */
struct shelved_word word_shelf_begin(
	struct word_shelf *shelf, const char *form, size_t length);

/* Adds family (a letter or nothing) and word as one term, unless it is there. */
void word_shelf_add(struct word_shelf *shelf, struct shelved_word *to, const char *family,
	const char *word, enum term_kind kind);

/* Valid until the shelf changes. */
void word_shelf_tell(const struct word_shelf *shelf, const struct shelved_word *word,
	struct word_terms *out);

#endif
