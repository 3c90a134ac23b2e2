/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "revision/counted_words.h"

#include "base/alloc.h"

#include <stdlib.h>

static struct word_times *slot_of(const struct counted_words *counted, uint32_t word)
{
	for (size_t i = word >> 1;; i++) {
		struct word_times *slot = &counted->slots[i & (counted->slot_count - 1)];

		if (!slot->times || slot->word == word)
			return slot;
	}
}

void counted_words_take(struct word_hashes *words, struct counted_words *out)
{
	*out = (struct counted_words){.words = *words, .slot_count = 4};
	*words = (struct word_hashes){0};
	while (out->slot_count < 2 * out->words.count)
		out->slot_count *= 2;
	out->slots = alloc_zeroed(out->slot_count, sizeof(*out->slots));
	for (size_t i = 0; i < out->words.count; i++) {
		struct word_times *slot = slot_of(out, out->words.items[i]);

		slot->word = out->words.items[i];
		slot->times++;
	}
}

void counted_words_release(struct counted_words *counted)
{
	word_hashes_release(&counted->words);
	free(counted->slots);
	*counted = (struct counted_words){0};
}

uint32_t counted_words_times(const struct counted_words *counted, uint32_t word)
{
	return counted->slot_count ? slot_of(counted, word)->times : 0;
}

size_t counted_words_bytes(const struct counted_words *counted)
{
	return counted->words.room * sizeof(*counted->words.items)
		+ counted->slot_count * sizeof(*counted->slots);
}
