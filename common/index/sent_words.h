/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * sent_words: the words of one document and where they stand, as a worker hands them
 * to the writer, which gives them their numbers: words of the dictionary, each with
 * its positions. Positions count from 0 through title and blocks; a break, between
 * title and blocks and between blocks, takes one of its own and tells whether a heading follows.
 */
#ifndef INDEX_SENT_WORDS_H
#define INDEX_SENT_WORDS_H

#include "base/buf.h"
#include "index/dictionary.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Bytes of one list of positions; a word with more of them stands several times. */
enum { SENT_POSITIONS_MAX = 255 };

/* As in an entry: the first position, then how far the next is from the last, varints. */
struct sent_positions {
	const char *bytes;
	size_t size;
};

/* The part of a text that a break begins. */
enum sent_part { SENT_PART_TEXT, SENT_PART_HEADING };

/* Adds to a list of breaks one that is so much further than the last (or 0). */
void sent_breaks_add(struct buf *breaks, uint32_t further, enum sent_part part);

/* The break at *at, which moves on. False: the end, or a damaged list. */
bool sent_breaks_next(const struct sent_positions *breaks, size_t *at, uint32_t *further,
	enum sent_part *part);

/* Begins a list of words in out. */
void sent_words_begin(struct buf *out, const struct buf *breaks);

/* A word in the form of the dictionary; SENT_POSITIONS_MAX bytes of positions at most. */
void sent_words_add(
	struct buf *out, const struct buf *word, const struct sent_positions *positions);

/* {0} for a list that is to be read; see sent_words_open(). */
struct sent_reader {
	const char *list;
	size_t size, offset;
	struct sent_positions breaks;
};

/* Pointers are into the list. False: it is damaged. */
bool sent_words_open(const struct buf *list, struct sent_reader *out);

/* False: the end, or a damaged list. */
bool sent_words_next(struct sent_reader *reader, struct dictionary_word *word,
	struct sent_positions *positions);

#ifdef __cplusplus
}
#endif

#endif
