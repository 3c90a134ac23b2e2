/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * tokens: the words of a text as names and cues are compared: in small letters
 * without accents (Gdańsk: gdansk, Straße: strasse, Варна: варна), cut at
 * everything that is no letter or digit. Lighter than text/words.h: made for
 * looking every word up in a table. Texts are valid UTF-8 below 4 GiB.
 */
#ifndef VOCABULARY_TOKENS_H
#define VOCABULARY_TOKENS_H

#include "base/buf.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { TOKEN_MAX = 64 }; /* bytes of a folded word; what is longer is cut */

enum token_trait {
	TOKEN_CAPITAL = 1,  /* begins with a capital */
	TOKEN_SMALL = 2,    /* has a small letter */
	TOKEN_ACCENTED = 4, /* has letters beyond a to z */
	TOKEN_DIGIT = 8,    /* begins with a digit */
};

/* What stands between a token and the one before; the first that fits. */
enum token_gap {
	GAP_LINE,      /* a new line, or the start of the text */
	GAP_STOP,      /* a full stop, exclamation or question mark */
	GAP_COMMA,     /* a comma or semicolon */
	GAP_SLASH,     /* a slash, with or without blanks */
	GAP_BRACKET,   /* an opening or closing one */
	GAP_SUSPENDED, /* hyphen and blank: Lissabon- bzw. */
	GAP_HYPHEN,    /* a hyphen without blanks */
	GAP_OTHER,     /* some other sign */
	GAP_BLANK,     /* blanks only */
};

struct token {
	uint32_t start, end; /* bytes of the text */
	uint8_t traits;
	uint8_t gap; /* enum token_gap */
};

/* {0} is an empty list. */
struct tokens {
	struct token *items;
	size_t count, room;
};

/* Appends the tokens of a text. */
void tokens_add(struct tokens *tokens, const char *text, size_t length);
void tokens_release(struct tokens *tokens);

/* Writes the folded word, without a NUL; gives its length. */
size_t tokens_fold(const char *word, size_t length, char folded[TOKEN_MAX]);

/*
 * Goes on from hash with the small letters of a word, accents kept: tells
 * Gdańsk from Gdansk. Start with 0.
 */
uint32_t tokens_hash(uint32_t hash, const char *word, size_t length);

/*
 * Appends text with ae for ä and so on, as it is typed where there are no
 * umlauts; false, and nothing appended, if it would not differ.
 */
bool tokens_add_typed(const char *text, struct buf *out);

#endif
