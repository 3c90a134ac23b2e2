/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * stored_words: the words of one document as the store keeps them: the numbers they
 * have in the dictionary, ascending, and the positions of each (sent_words.h). Made
 * so that it costs little to see that a word is not there: numbers are grouped by
 * their higher halves, and of each only the lower half is kept, in an array. Most
 * words stand once: the first position of each is in as many bits as the document
 * needs, and only what stands more often has a list.
 */
#ifndef INDEX_STORED_WORDS_H
#define INDEX_STORED_WORDS_H

#include "base/buf.h"
#include "index/sent_words.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Where a word stands: {0} is nowhere. */
struct stored_positions {
	uint32_t first;
	const char *further; /* how far each is from the last, varints; NULL: nowhere */
	size_t size;         /* of them; less than SENT_POSITIONS_MAX */
};

struct stored_word {
	uint32_t number;
	struct stored_positions positions;
};

/* The positions of a word as it was sent, into which they point; nowhere if damaged. */
struct stored_positions stored_words_sent(const struct sent_positions *sent);

/* Appends them to out; words are ascending by number. */
void stored_words_write(const struct stored_word *words, size_t count,
	const struct sent_positions *breaks, struct buf *out);

/* Pointers are into the bytes. */
struct stored_words {
	size_t count;
	const char *halves; /* lower ones, two bytes each */
	struct sent_positions breaks;
	const char *rest; /* where the words stand, for stored_words_lists() */
	size_t rest_size;
	const char *groups;
	size_t groups_size, group_at; /* for stored_words_next_group() */
	size_t first;
	uint32_t higher;
};

/* False: there are none, or they are damaged. Whatever they are, nothing else is read. */
bool stored_words_open(const char *bytes, size_t size, struct stored_words *out);

/* Words, by their places among all, that share the higher half of their numbers. */
struct stored_group {
	uint32_t higher; /* << 16 */
	size_t first, end;
};

/* False: the end, or damaged. */
bool stored_words_next_group(struct stored_words *words, struct stored_group *out);

static inline uint32_t stored_words_half(const struct stored_words *words, size_t i)
{
	uint16_t half;

	memcpy(&half, words->halves + i * sizeof(half), sizeof(half));
	return half;
}

/* A walk over where the words stand; pointers are into the bytes. */
struct stored_lists {
	size_t count;               /* of words */
	unsigned width;             /* of a first position, in bits */
	const unsigned char *marks; /* a bit a word: it has a list */
	const unsigned char *firsts;
	size_t firsts_size;
	const unsigned char *sizes; /* of the lists, half a byte each */
	size_t list_count;
	const char *lists;
	size_t lists_size;
	size_t word, list, offset; /* how far the walk is */
};

/* False: they are damaged. */
bool stored_words_lists(const struct stored_words *words, struct stored_lists *out);

/* Of word i; none asked for before may be behind it. False: damaged. */
bool stored_words_positions(
	struct stored_lists *lists, size_t i, struct stored_positions *out);

#ifdef __cplusplus
}
#endif

#endif
