/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * words: where the words of a text begin and end, after the character classes
 * of Unicode Standard Annex 29 with rules for our pages: hyphens, colons and
 * full stops between letters part words; apostrophes between letters, soft
 * hyphens and combining marks do not; 1.603.747 and 24.04.07 are one word, and
 * so are Akteur:innen, z. B. and F&E (word_ties).
 */
#ifndef TEXT_WORDS_H
#define TEXT_WORDS_H

#include <stdbool.h>
#include <stddef.h>

enum word_trait {
	WORD_HAS_LETTER = 1,
	WORD_HAS_DIGIT = 2,
	WORD_IS_ASCII = 4,           /* letters a-z, A-Z and digits only */
	WORD_IS_CAPITAL = 8,         /* the first letter is a capital */
	WORD_JOINS_LEFT = 16,        /* a hyphen ties it to the word before */
	WORD_HAS_INNER_CAPITAL = 32, /* behind a small letter: CityRegio */
	WORD_IS_GENDERED = 64,       /* Akteur:innen; the sign is in it */
	WORD_IS_ABBREVIATION = 128,  /* z. B., U.S. */
	WORD_HAS_SIGN = 256,         /* F&E, C++ */
};

struct word {
	size_t start, end; /* bytes of the text */
	unsigned traits;
};

/*
 * The first word at or after *offset, which moves behind it. False: no more.
 * The text is valid UTF-8. The first word of a text asked for with *offset 0.
 */
bool words_next(const char *text, size_t length, size_t *offset, struct word *out);

/* The word, or its beginning of at most so many bytes, in whole characters. */
struct word words_cut(const char *text, const struct word *word, size_t most);

#endif
