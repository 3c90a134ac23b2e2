/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * typed_words: the words of a typed query that look for text, where they stand
 * in it, and what is left of it without one. Values of filters, unwanted words,
 * numbers and words with a star are none of them.
 */
#ifndef SEARCHD_HELP_TYPED_WORDS_H
#define SEARCHD_HELP_TYPED_WORDS_H

#include "base/buf.h"
#include "index/field.h"

#include <stdbool.h>
#include <stddef.h>

enum { TYPED_WORDS_MAX = 32 }; /* more are left out */

struct typed_word {
	size_t start, end; /* bytes of the query */
	size_t drop_start,
		drop_end;  /* what goes with it: field, quotes, a tie, an operator */
	enum field field;  /* typed before it; FIELD_COUNT: none */
	bool is_talk;      /* says nothing by itself: der, and */
	bool is_free;      /* stands alone between blanks, not in a phrase */
	struct buf folded; /* spelling_fold() */
};

/* {0} is an empty list; the caller releases it. */
struct typed_words {
	struct typed_word items[TYPED_WORDS_MAX];
	size_t count;
};

void typed_words_collect(const char *text, size_t length, struct typed_words *out);
void typed_words_release(struct typed_words *words);

/* Appends the query without one of its words. */
void typed_words_without(
	const char *text, size_t length, const struct typed_word *word, struct buf *out);

#endif
