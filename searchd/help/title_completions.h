/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * title_completions: titles that have all words of a query, one of which begins as
 * the last one does. There is no list of titles: the index has the stems of their
 * words, and the words of the pages tell which stems a beginning may have.
 */
#ifndef SEARCHD_HELP_TITLE_COMPLETIONS_H
#define SEARCHD_HELP_TITLE_COMPLETIONS_H

#include "help/completer.h"

enum {
	TITLE_COMPLETIONS_MAX = 3,
	TITLE_COMPLETIONS_LETTERS_MIN = 2, /* of the last word */
};

/*
 * Adds the best that pass the filters: those that begin so first, then by how early
 * the word stands and the newest. Of many that would do, the newest are looked at.
 * words are what the last word may become. ERROR_BUSY: the index moved on.
 */
bool title_completions_find(const struct completer *completer,
	const struct word_candidates *words, struct completions *out, struct error *err);

#endif
