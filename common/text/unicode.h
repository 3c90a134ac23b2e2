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

/*
 * Appends the letters and digits of text in ASCII, folded, for names that are
 * written in many ways: Gdańsk, gdansk and GDAŃSK give gdansk, Варна gives
 * varna, München munchen; all else becomes single blanks, none at the ends.
 * Slow (ICU transliteration): for names and filters, not for running text.
 */
void unicode_ascii(const char *text, size_t length, struct buf *out);

enum unicode_marks { UNICODE_MARKS_UMLAUTS, UNICODE_MARKS_NONE }; /* that are kept */

/*
 * Appends folded text with plain Latin letters: Gdańsk is gdansk, Łódź lodz; other
 * alphabets stay. Fast: for running text.
 */
void unicode_plain(
	const char *folded, size_t length, enum unicode_marks kept, struct buf *out);

/* Whether a letter of the text is of another alphabet than the Latin one. */
bool unicode_is_foreign(const char *text, size_t length);

/*
 * Whether ideographs stand side by side: each of them is a syllable or more in
 * Latin letters, and all of them together are several words.
 */
bool unicode_has_ideographs(const char *text, size_t length);

/* What unicode_ascii does, with a handle that makes many calls cheap; one a thread. */
struct unicode_latin;

struct unicode_latin *unicode_latin_open(void);
void unicode_latin_close(struct unicode_latin **latin);
void unicode_latin_add(
	struct unicode_latin *latin, const char *text, size_t length, struct buf *out);

/* Appends text composed (NFC), without control characters but tab and newline. */
void unicode_compose(const char *text, size_t length, struct buf *out);

/*
 * Appends bytes of the named encoding as UTF-8, as browsers read the name
 * (latin-1 is windows-1252). What is wrong becomes U+FFFD. ERROR_INVALID: an
 * encoding nobody knows.
 */
bool unicode_convert(const char *encoding, const char *bytes, size_t length,
	struct buf *out, struct error *err);

/* Order of two names in a German or English list: <0, 0, >0, as strcmp. */
int unicode_compare(const char *a, const char *b);

#endif
