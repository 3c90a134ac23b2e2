/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * word_hashes: the words of a text as numbers, to compare texts by. Letter case
 * and punctuation do not count; words are not stemmed.
 */
#ifndef TEXT_WORD_HASHES_H
#define TEXT_WORD_HASHES_H

#include <stddef.h>
#include <stdint.h>

/*
 * Set in the number of a word that tells one of a series from the next: with a
 * digit in it, a Roman numeral from II on, or of series_words.tsv.
 */
#define WORD_HASH_SERIAL 1U

/* {0} is empty; the caller releases it. */
struct word_hashes {
	uint32_t *items;
	size_t count, room;
};

void word_hashes_release(struct word_hashes *hashes);
void word_hashes_clear(struct word_hashes *hashes); /* keeps the room */

/* The table of serial words: never changes once open, for any number of threads. */
struct series_words;

struct series_words *series_words_open(void);
void series_words_close(struct series_words **series);

/* Appends the words of valid UTF-8 in their order. */
void word_hashes_add(const struct series_words *series, const char *text, size_t length,
	struct word_hashes *out);

/* All bits of a number made to depend on all of its bits. */
uint64_t word_hashes_mix(uint64_t number);

#endif
