/* SPDX-License-Identifier: GPL-2.0-or-later */
/* query_lexer: the pieces of a typed query: words, phrases, operators. */
#ifndef SEARCHD_QUERY_QUERY_LEXER_H
#define SEARCHD_QUERY_QUERY_LEXER_H

#include "index/field.h"
#include "query/query_names.h"

#include <stdbool.h>
#include <stddef.h>

enum { LEXEME_DISTANCE_MAX = 100000 }; /* greater ones are told as this */

enum lexeme_kind {
	LEXEME_END,
	LEXEME_WORDS,  /* up to the next blank */
	LEXEME_PHRASE, /* between quotation marks, without them */
	LEXEME_AND,
	LEXEME_OR,
	LEXEME_NOT,  /* also a minus before a word */
	LEXEME_OPEN, /* title:( has a field, which is that of all within */
	LEXEME_CLOSE,
	LEXEME_NEAR, /* between two words or phrases */
	LEXEME_IS,   /* is:undated */
	LEXEME_HAS,  /* has:city */
};

/* What looks like a field or a predicate and is read as words, since */
enum lexeme_flaw {
	FLAW_NONE,
	FLAW_NAME,    /* there is none of the name */
	FLAW_NOTHING, /* nothing stands right behind its colon */
	FLAW_VALUE,   /* it has no such value */
};

struct lexeme {
	enum lexeme_kind kind;
	size_t start, end; /* bytes of the query: what it says */
	enum field
		field; /* typed before it with a colon, or what it has; FIELD_COUNT: none */
	enum document_state state; /* of LEXEME_IS, and of LEXEME_HAS without a field */
	unsigned distance;         /* of LEXEME_NEAR; 0: not said */
	enum lexeme_flaw flaw;     /* of LEXEME_WORDS */
};

/* The piece at *offset, which moves behind it. */
struct lexeme lexeme_next(const char *text, size_t length, size_t *offset);

#endif
