/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * numbers: one form for the ways a number is written. 1.603.747, 1,603,747 and
 * 1 603 747 are 1603747, and so is 1.603.747,00; a single group (1.603) is read
 * as the language has it. 1,5 stays. Dates are 24.04.2007, however they were written:
 * 24.4.07; years of two digits are those from 1950 to 2049. Any thread.
 */
#ifndef TEXT_NUMBERS_H
#define TEXT_NUMBERS_H

#include "base/buf.h"
#include "text/language.h"

#include <stdbool.h>

/* Changes a folded word; what is no number stays. LANGUAGE_UNKNOWN: as German. */
void numbers_fold(struct buf *word, enum language language);

/*
 * Writes the word as another language reads it (1.603 as one and a bit), where
 * that is another number and the language may be wrong. False: it is not.
 */
bool numbers_other(const struct buf *word, enum language language, struct buf *out);

/* Bytes of the letters of a folded PM10; 0: the word is not made of letters and then digits. */
size_t numbers_letters(const struct buf *word);

#endif
