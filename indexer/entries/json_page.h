/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * json_page: from one JSON line to a document. The fields are id (required),
 * title, body or html, url, type, language, date, years, cities, clusters;
 * others are ignored, null is as if not given. What is given stands in place
 * of what the page itself says.
 */
#ifndef INDEXER_ENTRIES_JSON_PAGE_H
#define INDEXER_ENTRIES_JSON_PAGE_H

#include "base/error.h"
#include "pages/document.h"
#include "pages/page.h"

#include <stddef.h>

/*
 * Fills *out, which is empty. ERROR_INVALID: not an object, no id, no text, a
 * field of another kind than it must be; the text names the field.
 */
bool json_page_read(const char *bytes, size_t length, const struct page_tables *tables,
	struct document *out, struct error *err);

#endif
