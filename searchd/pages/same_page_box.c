/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "pages/same_page_box.h"

#include "base/alloc.h"
#include "base/scope.h"
#include "index/record.h"
#include "pages/wording.h"
#include "writing/markup.h"

static void add_place(struct buf *page, const struct buf *record)
{
	struct record_part url = record_find(record->bytes, record->length, RECORD_URL);
	struct record_part id = record_find(record->bytes, record->length, RECORD_ID);
	SCOPED(string_free) char *address = alloc_copy(url.bytes, url.length);

	if (!markup_is_web_address(address)) {
		markup_text_length(page, id.bytes, id.length);
		return;
	}
	markup_raw(page, "<a href=\"");
	markup_attribute(page, address);
	markup_raw(page, "\">");
	markup_text(page, address);
	markup_raw(page, "</a>");
}

void same_page_box_write(struct buf *page, const struct hit *hit, enum language ui)
{
	if (!hit->duplicate_count)
		return;
	markup_raw(page, "<p class=\"same\">");
	wording_number(page, (unsigned)hit->duplicate_total, ui);
	markup_raw(page, " ");
	wording_say(page,
		hit->duplicate_total == 1 ? WORDING_ONE_SAME : WORDING_MANY_SAME, ui);
	for (size_t i = 0; i < hit->duplicate_count; i++) {
		markup_raw(page, i ? ", " : ": ");
		add_place(page, &hit->duplicates[i]);
	}
	markup_raw(page,
		hit->duplicate_total > hit->duplicate_count ? " …</p>\n" : "</p>\n");
}
