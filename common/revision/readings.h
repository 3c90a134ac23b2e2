/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * readings: the words of titles and texts, read from the store when they are first
 * asked for and kept as long as there is room. Those of equal words are one.
 */
#ifndef REVISION_READINGS_H
#define REVISION_READINGS_H

#include "revision/counted_words.h"
#include "revision/holdings.h"
#include "revision/sketches.h"

struct readings; /* for one thread; what it is opened with outlives it */

struct readings *readings_open(struct holdings holdings, const struct sketches *sketches);
void readings_close(struct readings **readings);

/*
 * Of an item of the sketches. Each lives until four others were asked for; equal
 * words of texts, or of titles, are the same pointer as long as they live.
 */
const struct counted_words *readings_text(struct readings *readings, uint32_t item);
const struct counted_words *readings_title(struct readings *readings, uint32_t item);

/* How many records were read for all that. */
size_t readings_records(const struct readings *readings);

#endif
