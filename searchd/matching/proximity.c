/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "matching/proximity.h"

#include <stdint.h>
#include <string.h>

/* Words one behind the other: a word, or those of a phrase. */
struct operand {
	unsigned first_bit, words;
	unsigned distance; /* from the one before it */
};

static struct operand operand_of(const struct query *child, unsigned first_bit)
{
	bool is_phrase = child->kind == QUERY_PHRASE;

	return (struct operand){
		first_bit, is_phrase ? (unsigned)child->child_count : 1, child->distance};
}

static bool stands_at(
	const struct word_places *places, size_t first, const struct operand *operand)
{
	const struct word_place *begin = &places->items[first];

	for (unsigned i = 0; i < operand->words; i++) {
		const struct word_place *place = begin + i;

		if (first + i == places->count || place->part != begin->part
			|| place->at != begin->at + i
			|| !(place->words.terms >> (operand->first_bit + i) & 1))
			return false;
	}
	return true;
}

/* Whether b, which begins behind the end of a, does so within the distance. */
static bool follows(const struct word_place *a, unsigned words,
	const struct word_place *b, unsigned distance)
{
	uint32_t last = a->at + words - 1;

	return a->part == b->part && b->at > last && b->at - last <= distance;
}

/* Marks in to where an operand stands that follows one marked in from. */
static bool mark_behind(const struct word_places *places, const struct operand *before,
	const struct operand *operand, const char *from, char *to)
{
	const struct word_place *nearest = NULL;
	size_t candidate = 0;
	bool any = false;

	for (size_t i = 0; i < places->count; i++) {
		const struct word_place *place = &places->items[i];

		for (; candidate < i; candidate++) {
			const struct word_place *earlier = &places->items[candidate];

			if (earlier->part == place->part
				&& earlier->at + before->words > place->at)
				break;
			if (from[candidate])
				nearest = earlier;
		}
		if (!nearest || !stands_at(places, i, operand)
			|| !follows(nearest, before->words, place, operand->distance))
			continue;
		to[i] = 1;
		any = true;
	}
	return any;
}

/* The same where one marked in from follows it. */
static bool mark_before(const struct word_places *places, const struct operand *operand,
	const char *from, char *to)
{
	size_t next = 0;
	bool any = false;

	for (size_t i = 0; i < places->count; i++) {
		const struct word_place *place = &places->items[i];

		if (!stands_at(places, i, operand))
			continue;
		if (next < i)
			next = i;
		while (next < places->count
			&& (!from[next]
				|| (places->items[next].part == place->part
					&& places->items[next].at
						< place->at + operand->words)))
			next++;
		if (next == places->count)
			break;
		if (!follows(place, operand->words, &places->items[next],
			    operand->distance))
			continue;
		to[i] = 1;
		any = true;
	}
	return any;
}

static bool mark_first(
	const struct word_places *places, const struct operand *operand, char *to)
{
	bool any = false;

	for (size_t i = 0; i < places->count; i++) {
		if (!stands_at(places, i, operand))
			continue;
		to[i] = 1;
		any = true;
	}
	return any;
}

bool proximity_holds(
	const struct query *near, const struct word_places *places, struct buf *scratch)
{
	struct operand operand = operand_of(near->children[0], 0);
	char *from;
	char *to;

	buf_clear(scratch);
	buf_reserve(scratch, 2 * places->count);
	from = scratch->bytes;
	to = from + places->count;
	memset(from, 0, places->count);
	if (!places->count || !mark_first(places, &operand, from))
		return false;
	for (size_t i = 1; i < near->child_count; i++) {
		struct operand before = operand;
		char *marked = to;
		bool any;

		operand = operand_of(near->children[i], before.first_bit + before.words);
		memset(to, 0, places->count);
		any = mark_behind(places, &before, &operand, from, to);
		any = mark_before(places, &operand, from, to) || any;
		if (!any)
			return false;
		to = from;
		from = marked;
	}
	return true;
}
