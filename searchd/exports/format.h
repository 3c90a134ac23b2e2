/* SPDX-License-Identifier: GPL-2.0-or-later */
/* format: what the formats of an export have in common. A file each. */
#ifndef SEARCHD_EXPORTS_FORMAT_H
#define SEARCHD_EXPORTS_FORMAT_H

#include "base/buf.h"
#include "query/request.h"
#include "writing/citation.h"

#include <stddef.h>

struct tables;

/* What an export is of. */
struct format_head {
	const struct request *request;
	size_t total;
	unsigned generation;
	const char *time; /* of now, 2026-11-22T17:00:00Z */
};

/* One document of it. */
struct format_item {
	const struct buf *record;        /* index/record.h */
	const struct citation *citation; /* of the same */
	size_t number;                   /* from 0 */
};

struct format {
	const char *name; /* as in format=ris, and the end of the file's name */
	const char *file_ending, *content_type;
	void (*begin)(
		const struct format_head *head, struct buf *out); /* NULL: nothing */
	void (*add)(const struct format_item *item, struct buf *out);
	void (*end)(struct buf *out); /* NULL: nothing */
};

extern const struct format csv_format, ris_format, bibtex_format, csl_format,
	jsonl_format;

/* NULL: there is no such format. */
const struct format *format_find(const char *name);

/* Appends the request in one line of words: query, filters and what else tells it. */
void format_add_request(const struct request *request, struct buf *out);

#endif
