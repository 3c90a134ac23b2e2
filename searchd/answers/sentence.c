/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "answers/sentence.h"

#include "base/embed.h"

#include <string.h>

EMBEDDED(sentence_abbreviations); /* word, tab, always or number; sorted by words */

enum {
	CONTRACTED_MAX = 4, /* letters of a word without a vowel */
	LISTED_MAX = 12,    /* bytes of a word in the table */
};

static bool is_blank(char c)
{
	return c == ' ' || c == '\n';
}

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* Whether a small letter, of ASCII or one with an umlaut, is there. */
static bool is_small(const char *text, size_t length, size_t at)
{
	if (at < length && text[at] >= 'a' && text[at] <= 'z')
		return true;
	return at + 1 < length && (unsigned char)text[at] == 0xC3
		&& (unsigned char)text[at + 1] >= 0x9F;
}

static bool is_capital(char c)
{
	return c >= 'A' && c <= 'Z';
}

/* Of small letters without a vowel, but for the first: Nr, bzw; not BMBF. */
static bool is_contracted(const char *word, size_t length)
{
	if (length > CONTRACTED_MAX)
		return false;
	for (size_t i = 0; i < length; i++) {
		if (strchr("aeiouyAEIOUY", word[i]) || (unsigned char)word[i] >= 0x80
			|| (i && is_capital(word[i])))
			return false;
	}
	return true;
}

static size_t line_start(size_t at)
{
	while (at && sentence_abbreviations_begin[at - 1] != '\n')
		at--;
	return at;
}

/* Below 0, if the word stands before the one of the row, which is in small letters. */
static int compare(const char *word, size_t length, const char *row)
{
	size_t size = strcspn(row, "\t\n");

	for (size_t i = 0; i < length && i < size; i++) {
		char c = word[i];

		if (is_capital(c))
			c = (char)(c - 'A' + 'a');
		if (c != row[i])
			return (unsigned char)c < (unsigned char)row[i] ? -1 : 1;
	}
	return length == size ? 0 : length < size ? -1 : 1;
}

/* The row of the word in the table, which is sorted; NULL: there is none. */
static const char *find_row(const char *word, size_t length)
{
	size_t from = 0;
	size_t to = EMBEDDED_LENGTH(sentence_abbreviations);

	while (from < to) {
		size_t start = line_start(from + (to - from) / 2);
		const char *row = sentence_abbreviations_begin + start;
		int order = compare(word, length, row);

		if (!order)
			return row;
		if (order < 0)
			to = start;
		else
			from = start + strcspn(row, "\n") + 1;
	}
	return NULL;
}

/* Whether the table has it, or for what stands behind it. */
static bool is_listed(const char *word, size_t length, char behind)
{
	const char *row = length <= LISTED_MAX ? find_row(word, length) : NULL;

	if (!row)
		return false;
	return row[length + 1] == 'a' || is_digit(behind) || strchr("(+", behind);
}

/* Whether a stop behind the word belongs to it; behind: the next letter or sign. */
static bool is_abbreviation(const char *word, size_t length, char behind)
{
	size_t digits = 0;

	if (memchr(word, '.', length))
		return !is_digit(*word);
	while (digits < length && is_digit(word[digits]))
		digits++;
	if (digits == length)
		return length && length <= 2;
	return !digits
		&& (length == 1 || is_contracted(word, length)
			|| is_listed(word, length, behind));
}

static bool ends_by_stop(const char *text, size_t length, size_t at)
{
	enum { WORD_MAX = 16 };
	size_t start = at;
	size_t next = at + 1;
	const char *behind;

	while (next < length && text[next] == ' ')
		next++;
	if (is_small(text, length, next))
		return false;
	while (start && at - start < WORD_MAX && !strchr(" \n(", text[start - 1]))
		start--;
	behind = next < length ? text + next : "\n";
	return !is_abbreviation(text + start, at - start, *behind);
}

bool sentence_ends(const char *text, size_t length, size_t at)
{
	char c = text[at];

	if (c == '\n')
		return true;
	if ((c != '.' && c != '!' && c != '?')
		|| (at + 1 < length && !is_blank(text[at + 1])))
		return false;
	return c != '.' || ends_by_stop(text, length, at);
}
