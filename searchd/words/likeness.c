/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "words/likeness.h"

#include "text/latin.h"

#include <stdbool.h>
#include <string.h>

enum {
	LETTERS_ONE_SLIP = 4, /* words from so many letters on may have so many slips */
	LETTERS_TWO_SLIPS = 6,
	TYPED_TWO_SLIPS = 8, /* the same of a word's beginning, which many words have */
	SIGNS = 32,          /* kinds of characters that are told apart in a set */
};

/* The letter below the umlaut at word[i], of two bytes; 0: there is none. */
static char below_umlaut(const char *word, size_t length, size_t i)
{
	if ((unsigned char)word[i] != 0xC3 || i + 1 == length)
		return 0;
	switch ((unsigned char)word[i + 1]) {
	case 0xA4:
		return 'a';
	case 0xB6:
		return 'o';
	case 0xBC:
		return 'u';
	default:
		return 0;
	}
}

/* Whether ae, oe or ue at word[i] may stand for an umlaut: not in neue, Quelle. */
static bool may_be_umlaut(const char *word, size_t length, size_t i)
{
	if (i + 1 == length || word[i + 1] != 'e')
		return false;
	if (word[i] == 'u')
		return !i || !strchr("aeq", word[i - 1]);
	return word[i] == 'a' || word[i] == 'o';
}

/* False: there is a letter that is not so easily bared. */
static bool bare_german(const char *word, size_t length, struct buf *out)
{
	for (size_t i = 0; i < length; i++) {
		char below = below_umlaut(word, length, i);

		if (!below && (unsigned char)word[i] >= 0x80)
			return false;
		buf_add(out, below ? &below : word + i, 1);
		i += below || may_be_umlaut(word, length, i);
	}
	return true;
}

void likeness_bare(const char *folded, size_t length, struct buf *out)
{
	size_t before = out->length;

	buf_reserve(out, length);
	if (bare_german(folded, length, out))
		return;
	out->length = before;
	latin_ascii(folded, length, out);
}

unsigned likeness_slips(size_t letters)
{
	if (letters > LIKENESS_LETTERS_MAX)
		return 0;
	if (letters >= LETTERS_TWO_SLIPS)
		return 2;
	return letters >= LETTERS_ONE_SLIP ? 1 : 0;
}

uint64_t likeness_letters(const char *bare, size_t length)
{
	uint64_t once = 0;
	uint64_t twice = 0;

	for (size_t i = 0; i < length; i++) {
		uint64_t bit = UINT64_C(1) << (unsigned char)bare[i] % SIGNS;

		twice |= once & bit;
		once |= bit;
	}
	return once | twice << SIGNS;
}

unsigned likeness_count(uint64_t letters)
{
	letters -= letters >> 1 & 0x5555555555555555U;
	letters = (letters & 0x3333333333333333U) + (letters >> 2 & 0x3333333333333333U);
	letters = (letters + (letters >> 4)) & 0x0F0F0F0F0F0F0F0FU;
	return (unsigned)(letters * 0x0101010101010101U >> 56);
}

static unsigned least(unsigned a, unsigned b)
{
	return a < b ? a : b;
}

enum { ROW = LIKENESS_LETTERS_MAX + LIKENESS_SLIPS_MAX + 2 };

/* What of a slip table is at hand: the row being written and the two before. */
struct rows {
	unsigned char before[ROW], last[ROW], now[ROW];
};

static unsigned cell(
	const struct rows *rows, const char *a, size_t i, const char *b, size_t j)
{
	unsigned slips = rows->last[j - 1] + (a[i - 1] != b[j - 1] ? 1U : 0U);

	slips = least(slips, rows->last[j] + 1U);
	slips = least(slips, rows->now[j - 1] + 1U);
	if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
		slips = least(slips, rows->before[j - 2] + 1U);
	return slips;
}

/*
 * Only cells near the diagonal can be within max; the others count as more. False:
 * none is; else the last row is that of all of a.
 */
static bool fill(struct rows *rows, const char *a, size_t a_length, const char *b,
	size_t b_length, unsigned max)
{
	memset(rows, (int)max + 1, sizeof(*rows));
	for (size_t j = 0; j <= max; j++)
		rows->last[j] = (unsigned char)j;
	for (size_t i = 1; i <= a_length; i++) {
		size_t from = i > max ? i - max : 0;
		size_t to = i + max < b_length ? i + max : b_length;
		unsigned best = max + 1;

		memset(rows->now, (int)max + 1, sizeof(rows->now));
		if (!from)
			rows->now[0] = (unsigned char)i;
		for (size_t j = from ? from : 1; j <= to; j++) {
			rows->now[j] =
				(unsigned char)least(cell(rows, a, i, b, j), max + 1);
			best = least(best, rows->now[j]);
		}
		if (best > max)
			return false;
		memcpy(rows->before, rows->last, sizeof(rows->last));
		memcpy(rows->last, rows->now, sizeof(rows->now));
	}
	return true;
}

unsigned likeness_distance(
	const char *a, size_t a_length, const char *b, size_t b_length, unsigned max)
{
	size_t shorter = a_length < b_length ? a_length : b_length;
	size_t longer = a_length < b_length ? b_length : a_length;
	struct rows rows;

	if (longer - shorter > max || longer > LIKENESS_LETTERS_MAX)
		return max + 1;
	while (shorter && *a == *b) {
		a++, b++;
		a_length--, b_length--, shorter--;
	}
	while (shorter && a[a_length - 1] == b[b_length - 1])
		a_length--, b_length--, shorter--;
	if (!shorter)
		return (unsigned)(a_length + b_length);
	return fill(&rows, a, a_length, b, b_length, max) ? rows.last[b_length] : max + 1;
}

unsigned likeness_prefix_slips(size_t letters)
{
	if (letters > LIKENESS_LETTERS_MAX)
		return 0;
	if (letters >= TYPED_TWO_SLIPS)
		return 2;
	return letters >= LETTERS_ONE_SLIP ? 1 : 0;
}

unsigned likeness_prefix_distance(const char *typed, size_t typed_length,
	const char *word, size_t word_length, unsigned max)
{
	size_t end = word_length < typed_length + max ? word_length : typed_length + max;
	unsigned best = max + 1;
	struct rows rows;

	if (typed_length > LIKENESS_LETTERS_MAX || end + max < typed_length
		|| !fill(&rows, typed, typed_length, word, end, max))
		return max + 1;
	for (size_t j = 0; j <= end; j++)
		best = least(best, rows.last[j]);
	return best;
}
