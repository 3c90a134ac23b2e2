/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "markup.h"

#include <stdio.h>
#include <string.h>

static const char *entity(char c)
{
	switch (c) {
	case '&':
		return "&amp;";
	case '<':
		return "&lt;";
	case '>':
		return "&gt;";
	case '"':
		return "&quot;";
	case '\'':
		return "&#39;";
	default:
		return NULL;
	}
}

static void add_escaped(struct buf *page, const char *text)
{
	for (const char *c = text; *c; c++) {
		if (entity(*c))
			buf_add_string(page, entity(*c));
		else
			buf_add(page, c, 1);
	}
}

void markup_raw(struct buf *page, const char *trusted)
{
	buf_add_string(page, trusted);
}

void markup_text(struct buf *page, const char *text)
{
	add_escaped(page, text);
}

void markup_attribute(struct buf *page, const char *text)
{
	add_escaped(page, text);
}

void markup_query_value(struct buf *page, const char *text)
{
	static const char plain[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
				    "0123456789-._~";
	char coded[4];

	for (const char *c = text; *c; c++) {
		if (strchr(plain, *c)) {
			buf_add(page, c, 1);
		} else {
			snprintf(coded, sizeof(coded), "%%%02X", (unsigned char)*c);
			buf_add_string(page, coded);
		}
	}
}
