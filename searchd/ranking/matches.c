/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "ranking/matches.h"

#include "base/alloc.h"
#include "base/scope.h"
#include "index/term_sums.h"

#include <stdbool.h>
#include <stdlib.h>

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

size_t matches_find(const struct matches *matches, uint32_t document)
{
	size_t from = 0;
	size_t end = matches->count;

	while (from < end) {
		size_t middle = from + (end - from) / 2;

		if (matches->documents[middle] < document)
			from = middle + 1;
		else
			end = middle;
	}
	return from < matches->count && matches->documents[from] == document
		? from
		: matches->count;
}

void matches_add(struct matches *matches, uint32_t document, float score)
{
	matches_reserve(matches, matches->count + 1);
	matches->documents[matches->count] = document;
	matches->scores[matches->count++] = score;
}

void matches_unite(const struct matches *lists, size_t count, struct matches *out)
{
	SCOPED(term_sums_release) struct term_sums sums = {0};
	struct sum_list *sum_lists = alloc_zeroed(count, sizeof(*sum_lists));
	size_t room = 0;

	for (size_t i = 0; i < count; i++) {
		sum_lists[i] = (struct sum_list){.documents = lists[i].documents,
			.sums = lists[i].scores,
			.count = lists[i].count};
		room += lists[i].count;
	}
	matches_reserve(out, room);
	out->count = term_sums_join(&sums, sum_lists, count, (struct sum_among){NULL, 0},
		out->documents, out->scores);
	free(sum_lists);
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
