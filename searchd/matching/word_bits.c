/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "matching/word_bits.h"

#include "base/alloc.h"
#include "base/varint.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

enum { BLOCK_BITS = 64, CLEARED_MIN = 12 };

void word_bits_release(struct word_bits *bits)
{
	found_words_release(&bits->found);
	free(bits->blocks);
	*bits = (struct word_bits){0};
}

/* Makes room for so many blocks, and the last, and some more. */
static void clear(struct word_bits *bits, size_t count)
{
	size_t row_bytes = bits->rows * sizeof(*bits->blocks);
	size_t cleared = 2 * count + CLEARED_MIN;

	if (cleared > bits->room) {
		bits->room = cleared;
		bits->blocks = alloc_resize(bits->blocks, bits->room, row_bytes);
	}
	memset(bits->blocks + bits->cleared * bits->rows, 0,
		(cleared - bits->cleared) * row_bytes);
	bits->cleared = cleared;
}

void word_bits_clear(struct word_bits *bits)
{
	bits->cleared = 0;
	bits->count = 0;
	clear(bits, 0);
}

void word_bits_set(struct word_bits *bits, size_t row, size_t position)
{
	size_t block = position / BLOCK_BITS;

	if (block + 1 >= bits->cleared)
		clear(bits, block + 1);
	bits->count = block < bits->count ? bits->count : block + 1;
	*word_bits_block(bits, row, block) |= UINT64_C(1) << position % BLOCK_BITS;
}

/* False: damaged; end is behind any position that there can be. */
static bool set_positions(struct word_bits *bits, size_t row,
	const struct stored_positions *positions, size_t end)
{
	size_t position = positions->first;
	uint32_t further;

	if (!positions->further)
		return true;
	for (size_t at = 0;; position += further) {
		if (position >= end)
			return false;
		word_bits_set(bits, row, position);
		if (at == positions->size)
			return true;
		if (!varint_next(positions->further, positions->size, &at, &further))
			return false;
	}
}

/* The positions of a word that was found, which may stand for several of the query. */
static bool set_word(struct word_bits *bits, uint64_t words,
	const struct stored_positions *positions, size_t end)
{
	for (; words; words &= words - 1) {
		if (!set_positions(bits, (size_t)__builtin_ctzll(words), positions, end))
			return false;
	}
	return true;
}

/* Behind the last word there are none that matter. */
static void set_breaks(struct word_bits *bits, const struct sent_positions *breaks)
{
	size_t position = 0;
	size_t at = 0;
	uint32_t further;
	enum sent_part part;

	while (sent_breaks_next(breaks, &at, &further, &part)) {
		position += further;
		if (position / BLOCK_BITS >= bits->count)
			return;
		word_bits_set(bits, bits->words, position);
	}
}

uint64_t word_bits_find(struct word_bits *bits, const char *bytes, size_t size,
	const struct word_set *set)
{
	return found_words_find(&bits->found, bytes, size, set);
}

bool word_bits_place(struct word_bits *bits, uint64_t words, size_t size)
{
	const struct found_words *found = &bits->found;
	struct stored_lists lists;
	struct stored_positions positions;

	word_bits_clear(bits);
	if (!stored_words_lists(&found->words, &lists))
		return false;
	for (size_t i = 0; i < found->count; i++) {
		uint64_t wanted = found->items[i].masks->terms & words;

		if (!wanted)
			continue;
		if (!stored_words_positions(&lists, found->items[i].number, &positions)
			|| !set_word(bits, wanted, &positions, size * CHAR_BIT))
			return false;
	}
	set_breaks(bits, &found->words.breaks);
	return true;
}

uint64_t word_bits_phrases(
	const struct word_bits *bits, size_t block, size_t first, size_t words)
{
	uint64_t begin = *word_bits_block(bits, first, block);

	for (size_t i = 1; begin && i < words && i < BLOCK_BITS; i++)
		begin &= *word_bits_block(bits, first + i, block) >> i
			| *word_bits_block(bits, first + i, block + 1)
				<< (BLOCK_BITS - i);
	return begin;
}

