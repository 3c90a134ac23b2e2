/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "pages/sentences.h"

#include <ctype.h>

size_t sentences_block(const struct document *document, size_t offset)
{
	size_t low = 0;
	size_t high = document->block_count;

	while (low + 1 < high) {
		size_t middle = (low + high) / 2;

		if (document->blocks[middle].start <= offset)
			low = middle;
		else
			high = middle;
	}
	return low;
}

/* Four digits before the mark at i: a year, and no day. */
static bool ends_year(const char *text, size_t start, size_t i)
{
	size_t digits = 0;

	while (i - digits > start && isdigit((unsigned char)text[i - digits - 1]))
		digits++;
	return digits == 4;
}

/* A mark at i ends a sentence; not that of a day (24.) or a short form (z.B.). */
static bool ends_at(const char *text, size_t start, size_t i, size_t end)
{
	if (i + 1 >= end || text[i + 1] != ' ')
		return false;
	if (text[i] == '!' || text[i] == '?')
		return true;
	if (text[i] != '.' || i < start + 3)
		return false;
	unsigned char last = (unsigned char)text[i - 1];

	if (ends_year(text, start, i))
		return true;
	if (isdigit(last) || text[i - 2] == ' ' || text[i - 2] == '.')
		return false;
	return text[i - 3] != ' ' || islower((unsigned char)text[i - 2]);
}

bool sentences_part(const struct document *document, size_t from, size_t to)
{
	size_t block = document->blocks[sentences_block(document, from)].start;

	if (to > from + SENTENCE_MOST)
		return true;
	for (size_t i = from; i < to; i++)
		if (ends_at(document->text.bytes, block, i, to))
			return true;
	return false;
}

static bool inside_character(const char *text, size_t at)
{
	return ((unsigned char)text[at] & 0xc0) == 0x80;
}

struct sentence sentences_around(
	const struct document *document, size_t start, size_t end)
{
	const struct block *block = &document->blocks[sentences_block(document, start)];
	const char *text = document->text.bytes;
	struct sentence found = {start, end};
	size_t room = SENTENCE_MOST > end - start ? SENTENCE_MOST - (end - start) : 0;
	size_t least =
		start > block->start + room * 2 / 3 ? start - room * 2 / 3 : block->start;

	while (found.start > least
		&& !(found.start >= 2
			&& ends_at(text, block->start, found.start - 2, found.start)))
		found.start--;
	while (found.end < block->end && found.end - found.start < SENTENCE_MOST
		&& !(found.end > end
			&& ends_at(text, block->start, found.end - 1, block->end)))
		found.end++;
	while (found.start < start && inside_character(text, found.start))
		found.start++;
	while (found.end > end && found.end < block->end
		&& inside_character(text, found.end))
		found.end--;
	while (found.start < start && text[found.start] == ' ')
		found.start++;
	return found;
}
