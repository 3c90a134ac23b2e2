/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * translator: what the words of a query are called in the other language.
 * The glossary offers, the index decides: only what some page has is taken.
 */
#ifndef SEARCHD_TRANSLATOR_H
#define SEARCHD_TRANSLATOR_H

#include "base/error.h"
#include "index/index_reader.h"
#include "query.h"
#include "text/analyzer.h"
#include "translations.h"

struct translator {
	struct analyzer *analyzer;
	struct index_reader *reader;
	enum language language; /* of the query; unknown: a word may be of either */
	struct translations *found;
};

/* Words of a query's analysis that may mean something together. */
struct passage {
	const struct analysis *analysis;
	size_t first, end; /* words */
	const char *text;  /* that was analysed */
};

/*
 * Adds what the passage is called in the other language: single words as terms
 * to word, a QUERY_WORD, several words as children to any, NULL to leave them
 * out. The passage is a word, or a part of one. ERROR_BUSY: the index moved on.
 */
bool translator_add_word(const struct translator *translator,
	const struct passage *passage, struct query *any, struct query *word,
	struct error *err);

/*
 * The same for several words, if they are a term of their own: all go to any,
 * single words each as a QUERY_WORD. What talk is in between does not count.
 */
bool translator_add_term(const struct translator *translator,
	const struct passage *passage, struct query *any, struct error *err);

#endif
