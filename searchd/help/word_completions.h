/* SPDX-License-Identifier: GPL-2.0-or-later */
/* word_completions: words of the pages that the last word of a query may become. */
#ifndef SEARCHD_HELP_WORD_COMPLETIONS_H
#define SEARCHD_HELP_WORD_COMPLETIONS_H

#include "help/completer.h"

enum word_slips { WORDS_AS_TYPED, WORDS_WITH_SLIPS };

/* Those on most pages, without words that say nothing by themselves. */
void word_completions_candidates(const struct completer *completer, enum word_slips slips,
	struct word_candidates *out);

/*
 * Adds what the query becomes with the candidates, at most room of them, of words
 * that mean the same to the index one; most pages first. A count is of pages that
 * have the word in any inflection among those that match what was typed before.
 * ERROR_BUSY: the index moved on.
 */
bool word_completions_find(const struct completer *completer,
	const struct word_candidates *candidates, size_t room, struct completions *out,
	struct error *err);

#endif
