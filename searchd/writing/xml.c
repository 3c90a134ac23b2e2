/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "writing/xml.h"

#include "writing/markup.h"

#include <stdbool.h>
#include <string.h>

/* Bytes of what is at text and not an XML character (XML 1.0, 2.2); 0: it is one. */
static size_t forbidden(const char *text, size_t length)
{
	unsigned char c = (unsigned char)*text;

	if (c < ' ')
		return c != '\t' && c != '\n' && c != '\r';
	if (length >= 3
		&& (!memcmp(text, "\xEF\xBF\xBE", 3) || !memcmp(text, "\xEF\xBF\xBF", 3)))
		return 3;
	return 0;
}

void xml_text(struct buf *out, const char *text, size_t length)
{
	size_t start = 0;

	for (size_t i = 0; i < length;) {
		size_t skipped = forbidden(text + i, length - i);

		if (!skipped) {
			i++;
			continue;
		}
		markup_text_length(out, text + start, i - start);
		i += skipped;
		start = i;
	}
	markup_text_length(out, text + start, length - start);
}

void xml_string(struct buf *out, const char *text)
{
	xml_text(out, text, strlen(text));
}

void xml_element(struct buf *out, const char *name, const char *text)
{
	buf_add_format(out, "<%s>", name);
	xml_string(out, text);
	buf_add_format(out, "</%s>\n", name);
}
