/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * translations: what the words of a query are called in the other language.
 * The glossary offers, the index decides: only what some page has is taken.
 */
#ifndef SEARCHD_TRANSLATIONS_H
#define SEARCHD_TRANSLATIONS_H

#include "base/error.h"
#include "index/index_reader.h"
#include "query.h"
#include "text/analyzer.h"

/* Of one word of the query. */
struct translation {
	char *from;
	char **to;
	size_t count, room;
};

/* {0} is an empty list; the caller releases it. */
struct translations {
	struct translation *items;
	size_t count, room;
};

void translations_release(struct translations *translations);

struct translator {
	struct analyzer *analyzer;
	struct index_reader *reader;
	enum language language; /* of the query; unknown: a word may be of either */
	struct translations *found;
};

/*
 * Adds what the word (of the analysis of a query) is called in the other
 * language: single words as terms to query, which is a QUERY_WORD, several
 * words as children to phrases, NULL to leave them out. from is how the
 * visitor wrote the word. ERROR_BUSY: the index moved on.
 */
bool translator_add(const struct translator *translator, const struct analysis *analysis,
	const struct analyzed_word *word, const char *from, struct query *query,
	struct query *phrases, struct error *err);

#endif
