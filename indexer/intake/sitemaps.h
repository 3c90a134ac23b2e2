/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * sitemaps: when the pages of a source changed last, as its sitemaps say
 * (pages/sitemap.h). Those are files called like one, and what they, or a
 * robots.txt, name and the source holds as an XML file. Each speaks only for the
 * host it was copied from, or, in a folder that is no mirror and has no base URL,
 * for the one host it names first, of which that folder is the root.
 *
 * A day in the future, before the web, or that nearly all pages of a sitemap have,
 * is not believed. What was read is kept as a note of the index, so that a sitemap
 * is read again only when its size or time is another:
 *
 *	sitemap:SOURCE:FILE:SIZE:MTIME   why it is refused, if it is; pages and days
 */
#ifndef INDEXER_INTAKE_SITEMAPS_H
#define INDEXER_INTAKE_SITEMAPS_H

#include "base/digest.h"
#include "base/error.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { SITEMAPS_DAYS_MAX = 1000000 }; /* of all sitemaps; those behind are not read */

struct batch;
struct item;
struct sitemaps;
struct source;

/* The batch must outlive it; the caller closes it. */
struct sitemaps *sitemaps_open(struct batch *batch, struct digest source);
void sitemaps_close(struct sitemaps **sitemaps);

/* In the first walk: the source has this file. */
void sitemaps_offer(
	struct sitemaps *sitemaps, const struct source *source, const struct item *item);

enum sitemaps_sight {
	SITEMAPS_WHOLE,
	SITEMAPS_WITH_GAPS, /* what was not offered may still be there */
};

/* Ends the first walk: reads what sitemaps are new or changed, in other processes. */
bool sitemaps_settle(struct sitemaps *sitemaps, struct source *source,
	enum sitemaps_sight sight, struct error *err);

/* After that: whether all pages have the days they had in the run before. */
bool sitemaps_say_the_same(const struct sitemaps *sitemaps);

/* What was refused; *cursor begins at 0. False: no more. */
bool sitemaps_next_refused(const struct sitemaps *sitemaps, size_t *cursor,
	const char **path, const char **reason);

/*
 * The day the page changed last, like 20070424, 20070400 or 20070000; 0: nobody says,
 * or it is not believed. The item has its path and URLs as source_name() made them.
 * *path, if there is a day: the sitemap's below the source; it lives as long as this.
 */
uint32_t sitemaps_day(
	struct sitemaps *sitemaps, const struct item *item, const char **path);

#endif
