/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "matching/found_words.h"

#include "base/alloc.h"

#include <stdlib.h>

enum { AT_ONCE = 64 }; /* words that are asked about together */

void found_words_release(struct found_words *found)
{
	free(found->items);
	*found = (struct found_words){0};
}

/*
 * Words from the first on that are in the set's group; returns how many. Most are
 * not, and it cannot be foreseen which: a loop without a branch.
 */
static size_t find_some(const struct stored_words *words, size_t first, size_t end,
	const uint64_t *group, unsigned char found[AT_ONCE])
{
	size_t count = 0;

	for (size_t i = first; i < end; i++) {
		found[count] = (unsigned char)(i - first);
		count += word_set_has(group, stored_words_half(words, i));
	}
	return count;
}

/* Those of a group that are in the set; returns what they stand for. */
static uint64_t find_in_group(struct found_words *found, const struct stored_group *group,
	const struct word_set *set)
{
	const uint64_t *bits = word_set_group(set, group->higher);
	unsigned char some[AT_ONCE] = {0};
	uint64_t all = 0;

	for (size_t first = group->first; bits && first < group->end; first += AT_ONCE) {
		size_t end = first + AT_ONCE < group->end ? first + AT_ONCE : group->end;
		size_t count = find_some(&found->words, first, end, bits, some);

		while (found->room < found->count + count)
			found->items = alloc_grow(found->items, found->room, &found->room,
				sizeof(*found->items));
		for (size_t i = 0; i < count; i++) {
			size_t word = first + some[i];
			const struct word_masks *masks = word_set_find(set,
				group->higher | stored_words_half(&found->words, word));

			found->items[found->count++] = (struct found_word){word, masks};
			all |= masks->terms;
		}
	}
	return all;
}

bool found_words_find(struct found_words *found, const char *bytes, size_t size,
	const struct word_set *set, uint64_t wanted)
{
	struct stored_group group;
	uint64_t all = 0;

	found->count = 0;
	if (!stored_words_open(bytes, size, &found->words)) {
		found->words.breaks = (struct sent_positions){"", 0};
		return false;
	}
	while (stored_words_next_group(&found->words, &group))
		all |= find_in_group(found, &group, set);
	return all && !(wanted & ~all);
}
