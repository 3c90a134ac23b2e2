/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * written_words: the words of one document and where they stand, with the way each is
 * written: for phrases, for ranking by closeness and exact form, and for the list of
 * all words of the pages.
 */
#ifndef INDEXER_ENTRIES_WRITTEN_WORDS_H
#define INDEXER_ENTRIES_WRITTEN_WORDS_H

#include "base/buf.h"
#include "index/sent_words.h"
#include "text/analyzer.h"

#include <stdint.h>

struct written_words;

struct written_words *written_words_create(void);
void written_words_free(struct written_words **words);
void written_words_clear(struct written_words *words); /* keeps the room */

/*
 * Adds the words of the analysis of text. All analyses since the last clear are parts
 * of one, which has not been cleared either: words that share their terms are equal.
 */
void written_words_add(
	struct written_words *words, const char *text, const struct analysis *analysis);

/* What follows is another part: a block behind the title or another block. */
void written_words_part(struct written_words *words, enum sent_part part);

/* Positions so far: words, a hyphenated one counted by its parts. */
uint32_t written_words_count(const struct written_words *words);

/* Once: appends them as the index takes them: index/sent_words.h. */
void written_words_write(struct written_words *words, struct buf *out);

#endif
