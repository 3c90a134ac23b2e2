/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * shared_words: where an analysis has the terms of the words it met, by the numbers
 * that word_terms gives them. Equal words share their terms: they are copied once.
 */
#ifndef TEXT_SHARED_WORDS_H
#define TEXT_SHARED_WORDS_H

#include "text/analysis.h"

/* A word of an analysis, for all that are equal to it. */
struct shared_word {
	uint32_t number; /* from 1; 0: nothing is there */
	uint32_t first_term, term_count;
	uint32_t form_start, form_length;
};

/* May be called with the address of NULL: nothing is shared yet. */
void shared_words_release(struct shared_words **words);
void shared_words_clear(struct shared_words *words); /* keeps the room */

/* The word of the number; the caller fills it if there is none. Valid until the next. */
struct shared_word *shared_words_find(struct shared_words **words, uint32_t number);

#endif
