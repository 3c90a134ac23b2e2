/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "ledger/likeliest_id.h"

#include "base/scope.h"
#include "index/record.h"
#include "ledger/record_stream.h"

#include <stdint.h>
#include <string.h>
#include <strings.h>

enum {
	LENGTH_MAX = 255, /* bytes; longer ids resemble nothing */
	LEAST_PART = 4,   /* bytes that an id has in common with a part of another */
};

struct wanted {
	const char *id;
	size_t length;
	unsigned least; /* what the best so far costs */
};

static unsigned least_of(unsigned a, unsigned b)
{
	return a < b ? a : b;
}

/* Bytes to change, add or drop to come from a to b (Levenshtein 1965), or more than most. */
static unsigned distance(
	const struct wanted *wanted, const char *b, size_t length, unsigned most)
{
	unsigned row[LENGTH_MAX + 1];

	for (unsigned j = 0; j <= length; j++)
		row[j] = j;
	for (unsigned i = 1; i <= wanted->length; i++) {
		unsigned corner = row[0];
		unsigned smallest = row[0] = i;

		for (unsigned j = 1; j <= length; j++) {
			unsigned above = row[j];

			row[j] = least_of(least_of(row[j], row[j - 1]) + 1,
				corner + (wanted->id[i - 1] != b[j - 1]));
			corner = above;
			smallest = least_of(smallest, row[j]);
		}
		if (smallest >= most)
			return most;
	}
	return row[length];
}

/* One is the end of the other: a path that was typed from another folder on. */
static bool is_end(const struct wanted *wanted, const char *id, size_t length)
{
	size_t common = length < wanted->length ? length : wanted->length;

	return common >= LEAST_PART
		&& strncasecmp(id + length - common, wanted->id + wanted->length - common,
			   common)
		== 0;
}

static unsigned unlikeness(const struct wanted *wanted, const char *id, size_t length)
{
	size_t gap = length > wanted->length ? length - wanted->length
					     : wanted->length - length;

	if (is_end(wanted, id, length))
		return 0;
	return gap < wanted->least ? distance(wanted, id, length, wanted->least)
				   : wanted->least;
}

bool likeliest_id(const char *path, const char *id, struct buf *out, struct error *err)
{
	SCOPED(record_stream_close) struct record_stream *stream = NULL;
	struct wanted wanted = {.id = id, .length = strlen(id)};
	const char *record;
	size_t size;

	wanted.least = (unsigned)(wanted.length / 3) + 2;
	if (wanted.length > LENGTH_MAX)
		return true;
	if (!record_stream_open(path, &stream, err))
		return false;
	for (;;) {
		struct record_part part;
		unsigned cost;

		if (!record_stream_next(stream, &record, &size, err))
			return false;
		if (!record)
			return true;
		part = record_find(record, size, RECORD_ID);
		cost = part.length > LENGTH_MAX
			? wanted.least
			: unlikeness(&wanted, part.bytes, part.length);
		if (cost >= wanted.least)
			continue;
		wanted.least = cost;
		buf_clear(out);
		buf_add(out, part.bytes, part.length);
	}
}
