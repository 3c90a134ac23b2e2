/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "sources/json_lines.h"

#include "base/alloc.h"
#include "base/buf.h"
#include "base/scope.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { CHUNK = 1 << 16 };

struct json_lines {
	int file;
	bool ended;
	bool too_long;
	unsigned long number;
	size_t at, filled; /* of the chunk */
	struct buf line;
	char chunk[CHUNK];
};

struct json_lines *json_lines_open(int file)
{
	struct json_lines *lines = alloc_zeroed(1, sizeof(*lines));

	lines->file = file;
	return lines;
}

void json_lines_close(struct json_lines **lines)
{
	if (*lines) {
		close((*lines)->file);
		buf_release(&(*lines)->line);
	}
	free(*lines);
	*lines = NULL;
}

static bool fill(struct json_lines *lines, struct error *err)
{
	ssize_t length;

	do {
		length = read(lines->file, lines->chunk, sizeof(lines->chunk));
	} while (length < 0 && errno == EINTR);
	if (length < 0)
		return error_set(err, ERROR_SYSTEM, "%s", strerror(errno));
	lines->at = 0;
	lines->filled = (size_t)length;
	lines->ended = length == 0;
	return true;
}

/* Adds what the chunk has of the line; true: its end was there. */
static bool add_from_chunk(struct json_lines *lines)
{
	const char *start = lines->chunk + lines->at;
	size_t left = lines->filled - lines->at;
	const char *end = memchr(start, '\n', left);
	size_t length = end ? (size_t)(end - start) : left;

	if (lines->line.length + length > JSON_LINES_LINE_MAX)
		lines->too_long = true;
	else if (!lines->too_long)
		buf_add(&lines->line, start, length);
	lines->at += length + (end != NULL);
	return end != NULL;
}

static bool read_line(struct json_lines *lines, bool *more, struct error *err)
{
	bool any = false;

	buf_clear(&lines->line);
	lines->too_long = false;
	while (!lines->ended) {
		if (lines->at == lines->filled && !fill(lines, err))
			return false;
		any = any || lines->filled;
		if (!lines->ended && add_from_chunk(lines))
			break;
	}
	*more = any;
	lines->number += any;
	return true;
}

static bool is_blank(const struct buf *line)
{
	return strspn(buf_string(line), " \t\r") == line->length;
}

bool json_lines_next(
	struct json_lines *lines, struct json_line *out, bool *more, struct error *err)
{
	static const char mark[] = "\xEF\xBB\xBF";
	size_t skipped;

	do {
		if (!read_line(lines, more, err))
			return false;
		if (!*more)
			return true;
	} while (is_blank(&lines->line) && !lines->too_long);
	skipped = lines->number == 1 && lines->line.length >= 3
			&& !memcmp(lines->line.bytes, mark, 3)
		? 3
		: 0;
	*out = (struct json_line){buf_string(&lines->line) + skipped,
		lines->line.length - skipped, lines->number, lines->too_long};
	return true;
}
