/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "pages/family_box.h"

#include "pages/search_link.h"
#include "pages/wording.h"
#include "writing/markup.h"

static void add_member(struct buf *page, const struct search_form *form,
	const struct family_word *member)
{
	struct request changed = form->request; /* nothing of it is owned here */
	struct search_link link;

	changed.query = member->written;
	link = search_link_to(&changed, search_form_link_ui(form));
	link.filters = FILTERS_DROPPED;
	markup_raw(page, "<li><a href=\"");
	search_link_write(page, &link);
	markup_raw(page, "\">");
	markup_text_length(page, member->written.bytes, member->written.length);
	markup_raw(page, " <span class=\"count\">");
	wording_number(page, member->pages, form->request.ui);
	markup_raw(page, "</span></a></li>\n");
}

void family_box_write(struct buf *page, const struct search_form *form,
	const struct word_family *family)
{
	enum language ui = form->request.ui;

	if (family->count < 2)
		return;
	markup_raw(page,
		"<section class=\"family\" aria-labelledby=\"family\">"
		"<h2 id=\"family\">");
	wording_say(page, WORDING_FAMILY, ui);
	markup_raw(page, " ");
	wording_say(page, WORDING_QUOTE_OPEN, ui);
	markup_text_length(page, family->word.bytes, family->word.length);
	wording_say(page, WORDING_QUOTE_CLOSE, ui);
	markup_raw(page, "</h2>\n<p>");
	wording_say(page, WORDING_FAMILY_COUNTS, ui);
	markup_raw(page, "</p>\n<ul class=\"tags\">\n");
	for (size_t i = 0; i < family->count; i++)
		add_member(page, form, &family->items[i]);
	markup_raw(page, "</ul></section>\n");
}
