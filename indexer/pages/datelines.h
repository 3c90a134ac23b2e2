/* SPDX-License-Identifier: GPL-2.0-or-later */
/* datelines: the day that a page shows its readers as its own. */
#ifndef INDEXER_PAGES_DATELINES_H
#define INDEXER_PAGES_DATELINES_H

#include "base/buf.h"
#include "pages/dates.h"
#include "pages/html.h"
#include "pages/mainpart.h"
#include "vocabulary/kinds.h"

struct cues;

/* What is looked through; nothing is released. */
struct dateline_search {
	const struct dates *dates;
	const struct cues *cues; /* see datelines_open_cues() */
	const struct html *html;
	const struct mainpart *part;
	uint32_t headline; /* the node of the page's headline; 0: unknown */
};

struct dateline {
	struct calendar_date date;
	enum date_kind kind; /* published, or updated if its words say so */
	struct buf text;     /* the line it stands in */
};

void dateline_release(struct dateline *line);

/* The words before and around such days; the caller closes them. */
struct cues *datelines_open_cues(void);

/* The heading whose text is the title; else the article's first one, or 0. */
uint32_t datelines_find_headline(
	const struct html *html, const struct mainpart *part, const char *title);

/* Whether a node stands where a headline's date may stand. */
bool datelines_is_near(const struct dateline_search *search, uint32_t node);

/* The first day, or the first month alone, in a short line near the headline. */
bool datelines_find_near(const struct dateline_search *search, struct dateline *out);

/*
 * The first short line, wherever it stands, that says by its words ("posted on")
 * or by a time of day that its day is the page's: blogs and forums put it below.
 */
bool datelines_find_anywhere(const struct dateline_search *search, struct dateline *out);

#endif
