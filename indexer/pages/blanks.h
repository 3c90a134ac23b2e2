/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * blanks: the blanks of a page's characters as readers see them: a run of any
 * width and kind is one, and what takes no room is none. Any thread.
 */
#ifndef INDEXER_PAGES_BLANKS_H
#define INDEXER_PAGES_BLANKS_H

#include "base/buf.h"

#include <stddef.h>

/*
 * Appends valid UTF-8 with each run of blanks made one, without soft hyphens and
 * zero-width marks. out from start on is the run that the text goes on with: a
 * blank that begins the text is dropped behind one that ends the run.
 */
void blanks_fold(struct buf *out, size_t start, const char *text, size_t length);

/* The same for text that is folded already: blanks may meet at the seam only. */
void blanks_join(struct buf *out, size_t start, const char *text, size_t length);

/* Drops the blank that begins out from start on, and those that end it. */
void blanks_trim(struct buf *out, size_t start);

#endif
