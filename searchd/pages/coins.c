/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "pages/coins.h"

#include "base/scope.h"
#include "writing/markup.h"

static void add_pair(struct buf *page, const char *name, const char *value)
{
	if (!value || !*value)
		return;
	buf_add_format(page, "&amp;%s=", name);
	markup_query_value(page, value);
}

static void add_pairs(
	struct buf *page, const char *name, const struct citation_list *values)
{
	for (size_t i = 0; i < values->count; i++)
		add_pair(page, name, values->items[i]);
}

void coins_write(struct buf *page, const struct citation *citation)
{
	SCOPED(buf_release) struct buf date = {0};

	citation_add_date(citation, "-", &date);
	markup_raw(page,
		"<span class=\"Z3988\" title=\"ctx_ver=Z39.88-2004&amp;"
		"rft_val_fmt=info%3Aofi%2Ffmt%3Akev%3Amtx%3Adc&amp;rft.type=webpage");
	add_pair(page, "rft.title", citation->title);
	add_pair(page, "rft.identifier", citation->url);
	add_pair(page, "rft.date", date.bytes);
	/* who finds no author asks the page's server for one */
	add_pair(page, "rft.au", citation->publisher);
	add_pair(page, "rft.publisher", citation->publisher);
	add_pair(page, "rft.language", citation->language);
	add_pairs(page, "rft.subject", &citation->keywords);
	markup_raw(page, "\"></span>\n");
}

static void add_meta(struct buf *page, const char *name, const char *value)
{
	if (!value || !*value)
		return;
	buf_add_format(page, "<meta name=\"%s\" content=\"", name);
	markup_attribute(page, value);
	markup_raw(page, "\">\n");
}

void coins_write_meta(struct buf *page, const struct citation *citation)
{
	SCOPED(buf_release) struct buf date = {0};

	citation_add_date(citation, "/", &date);
	add_meta(page, "citation_title", citation->title);
	add_meta(page, "citation_publication_date", date.bytes);
	add_meta(page, "citation_author", citation->publisher);
	add_meta(page, "citation_publisher", citation->publisher);
	add_meta(page, "citation_public_url", citation->url);
	add_meta(page, "citation_language", citation->language);
	for (size_t i = 0; i < citation->keywords.count; i++)
		add_meta(page, "citation_keywords", citation->keywords.items[i]);
}
