/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * proximity: whether words and phrases stand near each other in a document, each
 * at most so many words from the one before it in the query, on either side.
 */
#ifndef SEARCHD_MATCHING_PROXIMITY_H
#define SEARCHD_MATCHING_PROXIMITY_H

#include "matching/word_bits.h"
#include "query/query.h"

#include <stdbool.h>

enum { PROXIMITY_ROWS = 2 }; /* behind those of words and breaks, for proximity_holds() */

/*
 * near: a QUERY_PROXIMITY; the words of its operands, counted through, are the rows
 * of bits from `first` on. Operands do not overlap, and stand in one part.
 */
bool proximity_holds(const struct query *near, size_t first, struct word_bits *bits);

#endif
