/* SPDX-License-Identifier: GPL-2.0-or-later */
/* prescan: the encoding a page names in its first bytes, before it can be read. */
#ifndef INDEXER_PAGES_PRESCAN_H
#define INDEXER_PAGES_PRESCAN_H

#include <stdbool.h>
#include <stddef.h>

enum { PRESCAN_LABEL_MAX = 64 };

/*
 * The label in <meta charset>, in the content of <meta http-equiv=content-type>, or in
 * the XML declaration, whichever is first; comments are passed over (WHATWG HTML,
 * "prescan a byte stream to determine its encoding"). False: none.
 */
bool prescan_label(const char *bytes, size_t length, char out[PRESCAN_LABEL_MAX]);

#endif
