/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * sitemap_said: what one sitemap says, as a process of its own has read it: pages
 * with the days of their last change, and other sitemaps. {0} says nothing; the
 * owner releases it.
 */
#ifndef INDEXER_INTAKE_SITEMAP_SAID_H
#define INDEXER_INTAKE_SITEMAP_SAID_H

#include "base/buf.h"
#include "base/error.h"
#include "intake/changed_days.h"

#include <stdbool.h>
#include <stddef.h>

struct item;
struct source;

struct sitemap_said {
	struct buf reason;         /* why it is refused, if any; one line */
	struct changed_day *pages; /* named by site_key_digest(); file is 0 */
	size_t count, room;
	struct digest *more; /* sitemaps, named by the same */
	size_t more_count, more_room;
};

void sitemap_said_release(struct sitemap_said *said);

/*
 * Reads the file that item->path names, whose size and time become those of what was
 * read. Addresses of other hosts than this are left out; if it is empty, those of
 * others than the first one, and pages are named without a host. ERROR_SYSTEM: it
 * cannot be read now.
 */
bool sitemap_said_read(struct source *source, struct item *item, const struct buf *host,
	struct sitemap_said *out, struct error *err);

/* As bytes for a note, and back. False: they are damaged. */
void sitemap_said_write(const struct sitemap_said *said, struct buf *note);
bool sitemap_said_parse(const struct buf *note, struct sitemap_said *out);

#endif
