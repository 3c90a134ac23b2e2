/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * removals: documents that were removed by hand, and what their source said of
 * them then. They stay out as long as it says the same, also after a rebuild.
 * Kept as notes of the index:
 *
 *	removed:ID:CONTENT      when, and the id
 *
 * ID and CONTENT are digests; the content is that of the bytes of the page or of
 * the line, whatever a configuration says of how they are read.
 */
#ifndef INDEXER_LEDGER_REMOVALS_H
#define INDEXER_LEDGER_REMOVALS_H

#include "base/digest.h"
#include "base/error.h"

#include <stdbool.h>
#include <stddef.h>

#define REMOVALS_PREFIX "removed:"

struct batch;
struct removals;

/* Loads them. The batch must outlive them; the caller closes them. */
bool removals_open(struct batch *batch, struct removals **out, struct error *err);
void removals_close(struct removals **removals);

size_t removals_count(const struct removals *removals);

/* Whether the document was removed. */
bool removals_has(const struct removals *removals, struct digest id);

/* Whether it was, when its source said just this. */
bool removals_holds(
	const struct removals *removals, struct digest id, struct digest content);

bool removals_add(struct removals *removals, const char *id, size_t length,
	struct digest content, struct error *err);

/* The source says something else now: the document may come back. */
bool removals_lift(struct removals *removals, struct digest id, struct error *err);

/* Notes them all in another generation as well. */
bool removals_copy(const struct removals *removals, struct batch *to, struct error *err);

#endif
