/* SPDX-License-Identifier: GPL-2.0-or-later */
/* item: one file of a source, as the walk sees it: not opened yet. */
#ifndef INDEXER_SOURCES_ITEM_H
#define INDEXER_SOURCES_ITEM_H

#include "base/buf.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum item_format {
	ITEM_HTML,
	ITEM_PLAIN,
	ITEM_PDF,
	ITEM_SITEMAP, /* no document: it tells of others; or a robots.txt */
	/* of these each holds any number of documents */
	ITEM_LINES,
	ITEM_WARC,
	ITEM_ARCHIVE, /* zip, tar and gzipped tar */
	ITEM_FEED,    /* Atom, RSS, or other XML: its root tells */
};

enum { ITEM_SIZE_MAX = 16 * 1024 * 1024 }; /* bytes of a page; lines have their own */

/* {0} is an empty item; the owner releases it. */
struct item {
	struct buf path; /* below the source; of a single file its name */
	struct buf url;  /* made from the path and a base, or an archive's; empty: none */
	struct buf found_url; /* where a mirror's page was, which does not name it here */
	enum item_format format;
	uint64_t size;
	uint64_t mtime_ns; /* 0: it may have changed while it was looked at */
};

void item_release(struct item *item);

/* What names the page in the index: its URL, else its path. */
const struct buf *item_id(const struct item *item);

/* Where readers find the page: its URL, or what was found. NULL: unknown. */
const char *item_url(const struct item *item);

/* Whether the file is one page. */
bool item_is_page(enum item_format format);

/* Whether what the file holds is not one page, but any number of documents. */
bool item_is_many(enum item_format format);

/*
 * By the name, with or without folders, in any case. False: files of that kind are
 * not read.
 */
bool item_find_format(const char *name, enum item_format *out);

/* The ends item_find_format() knows, for a message. */
const char *item_formats(void);

#endif
