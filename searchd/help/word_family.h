/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * word_family: which forms and compounds of a word the pages have. A word
 * belongs to it that means the same to the index (they share a term), or has
 * all parts of the word among its own, one behind the other. Of words that have
 * the stem's letters in them, the 5,000 most frequent ones are looked at. Of two
 * letters, only words that begin with them are; a single letter has no family.
 */
#ifndef SEARCHD_HELP_WORD_FAMILY_H
#define SEARCHD_HELP_WORD_FAMILY_H

#include "base/buf.h"
#include "words/corpus_words.h"

struct analyzer;

struct family_word {
	struct buf written; /* as most pages write it */
	uint32_t pages;
};

/* {0} is an empty family; the caller releases it. */
struct word_family {
	struct buf word;           /* whose family it is */
	struct family_word *items; /* most pages first */
	size_t count, room;
	size_t total; /* members, those that are left out included */
};

/*
 * word is valid UTF-8, its first word counts. Writes at most limit members. A
 * word that no page has may have a family, too.
 */
void word_family_find(const struct corpus_words *words, struct analyzer *analyzer,
	const char *word, size_t length, size_t limit, struct word_family *out);

/*
 * The same for the most telling word of a typed query: of those that pages have,
 * the one on fewest. It stops at limit: total tells no more than count.
 */
void word_family_find_telling(const struct corpus_words *words, struct analyzer *analyzer,
	const char *query, size_t length, size_t limit, struct word_family *out);

void word_family_release(struct word_family *family);

#endif
