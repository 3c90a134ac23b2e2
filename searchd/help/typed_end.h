/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * typed_end: the end of a query that somebody is typing: the word that is not
 * complete yet, and where a name of several words may have begun.
 */
#ifndef SEARCHD_HELP_TYPED_END_H
#define SEARCHD_HELP_TYPED_END_H

#include "help/typed_words.h"

enum { TYPED_END_WORDS = 4 }; /* that a name is looked for in */

/* {0} is empty; the caller releases it. The text is lent. */
struct typed_end {
	const char *text;
	size_t length; /* without blanks at its end */
	struct typed_words words;
	const struct typed_word
		*last; /* NULL: the text does not end with a word to complete */
	size_t starts[TYPED_END_WORDS]; /* of the last words, the very last one first */
	size_t start_count;             /* 0: the text does not end with a word */
};

void typed_end_find(const char *text, size_t length, struct typed_end *out);
void typed_end_release(struct typed_end *end);

/*
 * Appends what was typed before a name that begins there, without a field's name
 * (city:). False: something is tied to its front that makes it no name.
 */
bool typed_end_before(const struct typed_end *end, size_t start, struct buf *out);

#endif
