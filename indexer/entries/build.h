/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * build: from what a page says to what the index takes. The mirror image of
 * searchd's query parser: both call the analyser and read the field table.
 */
#ifndef INDEXER_ENTRIES_BUILD_H
#define INDEXER_ENTRIES_BUILD_H

#include "base/error.h"
#include "index/entry.h"
#include "pages/document.h"
#include "text/analyzer.h"

struct build; /* one a thread */

bool build_open(enum analysis_depth depth, struct build **out, struct error *err);
void build_close(struct build **build);

/* Fills *out, which is cleared first, from a document with an id. */
void build_entry(struct build *build, const struct document *document, struct entry *out);

/*
 * Writes the date into out as the index has it, YYYY-MM-DD cut to what is
 * known.
 */
enum { BUILD_DATE_MAX = 32 };
void build_date(const struct document_date *date, char out[BUILD_DATE_MAX]);

#endif
