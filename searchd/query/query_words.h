/* SPDX-License-Identifier: GPL-2.0-or-later */
/* query_words: from analysed words to the queries that mean them. */
#ifndef SEARCHD_QUERY_QUERY_WORDS_H
#define SEARCHD_QUERY_QUERY_WORDS_H

#include "index/field.h"
#include "query/query.h"
#include "query/translator.h"
#include "text/analyzer.h"

enum { QUERY_WORDS_MAX = 32 }; /* of one query; more are left out */

/* How far a query has got. */
struct query_words {
	enum language language; /* of the query, as far as one can tell */
	size_t count;           /* words taken */
	size_t content;         /* of them, that say something by themselves */
	const struct translator *translator; /* NULL: words stay in their language */
	const char *text;                    /* that was analysed */
	size_t offset;                       /* of it in what was typed */
	struct error *err;
	bool failed; /* err says why */
	size_t cut; /* where the first word begins that was left out; SIZE_MAX: none was */
};

/* All words of the analysis; NULL: there are none. */
struct query *query_words_all(
	struct query_words *words, const struct analysis *analysis, enum field field);

/* The word that all of the analysis is, without its terms. */
struct query *query_words_blank(
	struct query_words *words, const struct analysis *analysis);

/* The words one behind the other; perhaps without children. */
struct query *query_words_phrase(
	struct query_words *words, const struct analysis *analysis, enum field field);

/* A child of QUERY_PROXIMITY: a word, or a phrase if there are more; NULL: none. */
struct query *query_words_near(
	struct query_words *words, const struct analysis *analysis);

/* The query; its only child if it has just one; NULL if it has none. */
struct query *query_unwrap(struct query *query);

/* Of a field's terms; the body's for fields that have none. */
const char *query_words_prefix(enum field field);

#endif
