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

/* The first of the bits of a block. */
static size_t place_of(size_t block, uint64_t bits)
{
	return block * 64 + (size_t)__builtin_ctzll(bits);
}

/* An operand, and what may stand near it: places of the one before it in the query. */
struct pair {
	struct operand before, operand;
	size_t row; /* of the places */
};

/* Whether the operand, at the position, has one near it. */
static bool is_near(const struct word_bits *bits, const struct pair *pair, size_t at)
{
	const struct operand *operand = &pair->operand;

	return has_before(bits, pair->row, pair->before.words, at, operand->distance)
		|| has_behind(
			bits, pair->row, at + operand->words - 1, operand->distance);
}

/* Whether an operand stands anywhere; the row says where. */
static bool write_places(
	const struct word_bits *bits, const struct operand *operand, size_t row)
{
	bool any = false;

	for (size_t block = 0; block < bits->count; block++) {
		uint64_t begin = word_bits_phrases(
			bits, block, operand->first_row, operand->words);

		*word_bits_block(bits, row, block) = begin;
		any = any || begin;
	}
	return any;
}

/* The same of those that have one near them. */
static bool write_near(const struct word_bits *bits, const struct pair *pair, size_t row)
{
	bool any = false;

	for (size_t block = 0; block < bits->count; block++) {
		uint64_t left = word_bits_phrases(
			bits, block, pair->operand.first_row, pair->operand.words);
		uint64_t near = 0;

		for (; left; left &= left - 1) {
			if (is_near(bits, pair, place_of(block, left)))
				near |= left & -left;
		}
		*word_bits_block(bits, row, block) = near;
		any = any || near;
	}
	return any;
}

/* Whether there is any: the first that is found is enough. */
static bool has_near(const struct word_bits *bits, const struct pair *pair)
{
	for (size_t block = 0; block < bits->count; block++) {
		uint64_t left = word_bits_phrases(
			bits, block, pair->operand.first_row, pair->operand.words);

		for (; left; left &= left - 1) {
			if (is_near(bits, pair, place_of(block, left)))
				return true;
		}
	}
	return false;
}

bool proximity_holds(const struct query *near, size_t first, struct word_bits *bits)
{
	struct pair pair = {
		.operand = operand_of(near->children[0], first), .row = bits->words + 1};
	size_t other = pair.row + 1;

	if (!write_places(bits, &pair.operand, pair.row))
		return false;
	for (size_t i = 1; i < near->child_count; i++) {
		size_t row = pair.row;

		pair.before = pair.operand;
		pair.operand = operand_of(
			near->children[i], pair.before.first_row + pair.before.words);
		if (i + 1 == near->child_count)
			return has_near(bits, &pair);
		if (!write_near(bits, &pair, other))
			return false;
		pair.row = other;
		other = row;
	}
	return true;
}
