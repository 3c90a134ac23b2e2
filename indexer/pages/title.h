/* SPDX-License-Identifier: GPL-2.0-or-later */
/* title: a page's headline, without the name of its site. */
#ifndef PAGES_TITLE_H
#define PAGES_TITLE_H

#include "pages/document.h"
#include "pages/html.h"
#include "pages/mainpart.h"

struct cues;

/* Allocated; NULL: nothing that can be a title. */
char *title_of_html(const struct cues *phrases, const struct html *html,
	const struct mainpart *part, const struct document *document);

/* The first line that is no kicker, cut at its first sentence. */
char *title_of_blocks(const struct cues *phrases, const struct document *document,
	enum title_origin *origin);

#endif
