/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * proximity: whether words and phrases stand near each other in a document, each
 * at most so many words from the one before it in the query, on either side.
 */
#ifndef SEARCHD_MATCHING_PROXIMITY_H
#define SEARCHD_MATCHING_PROXIMITY_H

#include "base/buf.h"
#include "matching/word_places.h"
#include "query/query.h"

#include <stdbool.h>

/*
 * near: a QUERY_PROXIMITY; the words of its operands, counted through, are the bits
 * of the places. Operands do not overlap, and stand in one part. Linear in the
 * places. scratch: {0} at first, the caller releases it.
 */
bool proximity_holds(
	const struct query *near, const struct word_places *places, struct buf *scratch);

#endif
