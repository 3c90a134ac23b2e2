/* SPDX-License-Identifier: GPL-2.0-or-later */
/* characters: what the characters of a text are to its words. Any thread. */
#ifndef TEXT_CHARACTERS_H
#define TEXT_CHARACTERS_H

#include <stdbool.h>
#include <stddef.h>

enum character {
	CHARACTER_OTHER,
	CHARACTER_LETTER,
	CHARACTER_CAPITAL,
	CHARACTER_DIGIT,
	CHARACTER_EXTEND, /* belongs to the letter before: marks, soft hyphens */
	CHARACTER_APOSTROPHE,
	CHARACTER_NUMBER_SIGN, /* parts the groups of a number: . , */
};

/* A character of the text: what it is and where it ends. */
struct character_at {
	enum character kind;
	size_t end;
	bool ascii;
};

/* For character_at. */
struct character_at character_beyond_ascii(const char *text, size_t length, size_t at);

static inline enum character character_of_ascii(char c)
{
	if (c >= 'a' && c <= 'z')
		return CHARACTER_LETTER;
	if (c >= 'A' && c <= 'Z')
		return CHARACTER_CAPITAL;
	if (c >= '0' && c <= '9')
		return CHARACTER_DIGIT;
	if (c == '\'')
		return CHARACTER_APOSTROPHE;
	return c == '.' || c == ',' ? CHARACTER_NUMBER_SIGN : CHARACTER_OTHER;
}

/* The character at text[at]; CHARACTER_OTHER at the end of the text. */
static inline struct character_at character_at(const char *text, size_t length, size_t at)
{
	struct character_at found = {CHARACTER_OTHER, at, true};

	if (at >= length)
		return found;
	if ((unsigned char)text[at] >= 0x80)
		return character_beyond_ascii(text, length, at);
	found.kind = character_of_ascii(text[at]);
	found.end = at + 1;
	return found;
}

/* The one that ends before text[end]; its end is where it begins. */
struct character_at character_before(const char *text, size_t end);

static inline bool character_is_letter(enum character kind)
{
	return kind == CHARACTER_LETTER || kind == CHARACTER_CAPITAL;
}

static inline bool character_starts_word(enum character kind)
{
	return character_is_letter(kind) || kind == CHARACTER_DIGIT;
}

#endif
