/* SPDX-License-Identifier: GPL-2.0-or-later */
/* shown: names and reasons from outside, made fit to be shown. */
#ifndef INDEXER_REPORTS_SHOWN_H
#define INDEXER_REPORTS_SHOWN_H

#include "base/buf.h"

#include <stddef.h>

/*
 * Appends the text, which may be any bytes: file names may hold anything. No
 * line ends, no escape codes, valid UTF-8.
 */
void shown_add(const char *text, struct buf *out);

/* The same; of what is longer than most bytes only the end, behind a mark. */
void shown_add_end(const char *text, size_t most, struct buf *out);

/* The same; of what is longer than most bytes only the beginning. */
void shown_add_begin(const char *text, size_t most, struct buf *out);

/* Columns on a screen of valid UTF-8: its characters. */
size_t shown_width(const char *text);

#endif
