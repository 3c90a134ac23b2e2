/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * site_key: an address without all that a mirror adds, drops or alters, so that
 * what others say of a page (a sitemap) finds the file it was copied to.
 */
#ifndef INDEXER_SOURCES_SITE_KEY_H
#define INDEXER_SOURCES_SITE_KEY_H

#include "base/buf.h"
#include "base/digest.h"

#include <stdbool.h>
#include <stddef.h>

enum { SITE_KEY_ADDRESS_MAX = 4096 }; /* bytes */

/*
 * Reads an http or https address, or only its path with the slash it begins with;
 * host and path, which are cleared, get bytes to compare, host none of a path.
 *
 * Of the host "www." and the port that goes without saying are left out, of the
 * path codes (%C3%BC) are read and index.html, a slash at the end and what the
 * names of pages and programs end with are left out: /a/, /a, /a.html and /a.php
 * are one. A query stays. False: another kind of address.
 */
bool site_key_read(
	const char *address, size_t length, struct buf *host, struct buf *path);

/* Stands for both: what has the same is taken for one page. */
struct digest site_key_digest(const struct buf *host, const struct buf *path);

#endif
