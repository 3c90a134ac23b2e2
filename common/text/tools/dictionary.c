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

bool dictionary_next_line(
	const struct buf *text, size_t *offset, struct dictionary_piece *line)
{
	const char *start = text->bytes + *offset;
	const char *newline;

	if (*offset >= text->length)
		return false;
	newline = memchr(start, '\n', text->length - *offset);
	line->start = start;
	line->length = newline ? (size_t)(newline - start) : text->length - *offset;
	*offset += line->length + 1;
	return true;
}

size_t dictionary_part(struct dictionary_piece whole, char separator,
	struct dictionary_piece *out, size_t max)
{
	size_t count = 0;
	size_t start = 0;
	int depth = 0;

	for (size_t i = 0; i <= whole.length && count < max; i++) {
		char c = '\0';

		if (i < whole.length)
			c = whole.start[i];
		depth += (c && strchr("{[(", c)) - (c && depth && strchr("}])", c));
		if (i < whole.length && (c != separator || depth))
			continue;
		out[count++] = (struct dictionary_piece){whole.start + start, i - start};
		start = i + 1;
	}
	return count;
}

bool dictionary_read_entry(struct dictionary_piece line, struct dictionary_entry *out)
{
	const char *parted = memmem(line.start, line.length, "::", 2);
	struct dictionary_piece german;
	struct dictionary_piece english;
	size_t english_count;

	if (!parted || *line.start == '#')
		return false;
	german = (struct dictionary_piece){line.start, (size_t)(parted - line.start)};
	english = (struct dictionary_piece){
		parted + 2, (size_t)(line.start + line.length - parted - 2)};
	out->count = dictionary_part(german, '|', out->german, DICTIONARY_GROUPS_MAX);
	english_count =
		dictionary_part(english, '|', out->english, DICTIONARY_GROUPS_MAX);
	if (english_count < out->count)
		out->count = english_count;
	return true;
}
