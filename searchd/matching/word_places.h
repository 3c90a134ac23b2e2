/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * word_places: where the words of a query stand in a document, as its stored words
 * tell (index/stored_words.h).
 */
#ifndef SEARCHD_MATCHING_WORD_PLACES_H
#define SEARCHD_MATCHING_WORD_PLACES_H

#include "matching/found_words.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct word_place {
	struct word_masks words; /* that stand there */
	uint32_t part;           /* 0 the title, then the blocks */
	uint32_t at;             /* the word's place in its part, from 0 */
	enum sent_part kind;     /* of the part, if it is a block */
};

/* {0} is empty; the caller releases it, and may read many documents with one. */
struct word_places {
	struct word_place *items; /* in the order of the text */
	size_t count, room;
	struct sent_positions breaks;

	struct found_words found; /* scratch */
	uint64_t *keys, *merged;
	size_t keys_room, merged_room;
	size_t *ends; /* of the runs of keys */
	size_t run_count, ends_room;
};

void word_places_release(struct word_places *places);

/*
 * Begins with a document; bytes must live as long as it is read. False: some of the
 * wanted words, or all if none is wanted more than others (0), do not stand in it.
 */
bool word_places_read(struct word_places *places, const char *bytes, size_t size,
	const struct word_set *set, uint64_t wanted);

/* The same of the first place behind the title of each word of the dictionary. */
void word_places_read_firsts(struct word_places *places, const char *bytes, size_t size,
	const struct word_set *set);

/* How many parts the document has; 1: it has but a title. */
size_t word_places_parts(const struct word_places *places);

#endif
