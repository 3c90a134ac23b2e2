/* SPDX-License-Identifier: GPL-2.0-or-later */
/* dictionary: how an entry of trans-de-en is read. */
#ifndef TOOLS_DICTIONARY_H
#define TOOLS_DICTIONARY_H

#include <stddef.h>

/*
 * Writes an alternative to out, which is as long, without its {tags},
 * [domains], (remarks), <variants> and /abbreviations/; a blank stands for
 * each between words, none at the ends. Yields the length.
 */
size_t dictionary_strip(const char *alternative, size_t length, char *out);

#endif
