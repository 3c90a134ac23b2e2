/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * typed_parts: what narrows a typed query besides its words, and what is left
 * of it without: a filter (city:Rostock), unwanted words (-Kai), a field (title:).
 */
#ifndef SEARCHD_HELP_TYPED_PARTS_H
#define SEARCHD_HELP_TYPED_PARTS_H

#include "base/buf.h"

#include <stddef.h>

enum { TYPED_PARTS_MAX = 8 }; /* more are left out */

struct typed_part {
	size_t start, end; /* bytes of the query: as typed */
	size_t drop_end;   /* end, or that of the operator behind it */
	size_t drop_start; /* start, or that of the operator before it */
};

struct typed_parts {
	struct typed_part items[TYPED_PARTS_MAX];
	size_t count;
	struct buf
		words; /* wanted words and phrases alone, without operators or fields */
};

/* {0} is an empty list; the caller releases it. */
void typed_parts_collect(const char *text, size_t length, struct typed_parts *out);
void typed_parts_release(struct typed_parts *parts);

/* Appends the query without the part. */
void typed_parts_without(
	const char *text, size_t length, const struct typed_part *part, struct buf *out);

#endif
