/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * sitemap: what a sitemap says of a site's pages (sitemaps.org, protocol 0.9), and
 * which other sitemaps are named by it, by an index of sitemaps, or by the lines
 * of a robots.txt (RFC 9309).
 */
#ifndef INDEXER_PAGES_SITEMAP_H
#define INDEXER_PAGES_SITEMAP_H

#include "base/error.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
	SITEMAP_SIZE_MAX =
		50 * 1024 * 1024,    /* bytes; this and the next: as the protocol */
	SITEMAP_ENTRIES_MAX = 50000, /* those behind are not read */
	SITEMAP_ADDRESS_MAX = 2048,  /* bytes; longer ones are left out */
};

struct sitemap;

enum sitemap_kind {
	SITEMAP_PAGE,
	SITEMAP_MORE, /* another sitemap */
};

struct sitemap_entry {
	enum sitemap_kind kind;
	const char *address; /* as it stands there, without blanks; until the next */
	uint32_t day;        /* of the last change, as sitemap_day() */
};

/*
 * The bytes must outlive *out. *out is NULL if they are an HTML page, which servers
 * send for what they do not have. ERROR_INVALID: XML that is no sitemap, or declares
 * a document type, which sitemaps have none of and bombs are made of.
 */
bool sitemap_open(
	const char *bytes, size_t length, struct sitemap **out, struct error *err);
void sitemap_close(struct sitemap **sitemap);

/* False: there is no more, or what follows, or stands just ahead, is damaged. */
bool sitemap_next(struct sitemap *sitemap, struct sitemap_entry *out);

/*
 * YYYY, YYYY-MM, YYYY-MM-DD, or that with a time (W3C-DTF), whose day stays that of
 * its own zone, as 10000 * year + 100 * month + day; what is not said is 0. 0: no
 * date, or no such day.
 */
uint32_t sitemap_day(const char *text);

#endif
