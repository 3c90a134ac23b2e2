/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * carry: documents that vanished and are kept go from generation to generation,
 * since no source brings them.
 */
#ifndef INDEXER_LEDGER_CARRY_H
#define INDEXER_LEDGER_CARRY_H

#include "base/error.h"

struct batch;
struct ledger;

/* From where, and whither. */
struct carry {
	struct batch *from, *to;
	const char *from_path; /* the folder of the generation */
	struct ledger *ledger; /* of the new one; what it expects is carried over */
};

/* At the end of a rebuild, before what vanished is told: those that are not back. */
bool carry_kept(const struct carry *carry, struct error *err);

#endif
