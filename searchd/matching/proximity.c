/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "matching/proximity.h"

#include <stdint.h>

/* Words one behind the other: a word, or those of a phrase. */
struct operand {
	size_t first_row, words;
	size_t distance; /* from the one before it */
};

static struct operand operand_of(const struct query *child, size_t first_row)
{
	bool is_phrase = child->kind == QUERY_PHRASE;

	return (struct operand){
		first_row, is_phrase ? child->child_count : 1, child->distance};
}

static bool is_one_part(const struct word_bits *bits, size_t first, size_t last)
{
	return word_bits_first(bits, bits->words, first, last) == SIZE_MAX;
}

/* Whether one that begins in the row stands before the position; the nearest decides. */
static bool has_before(const struct word_bits *bits, size_t row, size_t words,
	size_t position, size_t distance)
{
	size_t far = distance + words - 1;
	size_t nearest;

	if (position < words)
		return false;
	nearest = word_bits_last(
		bits, row, position > far ? position - far : 0, position - words);
	return nearest != SIZE_MAX && is_one_part(bits, nearest, position);
}

/* The same behind the last word of one at the position. */
static bool has_behind(
	const struct word_bits *bits, size_t row, size_t last, size_t distance)
{
	size_t nearest = word_bits_first(bits, row, last + 1, last + distance);

	return nearest != SIZE_MAX && is_one_part(bits, last, nearest);
}

/* Of the places of an operand in a block, those near one before it in the query. */
static uint64_t find_near(const struct word_bits *bits, size_t block,
	const struct operand *before, const struct operand *operand, size_t row)
{
	uint64_t left =
		word_bits_phrases(bits, block, operand->first_row, operand->words);
	uint64_t near = 0;

	for (; left; left &= left - 1) {
		size_t at = block * 64 + (size_t)__builtin_ctzll(left);

		if (has_before(bits, row, before->words, at, operand->distance)
			|| has_behind(
				bits, row, at + operand->words - 1, operand->distance))
			near |= left & -left;
	}
	return near;
}

bool proximity_holds(const struct query *near, size_t first, struct word_bits *bits)
{
	struct operand operand = operand_of(near->children[0], first);
	size_t from = bits->words + 1;
	size_t to = from + 1;
	bool any = false;

	for (size_t block = 0; block < bits->count; block++) {
		uint64_t begin = word_bits_phrases(bits, block, first, operand.words);

		*word_bits_block(bits, from, block) = begin;
		any = any || begin;
	}
	for (size_t i = 1; any && i < near->child_count; i++) {
		struct operand before = operand;
		size_t passed = from;

		operand = operand_of(near->children[i], before.first_row + before.words);
		any = false;
		for (size_t block = 0; block < bits->count; block++) {
			uint64_t found = find_near(bits, block, &before, &operand, from);

			*word_bits_block(bits, to, block) = found;
			any = any || found;
		}
		from = to;
		to = passed;
	}
	return any;
}
