/* SPDX-License-Identifier: GPL-2.0-or-later */
/* place_manners: how each place of a text is named, by the words around it. */
#ifndef VOCABULARY_PLACE_MANNERS_H
#define VOCABULARY_PLACE_MANNERS_H

#include "vocabulary/place_scan.h"

/* Sets the manner of all matches; their verdicts stand. */
void place_manners_tell(struct place_scan *scan);

#endif
