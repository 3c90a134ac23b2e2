/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * found_words: which of a document's stored words (index/stored_words.h) are in the
 * set of a query's words.
 */
#ifndef SEARCHD_MATCHING_FOUND_WORDS_H
#define SEARCHD_MATCHING_FOUND_WORDS_H

#include "index/stored_words.h"
#include "matching/word_set.h"

#include <stddef.h>
#include <stdint.h>

/* A word of the document that is in the set. */
struct found_word {
	size_t number; /* among those of the document */
	const struct word_masks *masks;
};

/* {0} is empty; the caller releases it, and may read many documents with one. */
struct found_words {
	struct stored_words words;
	struct found_word *items; /* ascending by number */
	size_t count, room;
	uint32_t *likely; /* words of a group that may be in the set */
	size_t likely_room;
};

void found_words_release(struct found_words *found);

/*
 * Returns which words of the query they stand for, the bits of word_masks.terms; 0: none
 * stands in it, or it is damaged. bytes must live as long as what was found is used.
 */
uint64_t found_words_find(struct found_words *found, const char *bytes, size_t size,
	const struct word_set *set);

#endif
