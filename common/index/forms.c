/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "index/forms.h"

#include <string.h>

/* A change: its pages, the length of its form, the form. */
enum { HEAD_BYTES = sizeof(int32_t) + 1 };

void forms_add(struct buf *list, const char *form, size_t length, int32_t pages)
{
	const char size = (char)length;

	if (!pages || !length || length > FORM_BYTES_MAX)
		return;
	buf_add(list, (const char *)&pages, sizeof(pages));
	buf_add(list, &size, 1);
	buf_add(list, form, length);
}

bool forms_next(const char *list, size_t size, size_t *offset, struct form_change *out)
{
	const char *at = list + *offset;
	size_t length;

	if (size < *offset || size - *offset < HEAD_BYTES)
		return false;
	length = (unsigned char)at[HEAD_BYTES - 1];
	if (size - *offset < HEAD_BYTES + length)
		return false;
	memcpy(&out->pages, at, sizeof(out->pages));
	out->form = at + HEAD_BYTES;
	out->length = length;
	*offset += HEAD_BYTES + length;
	return true;
}
