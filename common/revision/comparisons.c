/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "revision/comparisons.h"

#include "base/alloc.h"
#include "text/word_hashes.h"

#include <stdlib.h>

enum { SLOTS_FIRST = 1024, COUNT_MAX = 1 << 21, OUTCOME = 1 };

uint64_t comparisons_key(uint64_t first, uint64_t second, uint64_t question)
{
	uint64_t less = first < second ? first : second;
	uint64_t more = first < second ? second : first;

	less = word_hashes_mix(less + 1);
	return word_hashes_mix((less ^ more) * 0x9E3779B97F4A7C15U + question);
}

/* An empty slot is 0, so no key is. */
static uint64_t named(uint64_t key)
{
	key &= ~(uint64_t)OUTCOME;
	return key ? key : OUTCOME + 1;
}

static uint64_t *slot_of(const struct comparisons *comparisons, uint64_t key)
{
	for (size_t i = (size_t)(key >> 1);; i++) {
		uint64_t *slot = &comparisons->slots[i & (comparisons->slot_count - 1)];

		if (!*slot || named(*slot) == key)
			return slot;
	}
}

static void make_room(struct comparisons *comparisons)
{
	struct comparisons wider = {.count = comparisons->count};

	if (2 * (comparisons->count + 1) <= comparisons->slot_count)
		return;
	wider.slot_count =
		comparisons->slot_count ? 2 * comparisons->slot_count : SLOTS_FIRST;
	wider.slots = alloc_zeroed(wider.slot_count, sizeof(*wider.slots));
	for (size_t i = 0; i < comparisons->slot_count; i++) {
		uint64_t slot = comparisons->slots[i];

		if (slot)
			*slot_of(&wider, named(slot)) = slot;
	}
	free(comparisons->slots);
	*comparisons = wider;
}

bool comparisons_find(const struct comparisons *comparisons, uint64_t key, bool *outcome)
{
	uint64_t slot;

	if (!comparisons || !comparisons->count)
		return false;
	slot = *slot_of(comparisons, named(key));
	if (slot)
		*outcome = slot & OUTCOME;
	return slot != 0;
}

void comparisons_add(struct comparisons *comparisons, uint64_t key, bool outcome)
{
	if (comparisons->count >= COUNT_MAX)
		return;
	make_room(comparisons);
	*slot_of(comparisons, named(key)) = named(key) | (outcome ? OUTCOME : 0);
	comparisons->count++;
}

void comparisons_release(struct comparisons *comparisons)
{
	free(comparisons->slots);
	*comparisons = (struct comparisons){0};
}
