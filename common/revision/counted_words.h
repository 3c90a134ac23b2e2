/* SPDX-License-Identifier: GPL-2.0-or-later */
/* counted_words: the words of a text in their order, and how often each stands in it. */
#ifndef REVISION_COUNTED_WORDS_H
#define REVISION_COUNTED_WORDS_H

#include "text/word_hashes.h"

struct word_times {
	uint32_t word, times; /* 0 times: the slot is free */
};

/* {0} has no words; the caller releases it. */
struct counted_words {
	struct word_hashes words;
	struct word_times *slots; /* open addressing, a power of two */
	size_t slot_count;
};

/* Takes over the words, which are left empty. */
void counted_words_take(struct word_hashes *words, struct counted_words *out);
void counted_words_release(struct counted_words *counted);

uint32_t counted_words_times(const struct counted_words *counted, uint32_t word);

/* Of memory. */
size_t counted_words_bytes(const struct counted_words *counted);

#endif
