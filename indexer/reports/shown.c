/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "reports/shown.h"

#include "base/error.h"
#include "base/scope.h"
#include "text/unicode.h"

#include <stdbool.h>
#include <string.h>

static const char cut_mark[] = "…";

void shown_add(const char *text, struct buf *out)
{
	struct error err = {0};
	size_t start = out->length;

	if (unicode_valid(text, strlen(text)))
		buf_add_string(out, text);
	else if (!unicode_convert("utf-8", text, strlen(text), out, &err))
		buf_add_string(out, "?");
	for (size_t i = start; i < out->length; i++) {
		if ((unsigned char)out->bytes[i] < ' ' || out->bytes[i] == 0x7f)
			out->bytes[i] = '?';
	}
}

static bool is_inside_character(const struct buf *text, size_t at)
{
	return at < text->length && ((unsigned char)text->bytes[at] & 0xc0) == 0x80;
}

void shown_add_end(const char *text, size_t most, struct buf *out)
{
	SCOPED(buf_release) struct buf whole = {0};
	size_t start = 0;

	shown_add(text, &whole);
	if (whole.length > most) {
		start = whole.length - most;
		while (is_inside_character(&whole, start))
			start++;
		buf_add_string(out, cut_mark);
	}
	buf_add(out, buf_string(&whole) + start, whole.length - start);
}

void shown_add_begin(const char *text, size_t most, struct buf *out)
{
	SCOPED(buf_release) struct buf whole = {0};

	shown_add(text, &whole);
	if (whole.length <= most) {
		buf_add(out, buf_string(&whole), whole.length);
		return;
	}
	while (is_inside_character(&whole, most))
		most--;
	buf_add(out, whole.bytes, most);
	buf_add_string(out, cut_mark);
}

size_t shown_width(const char *text)
{
	size_t width = 0;

	for (; *text; text++)
		width += ((unsigned char)*text & 0xc0) != 0x80;
	return width;
}
