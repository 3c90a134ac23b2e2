/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * suspended: compounds that leave out what another one says: Kindergarten- und
 * Schulentwicklungsplanung, Ein- und Ausfuhr, Stadtplanung und -entwicklung. Which
 * part of the other word is meant is told by the lexicon. Any thread.
 */
#ifndef TEXT_SUSPENDED_H
#define TEXT_SUSPENDED_H

#include "base/buf.h"
#include "text/language.h"
#include "text/words.h"

#include <stdbool.h>

/* Whether a hyphen stands behind the word, or before it. */
bool suspended_hangs(const char *text, size_t length, const struct word *word);
bool suspended_trails(const char *text, const struct word *word);

/* Whether the word joins others (und, oder, and). */
bool suspended_joins(const char *text, const struct word *word);

/*
 * Writes, folded, the whole word that one with a hyphen behind it stands for.
 * False: nothing behind it completes it. word may have hyphens in it.
 */
bool suspended_complete(const char *text, size_t length, const struct word *word,
	enum language language, struct buf *out);

/* The same of a word with a hyphen before it, after the word before and a joining one. */
bool suspended_complete_after(const char *text, const struct word *before,
	const struct word *word, struct buf *out);

#endif
