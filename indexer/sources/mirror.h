/* SPDX-License-Identifier: GPL-2.0-or-later */
/* mirror: where on the web a page was that wget or httrack has copied to a file. */
#ifndef INDEXER_SOURCES_MIRROR_H
#define INDEXER_SOURCES_MIRROR_H

#include "base/buf.h"

#include <stddef.h>

/*
 * Sets url, which becomes empty if nothing tells. path is the file's below its
 * source; its first folder that looks like a host's name begins the address. What
 * wget adds to names (-E) and index.html are taken off. Mirrors do not keep the
 * scheme: it is https.
 */
void mirror_read_path(const char *path, struct buf *url);

/* The address in the comment that httrack puts into pages; else url stays as it is. */
void mirror_read_comment(const char *bytes, size_t length, struct buf *url);

#endif
