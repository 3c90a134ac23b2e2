/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "matches.h"

#include "base/alloc.h"

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

void matches_unite(struct matches *into, const struct matches *other)
{
	struct matches both;
	size_t a = 0;
	size_t b = 0;

	if (!other->count)
		return;
	both = with_room(into->count + other->count);
	while (a < into->count || b < other->count) {
		uint32_t first = a < into->count ? into->documents[a] : UINT32_MAX;
		uint32_t second = b < other->count ? other->documents[b] : UINT32_MAX;
		uint32_t document = first < second ? first : second;
		float score = 0;

		if (first == document)
			score += into->scores[a++];
		if (second == document)
			score += other->scores[b++];
		both.documents[both.count] = document;
		both.scores[both.count++] = score;
	}
	matches_release(into);
	*into = both;
}

/* What becomes of the documents of into that are, or are not, in other. */
enum selection { KEEP_BOTH, KEEP_OTHERS, KEEP_ALL };

static void select_documents(
	struct matches *into, const struct matches *other, enum selection selection)
{
	size_t kept = 0;
	size_t b = 0;

	for (size_t a = 0; a < into->count; a++) {
		uint32_t document = into->documents[a];
		bool both;

		while (b < other->count && other->documents[b] < document)
			b++;
		both = b < other->count && other->documents[b] == document;
		if (selection == (both ? KEEP_OTHERS : KEEP_BOTH))
			continue;
		into->documents[kept] = document;
		into->scores[kept++] = into->scores[a] + (both ? other->scores[b] : 0);
	}
	into->count = kept;
}

void matches_intersect(struct matches *into, const struct matches *other)
{
	select_documents(into, other, KEEP_BOTH);
}

void matches_subtract(struct matches *into, const struct matches *other)
{
	select_documents(into, other, KEEP_OTHERS);
}

void matches_reward(struct matches *into, const struct matches *other)
{
	select_documents(into, other, KEEP_ALL);
}
