/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "answers/sentence.h"

#include <string.h>

enum { ABBREVIATION_MAX = 4 }; /* letters of a word without a vowel */

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

static bool has_vowel(const char *word, size_t length)
{
	for (size_t i = 0; i < length; i++) {
		if (strchr("aeiouyAEIOUY", word[i]) || (unsigned char)word[i] >= 0x80)
			return true;
	}
	return false;
}

/* Whether a stop behind the word belongs to it. */
static bool is_abbreviation(const char *word, size_t length)
{
	size_t digits = 0;

	if (memchr(word, '.', length))
		return !is_digit(*word);
	while (digits < length && is_digit(word[digits]))
		digits++;
	if (digits == length)
		return length && length <= 2;
	return !digits
		&& (length == 1
			|| (length <= ABBREVIATION_MAX && !has_vowel(word, length)));
}

static bool ends_by_stop(const char *text, size_t length, size_t at)
{
	enum { WORD_MAX = 16 };
	size_t start = at;
	size_t next = at + 1;

	while (next < length && text[next] == ' ')
		next++;
	if (is_small(text, length, next))
		return false;
	while (start && at - start < WORD_MAX && !strchr(" \n(", text[start - 1]))
		start--;
	return !is_abbreviation(text + start, at - start);
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
