/* SPDX-License-Identifier: GPL-2.0-or-later */
/* stems: cuts a word down to the part its inflections share. */
#ifndef TEXT_STEMS_H
#define TEXT_STEMS_H

#include "base/error.h"

#include <stddef.h>

struct stems;

/* language is an ISO 639-1 code. ERROR_INVALID: we have no stemmer for it. */
bool stems_open(const char *language, struct stems **out, struct error *err);
void stems_close(struct stems **stems);

/*
 * The stem of one case-folded word: of one spelling for all that the word has
 * (respelling), without marks but German umlauts, by Snowball's stemmer. Always
 * NUL-terminated; overwritten by the next call on the same stems.
 */
const char *stems_stem(struct stems *stems, const char *word, size_t length);

/* The same by the stemmer alone. */
const char *stems_snowball(struct stems *stems, const char *word, size_t length);

#endif
