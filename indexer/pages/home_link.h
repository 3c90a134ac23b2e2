/* SPDX-License-Identifier: GPL-2.0-or-later */
/* home_link: the link that a page calls the homepage of what it is about. */
#ifndef INDEXER_PAGES_HOME_LINK_H
#define INDEXER_PAGES_HOME_LINK_H

#include "pages/document.h"
#include "pages/html.h"
#include "pages/mainpart.h"

struct wording;

/*
 * Sets document.homepage to the absolute address behind a link of the main text
 * that has a label such as Website before it, or that itself reads "project
 * website". Links to the page's own site are none; of several that differ the one
 * that says project or Projekt is, else none.
 */
void home_link_find(const struct wording *wording, const struct html *html,
	const struct mainpart *part, struct document *document);

#endif
