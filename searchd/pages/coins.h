/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * coins: citations that reference managers find on a page of results (COinS,
 * ContextObjects in Spans, by ANSI/NISO Z39.88-2004 with Dublin Core).
 */
#ifndef SEARCHD_PAGES_COINS_H
#define SEARCHD_PAGES_COINS_H

#include "base/buf.h"
#include "writing/citation.h"

/* Appends an empty element that shows nothing. */
void coins_write(struct buf *page, const struct citation *citation);

/* Appends the meta elements of a page that is about one document (citation_*). */
void coins_write_meta(struct buf *page, const struct citation *citation);

#endif
