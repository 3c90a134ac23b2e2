/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * metadata: what a page's markup says of it besides title and dates: its
 * description, authors and canonical address, from meta elements (HTML,
 * OpenGraph, Dublin Core, citation_*) and JSON-LD, in this order.
 */
#ifndef INDEXER_PAGES_METADATA_H
#define INDEXER_PAGES_METADATA_H

#include "pages/document.h"
#include "pages/html.h"
#include "pages/json_ld.h"

/* Reads all JSON-LD of the page; the caller releases *out. */
void metadata_read_json_ld(const struct html *html, struct json_ld *out);

/* Sets what the page says; the rest stays as it is. */
void metadata_read(const struct html *html, struct document *document);

#endif
