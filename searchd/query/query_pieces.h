/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * query_pieces: the pieces of a query (query_lexer.h) one after the other, each as
 * what stands around it says it is meant.
 */
#ifndef SEARCHD_QUERY_QUERY_PIECES_H
#define SEARCHD_QUERY_QUERY_PIECES_H

#include "base/buf.h"
#include "query/query_lexer.h"

#include <stdbool.h>
#include <stddef.h>

enum { QUERY_SHOUTED_WORDS_MIN = 5 };

struct query_pieces {
	const char *text;
	size_t length, offset; /* behind next */
	struct lexeme next;
	enum field
		group; /* of the group that next is in: title:(...); FIELD_COUNT: none */
	bool is_shouted; /* all in capitals, and long: AND is a word like the others */
};

/* next is the first. The text outlives them. */
void query_pieces_begin(struct query_pieces *pieces, const char *text, size_t length);

void query_pieces_advance(struct query_pieces *pieces);

/* The one behind next. */
struct lexeme query_pieces_peek(const struct query_pieces *pieces);

/* Whether next, an operator, has behind it what it needs; else it is a word. */
bool query_pieces_operates(const struct query_pieces *pieces);

/*
 * Appends the words of a query alone, with blanks between them: names of operators
 * and fields are German or English whatever the words are, and so are values.
 */
void query_pieces_words(const char *text, size_t length, struct buf *out);

#endif
