/* SPDX-License-Identifier: GPL-2.0-or-later */
/* cursor_page: which hits come behind a cursor, and the cursor behind these. */
#ifndef SEARCHD_ANSWERS_CURSOR_PAGE_H
#define SEARCHD_ANSWERS_CURSOR_PAGE_H

#include "answers/kept_orders.h"
#include "base/error.h"
#include "matching/hit_order.h"
#include "query/cursor.h"
#include "snapshot/snapshot.h"

/* A search that was done. */
struct cursor_search {
	const struct request *request;
	const struct snapshot *snapshot;
	const struct matches *matches; /* with the scores that order them */
	struct kept_orders *orders;
};

/* {0} is empty. */
struct cursor_page {
	struct hit_place places[CURSOR_SHOWN_MAX]; /* their matches are not told */
	size_t count;
	uint32_t offset;    /* how many came before, in this walk */
	struct cursor next; /* CURSOR_NONE: that was all */
};

/*
 * The page behind the request's cursor. Of the order's documents those that
 * are still there; what came since it was made is not part of the walk.
 * ERROR_GONE: the order is not kept, and the index not as it was.
 */
bool cursor_page_find(
	const struct cursor_search *search, struct cursor_page *out, struct error *err);

/* The cursor behind a page that was found by its offset and shows these places. */
struct cursor cursor_page_after(
	const struct cursor_search *search, const struct hit_place *places, size_t count);

#endif
