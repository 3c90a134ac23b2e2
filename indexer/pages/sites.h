/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * sites: what a maintainer says of the pages of a host: which part is the
 * article, and what is to be dropped. Any thread, once all are added.
 */
#ifndef INDEXER_PAGES_SITES_H
#define INDEXER_PAGES_SITES_H

#include "base/buf.h"
#include "base/error.h"
#include "pages/selectors.h"

#include <stdbool.h>
#include <stddef.h>

struct site {
	char *host;                 /* in small letters, without www. */
	struct selectors selectors; /* their marks: HTML_RULED_* of pages/html.h */
	struct buf rules;           /* all of it as text: equal texts, equal rules */
};

/* {0} is an empty list; the caller releases it. */
struct sites {
	struct site *items;
	size_t count, room;
};

void sites_release(struct sites *sites);

/*
 * The site of a host, which is added if it is new; valid until the next is.
 * NULL, ERROR_INVALID: no name of a host.
 */
struct site *sites_add(struct sites *sites, const char *host, struct error *err);

enum site_rule { SITE_ARTICLE, SITE_DROP };

/* ERROR_INVALID: the text says what is wrong with the selector, and where. */
bool site_add_rule(
	struct site *site, enum site_rule rule, const char *selector, struct error *err);

/*
 * The site of a page: by its URL, or, where that is not known (NULL), by the
 * folder of its path, as mirrors are laid out; NULL: none. A host and the same
 * with www. before it are one.
 */
const struct site *sites_find(
	const struct sites *sites, const char *url, const char *path);

#endif
