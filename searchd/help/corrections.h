/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * corrections: what a word that no page has may be meant to be: a word of the
 * pages that is spelled nearly so, a compound of which one part is, or two
 * words that lack the blank between them.
 */
#ifndef SEARCHD_HELP_CORRECTIONS_H
#define SEARCHD_HELP_CORRECTIONS_H

#include "base/buf.h"
#include "words/corpus_words.h"

struct analyzer;

enum { CORRECTIONS_MAX = 3 }; /* of one word */

struct correction {
	struct buf text; /* as pages write it */
	unsigned slips;
	uint32_t pages; /* that have the word, or its rarer part */
	int cost;       /* slips, weighed with what speaks for the word */
};

/* Best first. {0} is an empty list; the caller releases it. */
struct corrections {
	struct correction items[CORRECTIONS_MAX];
	size_t count;
};

/*
 * folded is a word as spelling_fold() leaves it. A word that dictionaries have
 * and many pages is preferred to one that may be a slip itself, even if that is
 * a slip nearer.
 */
void corrections_find(const struct corpus_words *words, struct analyzer *analyzer,
	const char *folded, size_t length, struct corrections *out);

/*
 * The same for a word that a few pages have: words of other letters only, at
 * least twice as frequent, none that goes on where the other ends.
 */
void corrections_find_frequent(const struct corpus_words *words,
	struct analyzer *analyzer, const struct corpus_word *word,
	struct corrections *out);

void corrections_release(struct corrections *corrections);

#endif
