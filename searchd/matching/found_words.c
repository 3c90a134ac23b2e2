/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "matching/found_words.h"

#include "base/alloc.h"

#include <stdlib.h>

void found_words_release(struct found_words *found)
{
	free(found->items);
	free(found->likely);
	*found = (struct found_words){0};
}

/* Notes a word if its lower half is one of the set's; returns how many are noted. */
static size_t note(const struct found_words *found, const struct word_set *set,
	size_t word, size_t count)
{
	found->likely[count] = (uint32_t)word;
	return count
		+ (word_set_may_have(set, stored_words_half(&found->words, word)) != 0);
}

/*
 * Words whose lower half is one of the set's; returns how many. Most are not, and it
 * cannot be foreseen which: no branch depends on it.
 */
static size_t find_likely(struct found_words *found, const struct word_set *set)
{
	enum { AT_ONCE = 8 };
	size_t words = found->words.count;
	size_t count = 0;
	size_t word = 0;

	while (found->likely_room <= words)
		found->likely = alloc_grow(found->likely, found->likely_room,
			&found->likely_room, sizeof(*found->likely));
	for (; word + AT_ONCE <= words; word += AT_ONCE) {
		for (size_t i = 0; i < AT_ONCE; i++)
			count = note(found, set, word + i, count);
	}
	for (; word < words; word++)
		count = note(found, set, word, count);
	return count;
}

/* Those of them that are in the set; returns what they stand for. */
static uint64_t add_found(
	struct found_words *found, size_t likely_count, const struct word_set *set)
{
	struct stored_group group = {0};
	uint64_t all = 0;

	for (size_t i = 0; i < likely_count; i++) {
		uint32_t word = found->likely[i];
		const struct word_masks *masks;

		while (word >= group.end) {
			if (!stored_words_next_group(&found->words, &group))
				return all;
		}
		masks = word_set_find(
			set, group.higher | stored_words_half(&found->words, word));
		if (!masks)
			continue;
		found->items = alloc_grow(
			found->items, found->count, &found->room, sizeof(*found->items));
		found->items[found->count++] = (struct found_word){word, masks};
		all |= masks->terms;
	}
	return all;
}

uint64_t found_words_find(struct found_words *found, const char *bytes, size_t size,
	const struct word_set *set)
{
	found->count = 0;
	if (!stored_words_open(bytes, size, &found->words)) {
		found->words.breaks = (struct sent_positions){"", 0};
		return 0;
	}
	return add_found(found, find_likely(found, set), set);
}
