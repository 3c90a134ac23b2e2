/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * word_start: whether a name has a word that begins as somebody typed, in
 * whatever case and with whatever accents. Any thread.
 */
#ifndef VOCABULARY_WORD_START_H
#define VOCABULARY_WORD_START_H

#include "base/buf.h"

#include <stdbool.h>

/* Appends the folded words of a name (tokens.h) with blanks between. */
void word_start_fold(const char *name, struct buf *out);

/* Both folded; the prefix may be several words. Every name begins with nothing. */
bool word_start_is(const char *name, const char *prefix);

#endif
