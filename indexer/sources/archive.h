/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * archive: the pages in a zip or tar file, which may be gzipped, one after
 * another. Nothing is written anywhere. Names that lead out of the archive,
 * links, devices and archives inside it are refused; other files that are no
 * pages are left out without a word. Limits on what it inflates to: inflow.h.
 */
#ifndef INDEXER_SOURCES_ARCHIVE_H
#define INDEXER_SOURCES_ARCHIVE_H

#include "base/error.h"
#include "sources/member.h"

#include <stdbool.h>

struct archive_pages;

/* Takes the descriptor over, in which places must be found again (lseek). */
bool archive_open(int file, struct archive_pages **out, struct error *err);
void archive_close(struct archive_pages **pages);

/* *more is false at the end. ERROR_SYSTEM: it cannot be read now. */
bool archive_next(
	struct archive_pages *pages, struct member *out, bool *more, struct error *err);

#endif
