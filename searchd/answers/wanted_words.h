/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * wanted_words: the words of a page's text that have a term which is looked for, block
 * by block. Which they are is told by the words that are stored of the page; only they
 * are analysed. Where what is stored tells of words that the text does not have, as in a
 * damaged store, all of the block is analysed: none is invented, but one may be missed.
 */
#ifndef SEARCHD_ANSWERS_WANTED_WORDS_H
#define SEARCHD_ANSWERS_WANTED_WORDS_H

#include "index/record.h"
#include "matching/word_places.h"
#include "matching/word_set.h"
#include "text/analyzer.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
	WANTED_PRESENT_BITS = 4096,
	WANTED_IN_BLOCK_MAX = 512, /* of one with more all words are analysed */
};

/* Of a page; whoever lends it says how long it lives. */
struct stored_page {
	const char *record; /* common/index/record.h */
	size_t record_size;
	const char *words; /* common/index/stored_words.h */
	size_t words_size;
};

/* The terms, by their hashes. {0} has none; the caller releases it. */
struct wanted_terms {
	uint64_t present[WANTED_PRESENT_BITS / 64]; /* bit hash % so many: a quick no */
	struct word_set set; /* all, as one word; not ready: words have no numbers */
};

void wanted_terms_release(struct wanted_terms *terms);
void wanted_terms_add(struct wanted_terms *terms, uint32_t hash);

/* After that, once: looks for them among the words of all pages. */
void wanted_terms_look_up(struct wanted_terms *terms, const struct word_numbers *numbers);

/* Whether a term with the hash may be among them. */
static inline bool wanted_terms_may_have(const struct wanted_terms *terms, uint32_t hash)
{
	return terms->present[hash % WANTED_PRESENT_BITS / 64] >> hash % 64 & 1;
}

/* Which of a word's places are wanted; others may be analysed, too. */
enum wanted_places {
	WANTED_EVERYWHERE,
	WANTED_ONCE, /* the first in the text of each word of the dictionary */
};

/* A walk over the blocks of a text's first 64 KiB. */
struct wanted_words {
	struct analysis *analysis; /* of the block at hand, from its start */
	size_t start;              /* of the block, in the text */

	struct analyzer *analyzer;
	const struct wanted_terms *terms;
	struct record_part text, blocks;
	size_t block_at, block; /* the next one: in the blocks, and its number */
	size_t end;             /* of the block at hand, in the text */
	bool has_places;
	struct word_places places;            /* of the words with a wanted term */
	size_t place_at;                      /* the first of them behind the block */
	uint32_t wanted[WANTED_IN_BLOCK_MAX]; /* words of it; its first is 0 */
	size_t wanted_count;
};

/* Page, terms and analysis, which is scratch, outlive the walk; the caller ends it. */
void wanted_words_begin(struct wanted_words *walk, struct analyzer *analyzer,
	struct analysis *analysis, const struct stored_page *page,
	const struct wanted_terms *terms, enum wanted_places places);
void wanted_words_end(struct wanted_words *walk);

/* Analyses the next block: the wanted words of it at least. False: there is none. */
bool wanted_words_next_block(struct wanted_words *walk);

#endif
