/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * wildcard: what word* stands for: the words of the pages that begin with the
 * letters, however their marks are written; those on most pages first.
 *
 * Marks that were typed are wanted, in any spelling: Förder* is Förderung and
 * Foerderung but not Forderung, Forder* is all of them. The index has stems,
 * some of which other words share; those find a page only if one of the words
 * stands in it.
 */
#ifndef SEARCHD_QUERY_WILDCARD_H
#define SEARCHD_QUERY_WILDCARD_H

#include "base/error.h"
#include "index/index_reader.h"
#include "query/query.h"
#include "text/analyzer.h"
#include "words/revision_words.h"

enum { WILDCARD_TERMS_MAX = 100 }; /* one wildcard stands for at most */

struct wildcard {
	struct analyzer *analyzer;
	struct analysis *analysis; /* scratch */
	struct index_reader *reader;
	struct revision_words *words; /* NULL: the terms of the index only */
	enum field field;             /* where the words are looked for */
	const char *prefix;           /* of its terms */
};

/*
 * Adds to word, a QUERY_WORD, the terms of the words that begin with the folded
 * letters (spelling_fold). ERROR_BUSY: the index moved on.
 */
bool wildcard_expand(const struct wildcard *wildcard, const struct buf *letters,
	struct query *word, struct error *err);

#endif
