/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * unicode: UTF-8 checked at the doors, folded for comparison, converted from
 * other encodings. All functions may be called from any thread.
 */
#ifndef TEXT_UNICODE_H
#define TEXT_UNICODE_H

#include "base/buf.h"
#include "base/error.h"

#include <stddef.h>
#include <stdint.h>

/* Whether a character of a text in UTF-8 begins with the byte, or another one goes on. */
static inline bool unicode_begins(char byte)
{
	return ((unsigned char)byte & 0xC0) != 0x80;
}

/* Whether the bytes are well-formed UTF-8 without NUL. */
bool unicode_valid(const char *bytes, size_t length);

/*
 * The code point at text[*offset], and moves *offset behind it. The text must
 * be valid and *offset below length.
 */
uint32_t unicode_next(const char *text, size_t length, size_t *offset);

void unicode_add(struct buf *out, uint32_t code_point);

/*
 * Appends text as two spellings of one word agree on it: NFKC, case folded
 * (ß is ss), soft hyphens and zero-width characters gone.
 * Unicode Standard Annex 31, NFKC_Casefold.
 */
void unicode_fold(const char *text, size_t length, struct buf *out);

/* Appends text composed (NFC), without control characters but tab and newline. */
void unicode_compose(const char *text, size_t length, struct buf *out);

/* Appends text with its letters and their marks apart (NFKD). */
void unicode_decompose(const char *text, size_t length, struct buf *out);

/*
 * Appends bytes of the named encoding as UTF-8, as browsers read the name
 * (latin-1 is windows-1252). What is wrong becomes U+FFFD. ERROR_INVALID: an
 * encoding nobody knows.
 */
bool unicode_convert(const char *encoding, const char *bytes, size_t length,
	struct buf *out, struct error *err);

#endif
