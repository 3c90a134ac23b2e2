/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * fingerprint: a few numbers that two texts share as far as they share their
 * words in order. Broder, On the resemblance and containment of documents,
 * 1997; one permutation instead of many: Li, Owen, Zhang, One permutation
 * hashing, NIPS 2012; few bits of each: Li, König, b-bit minwise hashing, WWW
 * 2010.
 */
#ifndef TEXT_FINGERPRINT_H
#define TEXT_FINGERPRINT_H

#include "text/word_hashes.h"

enum {
	FINGERPRINT_MINIMA = 32,
	FINGERPRINT_SHINGLE = 3, /* words of a run that is compared as one */
};

/*
 * The runs of a text are dealt into as many heaps as there are minima; each is
 * some bits of the least of its heap. The share of equal ones is about the share of
 * runs that two texts have in common, of those that either has.
 */
struct fingerprint {
	uint64_t whole; /* of all words in order: equal texts only; 0: no words */
	uint32_t words;
	uint16_t minima[FINGERPRINT_MINIMA];
};

void fingerprint_take(const struct word_hashes *words, struct fingerprint *out);

#endif
