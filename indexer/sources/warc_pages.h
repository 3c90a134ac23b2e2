/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * warc_pages: the pages of a WARC file: what servers answered with 200, and
 * resources, if they are HTML, plain text or PDF; all else is left out without
 * a word. Of several answers for one address the last one in the file counts.
 */
#ifndef INDEXER_SOURCES_WARC_PAGES_H
#define INDEXER_SOURCES_WARC_PAGES_H

#include "base/error.h"
#include "sources/member.h"

#include <stdbool.h>

struct warc_pages;

/*
 * Takes both descriptors over, which are of the same file, each with a place of
 * its own in it: it is read twice, first to learn which answers are the last.
 */
bool warc_pages_open(int first, int second, struct warc_pages **out, struct error *err);
void warc_pages_close(struct warc_pages **pages);

/* *more is false at the end. ERROR_SYSTEM: it cannot be read now. */
bool warc_pages_next(
	struct warc_pages *pages, struct member *out, bool *more, struct error *err);

#endif
