/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "base/json.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* A value follows another one exactly if the last byte closed or ended one. */
static void separate(struct buf *out)
{
	char last;

	if (!out->length)
		return;
	last = out->bytes[out->length - 1];
	if (last != '[' && last != '{' && last != ':' && last != ',' && last != '\n')
		buf_add(out, ",", 1);
}

void json_object_begin(struct buf *out)
{
	separate(out);
	buf_add(out, "{", 1);
}

void json_object_end(struct buf *out)
{
	buf_add(out, "}", 1);
}

void json_array_begin(struct buf *out)
{
	separate(out);
	buf_add(out, "[", 1);
}

void json_array_end(struct buf *out)
{
	buf_add(out, "]", 1);
}

void json_key(struct buf *out, const char *key)
{
	json_text(out, key);
	buf_add(out, ":", 1);
}

/* Bytes at the start of text that need an escape together; 0 if none do. */
static size_t escape_length(const char *text, size_t length)
{
	unsigned char c = (unsigned char)text[0];

	if (c < 0x20 || c == '"' || c == '\\' || c == '<' || c == 0x7f)
		return 1;
	if (length >= 3 && !memcmp(text, "\xE2\x80", 2)
		&& (text[2] == '\xA8' || text[2] == '\xA9'))
		return 3;
	return 0;
}

static void add_escape(struct buf *out, const char *text, size_t length)
{
	char coded[8];
	unsigned code =
		length == 3 ? 0x2028U + (text[2] == '\xA9') : (unsigned char)text[0];

	if (code == '"' || code == '\\')
		snprintf(coded, sizeof(coded), "\\%c", (char)code);
	else if (code == '\n')
		snprintf(coded, sizeof(coded), "\\n");
	else if (code == '\t')
		snprintf(coded, sizeof(coded), "\\t");
	else
		snprintf(coded, sizeof(coded), "\\u%04x", code);
	buf_add_string(out, coded);
}

void json_string(struct buf *out, const char *text, size_t length)
{
	size_t plain = 0;

	separate(out);
	buf_add(out, "\"", 1);
	for (size_t i = 0; i < length;) {
		size_t escaped = escape_length(text + i, length - i);

		if (!escaped) {
			i++;
			continue;
		}
		buf_add(out, text + plain, i - plain);
		add_escape(out, text + i, escaped);
		i += escaped;
		plain = i;
	}
	if (length > plain)
		buf_add(out, text + plain, length - plain);
	buf_add(out, "\"", 1);
}

void json_text(struct buf *out, const char *text)
{
	if (text)
		json_string(out, text, strlen(text));
	else
		json_null(out);
}

static void add_word(struct buf *out, const char *word)
{
	separate(out);
	buf_add_string(out, word);
}

void json_integer(struct buf *out, long long number)
{
	char digits[24];

	snprintf(digits, sizeof(digits), "%lld", number);
	add_word(out, digits);
}

void json_number(struct buf *out, double number)
{
	char digits[32];

	if (!isfinite(number)) {
		json_null(out);
		return;
	}
	snprintf(digits, sizeof(digits), "%.15g", number);
	add_word(out, digits);
}

void json_bool(struct buf *out, bool truth)
{
	add_word(out, truth ? "true" : "false");
}

void json_null(struct buf *out)
{
	add_word(out, "null");
}
