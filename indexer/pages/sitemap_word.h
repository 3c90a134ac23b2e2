/* SPDX-License-Identifier: GPL-2.0-or-later */
/* sitemap_word: what a sitemap says of a page, as whoever reads the page is told. */
#ifndef INDEXER_PAGES_SITEMAP_WORD_H
#define INDEXER_PAGES_SITEMAP_WORD_H

#include "base/buf.h"
#include "pages/page.h"

#include <stdint.h>

enum { SITEMAP_WORD_DAY_MAX = 16 };

/* {0} is none; the owner releases it. */
struct sitemap_word {
	char day[SITEMAP_WORD_DAY_MAX];
	struct buf evidence;
};

void sitemap_word_release(struct sitemap_word *word);

/*
 * Sets page->changed and its evidence, which point into *word, unless the day is 0 or
 * the page's own file has told one. day and path as sitemaps_day() has them.
 */
void sitemap_word_set(
	uint32_t day, const char *path, struct sitemap_word *word, struct page *page);

#endif
