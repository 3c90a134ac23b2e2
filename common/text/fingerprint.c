/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "text/fingerprint.h"

static uint64_t append(uint64_t hash, uint32_t word)
{
	return word_hashes_mix(hash * 31 + word + 1);
}

static void take_minima(const struct word_hashes *words, uint32_t *minima)
{
	for (size_t i = 0; i + FINGERPRINT_SHINGLE <= words->count; i++) {
		uint64_t hash = 0;
		uint32_t *minimum;
		uint32_t value;

		for (size_t w = 0; w < FINGERPRINT_SHINGLE; w++)
			hash = append(hash, words->items[i + w]);
		minimum = &minima[hash % FINGERPRINT_MINIMA];
		value = (uint32_t)(hash >> 32);
		if (value < *minimum)
			*minimum = value;
	}
}

/* An empty heap borrows from the next that is not, as equal texts do alike. */
static void fill_empty(const uint32_t *minima, uint32_t *out)
{
	for (size_t i = 0; i < FINGERPRINT_MINIMA; i++) {
		size_t step = 0;

		while (step < FINGERPRINT_MINIMA
			&& minima[(i + step) % FINGERPRINT_MINIMA] == UINT32_MAX)
			step++;
		out[i] = minima[(i + step) % FINGERPRINT_MINIMA] + (uint32_t)step;
	}
}

void fingerprint_take(const struct word_hashes *words, struct fingerprint *out)
{
	uint32_t minima[FINGERPRINT_MINIMA];

	*out = (struct fingerprint){.words = (uint32_t)words->count};
	for (size_t i = 0; i < FINGERPRINT_MINIMA; i++)
		minima[i] = UINT32_MAX;
	for (size_t i = 0; i < words->count; i++)
		out->whole = append(out->whole, words->items[i]);
	take_minima(words, minima);
	fill_empty(minima, out->minima);
}
