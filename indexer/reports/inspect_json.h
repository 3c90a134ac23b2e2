/* SPDX-License-Identifier: GPL-2.0-or-later */
/* inspect_json: what is understood of a page, as one JSON object. */
#ifndef INDEXER_REPORTS_INSPECT_JSON_H
#define INDEXER_REPORTS_INSPECT_JSON_H

struct buf;
struct document;
struct page_tables;

/* Appends the object and a line break. */
void inspect_json_add(const struct document *document, const struct page_tables *tables,
	struct buf *json);

#endif
