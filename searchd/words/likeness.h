/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * likeness: how far two spellings are apart. Words are compared by what is
 * left of them without marks: Förderung, Foerderung and Forderung are one.
 * Any thread.
 */
#ifndef SEARCHD_WORDS_LIKENESS_H
#define SEARCHD_WORDS_LIKENESS_H

#include "base/buf.h"

#include <stddef.h>
#include <stdint.h>

enum {
	LIKENESS_LETTERS_MAX = 60, /* longer words are like none but themselves */
	LIKENESS_SLIPS_MAX = 2,
};

/*
 * Appends what is left of a folded word (spelling_fold) without marks: ASCII
 * letters and digits; ae, oe and ue where they may stand for umlauts become a,
 * o and u.
 */
void likeness_bare(const char *folded, size_t length, struct buf *out);

/* How many slips a word of so many letters may have to be still told: 0 to 2. */
unsigned likeness_slips(size_t letters);

/*
 * Which letters a bare word has, and which it has twice: one bit each. A slip
 * changes at most two bits, so words whose sets differ in more than 2 * slips
 * bits are further apart than that.
 */
uint64_t likeness_letters(const char *bare, size_t length);

/* How many bits of such a set are set. */
unsigned likeness_count(uint64_t letters);

/*
 * Slips from one bare word to the other: a letter wrong, left out, too much,
 * or two neighbours that changed places (optimal string alignment; Damerau,
 * 1964). Any number above max is told as max + 1; max is at most
 * LIKENESS_SLIPS_MAX.
 */
unsigned likeness_distance(
	const char *a, size_t a_length, const char *b, size_t b_length, unsigned max);

/* How many slips so many letters may have that begin a word which is still being typed. */
unsigned likeness_prefix_slips(size_t letters);

/* Slips from typed letters to that beginning of the word which is nearest to them. */
unsigned likeness_prefix_distance(const char *typed, size_t typed_length,
	const char *word, size_t word_length, unsigned max);

#endif
