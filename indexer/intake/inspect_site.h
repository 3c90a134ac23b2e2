/* SPDX-License-Identifier: GPL-2.0-or-later */
/* inspect_site: what the pages of a folder have in common, for looking at one of them. */
#ifndef INDEXER_INTAKE_INSPECT_SITE_H
#define INDEXER_INTAKE_INSPECT_SITE_H

#include "base/error.h"
#include "pages/site_frame.h"

struct inspect_site;
struct item;
struct options;
struct page_pool;

/*
 * Surveys the folder options->site as an update would, in the pool's processes.
 * The caller closes it.
 */
bool inspect_site_open(const struct options *options, struct page_pool *pool,
	struct inspect_site **out, struct error *err);
void inspect_site_close(struct inspect_site **site);

/* What an update would know of a page; it lives as long as *site. */
struct inspect_place {
	struct site_frame frame; /* of its site */
	uint32_t day;            /* it last changed, as sitemaps_day() */
	const char *sitemap;     /* that says so, if it is not 0 */
};

/*
 * Names the item, which is the file of that path, as it is named below the
 * folder, and yields what is known of it.
 */
bool inspect_site_place(struct inspect_site *site, const char *path, struct item *item,
	struct inspect_place *out, struct error *err);

#endif
