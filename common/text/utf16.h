/* SPDX-License-Identifier: GPL-2.0-or-later */
/* utf16: texts as ICU takes and gives them. Any thread. */
#ifndef TEXT_UTF16_H
#define TEXT_UTF16_H

#include "base/buf.h"

#include <unicode/umachine.h>

#include <stddef.h>
#include <stdint.h>

/* {0} is empty. */
struct utf16 {
	UChar *units;
	int32_t length;
};

void utf16_release(struct utf16 *text);

/* ICU counts in 31 bits; a text is never that long (pages are capped). */
int32_t utf16_icu_length(size_t length);

/* Of UTF-8; the caller releases it. */
struct utf16 utf16_from(const char *text, size_t length);

/* Appends it in UTF-8. */
void utf16_write(const struct utf16 *text, struct buf *out);

#endif
