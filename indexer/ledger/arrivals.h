/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * arrivals: pages that are new in this run, by their content, so that one that
 * vanished elsewhere is known to have moved. {0} is empty; the owner releases it.
 */
#ifndef INDEXER_LEDGER_ARRIVALS_H
#define INDEXER_LEDGER_ARRIVALS_H

#include "base/buf.h"
#include "base/digest.h"
#include "ledger/digest_table.h"

#include <stdbool.h>

struct arrivals {
	struct digest_table contents;
	char **ids; /* of the first page with each; NULL: taken */
	size_t room;
};

void arrivals_release(struct arrivals *arrivals);
void arrivals_add(struct arrivals *arrivals, struct digest content, const char *id);

/* Appends the id of the page that came with this content, once. False: none did. */
bool arrivals_take(struct arrivals *arrivals, struct digest content, struct buf *id);

#endif
