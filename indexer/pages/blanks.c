/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "pages/blanks.h"

#include <stdbool.h>
#include <string.h>

/* The length of the blank at bytes, of any width in Unicode; 0: no blank. */
static size_t blank_length(const unsigned char *bytes, size_t left)
{
	if (bytes[0] <= ' ')
		return 1;
	if (bytes[0] == 0xc2 && left > 1 && bytes[1] == 0xa0)
		return 2;
	if (left < 3 || (bytes[0] != 0xe2 && bytes[0] != 0xe3))
		return 0;
	if (bytes[0] == 0xe3)
		return bytes[1] == 0x80 && bytes[2] == 0x80 ? 3 : 0;
	if (bytes[1] == 0x80)
		return bytes[2] <= 0x8a || bytes[2] == 0xaf || bytes[2] == 0xa8 ? 3 : 0;
	return bytes[1] == 0x81 && bytes[2] == 0x9f ? 3 : 0;
}

/* The length of what nobody sees: a soft hyphen, zero-width marks; else 0. */
static size_t unseen_length(const unsigned char *bytes, size_t left)
{
	if (bytes[0] == 0xc2 && left > 1 && bytes[1] == 0xad)
		return 2;
	if (bytes[0] == 0xe2 && left > 2 && bytes[1] == 0x80 && bytes[2] >= 0x8b
		&& bytes[2] <= 0x8f)
		return 3;
	return bytes[0] == 0xef && left > 2 && bytes[1] == 0xbb && bytes[2] == 0xbf ? 3
										    : 0;
}

/* Neither a blank nor the first byte of a wide one or of what nobody sees. */
static bool is_plain(unsigned char byte)
{
	static const char plain[] = "0000000000000000"
				    "0000000000000000"
				    "0111111111111111"
				    "1111111111111111"
				    "1111111111111111"
				    "1111111111111111"
				    "1111111111111111"
				    "1111111111111111"
				    "1111111111111111"
				    "1111111111111111"
				    "1111111111111111"
				    "1111111111111111"
				    "1101111111111111"
				    "1111111111111111"
				    "1100111111111110"
				    "1111111111111111";

	return plain[byte] == '1';
}

void blanks_fold(struct buf *out, size_t start, const char *text, size_t length)
{
	const unsigned char *bytes = (const unsigned char *)text;

	buf_reserve(out, length + 1);
	const char *first = out->bytes + start;
	char *to = out->bytes + out->length;

	for (size_t i = 0; i < length;) {
		while (i < length && is_plain(bytes[i]))
			*to++ = text[i++];
		if (i == length)
			break;
		size_t blank = blank_length(bytes + i, length - i);
		size_t unseen = blank ? 0 : unseen_length(bytes + i, length - i);

		if (blank && (to == first || to[-1] != ' '))
			*to++ = ' ';
		else if (!blank && !unseen)
			*to++ = text[i++];
		i += blank + unseen;
	}
	*to = '\0';
	out->length = (size_t)(to - out->bytes);
}

void blanks_join(struct buf *out, size_t start, const char *text, size_t length)
{
	bool double_blank = length && *text == ' ' && out->length > start
		&& out->bytes[out->length - 1] == ' ';

	buf_add(out, text + double_blank, length - double_blank);
}

void blanks_trim(struct buf *out, size_t start)
{
	while (out->length > start && out->bytes[out->length - 1] == ' ')
		out->bytes[--out->length] = '\0';
	if (out->length > start && out->bytes[start] == ' ') {
		memmove(out->bytes + start, out->bytes + start + 1, out->length - start);
		out->length--;
	}
}
