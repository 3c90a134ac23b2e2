/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * cursor: where a walk through all that a search finds goes on. A walk keeps to
 * the order of the revision in which its second page was asked for
 * (kept_orders.h); the first cursor carries what the first page showed, so that
 * it is right even if the index changed in between. As text it is opaque, and
 * bound to its search.
 */
#ifndef SEARCHD_QUERY_CURSOR_H
#define SEARCHD_QUERY_CURSOR_H

#include "base/buf.h"
#include "base/error.h"

#include <stdint.h>

enum { CURSOR_SHOWN_MAX = 100 };

/* Of entry_place.order, what tells a document from all others. */
#define CURSOR_SHOWN_MASK 0xffffffffffffULL

enum cursor_kind {
	CURSOR_NONE,
	CURSOR_FIRST, /* behind a page without one: position is its offset */
	CURSOR_ON,    /* position is in the order that is kept */
};

/* {0} is none. */
struct cursor {
	enum cursor_kind kind;
	uint32_t position;
	uint64_t revision; /* which order: a number that tells it from others */
	uint32_t shown_count;
	uint64_t
		shown[CURSOR_SHOWN_MAX]; /* documents that are not in the order, masked */
};

/* Appends it as letters fit for an address. search: a key of the search. */
void cursor_write(const struct cursor *cursor, const struct buf *search, struct buf *out);

/* ERROR_INVALID: nothing that was written, or written for another search. */
bool cursor_read(const char *text, const struct buf *search, struct cursor *out,
	struct error *err);

#endif
