/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "text/fingerprint.h"

static uint64_t append(uint64_t hash, uint32_t word)
{
	return word_hashes_mix(hash * 31 + word + 1);
}

/* Runs are least by their upper halves; what is kept is of the lower ones. */
static void take_least(const struct word_hashes *words, uint64_t *least)
{
	for (size_t i = 0; i + FINGERPRINT_SHINGLE <= words->count; i++) {
		uint64_t hash = 0;
		uint64_t *heap;

		for (size_t w = 0; w < FINGERPRINT_SHINGLE; w++)
			hash = append(hash, words->items[i + w]);
		heap = &least[hash % FINGERPRINT_MINIMA];
		if (hash < *heap)
			*heap = hash;
	}
}

/* An empty heap borrows from the next that is not, as equal texts do alike. */
static uint16_t minimum_of(const uint64_t *least, size_t heap)
{
	size_t step = 0;

	while (step < FINGERPRINT_MINIMA
		&& least[(heap + step) % FINGERPRINT_MINIMA] == UINT64_MAX)
		step++;
	return (uint16_t)((least[(heap + step) % FINGERPRINT_MINIMA] >> 8) + step);
}

void fingerprint_take(const struct word_hashes *words, struct fingerprint *out)
{
	uint64_t least[FINGERPRINT_MINIMA];

	*out = (struct fingerprint){.words = (uint32_t)words->count};
	for (size_t i = 0; i < FINGERPRINT_MINIMA; i++)
		least[i] = UINT64_MAX;
	for (size_t i = 0; i < words->count; i++)
		out->whole = append(out->whole, words->items[i]);
	take_least(words, least);
	for (size_t i = 0; i < FINGERPRINT_MINIMA; i++)
		out->minima[i] = minimum_of(least, i);
}
