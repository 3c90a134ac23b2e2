/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * loan_words: words that German text has from English. A German stemmer takes
 * forest for an inflection of what Foren is one of; so such words go by their
 * English stem. Any thread.
 */
#ifndef TEXT_LOAN_WORDS_H
#define TEXT_LOAN_WORDS_H

#include <stdbool.h>
#include <stddef.h>

/* Shorter ones say too little, longer unknown ones are hardly English. */
enum { LOAN_WORD_BYTES_MIN = 4, LOAN_WORD_BYTES_MAX = 12 };

/*
 * Whether a folded word, which is no compound, is English and no German word that
 * we know. stem is its English one.
 */
bool loan_words_is_one(const char *word, size_t length, const char *stem);

#endif
