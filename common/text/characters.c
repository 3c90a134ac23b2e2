/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "text/characters.h"

#include "text/unicode.h"

#include <unicode/uchar.h>

#include <stdint.h>

static bool is_ignorable(uint32_t c)
{
	return c == 0xAD || (c >= 0x200B && c <= 0x200D) || c == 0x2060 || c == 0xFEFF;
}

static enum character kind_of_other(uint32_t c)
{
	uint32_t mask = U_GET_GC_MASK((UChar32)c);

	if (c == 0x2019 || c == 0x2BC)
		return CHARACTER_APOSTROPHE;
	if (is_ignorable(c) || (mask & U_GC_M_MASK))
		return CHARACTER_EXTEND;
	if (mask & (U_GC_LU_MASK | U_GC_LT_MASK))
		return CHARACTER_CAPITAL;
	if (mask & U_GC_L_MASK)
		return CHARACTER_LETTER;
	return mask & U_GC_N_MASK ? CHARACTER_DIGIT : CHARACTER_OTHER;
}

struct character_at character_beyond_ascii(const char *text, size_t length, size_t at)
{
	struct character_at found = {CHARACTER_OTHER, at, false};

	found.kind = kind_of_other(unicode_next(text, length, &found.end));
	return found;
}

struct character_at character_before(const char *text, size_t end)
{
	size_t start = end;
	struct character_at found;

	if (!end)
		return (struct character_at){CHARACTER_OTHER, 0, true};
	do
		start--;
	while (start && !unicode_begins(text[start]));
	found = character_at(text, end, start);
	found.end = start;
	return found;
}
