/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * sitemap: /sitemap.xml, the parts of the list of all document pages, and
 * /sitemap/N.xml, one of them (sitemaps.org, protocol 0.9). Of documents that
 * are one page, the one that stands for it is listed.
 */
#ifndef SEARCHD_EXPORTS_SITEMAP_H
#define SEARCHD_EXPORTS_SITEMAP_H

#include "http/reply.h"
#include "http/visit.h"

struct searcher_pool;

#define SITEMAP_PATH      "/sitemap.xml"
#define SITEMAP_PART_PATH "/sitemap/" /* N.xml follows, from 1 */

enum { SITEMAP_PART_MAX = 50000 }; /* addresses, as the protocol says */

void sitemap_answer(
	struct searcher_pool *searchers, const struct visit *visit, struct reply *out);

#endif
