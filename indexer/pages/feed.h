/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * feed: the entries of an Atom (RFC 4287) or RSS (0.9x, 1.0, 2.0) file, each as a
 * document of its own kind: news.
 */
#ifndef INDEXER_PAGES_FEED_H
#define INDEXER_PAGES_FEED_H

#include "base/buf.h"
#include "base/error.h"

#include <stdbool.h>
#include <stddef.h>

struct feed;

/*
 * *out is NULL if the bytes are XML of another kind. ERROR_INVALID: no XML, or
 * damaged; entries before the damage are given all the same (*out and true) unless
 * there are none.
 */
bool feed_open(const char *bytes, size_t length, struct feed **out, struct error *err);
void feed_close(struct feed **feed);

/* The next entry as a JSON line, into *line, which is cleared. False: no more. */
bool feed_next(struct feed *feed, struct buf *line);

#endif
