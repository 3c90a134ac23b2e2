/* SPDX-License-Identifier: GPL-2.0-or-later */
/* layout: the frame around every page: head, masthead with search box, footer. */
#ifndef SEARCHD_PAGES_LAYOUT_H
#define SEARCHD_PAGES_LAYOUT_H

#include "base/buf.h"
#include "pages/search_form.h"

/*
 * Everything up to the page's own part. title: text before the site's name, or
 * NULL; head: markup for the head of the page, or NULL.
 */
void layout_begin(struct buf *page, const struct search_form *form, const char *title,
	const char *head, const char *style_version);

/* note: markup for the foot of the page. */
void layout_end(struct buf *page, const struct search_form *form, const char *note);

#endif
