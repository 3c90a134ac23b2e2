/* SPDX-License-Identifier: GPL-2.0-or-later */
/* title: a page's headline, without the name of its site. */
#ifndef INDEXER_PAGES_TITLE_H
#define INDEXER_PAGES_TITLE_H

#include "pages/document.h"
#include "pages/html.h"
#include "pages/mainpart.h"

struct cues;
struct site_frame;

/*
 * The next piece of what a page calls itself, between bars and dashes; *offset
 * begins at 0. NULL: no more; also if title is NULL.
 */
const char *title_next_piece(const char *title, size_t *offset, size_t *length);

/* What the page calls itself in the browser's tab, else elsewhere; or NULL. */
const char *title_declared(const struct html *html);

/*
 * Allocated; NULL: nothing that can be a title. frame: of the page's site, or
 * NULL.
 */
char *title_of_html(const struct cues *phrases, const struct html *html,
	const struct mainpart *part, const struct site_frame *frame,
	const struct document *document);

/* The first line that is no kicker, cut at its first sentence. */
char *title_of_blocks(const struct cues *phrases, const struct document *document,
	enum title_origin *origin);

#endif
