/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "sources/warc.h"

#include "base/alloc.h"
#include "base/scope.h"
#include "sources/inflow.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum { LENGTH_DIGITS = 15 }; /* of any block's length in bytes */

struct warc {
	struct inflow *inflow;
	struct buf line;
	unsigned long number;
};

void warc_record_release(struct warc_record *record)
{
	buf_release(&record->target);
	buf_release(&record->content_type);
	buf_release(&record->truncated);
	buf_release(&record->block);
	*record = (struct warc_record){0};
}

static void clear(struct warc_record *record)
{
	struct warc_record empty = {.target = record->target,
		.content_type = record->content_type,
		.truncated = record->truncated,
		.block = record->block,
		.type = WARC_OTHER};

	buf_clear(&empty.target);
	buf_clear(&empty.content_type);
	buf_clear(&empty.truncated);
	buf_clear(&empty.block);
	*record = empty;
}

struct warc *warc_open(int file)
{
	struct warc *warc = alloc_zeroed(1, sizeof(*warc));

	warc->inflow = inflow_open(file);
	return warc;
}

void warc_close(struct warc **warc)
{
	if (*warc) {
		inflow_close(&(*warc)->inflow);
		buf_release(&(*warc)->line);
	}
	free(*warc);
	*warc = NULL;
}

static enum warc_type type_of(const char *name)
{
	static const struct {
		const char *name;
		enum warc_type type;
	} types[] = {
		{"response", WARC_RESPONSE},
		{"resource", WARC_RESOURCE},
		{"revisit", WARC_REVISIT},
		{"continuation", WARC_CONTINUATION},
	};

	for (size_t i = 0; i < sizeof(types) / sizeof(*types); i++) {
		if (strcasecmp(name, types[i].name) == 0)
			return types[i].type;
	}
	return WARC_OTHER;
}

/* wget and the standard's own examples put brackets around URIs. */
static void set_target(struct buf *target, const char *value, size_t length)
{
	if (length >= 2 && value[0] == '<' && value[length - 1] == '>') {
		value++;
		length -= 2;
	}
	buf_clear(target);
	buf_add(target, value, length);
}

static bool set_length(struct warc_record *record, const char *value, struct error *err)
{
	size_t digits = strspn(value, "0123456789");

	if (!digits || digits > LENGTH_DIGITS || value[digits])
		return error_set(err, ERROR_INVALID, "its Content-Length is no number");
	record->length = strtoull(value, NULL, 10);
	return true;
}

/* "Name: value", without its end. Names that are not known are left out. */
static bool read_field(
	char *line, struct warc_record *record, bool *sized, struct error *err)
{
	char *colon = strchr(line, ':');
	char *value;
	size_t length;

	if (!colon)
		return error_set(err, ERROR_INVALID, "its header is damaged");
	*colon = '\0';
	value = colon + 1 + strspn(colon + 1, " \t");
	length = strlen(value);
	if (strcasecmp(line, "WARC-Type") == 0) {
		record->type = type_of(value);
	} else if (strcasecmp(line, "WARC-Target-URI") == 0) {
		set_target(&record->target, value, length);
	} else if (strcasecmp(line, "Content-Type") == 0) {
		buf_clear(&record->content_type);
		buf_add(&record->content_type, value, length);
	} else if (strcasecmp(line, "WARC-Truncated") == 0) {
		buf_add(&record->truncated, value, length);
	} else if (strcasecmp(line, "WARC-Segment-Number") == 0) {
		record->segmented = true;
	} else if (strcasecmp(line, "Content-Length") == 0) {
		*sized = true;
		return set_length(record, value, err);
	}
	return true;
}

static void cut_end(struct buf *line)
{
	while (line->length && isspace((unsigned char)line->bytes[line->length - 1]))
		line->bytes[--line->length] = '\0';
}

