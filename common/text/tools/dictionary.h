/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * dictionary: how trans-de-en (Frank Richter, GPL-2+) is read. A line is German,
 * ::, English; alternatives are parted by ; in groups parted by |, the n-th
 * group of one side translating the n-th of the other.
 */
#ifndef TEXT_TOOLS_DICTIONARY_H
#define TEXT_TOOLS_DICTIONARY_H

#include "base/buf.h"

#include <stdbool.h>
#include <stddef.h>

enum {
	DICTIONARY_GROUPS_MAX = 40,
	DICTIONARY_ALTERNATIVES_MAX = 12, /* of a group */
};

/* Of a line, not copied. */
struct dictionary_piece {
	const char *start;
	size_t length;
};

struct dictionary_entry {
	struct dictionary_piece german[DICTIONARY_GROUPS_MAX];
	struct dictionary_piece english[DICTIONARY_GROUPS_MAX];
	size_t count; /* of groups that both sides have */
};

/* The line at *offset, which moves on. False: no more. */
bool dictionary_next_line(
	const struct buf *text, size_t *offset, struct dictionary_piece *line);

/* False: a remark on the dictionary, no entry. */
bool dictionary_read_entry(struct dictionary_piece line, struct dictionary_entry *out);

/* What the separator parts, but not within braces and brackets; at most max. */
size_t dictionary_part(struct dictionary_piece whole, char separator,
	struct dictionary_piece *out, size_t max);

/*
 * Writes an alternative to out, which is as long, without its {tags},
 * [domains], (remarks), <variants> and /abbreviations/; a blank stands for
 * each between words, none at the ends. Yields the length.
 */
size_t dictionary_strip(const char *alternative, size_t length, char *out);

#endif
