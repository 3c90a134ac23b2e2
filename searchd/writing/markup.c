/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "writing/markup.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

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

static void add_escaped(struct buf *page, const char *text, size_t length)
{
	size_t plain = 0;

	for (size_t i = 0; i < length; i++) {
		const char *escape = entity(text[i]);

		if (!escape)
			continue;
		buf_add(page, text + plain, i - plain);
		buf_add_string(page, escape);
		plain = i + 1;
	}
	buf_add(page, text + plain, length - plain);
}

void markup_raw(struct buf *page, const char *trusted)
{
	buf_add_string(page, trusted);
}

void markup_text(struct buf *page, const char *text)
{
	markup_text_length(page, text, strlen(text));
}

void markup_text_length(struct buf *page, const char *text, size_t length)
{
	add_escaped(page, text, length);
}

void markup_attribute(struct buf *page, const char *text)
{
	add_escaped(page, text, strlen(text));
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

bool markup_is_web_address(const char *url)
{
	return !strncasecmp(url, "https://", 8) || !strncasecmp(url, "http://", 7);
}