/* The fields up to the empty line. */
static bool read_fields(struct warc *warc, struct warc_record *record, struct error *err)
{
	bool sized = false;
	size_t bytes = 0;

	for (;;) {
		if (!inflow_read_line(warc->inflow, WARC_HEAD_MAX, &warc->line, err))
			return false;
		bytes += warc->line.length;
		if (!warc->line.length)
			return error_set(err, ERROR_INVALID, "its header is cut off");
		if (bytes > WARC_HEAD_MAX
			|| warc->line.bytes[warc->line.length - 1] != '\n')
			return error_set(err, ERROR_INVALID,
				"its header is cut off or over %d kB",
				WARC_HEAD_MAX >> 10);
		if (strlen(warc->line.bytes) != warc->line.length)
			return error_set(err, ERROR_INVALID, "its header is damaged");
		cut_end(&warc->line);
		if (!warc->line.length)
			break;
		if (isspace((unsigned char)warc->line.bytes[0]))
			continue; /* the rest of a field that is of no use here */
		if (!read_field(warc->line.bytes, record, &sized, err))
			return false;
	}
	return sized || error_set(err, ERROR_INVALID, "it has no Content-Length");
}

static bool refuse_short(
	const struct warc_record *record, uint64_t missing, struct error *err)
{
	return error_set(err, ERROR_INVALID,
		"the file ends %llu bytes before the record's %llu",
		(unsigned long long)missing, (unsigned long long)record->length);
}

/* In steps, so that a length that is a lie takes no memory. */
static bool read_block(
	struct warc *warc, size_t keep, struct warc_record *record, struct error *err)
{
	enum { STEP = 1 << 18 };
	uint64_t left = record->length;
	uint64_t kept = left <= keep ? left : left < WARC_HEAD_MAX ? left : WARC_HEAD_MAX;

	while (left) {
		bool keeps = record->block.length < kept;
		uint64_t most = keeps ? kept - record->block.length : left;
		size_t step = most < STEP ? (size_t)most : STEP;
		size_t got;

		buf_reserve(&record->block, keeps ? step : 1);
		if (!inflow_read(warc->inflow,
			    keeps ? record->block.bytes + record->block.length : NULL,
			    step, &got, err))
			return false;
		if (keeps) {
			record->block.length += got;
			record->block.bytes[record->block.length] = '\0';
		}
		left -= got;
		if (got < step)
			return refuse_short(record, left, err);
	}
	return true;
}

/* A length that is a lie shows here: two empty lines belong behind the block. */
static bool read_end(struct warc *warc, struct error *err)
{
	char end[4];
	size_t got;

	if (!inflow_read(warc->inflow, end, 2, &got, err))
		return false;
	if (got == 2 && memcmp(end, "\n\n", 2) == 0)
		return true; /* of a careless writer */
	if (got == 2 && !inflow_read(warc->inflow, end + 2, 2, &got, err))
		return false;
	if (got < 2)
		return error_set(
			err, ERROR_INVALID, "the file ends before the record's end");
	return memcmp(end, "\r\n\r\n", 4) == 0
		|| error_set(
			err, ERROR_INVALID, "its length is wrong: no end follows it");
}

/* The line that begins a record; empty ones before it do no harm. */
static bool read_version(
	struct warc *warc, struct warc_record *record, bool *more, struct error *err)
{
	do {
		record->offset = inflow_offset(warc->inflow);
		if (!inflow_read_line(warc->inflow, WARC_HEAD_MAX, &warc->line, err))
			return false;
		*more = warc->line.length > 0;
		cut_end(&warc->line);
	} while (*more && !warc->line.length);
	if (*more && strncmp(warc->line.bytes, "WARC/", 5) != 0)
		return error_set(err, ERROR_INVALID,
			warc->number == 1 ? "this is no WARC file"
					  : "no record begins here");
	return true;
}

bool warc_next(struct warc *warc, size_t keep, struct warc_record *out, bool *more,
	struct error *err)
{
	clear(out);
	out->number = ++warc->number;
	if (!read_version(warc, out, more, err))
		return false;
	return !*more
		|| (read_fields(warc, out, err) && read_block(warc, keep, out, err)
			&& read_end(warc, err));
}
