/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * search_link: addresses of the search page. The address is the whole state
 * of a search, so a link is the request on show with one thing changed.
 */
#ifndef SEARCHD_PAGES_SEARCH_LINK_H
#define SEARCHD_PAGES_SEARCH_LINK_H

#include "base/buf.h"
#include "query/request.h"

enum { SEARCH_LINK_LIMIT = 10 }; /* hits a page unless asked otherwise */

enum filters_kept { FILTERS_KEPT, FILTERS_DROPPED };

struct search_link {
	const struct request *request;
	enum sort_order sort;
	unsigned page;    /* from 1 */
	enum language ui; /* LANGUAGE_UNKNOWN: left to the browser */
	enum filters_kept filters;
	enum field field;       /* of add and drop */
	const char *add, *drop; /* a filter value; NULL: none */
	const char *format;     /* of an export of all that is found; NULL: none */
};

/* Page 1 of the request, as it is. */
struct search_link search_link_to(const struct request *request, enum language ui);

/* Whether the request filters the field by exactly this value. */
bool search_link_has(const struct request *request, enum field field, const char *value);

/* Appends the address, fit for an attribute. */
void search_link_write(struct buf *page, const struct search_link *link);

/* The same for another address that takes the parameters of a search, such as /feed.atom. */
void search_link_write_to(
	struct buf *page, const char *path, const struct search_link *link);

/* The same for the API. */
void search_link_write_api(struct buf *page, const struct search_link *link);

#endif
