/* SPDX-License-Identifier: GPL-2.0-or-later */
/* json_lines: a stream cut into lines, whatever its length, in bounded memory. */
#ifndef INDEXER_SOURCES_JSON_LINES_H
#define INDEXER_SOURCES_JSON_LINES_H

#include "base/error.h"

#include <stdbool.h>
#include <stddef.h>

enum { JSON_LINES_LINE_MAX = 64 * 1024 * 1024 }; /* bytes; an escaped page is large */

struct json_lines;

/* Takes the descriptor over. */
struct json_lines *json_lines_open(int file);
void json_lines_close(struct json_lines **lines);

struct json_line {
	const char *bytes; /* without the line end; valid until the next line */
	size_t length;
	unsigned long number; /* from 1; blank lines count and are left out */
	bool too_long;        /* beyond JSON_LINES_LINE_MAX; bytes is a part of it */
};

/*
 * The next line that is not blank; a byte order mark before the first is
 * dropped. *more is false at the end. ERROR_SYSTEM: reading failed.
 */
bool json_lines_next(
	struct json_lines *lines, struct json_line *out, bool *more, struct error *err);

#endif
