/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "ranking/match_sums.h"

#include "base/alloc.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

enum {
	BITS = 64,
	WINDOW = 16 * BITS, /* documents that are cleared together */
	WINDOW_WORDS = WINDOW / BITS,
};

void match_sums_begin(struct match_sums *sums, uint32_t last_document)
{
	size_t count = last_document / WINDOW + 1;

	*sums = (struct match_sums){
		.scores = alloc_resize(NULL, count * WINDOW, sizeof(*sums->scores)),
		.weights = alloc_resize(NULL, count * WINDOW, sizeof(*sums->weights)),
		.marks = alloc_resize(NULL, count * WINDOW_WORDS, sizeof(*sums->marks)),
		.windows = alloc_zeroed(count / BITS + 1, sizeof(*sums->windows)),
		.window_count = count,
	};
}

void match_sums_release(struct match_sums *sums)
{
	free(sums->scores);
	free(sums->weights);
	free(sums->marks);
	free(sums->windows);
	*sums = (struct match_sums){0};
}

static bool has_window(const struct match_sums *sums, size_t window)
{
	return sums->windows[window / BITS] >> window % BITS & 1;
}

static void open_window(struct match_sums *sums, size_t window)
{
	if (has_window(sums, window))
		return;
	sums->windows[window / BITS] |= 1ULL << window % BITS;
	memset(sums->scores + window * WINDOW, 0, WINDOW * sizeof(*sums->scores));
	memset(sums->weights + window * WINDOW, 0, WINDOW * sizeof(*sums->weights));
	memset(sums->marks + window * WINDOW_WORDS, 0,
		WINDOW_WORDS * sizeof(*sums->marks));
}

void match_sums_add(struct match_sums *sums, const struct matches *matches, double weight)
{
	for (size_t i = 0; i < matches->count;) {
		size_t window = matches->documents[i] / WINDOW;
		size_t end = (window + 1) * WINDOW;

		if (window >= sums->window_count)
			return; /* of a damaged list */
		open_window(sums, window);
		for (; i < matches->count && matches->documents[i] < end; i++) {
			uint32_t document = matches->documents[i];

			sums->scores[document] += matches->scores[i];
			sums->weights[document] += (float)weight;
			sums->marks[document / BITS] |= 1ULL << document % BITS;
		}
	}
}

static size_t count_marks(const struct match_sums *sums, size_t window)
{
	size_t count = 0;

	for (size_t word = 0; word < WINDOW_WORDS; word++)
		count += (size_t)__builtin_popcountll(
			sums->marks[window * WINDOW_WORDS + word]);
	return count;
}

static void write_word(const struct match_sums *sums, size_t word, struct matches *scores,
	struct matches *weights)
{
	for (uint64_t marks = sums->marks[word]; marks; marks &= marks - 1) {
		uint32_t document =
			(uint32_t)(word * BITS) + (uint32_t)__builtin_ctzll(marks);

		scores->documents[scores->count] = document;
		scores->scores[scores->count++] = sums->scores[document];
		weights->documents[weights->count] = document;
		weights->scores[weights->count++] = sums->weights[document];
	}
}

void match_sums_write(
	const struct match_sums *sums, struct matches *scores, struct matches *weights)
{
	size_t count = 0;

	for (size_t window = 0; window < sums->window_count; window++)
		count += has_window(sums, window) ? count_marks(sums, window) : 0;
	matches_reserve(scores, count);
	matches_reserve(weights, count);
	for (size_t window = 0; window < sums->window_count; window++) {
		size_t first = window * WINDOW_WORDS;

		for (size_t word = 0; word < WINDOW_WORDS && has_window(sums, window);
			word++)
			write_word(sums, first + word, scores, weights);
	}
}
