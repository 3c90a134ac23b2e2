/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * suggestion: another spelling of a query that would find more pages under the
 * same filters ("Did you mean").
 */
#ifndef SEARCHD_HELP_SUGGESTION_H
#define SEARCHD_HELP_SUGGESTION_H

#include "help/trial.h"
#include "help/typed_words.h"

struct facet_counts;

enum { SUGGESTION_FEW_PAGES = 3 }; /* fewer make one look for other spellings */

/* {0} is none; the caller releases it. */
struct suggestion {
	struct buf query;  /* that finds more; empty: there is no suggestion */
	struct buf markup; /* the same as escaped HTML, <mark> around what changed */
	uint32_t total;    /* pages it finds under the filters */
};

void suggestion_release(struct suggestion *suggestion);

/* What the query at hand found. */
struct outcome {
	uint32_t total;                    /* pages under the filters */
	enum choice relaxed;               /* none has all words: some did */
	enum choice question;              /* of many words, some do anyway */
	const struct facet_counts *counts; /* of it; rescue_find() asks for them */
};

/*
 * Looks for one if few pages were found, or if a word of the query is on no
 * page. words are those of text; trial->snapshot->words may be NULL: no
 * suggestion. ERROR_BUSY: the index moved on.
 */
bool suggestion_find(const struct trial *trial, const char *text, size_t length,
	const struct typed_words *words, const struct outcome *outcome,
	struct suggestion *out, struct error *err);

#endif
