/* SPDX-License-Identifier: GPL-2.0-or-later */
/* inspect_text: what is understood of one page, to be read by whoever maintains it. */
#ifndef INDEXER_REPORTS_INSPECT_TEXT_H
#define INDEXER_REPORTS_INSPECT_TEXT_H

#include "base/buf.h"
#include "pages/document.h"

struct places;

/*
 * Appends each value with the words it was taken from, shortened, the facts of a
 * project, what was dropped, the headings, and the main text at the end.
 */
void inspect_text_add(
	const struct document *document, const struct places *places, struct buf *out);

#endif
