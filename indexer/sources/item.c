/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "sources/item.h"

#include <string.h>
#include <strings.h>

static const struct {
	const char *end;
	enum item_format format;
} formats[] = {
	{".html", ITEM_HTML},
	{".htm", ITEM_HTML},
	{".xhtml", ITEM_HTML},
	{".txt", ITEM_PLAIN},
	{".md", ITEM_PLAIN},
	{".pdf", ITEM_PDF},
	{".jsonl", ITEM_LINES},
	{".warc", ITEM_WARC},
	{".warc.gz", ITEM_WARC},
	{".zip", ITEM_ARCHIVE},
	{".tar", ITEM_ARCHIVE},
	{".tar.gz", ITEM_ARCHIVE},
	{".tgz", ITEM_ARCHIVE},
	{".atom", ITEM_FEED},
	{".rss", ITEM_FEED},
	{".xml", ITEM_FEED},
};

void item_release(struct item *item)
{
	buf_release(&item->path);
	buf_release(&item->url);
	buf_release(&item->found_url);
	*item = (struct item){0};
}

const struct buf *item_id(const struct item *item)
{
	return item->url.length ? &item->url : &item->path;
}

const char *item_url(const struct item *item)
{
	if (item->url.length)
		return item->url.bytes;
	return item->found_url.length ? item->found_url.bytes : NULL;
}

bool item_is_page(enum item_format format)
{
	return format <= ITEM_PDF;
}

bool item_is_many(enum item_format format)
{
	return format >= ITEM_LINES;
}

static bool ends_with(const char *name, const char *end)
{
	size_t length = strlen(name);
	size_t bytes = strlen(end);

	return length >= bytes && strcasecmp(name + length - bytes, end) == 0;
}

/* sitemap.xml, sitemap_index.xml, post-sitemap2.xml; what names it may have any name. */
static bool is_sitemap(const char *name)
{
	const char *slash = strrchr(name, '/');

	name = slash ? slash + 1 : name;
	return strcasecmp(name, "robots.txt") == 0 || ends_with(name, ".xml.gz")
		|| (ends_with(name, ".xml") && strcasestr(name, "sitemap"));
}

bool item_find_format(const char *name, enum item_format *out)
{
	if (is_sitemap(name)) {
		*out = ITEM_SITEMAP;
		return true;
	}

	for (size_t i = 0; i < sizeof(formats) / sizeof(formats[0]); i++) {
		if (ends_with(name, formats[i].end)) {
			*out = formats[i].format;
			return true;
		}
	}
	return false;
}

const char *item_formats(void)
{
	return ".html .htm .xhtml .txt .md .pdf .jsonl .warc .warc.gz .zip .tar .tar.gz "
	       ".tgz .atom .rss .xml";
}
