/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "pages/export_box.h"

#include "pages/search_link.h"
#include "pages/wording.h"
#include "writing/markup.h"

static void add_link(struct buf *page, const struct search_form *form, const char *path,
	const char *format, enum wording name)
{
	struct search_link link = search_link_to(&form->request, form->request.ui);

	link.format = format;
	markup_raw(page, "<li><a href=\"");
	search_link_write_to(page, path, &link);
	markup_raw(page, "\">");
	wording_say(page, name, form->request.ui);
	markup_raw(page, "</a></li>\n");
}

void export_box_write(struct buf *page, const struct search_form *form)
{
	static const struct {
		const char *format;
		enum wording name;
	} exports[] = {{"csv", WORDING_TAKE_TABLE}, {"ris", WORDING_TAKE_RIS},
		{"bibtex", WORDING_TAKE_BIBTEX}, {"csl", WORDING_TAKE_CSL},
		{"jsonl", WORDING_TAKE_LINES}};

	markup_raw(page,
		"<nav class=\"exports\" aria-labelledby=\"exports\">\n"
		"<h2 id=\"exports\">");
	wording_say(page, WORDING_TAKE_ALONG, form->request.ui);
	markup_raw(page, "</h2>\n<ul>\n");
	for (size_t i = 0; i < sizeof(exports) / sizeof(exports[0]); i++)
		add_link(page, form, "/export", exports[i].format, exports[i].name);
	add_link(page, form, "/feed.atom", NULL, WORDING_TAKE_FEED);
	markup_raw(page, "</ul>\n</nav>\n");
}

void export_box_write_head(struct buf *head, const struct search_form *form)
{
	const struct search_link link = search_link_to(&form->request, form->request.ui);

	markup_raw(
		head, "<link rel=\"alternate\" type=\"application/atom+xml\" title=\"");
	markup_attribute(head, wording(WORDING_TAKE_FEED, form->request.ui));
	markup_raw(head, "\" href=\"");
	search_link_write_to(head, "/feed.atom", &link);
	markup_raw(head, "\">\n");
}
