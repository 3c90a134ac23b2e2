/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * word_ties: signs that tie letters into one word against the rule: Akteur:innen,
 * z. B., U.S., F&E, C++, 1 603 747.
 */
#ifndef TEXT_WORD_TIES_H
#define TEXT_WORD_TIES_H

#include "text/words.h"

/*
 * Where the word that words_next would end at word->end ends with what signs
 * tie to it; word->end if there is nothing. Raises WORD_IS_... traits.
 */
size_t word_ties_end(const char *text, size_t length, struct word *word);

/*
 * Whether letters without their full stops (zb) are a usual abbreviation, and
 * in which languages it says nothing by itself (bits 1 << enum language).
 */
bool word_ties_abbreviation(const char *letters, size_t length, unsigned *stop);

#endif
