/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "base/buf.h"

#include "base/alloc.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void buf_release(struct buf *buf)
{
	free(buf->bytes);
	*buf = (struct buf){0};
}

void buf_reserve(struct buf *buf, size_t length)
{
	size_t needed = buf->length + length + 1;

	if (needed > buf->room) {
		buf->room = needed + needed / 2;
		buf->bytes = alloc_resize(buf->bytes, buf->room, 1);
	}
}

void buf_add(struct buf *buf, const char *bytes, size_t length)
{
	char *end;

	if (buf->room - buf->length <= length)
		buf_reserve(buf, length);
	end = buf->bytes + buf->length;
	if (length)
		memcpy(end, bytes, length);
	end[length] = '\0';
	buf->length += length;
}

void buf_add_string(struct buf *buf, const char *string)
{
	buf_add(buf, string, strlen(string));
}

void buf_add_format(struct buf *buf, const char *format, ...)
{
	char text[512];
	va_list args;
	int length;

	va_start(args, format);
	length = vsnprintf(text, sizeof(text), format, args);
	va_end(args);
	if (length < 0)
		return;
	if ((size_t)length < sizeof(text)) {
		buf_add(buf, text, (size_t)length);
		return;
	}
	buf_reserve(buf, (size_t)length);
	va_start(args, format);
	vsnprintf(buf->bytes + buf->length, (size_t)length + 1, format, args);
	va_end(args);
	buf->length += (size_t)length;
}

void buf_clear(struct buf *buf)
{
	buf->length = 0;
	if (buf->bytes)
		buf->bytes[0] = '\0';
}

struct buf buf_take(struct buf *buf)
{
	struct buf taken = *buf;

	*buf = (struct buf){0};
	return taken;
}

const char *buf_string(const struct buf *buf)
{
	return buf->bytes ? buf->bytes : "";
}
