/* SPDX-License-Identifier: GPL-2.0-or-later */
/* sketcher: draws what tells whether two documents are one page. */
#ifndef INDEXER_ENTRIES_SKETCHER_H
#define INDEXER_ENTRIES_SKETCHER_H

#include "index/entry.h"
#include "pages/document.h"

struct sketcher; /* one a thread */

struct sketcher *sketcher_open(void);
void sketcher_close(struct sketcher **sketcher);

/* The address of a document without a URL is its id, if that is a path. */
void sketcher_draw(struct sketcher *sketcher, const struct document *document,
	struct entry_sketch *out);

/* Appends what sketcher_draw() takes for the address. */
void sketcher_add_address(const struct sketcher *sketcher,
	const struct document *document, struct buf *out);

#endif
