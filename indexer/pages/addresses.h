/* SPDX-License-Identifier: GPL-2.0-or-later */
/* addresses: where a text has the address of a page on the web. */
#ifndef INDEXER_PAGES_ADDRESSES_H
#define INDEXER_PAGES_ADDRESSES_H

#include <stdbool.h>
#include <stddef.h>

/*
 * The first word in text[*start, end) that is one, with a scheme or without
 * (keep.eu): *start moves to it. Signs around it are not its own. False: none.
 */
bool addresses_find(const char *text, size_t end, size_t *start, size_t *length);

#endif