bool word_bits_has_phrase(const struct word_bits *bits, size_t first, size_t words)
{
	for (size_t block = 0; block < bits->count; block++) {
		if (word_bits_phrases(bits, block, first, words))
			return true;
	}
	return false;
}

/* The positions of a block from which on one of the row is in the window. */
static uint64_t reach(
	const struct word_bits *bits, size_t row, size_t block, size_t window)
{
	uint64_t here = *word_bits_block(bits, row, block);
	uint64_t next = *word_bits_block(bits, row, block + 1);
	size_t step;

	for (size_t reached = 1; reached < window; reached += step) {
		step = reached < window - reached ? reached : window - reached;
		here |= here >> step | next << (BLOCK_BITS - step);
		next |= next >> step;
	}
	return here;
}

/* The 64 positions from one on. */
static uint64_t bits_from(
	const struct word_bits *bits, size_t row, size_t block, unsigned bit)
{
	uint64_t here = *word_bits_block(bits, row, block) >> bit;

	return bit ? here | *word_bits_block(bits, row, block + 1) << (BLOCK_BITS - bit)
		   : here;
}

/* Rows of words that are looked for in a window. */
struct near_rows {
	size_t first, end, window;
};

/* Whether all words stand from a position on, in the window and before a break. */
static bool are_in_part(const struct word_bits *bits, const struct near_rows *near,
	size_t block, unsigned bit)
{
	uint64_t breaks = bits_from(bits, bits->words, block, bit);
	uint64_t part = near->window < BLOCK_BITS ? (UINT64_C(1) << near->window) - 1
						  : UINT64_MAX;

	if (breaks)
		part &= (breaks & -breaks) - 1;
	for (size_t w = near->first; w < near->end; w++) {
		if (!(bits_from(bits, w, block, bit) & part))
			return false;
	}
	return true;
}

/* Only a window that begins with one of the words can be the first. */
static bool has_near_from(
	const struct word_bits *bits, const struct near_rows *near, size_t block)
{
	uint64_t any = 0;
	uint64_t all = UINT64_MAX;

	for (size_t w = near->first; w < near->end && all; w++) {
		any |= *word_bits_block(bits, w, block);
		all &= reach(bits, w, block, near->window);
	}
	for (all &= any; all; all &= all - 1) {
		if (are_in_part(bits, near, block, (unsigned)__builtin_ctzll(all)))
			return true;
	}
	return false;
}

bool word_bits_has_near(
	const struct word_bits *bits, size_t first, size_t words, size_t window)
{
	struct near_rows near = {first, first + words, window};

	for (size_t block = 0; block < bits->count; block++) {
		if (has_near_from(bits, &near, block))
			return true;
	}
	return false;
}

/* The bits of a block that are in first..last. */
static uint64_t bits_between(
	const struct word_bits *bits, size_t row, size_t block, size_t first, size_t last)
{
	uint64_t found = *word_bits_block(bits, row, block);

	if (block == first / BLOCK_BITS)
		found &= UINT64_MAX << first % BLOCK_BITS;
	if (block == last / BLOCK_BITS)
		found &= UINT64_MAX >> (BLOCK_BITS - 1 - last % BLOCK_BITS);
	return found;
}

size_t word_bits_first(
	const struct word_bits *bits, size_t row, size_t first, size_t last)
{
	for (size_t block = first / BLOCK_BITS;
		block < bits->count && block <= last / BLOCK_BITS; block++) {
		uint64_t found = bits_between(bits, row, block, first, last);

		if (found)
			return block * BLOCK_BITS + (size_t)__builtin_ctzll(found);
	}
	return SIZE_MAX;
}

size_t word_bits_last(const struct word_bits *bits, size_t row, size_t first, size_t last)
{
	size_t end =
		last / BLOCK_BITS + 1 < bits->count ? last / BLOCK_BITS + 1 : bits->count;

	for (size_t block = end; block-- > first / BLOCK_BITS;) {
		uint64_t found = bits_between(bits, row, block, first, last);

		if (found)
			return block * BLOCK_BITS + BLOCK_BITS - 1
				- (size_t)__builtin_clzll(found);
	}
	return SIZE_MAX;
}
