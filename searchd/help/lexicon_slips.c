/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "help/lexicon_slips.h"

#include <string.h>

enum { PART_BYTES_MAX = 40 };

/* What is looked for. */
struct part {
	const char *bytes;
	size_t length;
};

/* A dictionary's word on trial, a slip away from a part. */
struct lexicon_search {
	char word[PART_BYTES_MAX + 4];
	const struct lexicon_entry *best;
	enum lexicon_place place;
};

static unsigned cost_of(
	const struct lexicon_search *search, const struct lexicon_entry *entry)
{
	return search->place == LEXICON_AS_END ? entry->head_cost : entry->modifier_cost;
}

static void try_word(struct lexicon_search *search, size_t length)
{
	const struct lexicon_entry *entry = lexicon_find(search->word, length);

	if (!entry || cost_of(search, entry) == LEXICON_NEVER)
		return;
	if (!search->best || cost_of(search, entry) < cost_of(search, search->best))
		search->best = entry;
}

/* Tries the part with the bytes from i on, removed of them, replaced by letter. */
static void try_change(struct lexicon_search *search, const struct part *part, size_t i,
	size_t removed, const char *letter)
{
	size_t size = strlen(letter);
	size_t rest = part->length - i - removed;

	memcpy(search->word, part->bytes, i);
	memcpy(search->word + i, letter, size);
	memcpy(search->word + i + size, part->bytes + i + removed, rest);
	try_word(search, i + size + rest);
}

/* Bytes that are no letters by themselves make no words, so they do no harm. */
const struct lexicon_entry *lexicon_slips_find(
	const char *bytes, size_t length, enum lexicon_place place)
{
	static const char *const letters[] = {"", "a", "b", "c", "d", "e", "f", "g", "h",
		"i", "j", "k", "l", "m", "n", "o", "p", "q", "r", "s", "t", "u", "v", "w",
		"x", "y", "z", "ä", "ö", "ü"};
	const struct part part = {bytes, length};
	struct lexicon_search search = {.place = place};

	if (length > PART_BYTES_MAX)
		return NULL;
	for (size_t i = 0; i <= part.length; i++) {
		char swapped[3] = {0};

		for (size_t l = 0; l < sizeof(letters) / sizeof(*letters); l++) {
			if (i < part.length)
				try_change(&search, &part, i, 1, letters[l]);
			try_change(&search, &part, i, 0, letters[l]);
		}
		if (i + 2 > part.length)
			continue;
		swapped[0] = part.bytes[i + 1];
		swapped[1] = part.bytes[i];
		try_change(&search, &part, i, 2, swapped);
	}
	return search.best;
}
