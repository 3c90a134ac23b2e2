/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * html_values: what the elements of a page say beside its text, in their
 * attributes: dates, titles, addresses. Values belong to the node added last.
 * attributes: pairs of name and value, then NULL, as SAX tells them; NULL: none.
 */
#ifndef INDEXER_PAGES_HTML_VALUES_H
#define INDEXER_PAGES_HTML_VALUES_H

#include "pages/html.h"

#include <stddef.h>

/* The value of an attribute, "" if it has none; NULL: there is no such attribute. */
const char *html_values_attribute(const char *const *attributes, const char *name);

void html_values_add(
	struct html *html, enum html_fact fact, const char *text, size_t length);

/* Makes a value of what was appended to html->values_text from start on. */
void html_values_add_collected(struct html *html, enum html_fact fact, size_t start);

/* Of a meta element. */
void html_values_read_meta(struct html *html, const char *const *attributes);

/* Of any element: a date, and what itemprop names. */
void html_values_read_any(
	struct html *html, const char *name, const char *const *attributes);

/* Of a link: its target, if it is an absolute address. */
void html_values_read_link(struct html *html, const char *const *attributes);

/* Of a link element: the page's own address. */
void html_values_read_canonical(struct html *html, const char *const *attributes);

#endif
