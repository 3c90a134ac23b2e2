/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "matches.h"

#include "base/alloc.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

void matches_release(struct matches *matches)
{
	free(matches->documents);
	free(matches->scores);
	*matches = (struct matches){0};
}

void matches_reserve(struct matches *matches, size_t count)
{
	if (count <= matches->room)
		return;
	matches->room = count > matches->room * 2 ? count : matches->room * 2;
	matches->documents = alloc_resize(
		matches->documents, matches->room, sizeof(*matches->documents));
	matches->scores =
		alloc_resize(matches->scores, matches->room, sizeof(*matches->scores));
}

void matches_swap(struct matches *a, struct matches *b)
{
	struct matches swapped = *a;

	*a = *b;
	*b = swapped;
}

void matches_add(struct matches *matches, uint32_t document, float score)
{
	matches_reserve(matches, matches->count + 1);
	matches->documents[matches->count] = document;
	matches->scores[matches->count++] = score;
}

enum {
	WINDOW = 4096, /* documents whose sums stay in the nearest cache */
	WORD = 64,     /* documents of a word of marks */
};

/* The sums of the documents of a window. */
struct window {
	uint32_t first;
	float sums[WINDOW];
	uint64_t marks[WINDOW / WORD]; /* a bit a document that has one */
};

/* A list that was read up to at. */
struct cursor {
	const struct matches *list;
	size_t at;
};

/* Adds what the list has in the window. */
static void add_to_window(struct window *window, struct cursor *cursor)
{
	const uint32_t *documents = cursor->list->documents;
	const float *scores = cursor->list->scores;
	size_t count = cursor->list->count;
	size_t i = cursor->at;

	for (; i < count && documents[i] - window->first < WINDOW; i++) {
		uint32_t place = documents[i] - window->first;

		window->sums[place] += scores[i];
		window->marks[place / WORD] |= 1ULL << (place % WORD);
	}
	cursor->at = i;
}

/* Appends what the window has to out, and empties it. */
static void empty_window(struct window *window, struct matches *out)
{
	size_t count = out->count;

	for (uint32_t word = 0; word < WINDOW / WORD; word++) {
		for (uint64_t m = window->marks[word]; m; m &= m - 1) {
			uint32_t place = word * WORD + (unsigned)__builtin_ctzll(m);

			out->documents[count] = window->first + place;
			out->scores[count++] = window->sums[place];
			window->sums[place] = 0;
		}
		window->marks[word] = 0;
	}
	out->count = count;
}

/* The first document that no cursor has passed; UINT32_MAX: there is none. */
static uint32_t first_left(const struct cursor *cursors, size_t count)
{
	uint32_t first = UINT32_MAX;

	for (size_t i = 0; i < count; i++) {
		const struct cursor *cursor = &cursors[i];

		if (cursor->at < cursor->list->count
			&& cursor->list->documents[cursor->at] < first)
			first = cursor->list->documents[cursor->at];
	}
	return first;
}

void matches_unite(const struct matches *lists, size_t count, struct matches *out)
{
	struct cursor *cursors = alloc_zeroed(count, sizeof(*cursors));
	struct window *window = alloc_zeroed(1, sizeof(*window));
	size_t room = 0;

	for (size_t i = 0; i < count; i++) {
		cursors[i].list = &lists[i];
		room += lists[i].count;
	}
	matches_reserve(out, room);
	while ((window->first = first_left(cursors, count)) != UINT32_MAX) {
		for (size_t i = 0; i < count; i++)
			add_to_window(window, &cursors[i]);
		empty_window(window, out);
	}
	free(window);
	free(cursors);
}

/* Tells whether the other has the document, and steps on. */
static bool has_next(const struct matches *other, size_t *at, uint32_t document)
{
	while (*at < other->count && other->documents[*at] < document)
		++*at;
	return *at < other->count && other->documents[*at] == document;
}

/*
 * Steps through both lists at once, without a branch that depends on which
 * document comes first: such branches are guessed wrongly half of the time.
 */
void matches_intersect(struct matches *into, const struct matches *other)
{
	size_t kept = 0;
	size_t i = 0;
	size_t j = 0;

	while (i < into->count && j < other->count) {
		uint32_t first = into->documents[i];
		uint32_t second = other->documents[j];

		bool both = first == second;

		into->documents[kept] = first;
		into->scores[kept] = into->scores[i] + other->scores[j] * (float)both;
		kept += both;
		i += first <= second;
		j += second <= first;
	}
	into->count = kept;
}

void matches_subtract(struct matches *into, const struct matches *other)
{
	size_t kept = 0;
	size_t at = 0;

	for (size_t i = 0; i < into->count; i++) {
		into->documents[kept] = into->documents[i];
		into->scores[kept] = into->scores[i];
		kept += !has_next(other, &at, into->documents[i]);
	}
	into->count = kept;
}

void matches_reward(struct matches *into, const struct matches *other)
{
	size_t at = 0;

	for (size_t i = 0; i < into->count; i++) {
		if (has_next(other, &at, into->documents[i]))
			into->scores[i] += other->scores[at];
	}
}
