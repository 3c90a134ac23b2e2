/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "tools/dictionary.h"

#include <string.h>

/* Behind the remark that begins at text[at]; at if none does. */
static size_t behind_remark(const char *text, size_t length, size_t at)
{
	static const char open[] = "{[(</";
	static const char close[] = "}])>/";
	const char *opened = text[at] ? strchr(open, text[at]) : NULL;

	if (!opened)
		return at;
	do
		at++;
	while (at < length && text[at] != close[opened - open]);
	return at < length ? at + 1 : length;
}

size_t dictionary_strip(const char *alternative, size_t length, char *out)
{
	size_t kept = 0;

	for (size_t i = 0; i < length;) {
		size_t end = behind_remark(alternative, length, i);
		char c = ' ';

		if (end == i)
			c = alternative[i++];
		else
			i = end;
		if (c != ' ' || (kept && out[kept - 1] != ' '))
			out[kept++] = c;
	}
	while (kept && out[kept - 1] == ' ')
		kept--;
	return kept;
}
