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

static struct matches with_room(size_t room)
{
	struct matches matches = {.room = room};

	matches.documents = alloc_resize(NULL, room, sizeof(*matches.documents));
	matches.scores = alloc_resize(NULL, room, sizeof(*matches.scores));
	return matches;
}

/*
 * Steps through both lists at once, without a branch that depends on which
 * document comes first: such branches are guessed wrongly half of the time.
 */
static size_t merge(const struct matches *a, const struct matches *b, struct matches *out,
	size_t *rest)
{
	size_t i = 0;
	size_t j = 0;
	size_t count = 0;

	while (i < a->count && j < b->count) {
		uint32_t first = a->documents[i];
		uint32_t second = b->documents[j];
		bool is_first = first <= second;
		bool is_second = second <= first;

		out->documents[count] = is_first ? first : second;
		out->scores[count++] =
			a->scores[i] * (float)is_first + b->scores[j] * (float)is_second;
		i += is_first;
		j += is_second;
	}
	out->count = count;
	*rest = j;
	return i;
}

static void append(struct matches *out, const struct matches *more, size_t from)
{
	size_t count = more->count - from;

	memcpy(out->documents + out->count, more->documents + from,
		count * sizeof(*out->documents));
	memcpy(out->scores + out->count, more->scores + from,
		count * sizeof(*out->scores));
	out->count += count;
}

void matches_unite(struct matches *into, const struct matches *other)
{
	struct matches both;
	size_t into_rest;
	size_t other_rest;

	if (!other->count)
		return;
	both = with_room(into->count + other->count);
	into_rest = merge(into, other, &both, &other_rest);
	if (into_rest < into->count)
		append(&both, into, into_rest);
	else
		append(&both, other, other_rest);
	matches_release(into);
	*into = both;
}

/* Tells whether the other has the document, and steps on; see merge(). */
static bool has_next(const struct matches *other, size_t *at, uint32_t document)
{
	while (*at < other->count && other->documents[*at] < document)
		++*at;
	return *at < other->count && other->documents[*at] == document;
}

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
