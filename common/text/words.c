/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "text/words.h"

#include "text/characters.h"
#include "text/unicode.h"
#include "text/word_ties.h"

#include <string.h>

/*
 * Whether a sign between two characters ties them into one word: ' between
 * letters, . and , between digits.
 */
static bool ties(enum character before, enum character sign, enum character after)
{
	if (sign == CHARACTER_APOSTROPHE)
		return character_is_letter(before) && character_is_letter(after);
	return sign == CHARACTER_NUMBER_SIGN && before == CHARACTER_DIGIT
		&& after == CHARACTER_DIGIT;
}

static unsigned traits_of(const struct character_at *c)
{
	unsigned traits = c->kind == CHARACTER_DIGIT ? WORD_HAS_DIGIT : WORD_HAS_LETTER;

	return c->kind == CHARACTER_EXTEND || c->kind == CHARACTER_APOSTROPHE
			|| c->kind == CHARACTER_NUMBER_SIGN
		? 0
		: traits;
}

static bool is_small(char c)
{
	return c >= 'a' && c <= 'z';
}

static bool is_capital(char c)
{
	return c >= 'A' && c <= 'Z';
}

/* A word of ASCII letters and nothing else that may belong to one. False: it is none. */
static bool read_letters(const char *text, size_t length, struct word *out)
{
	size_t at = out->start;
	unsigned traits = WORD_HAS_LETTER | WORD_IS_ASCII;

	if (is_capital(text[at]))
		traits |= WORD_IS_CAPITAL;
	for (; at < length && (is_small(text[at]) || is_capital(text[at])); at++) {
		if (is_capital(text[at]) && at > out->start && is_small(text[at - 1]))
			traits |= WORD_HAS_INNER_CAPITAL;
	}
	if (at == out->start
		|| (at < length && character_of_ascii(text[at]) != CHARACTER_OTHER
			&& text[at] != '.' && text[at] != ',')
		|| (at < length && (unsigned char)text[at] >= 0x80))
		return false;
	out->end = at;
	out->traits = traits;
	return true;
}

/* Reads on from the first character of a word to its end. */
static void read_word(
	const char *text, size_t length, struct character_at c, struct word *out)
{
	enum character before = c.kind;
	bool ascii = true;

	out->traits = c.kind == CHARACTER_CAPITAL ? WORD_IS_CAPITAL : 0;
	for (;;) {
		ascii = ascii && c.ascii && c.kind != CHARACTER_APOSTROPHE
			&& c.kind != CHARACTER_NUMBER_SIGN;
		out->traits |= traits_of(&c);
		out->end = c.end;
		if (c.kind == CHARACTER_CAPITAL && before == CHARACTER_LETTER)
			out->traits |= WORD_HAS_INNER_CAPITAL;
		if (c.kind != CHARACTER_EXTEND)
			before = c.kind;
		c = character_at(text, length, out->end);
		if (character_starts_word(c.kind) || c.kind == CHARACTER_EXTEND)
			continue;
		if (c.kind == CHARACTER_OTHER
			|| !ties(before, c.kind, character_at(text, length, c.end).kind))
			break;
	}
	if (ascii)
		out->traits |= WORD_IS_ASCII;
}

/* Bytes of a hyphen that ends at text[end]; 0: none. */
static size_t hyphen_before(const char *text, size_t end)
{
	if (end >= 1 && text[end - 1] == '-')
		return 1;
	if (end >= 3 && !memcmp(text + end - 3, "\xE2\x80", 2)
		&& (text[end - 1] == '\x90' || text[end - 1] == '\x91'))
		return 3;
	return 0;
}

static bool joins_left(const char *text, size_t start)
{
	size_t hyphen = hyphen_before(text, start);
	struct character_at before = {CHARACTER_EXTEND, start - hyphen, true};

	while (hyphen && before.end && before.kind == CHARACTER_EXTEND)
		before = character_before(text, before.end);
	return character_starts_word(before.kind);
}

bool words_next(const char *text, size_t length, size_t *offset, struct word *out)
{
	size_t at = *offset;

	while (at < length) {
		struct character_at c = character_at(text, length, at);

		if (!character_starts_word(c.kind)) {
			at = c.end;
			continue;
		}
		out->start = at;
		if (!read_letters(text, length, out))
			read_word(text, length, c, out);
		out->end = word_ties_end(text, length, out);
		if (joins_left(text, at))
			out->traits |= WORD_JOINS_LEFT;
		*offset = out->end;
		return true;
	}
	*offset = length;
	return false;
}

struct word words_cut(const char *text, const struct word *word, size_t most)
{
	struct word cut = *word;

	if (cut.end - cut.start <= most)
		return cut;
	cut.end = cut.start + most;
	while (!unicode_begins(text[cut.end]))
		cut.end--;
	return cut;
}
