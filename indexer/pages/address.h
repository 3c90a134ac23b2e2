/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * address: two addresses of one page become one: http and https, www., a slash
 * or index.html at the end, #parts, session numbers and print views.
 */
#ifndef INDEXER_PAGES_ADDRESS_H
#define INDEXER_PAGES_ADDRESS_H

#include "base/buf.h"

enum address_trait {
	ADDRESS_SECURE = 1, /* it begins with https:// */
	ADDRESS_PRINT = 2,  /* it says that it is a print view */
};

struct cues;

/* Words that make no other page; the caller closes them. */
struct cues *address_open_words(void);

/*
 * Appends what is left of a URL, or of a path that begins with a host. Returns
 * a set of address_trait.
 */
unsigned address_add(const struct cues *words, const char *address, struct buf *out);

/*
 * Appends the address that a link names on a page; nothing if the link is
 * relative to the page's folder, which no one uses to say what a page's own
 * address is.
 */
void address_add_link(
	const struct cues *words, const char *link, const char *page, struct buf *out);

#endif
