/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "text/words.h"

#include "text/unicode.h"

#include <unicode/uchar.h>

#include <string.h>

enum character {
	OTHER,
	LETTER,
	CAPITAL,
	DIGIT,
	EXTEND, /* belongs to the letter before: marks, soft hyphens */
	APOSTROPHE,
	NUMBER_SIGN, /* parts the groups of a number: . , */
};

/* A character of the text: what it is and where it ends. */
struct character_at {
	enum character kind;
	size_t end;
	bool ascii;
};

static enum character kind_of_ascii(char c)
{
	if (c >= 'a' && c <= 'z')
		return LETTER;
	if (c >= 'A' && c <= 'Z')
		return CAPITAL;
	if (c >= '0' && c <= '9')
		return DIGIT;
	if (c == '\'')
		return APOSTROPHE;
	return c == '.' || c == ',' ? NUMBER_SIGN : OTHER;
}

static bool is_ignorable(uint32_t c)
{
	return c == 0xAD || (c >= 0x200B && c <= 0x200D) || c == 0x2060 || c == 0xFEFF;
}

static enum character kind_of_other(uint32_t c)
{
	uint32_t mask = U_GET_GC_MASK((UChar32)c);

	if (c == 0x2019 || c == 0x2BC)
		return APOSTROPHE;
	if (is_ignorable(c) || (mask & U_GC_M_MASK))
		return EXTEND;
	if (mask & (U_GC_LU_MASK | U_GC_LT_MASK))
		return CAPITAL;
	if (mask & U_GC_L_MASK)
		return LETTER;
	return mask & U_GC_N_MASK ? DIGIT : OTHER;
}

static struct character_at character_at(const char *text, size_t length, size_t at)
{
	struct character_at found = {OTHER, at, true};

	if (at >= length)
		return found;
	if ((unsigned char)text[at] < 0x80) {
		found.kind = kind_of_ascii(text[at]);
		found.end = at + 1;
		return found;
	}
	found.ascii = false;
	found.kind = kind_of_other(unicode_next(text, length, &found.end));
	return found;
}

static bool is_letter(enum character kind)
{
	return kind == LETTER || kind == CAPITAL;
}

static bool starts_word(enum character kind)
{
	return is_letter(kind) || kind == DIGIT;
}

/*
 * Whether a sign between two characters ties them into one word: ' between
 * letters, . and , between digits.
 */
static bool ties(enum character before, enum character sign, enum character after)
{
	if (sign == APOSTROPHE)
		return is_letter(before) && is_letter(after);
	return sign == NUMBER_SIGN && before == DIGIT && after == DIGIT;
}

static unsigned traits_of(const struct character_at *c)
{
	unsigned traits = c->kind == DIGIT ? WORD_HAS_DIGIT : WORD_HAS_LETTER;

	return c->kind == EXTEND || c->kind == APOSTROPHE || c->kind == NUMBER_SIGN
		? 0
		: traits;
}

/* Reads on from the first character of a word to its end. */
static void read_word(
	const char *text, size_t length, struct character_at c, struct word *out)
{
	enum character before = c.kind;
	bool ascii = true;

	out->traits = c.kind == CAPITAL ? WORD_IS_CAPITAL : 0;
	for (;;) {
		ascii = ascii && c.ascii && c.kind != APOSTROPHE && c.kind != NUMBER_SIGN;
		out->traits |= traits_of(&c);
		out->end = c.end;
		if (c.kind != EXTEND)
			before = c.kind;
		c = character_at(text, length, out->end);
		if (starts_word(c.kind) || c.kind == EXTEND)
			continue;
		if (!ties(before, c.kind, character_at(text, length, c.end).kind))
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

/* Where the character that ends at text[end] begins. */
static size_t before_character(const char *text, size_t end)
{
	do
		end--;
	while (end && ((unsigned char)text[end] & 0xC0) == 0x80);
	return end;
}

static bool joins_left(const char *text, size_t start)
{
	size_t hyphen = hyphen_before(text, start);
	size_t before = start - hyphen;
	enum character kind = EXTEND;

	while (hyphen && before && kind == EXTEND) {
		before = before_character(text, before);
		kind = character_at(text, start, before).kind;
	}
	return starts_word(kind);
}

bool words_next(const char *text, size_t length, size_t *offset, struct word *out)
{
	size_t at = *offset;

	while (at < length) {
		struct character_at c = character_at(text, length, at);

		if (!starts_word(c.kind)) {
			at = c.end;
			continue;
		}
		out->start = at;
		read_word(text, length, c, out);
		if (joins_left(text, at))
			out->traits |= WORD_JOINS_LEFT;
		*offset = out->end;
		return true;
	}
	*offset = length;
	return false;
}
