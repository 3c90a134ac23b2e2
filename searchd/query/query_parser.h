/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * query_parser: from what a visitor typed to a query. No input is an error:
 * what cannot be read as an operator is read as words.
 *
 * Words; "phrase" with any quotation marks; AND OR NOT, UND ODER NICHT, -word,
 * parentheses; fields, is: and has: (query_names.tsv); word* from three letters;
 * words and phrases NEAR/5 others; words side by side are ANDed.
 */
#ifndef SEARCHD_QUERY_QUERY_PARSER_H
#define SEARCHD_QUERY_QUERY_PARSER_H

#include "base/error.h"
#include "index/index_reader.h"
#include "query/query.h"
#include "query/query_notes.h"
#include "query/query_words.h"
#include "query/request.h"
#include "query/translations.h"
#include "text/analyzer.h"
#include "words/revision_words.h"

enum {
	QUERY_WILDCARDS_MAX = 2,
	QUERY_WILDCARD_LETTERS_MIN = 3,
	QUERY_DEPTH_MAX = 16,
	QUERY_DISTANCE = 8, /* of NEAR that does not say, in words */
	QUERY_DISTANCE_MAX = 100,
};

/* What a query is read with. */
struct query_context {
	struct analyzer *analyzer;
	struct index_reader *reader;
	struct revision_words *words;    /* of the same pages: wildcard.h */
	const struct wordbook *wordbook; /* of the maintainer; NULL: none */
	enum choice synonyms;            /* of the wordbook */
};

/* The caller releases it. */
struct parsed_query {
	struct query *tree;               /* NULL: nothing to search for, so everything */
	struct translations translations; /* of its words, that some page has */
	struct translations synonyms;     /* the same, as the maintainer says */
	enum language language;           /* of the text, if it tells */
	size_t content_words;             /* words that say something by themselves */
	int is_plain; /* words and phrases side by side, no operator typed */
	struct query_notes notes;
};

/*
 * text is valid UTF-8. ERROR_BUSY: the index moved on, take a fresh snapshot and
 * start over.
 */
bool query_parse(const struct query_context *context, const char *text, size_t length,
	enum choice translate, struct parsed_query *out, struct error *err);
void parsed_query_release(struct parsed_query *parsed);

#endif
