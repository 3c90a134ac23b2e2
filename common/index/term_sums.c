/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "index/term_sums.h"

#include "base/alloc.h"

#include <stdlib.h>
#include <string.h>

enum {
	WORD = 64,            /* documents of a word of marks */
	WINDOW = WORD * WORD, /* documents: a bit of touched is a word of marks */
};

struct sum_window {
	uint32_t first;        /* document */
	uint64_t touched;      /* a bit a word of marks that is not 0 */
	uint64_t marks[WORD];  /* a bit a document that something was added to */
	uint64_t wanted[WORD]; /* a bit a document that is asked for */
	_Alignas(16) float sums[WINDOW]; /* 0 where nothing was added */
};

void posting_list_release(struct posting_list *list)
{
	free(list->own);
	*list = (struct posting_list){0};
}

void term_sums_release(struct term_sums *sums)
{
	free(sums->window);
	free(sums->places);
	*sums = (struct term_sums){0};
}

/* Adds counts of the list from i on as far as the window goes; returns how far. */
static size_t add_counts(struct sum_window *window, const struct sum_list *list, size_t i)
{
	uint32_t first = window->first;
	uint64_t touched = 0;

	for (; i < list->count && list->documents[i] - first < WINDOW; i++) {
		uint32_t place = list->documents[i] - first;

		window->sums[place] += (float)(list->weight * list->counts[i]);
		window->marks[place / WORD] |= 1ULL << place % WORD;
		touched |= 1ULL << place / WORD;
	}
	window->touched |= touched;
	return i;
}

/* The same of a list of sums. */
static size_t add_sums(struct sum_window *window, const struct sum_list *list, size_t i)
{
	uint32_t first = window->first;
	uint64_t touched = 0;

	for (; i < list->count && list->documents[i] - first < WINDOW; i++) {
		uint32_t place = list->documents[i] - first;

		window->sums[place] += list->sums[i];
		window->marks[place / WORD] |= 1ULL << place % WORD;
		touched |= 1ULL << place / WORD;
	}
	window->touched |= touched;
	return i;
}

/* Marks what is wanted of the window, from at on; returns how far. */
static size_t mark_wanted(
	struct sum_window *window, const struct sum_among *among, size_t at)
{
	for (size_t word = 0; word < WORD; word++)
		window->wanted[word] = among->documents ? 0 : UINT64_MAX;
	while (at < among->count && among->documents[at] < window->first)
		at++;
	for (; at < among->count && among->documents[at] - window->first < WINDOW; at++) {
		uint32_t place = among->documents[at] - window->first;

		window->wanted[place / WORD] |= 1ULL << place % WORD;
	}
	return at;
}

/* Four at once. */
static void clear_word(float *sums)
{
	typedef float four __attribute__((vector_size(4 * sizeof(float))));
	four *fours = (four *)sums;

	for (size_t i = 0; i < WORD / 4; i++)
		fours[i] = (four){0};
}

/* Writes what is wanted of the window, and empties it; returns how many. */
static size_t empty(struct sum_window *window, uint32_t *documents, float *out)
{
	size_t count = 0;

	for (uint64_t touched = window->touched; touched; touched &= touched - 1) {
		unsigned word = (unsigned)__builtin_ctzll(touched);
		float *sums = window->sums + (size_t)word * WORD;

		for (uint64_t m = window->marks[word] & window->wanted[word]; m;
			m &= m - 1) {
			unsigned at = (unsigned)__builtin_ctzll(m);

			documents[count] = window->first + word * WORD + at;
			out[count++] = sums[at];
		}
		clear_word(sums);
		window->marks[word] = 0;
	}
	window->touched = 0;
	return count;
}

/* The first document that no list was read beyond; UINT32_MAX: there is none. */
static uint32_t first_left(
	const struct sum_list *lists, size_t count, const size_t *places)
{
	uint32_t first = UINT32_MAX;

	for (size_t i = 0; i < count; i++) {
		if (places[i] < lists[i].count && lists[i].documents[places[i]] < first)
			first = lists[i].documents[places[i]];
	}
	return first;
}

static void begin(struct term_sums *sums, size_t count)
{
	if (!sums->window)
		sums->window = alloc_zeroed(1, sizeof(*sums->window));
	if (count > sums->places_room) {
		sums->places_room = count;
		sums->places = alloc_resize(sums->places, count, sizeof(*sums->places));
	}
	for (size_t i = 0; i < count; i++)
		sums->places[i] = 0;
}

/* The only list that has documents; NULL: there are more, or none. */
static const struct sum_list *only_list(const struct sum_list *lists, size_t count)
{
	const struct sum_list *only = NULL;

	for (size_t i = 0; i < count; i++) {
		if (!lists[i].count)
			continue;
		if (only)
			return NULL;
		only = &lists[i];
	}
	return only;
}

static size_t copy(const struct sum_list *list, uint32_t *documents, float *out)
{
	memcpy(documents, list->documents, list->count * sizeof(*documents));
	if (!list->counts)
		memcpy(out, list->sums, list->count * sizeof(*out));
	for (size_t i = 0; list->counts && i < list->count; i++)
		out[i] = (float)(list->weight * list->counts[i]);
	return list->count;
}

size_t term_sums_join(struct term_sums *sums, const struct sum_list *lists, size_t count,
	struct sum_among among, uint32_t *documents, float *out)
{
	const struct sum_list *only = only_list(lists, count);
	size_t written = 0;
	size_t wanted = 0;
	uint32_t first;

	if (only && !among.documents)
		return copy(only, documents, out);
	begin(sums, count);
	while ((first = first_left(lists, count, sums->places)) != UINT32_MAX) {
		struct sum_window *window = sums->window;

		window->first = first;
		for (size_t i = 0; i < count; i++)
			sums->places[i] = (lists[i].counts ? add_counts : add_sums)(
				window, &lists[i], sums->places[i]);
		wanted = mark_wanted(window, &among, wanted);
		written += empty(window, documents + written, out + written);
	}
	return written;
}

void term_sums_raise(
	const struct sum_list *list, const uint32_t *documents, size_t count, float *sums)
{
	size_t at = 0;

	for (size_t i = 0; i < count; i++) {
		while (at < list->count && list->documents[at] < documents[i])
			at++;
		if (at < list->count && list->documents[at] == documents[i])
			sums[i] += (float)(list->weight * list->counts[at]);
	}
}
