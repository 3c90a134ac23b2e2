/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * latin: texts in plain Latin letters, so that one name is found in all the ways
 * it is written. Texts are valid UTF-8. A handle is for one thread, all else for any.
 */
#ifndef TEXT_LATIN_H
#define TEXT_LATIN_H

#include "base/buf.h"

#include <stdbool.h>
#include <stddef.h>

/*
 * Appends the letters and digits of text in ASCII, folded, for names that are
 * written in many ways: Gdańsk, gdansk and GDAŃSK give gdansk, Варна gives
 * varna, München munchen; all else becomes single blanks, none at the ends.
 * Slow (ICU transliteration): for names and filters, not for running text.
 */
void latin_ascii(const char *text, size_t length, struct buf *out);

/* What latin_ascii does, with a handle that makes many calls cheap. */
struct latin;

struct latin *latin_open(void);
void latin_close(struct latin **latin);
void latin_add(struct latin *latin, const char *text, size_t length, struct buf *out);

enum latin_marks { LATIN_MARKS_UMLAUTS, LATIN_MARKS_NONE }; /* that are kept */

/*
 * Appends folded text (unicode_fold) with plain Latin letters: Gdańsk is gdansk,
 * Łódź lodz; other alphabets stay. Fast: for running text.
 */
void latin_plain(
	const char *folded, size_t length, enum latin_marks kept, struct buf *out);

/* Whether a letter of the text is of another alphabet. */
bool latin_is_foreign(const char *text, size_t length);

/*
 * Whether ideographs stand side by side: each of them is a syllable or more in
 * Latin letters, and all of them together are several words.
 */
bool latin_has_ideographs(const char *text, size_t length);

#endif
