/* SPDX-License-Identifier: GPL-2.0-or-later */
/* plain: blocks of a text without markup, as typed or flattened from a page. */
#ifndef INDEXER_PAGES_PLAIN_H
#define INDEXER_PAGES_PLAIN_H

#include "pages/document.h"

struct labels;

/*
 * Adds the blocks of valid UTF-8. A line is a block of its own unless the text
 * is wrapped at a fixed width; a short line without a full stop is a heading.
 */
void plain_build(const struct labels *labels, const char *text, size_t length,
	struct document *out);

#endif
