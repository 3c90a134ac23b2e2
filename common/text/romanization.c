/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "text/romanization.h"

#include "base/embed.h"

#include <string.h>

EMBEDDED(romanizations); /* letters, tab, Latin ones; longer ones first */

/* Bytes of word that the line of the table is about; 0: none. */
static size_t match(const char *line, const char *word)
{
	size_t length = strcspn(line, "\t\n");

	return line[length] == '\t' && !strncmp(line, word, length) ? length : 0;
}

/* Appends what the letters at word are; yields how many bytes; 0: unknown ones. */
static size_t write_letters(const char *word, struct buf *out)
{
	const char *line = romanizations_begin;

	if ((unsigned char)*word < 0x80) {
		buf_add(out, word, 1);
		return 1;
	}
	for (; line < romanizations_end; line = strchr(line, '\n') + 1) {
		size_t length = match(line, word);

		if (!length)
			continue;
		line += length + 1;
		buf_add(out, line, strcspn(line, "\n"));
		return length;
	}
	return 0;
}

bool romanization_write(const struct buf *word, struct buf *out)
{
	buf_clear(out);
	for (size_t at = 0; at < word->length;) {
		size_t length = write_letters(word->bytes + at, out);

		if (!length)
			return false;
		at += length;
	}
	return out->length > 0;
}
