/* SPDX-License-Identifier: GPL-2.0-or-later */
/* declared: what a page's markup and address say of its date and kind. */
#ifndef INDEXER_PAGES_DECLARED_H
#define INDEXER_PAGES_DECLARED_H

#include "pages/document.h"
#include "pages/html.h"
#include "pages/mainpart.h"

/* What the page says of itself, for those who judge its text. */
struct declared {
	const char *path;    /* its address, else its path below its source; or NULL */
	char article[64];    /* og:type or @type, or empty */
	char canonical[512]; /* what path may point to */
	const char *
		changed; /* YYYY-MM-DD, or its beginning, as others than the page say; or NULL */
	const char *changed_evidence;
};

struct wording;

/*
 * Adds the dates of publication and last change, in the order they can be
 * trusted: JSON-LD, meta elements, time elements near the headline, the
 * address, a date line near the headline, a line elsewhere that says so.
 */
void declared_read(const struct wording *wording, const struct html *html,
	const struct mainpart *part, struct document *document,
	struct declared *declared);

/*
 * The day, or the month, in declared.path, as the page's publication if
 * nothing else told it yet.
 */
void declared_read_path_day(const struct declared *declared, struct document *document);
void declared_read_path_month(const struct declared *declared, struct document *document);

#endif
