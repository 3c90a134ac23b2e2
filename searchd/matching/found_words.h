/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * found_words: which of a document's stored words (index/stored_words.h) are in the
 * set of a query's words.
 */
#ifndef SEARCHD_MATCHING_FOUND_WORDS_H
#define SEARCHD_MATCHING_FOUND_WORDS_H

#include "index/stored_words.h"
#include "matching/word_set.h"

#include <stdbool.h>
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
};

void found_words_release(struct found_words *found);

/*
 * bytes must live as long as what was found is used. False: some of the wanted words,
 * or all if none is wanted more than others (0), do not stand in it, or it is damaged.
 */
bool found_words_find(struct found_words *found, const char *bytes, size_t size,
	const struct word_set *set, uint64_t wanted);

#endif
