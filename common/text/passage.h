/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * passage: words of an analysis that may mean something together, and the keys
 * that a list of terms knows them by. Any thread.
 */
#ifndef TEXT_PASSAGE_H
#define TEXT_PASSAGE_H

#include "text/analyzer.h"

#include <stdbool.h>
#include <stddef.h>

enum {
	PASSAGE_WORDS_MAX = 6, /* that say something by themselves */
	PASSAGE_KEY_MAX = PASSAGE_WORDS_MAX * (ANALYZER_TERM_MAX + 1),
};

struct passage {
	const struct analysis *analysis;
	size_t first, end; /* words */
	const char *text;  /* that was analysed */
};

/*
 * A key is made of the stems of the words in one language, with blanks between
 * and without those that say nothing by themselves; words with digits stand for
 * themselves. A word may have several stems (stadt and staedt for staedte).
 */
struct passage_keys {
	const struct passage *passage;
	enum language language;
	const struct analyzed_word *words[PASSAGE_WORDS_MAX];
	uint32_t terms[PASSAGE_WORDS_MAX]; /* of each, the one that is its turn */
	size_t count;                      /* of words; 0: no key is left */
	unsigned tried;
	char bytes[PASSAGE_KEY_MAX]; /* the key; no NUL */
	size_t length;
};

/*
 * Before the first key. There is none if the passage begins or ends in talk, or
 * is too long. The part of a compound counts only if it is the passage. The
 * passage outlives the keys.
 */
void passage_keys_begin(
	struct passage_keys *keys, const struct passage *passage, enum language language);

/* Writes the next key. False: there is none. */
bool passage_keys_next(struct passage_keys *keys);

/* Whether the term belongs to the language, or, with digits, to both. */
bool passage_is_term_of(const char *term, enum language language);

/*
 * Whether the word's term stands for it in the language. A word that queries
 * take for one of the other language only (Startup) is that in this one, too.
 */
bool passage_has_term(const struct analysis *analysis, const struct analyzed_word *word,
	uint32_t term, enum language language);

/* Whether the word stands by itself and says something in the language. */
bool passage_is_content(const struct analyzed_word *word, enum language language);

#endif
