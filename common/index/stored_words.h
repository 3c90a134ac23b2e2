/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * stored_words: the words of one document as the store keeps them: the numbers they
 * have in the dictionary, ascending, and the positions of each (sent_words.h). Made
 * so that it costs little to see that a word is not there: numbers are grouped by
 * their higher halves, and of each only the lower half is kept, in an array.
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

struct stored_word {
	uint32_t number;
	struct sent_positions positions; /* SENT_POSITIONS_MAX bytes at most */
};

/* Appends them to out; words are ascending by number. */
void stored_words_write(const struct stored_word *words, size_t count,
	const struct sent_positions *breaks, struct buf *out);

/* Pointers are into the bytes. */
struct stored_words {
	size_t count;
	const char *halves;           /* lower ones, two bytes each */
	const unsigned char *lengths; /* of the positions, one a word */
	struct sent_positions breaks;
	struct sent_positions positions; /* of all words, one behind the other */
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

#ifdef __cplusplus
}
#endif

#endif
