/* SPDX-License-Identifier: GPL-2.0-or-later */
/* place_lists: names in one list vouch for each other. */
#ifndef VOCABULARY_PLACE_LISTS_H
#define VOCABULARY_PLACE_LISTS_H

#include "vocabulary/place_scan.h"

/* Goes on from the verdicts on each name. */
void place_lists_judge(struct place_scan *scan);

#endif
