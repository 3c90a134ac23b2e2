/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "matching/found_words.h"

#include "base/alloc.h"

#include <stdlib.h>

enum { AT_ONCE = 8 }; /* words */

void found_words_release(struct found_words *found)
{
	free(found->items);
	free(found->likely);
	*found = (struct found_words){0};
}

/* Room for all words, and those noted in vain behind the last. */
static void make_room(struct found_words *found)
{
	while (found->likely_room < found->words.count + AT_ONCE)
		found->likely = alloc_grow(found->likely, found->likely_room,
			&found->likely_room, sizeof(*found->likely));
}

/* Whether halves may be read some words behind the last. */
static bool has_bytes_behind(const struct stored_words *words)
{
	return words->breaks.size + words->rest_size >= AT_ONCE * sizeof(uint16_t);
}

/*
 * Words of a group that may be in the set; returns how many. Most are not, and it cannot
 * be foreseen which: no branch depends on it, and some words are looked at at a time,
 * even if the last of them are of the next group, from which none is taken.
 */
static size_t find_likely(const struct found_words *found,
	const struct stored_group *group, const struct word_set *set, size_t at_once)
{
	unsigned char mark = word_set_mark(group->higher);
	uint32_t *likely = found->likely;
	size_t count = 0;

	for (size_t first = group->first; first < group->end; first += at_once) {
		for (size_t i = first; i < first + at_once; i++) {
			likely[count] = (uint32_t)i;
			count += word_set_may_have(
				set, mark, stored_words_half(&found->words, i));
		}
	}
	while (count && likely[count - 1] >= group->end)
		count--;
	return count;
}

/* Those of a group that are in the set; returns what they stand for. */
static uint64_t find_in_group(struct found_words *found, const struct stored_group *group,
	const struct word_set *set)
{
	size_t count = has_bytes_behind(&found->words)
		? find_likely(found, group, set, AT_ONCE)
		: find_likely(found, group, set, 1);
	uint64_t all = 0;

	for (size_t i = 0; i < count; i++) {
		uint32_t word = found->likely[i];
		const struct word_masks *masks = word_set_find(
			set, group->higher | stored_words_half(&found->words, word));

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
	struct stored_group group;
	uint64_t all = 0;

	found->count = 0;
	if (!stored_words_open(bytes, size, &found->words)) {
		found->words.breaks = (struct sent_positions){"", 0};
		return 0;
	}
	make_room(found);
	while (stored_words_next_group(&found->words, &group))
		all |= find_in_group(found, &group, set);
	return all;
}
