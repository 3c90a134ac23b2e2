/* SPDX-License-Identifier: GPL-2.0-or-later */
/* entry_wire: an entry through a pipe, and whether what comes out can be one. */
#ifndef INDEXER_WORKERS_ENTRY_WIRE_H
#define INDEXER_WORKERS_ENTRY_WIRE_H

#include "index/entry.h"
#include "workers/wire.h"

void entry_wire_add(struct buf *out, const struct entry *entry);

/*
 * Clears *out and fills it. False: something is missing, too long, no UTF-8,
 * or refers to what is not there; *out holds rubbish then.
 */
bool entry_wire_read(struct wire *wire, struct entry *out);

#endif
