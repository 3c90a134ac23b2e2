/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * place_names: which places a name may mean. Names are kept folded and in
 * words (tokens.h), so that Halle/Saale, HALLE (Saale) and halle saale are one.
 * Places are known here by number only.
 */
#ifndef VOCABULARY_PLACE_NAMES_H
#define VOCABULARY_PLACE_NAMES_H

#include "base/string_table.h"
#include "vocabulary/tokens.h"

enum { PLACE_NAME_WORDS = 8, PLACE_KEY_MAX = PLACE_NAME_WORDS * (TOKEN_MAX + 1) };

/* What a text must say for the name to be the place. */
enum place_need {
	NEED_NOTHING,
	NEED_CUE,    /* a preposition will do */
	NEED_STRONG, /* a word like Stadt */
	NEED_FILTER, /* never in texts; only where a place is asked for */
};

enum place_name_trait {
	NAME_IS_VALUE = 1,
	NAME_IS_ADJECTIVE = 2,
};

struct place_name {
	uint32_t place;
	uint32_t next;    /* the next name with this key + 1, or 0 */
	uint32_t exact;   /* tokens_hash() of its words */
	uint8_t need;     /* enum place_need */
	uint8_t traits;   /* enum place_name_trait */
	uint8_t capitals; /* bit i: word i begins with a capital */
};

/* {0} is an empty table. */
struct place_names {
	struct string_table keys;
	uint32_t *heads, *tails; /* of each key's names: number + 1 */
	size_t head_room;
	struct place_name *items;
	size_t count, room;
	struct string_table first; /* first words */
	uint8_t *longest;          /* words in the longest name that begins so */
	size_t longest_room;
	struct tokens scratch;
};

void place_names_release(struct place_names *names);

/* Names with one key stay in the order they were added. */
void place_names_add(struct place_names *names, uint32_t place, const char *spelling,
	enum place_need need, unsigned traits);

/* The first name with a folded key, or NULL. */
const struct place_name *place_names_find(
	const struct place_names *names, const char *key, size_t length);

/* The next one with the same key, or NULL. */
const struct place_name *place_names_next(
	const struct place_names *names, const struct place_name *name);

/* The next one that is spelt alike, accents and all, and may stand in a text. */
const struct place_name *place_names_alike(
	const struct place_names *names, const struct place_name *name);

/* Words in the longest name that begins with this folded word; 0: none does. */
unsigned place_names_longest(
	const struct place_names *names, const char *word, size_t length);

/* Writes the key of some tokens of a text; its length. */
size_t place_names_key(const char *text, const struct token *tokens, size_t count,
	char key[PLACE_KEY_MAX]);

#endif
