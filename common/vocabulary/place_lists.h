/* SPDX-License-Identifier: GPL-2.0-or-later */
/* place_lists: names that stand in one list, and vouch for each other. */
#ifndef VOCABULARY_PLACE_LISTS_H
#define VOCABULARY_PLACE_LISTS_H

#include "vocabulary/place_scan.h"

/* The end of the list that the match with this number begins: at least the next. */
size_t place_lists_end(const struct place_scan *scan, size_t first);

/*
 * Goes on from the verdicts on each name: one sure neighbour is as good as a
 * cue, two as a strong one; so are others that have a line to themselves.
 */
void place_lists_judge(struct place_scan *scan);

#endif
