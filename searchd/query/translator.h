/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * translator: what the words of a query are also called: in the other language,
 * and as the maintainer says. The wordbook's offers come first, then those of
 * the glossary; the index decides: only what some page has is taken.
 */
#ifndef SEARCHD_QUERY_TRANSLATOR_H
#define SEARCHD_QUERY_TRANSLATOR_H

#include "base/error.h"
#include "index/index_reader.h"
#include "query/query.h"
#include "query/translations.h"
#include "text/analyzer.h"
#include "text/passage.h"
#include "text/wordbook.h"

struct translator {
	struct analyzer *analyzer;
	struct index_reader *reader;
	enum language language; /* of the query; unknown: a word may be of either */
	const struct wordbook *wordbook; /* NULL: the maintainer says nothing */
	struct translations *found;      /* NULL: nothing is translated */
	struct translations *synonyms;   /* NULL: there shall be none */
};

/*
 * Adds what the passage is also called: single words as terms to word, a
 * QUERY_WORD, several words as children to any, NULL to leave them out. The
 * passage is a word, or a part of one. ERROR_BUSY: the index moved on.
 */
bool translator_add_word(const struct translator *translator,
	const struct passage *passage, struct query *any, struct query *word,
	struct error *err);

/* The same by the wordbook alone, single words only. */
bool translator_add_own(const struct translator *translator,
	const struct passage *passage, struct query *word, struct error *err);

/*
 * The same for several words, if they are a term of their own: all go to any,
 * single words each as a QUERY_WORD. What talk is in between does not count.
 */
bool translator_add_term(const struct translator *translator,
	const struct passage *passage, struct query *any, struct error *err);

#endif
