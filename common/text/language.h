/* SPDX-License-Identifier: GPL-2.0-or-later */
/* language: German or English, by a vote of the words of a text. */
#ifndef TEXT_LANGUAGE_H
#define TEXT_LANGUAGE_H

#include <stddef.h>

enum language { LANGUAGE_UNKNOWN, LANGUAGE_DE, LANGUAGE_EN, LANGUAGE_COUNT };

/* "de", "en", or "und" for the unknown one (ISO 639). */
const char *language_code(enum language language);

/* Of "de", "de-AT", "EN" ...; LANGUAGE_UNKNOWN for all others and NULL. */
enum language language_of_code(const char *code);

/*
 * The language of a text. fallback is the one that surrounds it: what a text
 * that does not tell is in, and what must be outvoted. Any thread.
 * Function words, letters and letter sequences vote; names hardly do.
 */
enum language language_of_text(const char *text, size_t length, enum language fallback);

/*
 * The same in two steps, for who asks twice: what the words of the text vote for, and
 * the language that is. With a memory (word_votes), or NULL, it is the memory's thread.
 */
struct word_votes;
double language_votes(struct word_votes *memory, const char *text, size_t length);
enum language language_of_votes(double votes, enum language fallback);

/* Whether a folded word says nothing by itself in that language (der, and). */
int language_is_stop_word(enum language language, const char *word, size_t length);

#endif
