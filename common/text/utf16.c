/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "text/utf16.h"

#include "base/alloc.h"

#include <unicode/ustring.h>

#include <limits.h>
#include <stdlib.h>

void utf16_release(struct utf16 *text)
{
	free(text->units);
	*text = (struct utf16){0};
}

int32_t utf16_icu_length(size_t length)
{
	return (int32_t)(length < INT_MAX / 4 ? length : INT_MAX / 4);
}

struct utf16 utf16_from(const char *text, size_t length)
{
	UErrorCode status = U_ZERO_ERROR;
	int32_t room = utf16_icu_length(length);
	struct utf16 wide = {alloc_resize(NULL, (size_t)room + 1, sizeof(UChar)), 0};

	u_strFromUTF8WithSub(
		wide.units, room + 1, &wide.length, text, room, 0xFFFD, NULL, &status);
	return wide;
}

void utf16_write(const struct utf16 *text, struct buf *out)
{
	UErrorCode status = U_ZERO_ERROR;
	int32_t written = 0;

	buf_reserve(out, (size_t)text->length * 3);
	u_strToUTF8WithSub(out->bytes + out->length, text->length * 3 + 1, &written,
		text->units, text->length, 0xFFFD, NULL, &status);
	out->length += (size_t)written;
	out->bytes[out->length] = '\0';
}
