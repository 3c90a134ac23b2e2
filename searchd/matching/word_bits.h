/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * word_bits: where the words of a query stand in a document, a bit a position, as its
 * stored words tell. Words that stand side by side, or near each other, are found in
 * 64 places at a time.
 */
#ifndef SEARCHD_MATCHING_WORD_BITS_H
#define SEARCHD_MATCHING_WORD_BITS_H

#include "matching/found_words.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { WORD_BITS_WINDOW_MAX = 64 };

/*
 * Row w has the positions of word w; the row behind those of the words has the breaks
 * between parts, which take a position of their own. Rows behind are the caller's, all
 * 0 once a document is read. {0}, but for words and rows, to begin with; the caller
 * releases it, and may read many documents with one.
 */
struct word_bits {
	size_t words, rows;
	uint64_t *blocks; /* of 64 positions: one of each row; the last is all 0 */
	size_t count;     /* of blocks, without the last */
	size_t cleared;   /* blocks that were all 0 before words were placed: some more */
	size_t room;
	struct found_words found;
};

void word_bits_release(struct word_bits *bits);

/*
 * Begins with a document, whose bytes must live until the next. Returns which words
 * stand in it, 1 << word; 0: none, or it is damaged. The set has no words but those of
 * the rows.
 */
uint64_t word_bits_find(struct word_bits *bits, const char *bytes, size_t size,
	const struct word_set *set);

/* Reads where words of the document stand. False: it is damaged. */
bool word_bits_place(struct word_bits *bits, uint64_t words, size_t size);

/* The same with no word anywhere, for word_bits_set(), which takes any position. */
void word_bits_clear(struct word_bits *bits);
void word_bits_set(struct word_bits *bits, size_t row, size_t position);

static inline uint64_t *word_bits_block(
	const struct word_bits *bits, size_t row, size_t block)
{
	return &bits->blocks[block * bits->rows + row];
}

/* Where in a block words stand side by side, the first of them word `first`. */
uint64_t word_bits_phrases(
	const struct word_bits *bits, size_t block, size_t first, size_t words);

/* Whether so many words, from `first` on, stand so anywhere. */
bool word_bits_has_phrase(const struct word_bits *bits, size_t first, size_t words);

/*
 * Whether so many words, from `first` on, stand in one part, in a window of so many
 * positions, at most WORD_BITS_WINDOW_MAX.
 */
bool word_bits_has_near(
	const struct word_bits *bits, size_t first, size_t words, size_t window);

/* The first and the last bit of a row in first..last; SIZE_MAX: there is none. */
size_t word_bits_first(
	const struct word_bits *bits, size_t row, size_t first, size_t last);
size_t word_bits_last(
	const struct word_bits *bits, size_t row, size_t first, size_t last);

#endif
