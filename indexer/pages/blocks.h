/* SPDX-License-Identifier: GPL-2.0-or-later */
/* blocks: turns the kept elements of a page into headings, paragraphs, items and rows. */
#ifndef INDEXER_PAGES_BLOCKS_H
#define INDEXER_PAGES_BLOCKS_H

#include "pages/document.h"
#include "pages/html.h"
#include "pages/mainpart.h"

/* Adds the blocks of what is kept to out, and the rest to what it dropped. */
void blocks_build(
	const struct html *html, const struct mainpart *part, struct document *out);

#endif
