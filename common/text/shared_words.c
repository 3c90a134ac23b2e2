/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "text/shared_words.h"

#include "base/alloc.h"

#include <stdlib.h>
#include <string.h>

enum {
	SLOTS_LEAST = 64,
	SPARSE = 8, /* slots a word of a table that is much too wide */
};

struct shared_words {
	struct shared_word *slots; /* open addressing */
	size_t slot_count, count;
};

void shared_words_release(struct shared_words **words)
{
	if (*words)
		free((*words)->slots);
	free(*words);
	*words = NULL;
}

void shared_words_clear(struct shared_words *words)
{
	if (!words || !words->count)
		return;
	/* after a long text short ones must not pay for emptying what that took */
	while (words->slot_count > SLOTS_LEAST
		&& words->slot_count / SPARSE > words->count)
		words->slot_count /= 2;
	memset(words->slots, 0, words->slot_count * sizeof(*words->slots));
	words->count = 0;
}

/* The slot of the number, or the free one where it belongs. */
static struct shared_word *slot_of(const struct shared_words *words, uint32_t number)
{
	size_t mask = words->slot_count - 1;
	size_t at = number & mask;

	while (words->slots[at].number && words->slots[at].number != number)
		at = (at + 1) & mask;
	return &words->slots[at];
}

static void widen(struct shared_words *words)
{
	struct shared_word *before = words->slots;
	size_t count = words->slot_count;

	words->slot_count = count ? count * 2 : SLOTS_LEAST;
	words->slots = alloc_zeroed(words->slot_count, sizeof(*words->slots));
	for (size_t i = 0; i < count; i++) {
		if (before[i].number)
			*slot_of(words, before[i].number) = before[i];
	}
	free(before);
}

struct shared_word *shared_words_find(struct shared_words **words, uint32_t number)
{
	struct shared_word *slot;

	if (!*words)
		*words = alloc_zeroed(1, sizeof(**words));
	if ((*words)->count * 2 >= (*words)->slot_count)
		widen(*words);
	slot = slot_of(*words, number);
	(*words)->count += !slot->number;
	return slot;
}
