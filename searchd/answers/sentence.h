/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * sentence: where sentences of German and English texts end. A full stop after a
 * number of one or two digits, a single letter, a word without a vowel (bzw., Nr.,
 * Dr.) that is no name in capitals, one with a stop inside (z.B.), one in a table
 * (Prof., Mio.), or before a small letter, ends none.
 */
#ifndef SEARCHD_ANSWERS_SENTENCE_H
#define SEARCHD_ANSWERS_SENTENCE_H

#include <stdbool.h>
#include <stddef.h>

/* Whether one ends behind the byte at that place of a text in UTF-8. */
bool sentence_ends(const char *text, size_t length, size_t at);

#endif
