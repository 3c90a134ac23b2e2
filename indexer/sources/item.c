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
	{".jsonl", ITEM_LINES},
};

void item_release(struct item *item)
{
	buf_release(&item->path);
	buf_release(&item->url);
	*item = (struct item){0};
}

const struct buf *item_id(const struct item *item)
{
	return item->url.length ? &item->url : &item->path;
}

bool item_find_format(const char *name, enum item_format *out)
{
	const char *end = strrchr(name, '.');

	for (size_t i = 0; end && i < sizeof(formats) / sizeof(formats[0]); i++) {
		if (strcasecmp(end, formats[i].end) == 0) {
			*out = formats[i].format;
			return true;
		}
	}
	return false;
}

const char *item_formats(void)
{
	return ".html .htm .xhtml .txt .md .jsonl";
}
