/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "vocabulary/place_names.h"

#include "base/alloc.h"

#include <stdlib.h>
#include <string.h>

void place_names_release(struct place_names *names)
{
	string_table_release(&names->keys);
	string_table_release(&names->first);
	tokens_release(&names->scratch);
	free(names->heads);
	free(names->tails);
	free(names->items);
	free(names->longest);
	*names = (struct place_names){0};
}

size_t place_names_key(const char *text, const struct token *tokens, size_t count,
	char key[PLACE_KEY_MAX])
{
	size_t used = 0;

	for (size_t i = 0; i < count && i < PLACE_NAME_WORDS; i++) {
		if (i)
			key[used++] = ' ';
		used += tokens_fold(text + tokens[i].start,
			tokens[i].end - tokens[i].start, key + used);
	}
	return used;
}

/* The key's number, with room for it in heads and tails. */
static uint32_t number_of_key(struct place_names *names, const char *key, size_t length)
{
	size_t known = names->keys.count;
	uint32_t number = string_table_add(&names->keys, key, length);

	if (number < known)
		return number;
	if (number >= names->head_room) {
		names->head_room = names->head_room ? names->head_room * 2 : 1024;
		names->heads = alloc_resize(
			names->heads, names->head_room, sizeof(*names->heads));
		names->tails = alloc_resize(
			names->tails, names->head_room, sizeof(*names->tails));
	}
	names->heads[number] = 0;
	names->tails[number] = 0;
	return number;
}

static void note_first_word(
	struct place_names *names, const char *key, size_t length, size_t words)
{
	const char *blank = memchr(key, ' ', length);
	size_t first = blank ? (size_t)(blank - key) : length;
	size_t known = names->first.count;
	uint32_t number = string_table_add(&names->first, key, first);

	if (number == known) {
		names->longest = alloc_grow(names->longest, known, &names->longest_room,
			sizeof(*names->longest));
		names->longest[number] = 0;
	}
	if (words > names->longest[number])
		names->longest[number] = (uint8_t)words;
}

static struct place_name describe(const char *spelling, const struct tokens *words)
{
	struct place_name name = {0};

	for (size_t i = 0; i < words->count; i++) {
		const struct token *word = &words->items[i];

		name.exact = tokens_hash(
			name.exact, spelling + word->start, word->end - word->start);
		if (word->traits & TOKEN_CAPITAL)
			name.capitals |= (uint8_t)(1U << i);
	}
	return name;
}

void place_names_add(struct place_names *names, uint32_t place, const char *spelling,
	enum place_need need, unsigned traits)
{
	struct tokens *words = &names->scratch;
	char key[PLACE_KEY_MAX];
	size_t length;
	uint32_t number;
	struct place_name name;

	words->count = 0;
	tokens_add(words, spelling, strlen(spelling));
	if (!words->count || words->count > PLACE_NAME_WORDS)
		return;
	length = place_names_key(spelling, words->items, words->count, key);
	number = number_of_key(names, key, length);
	name = describe(spelling, words);
	name.place = place;
	name.need = (uint8_t)need;
	name.traits = (uint8_t)traits;
	names->items = alloc_grow(
		names->items, names->count, &names->room, sizeof(*names->items));
	names->items[names->count++] = name;
	if (names->tails[number])
		names->items[names->tails[number] - 1].next = (uint32_t)names->count;
	else
		names->heads[number] = (uint32_t)names->count;
	names->tails[number] = (uint32_t)names->count;
	if (need != NEED_FILTER)
		note_first_word(names, key, length, words->count);
}

const struct place_name *place_names_find(
	const struct place_names *names, const char *key, size_t length)
{
	uint32_t number = string_table_find(&names->keys, key, length);

	return number == STRING_TABLE_NONE ? NULL
					   : &names->items[names->heads[number] - 1];
}

const struct place_name *place_names_next(
	const struct place_names *names, const struct place_name *name)
{
	return name->next ? &names->items[name->next - 1] : NULL;
}

const struct place_name *place_names_alike(
	const struct place_names *names, const struct place_name *name)
{
	uint32_t exact = name->exact;

	do
		name = place_names_next(names, name);
	while (name && (name->need == NEED_FILTER || name->exact != exact));
	return name;
}

unsigned place_names_longest(
	const struct place_names *names, const char *word, size_t length)
{
	uint32_t number = string_table_find(&names->first, word, length);

	return number == STRING_TABLE_NONE ? 0 : names->longest[number];
}
