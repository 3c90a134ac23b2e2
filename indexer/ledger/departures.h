/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * departures: what of the generation that a rebuild replaces the new one lacks.
 * A page whose bytes came back under another id has moved, the others are gone.
 */
#ifndef INDEXER_LEDGER_DEPARTURES_H
#define INDEXER_LEDGER_DEPARTURES_H

#include "base/error.h"

#include <stddef.h>

struct arrivals;
struct batch;

/* From where, and whither. */
struct departures {
	struct batch *from, *to;
	const char *from_path;     /* the folder of the generation */
	struct arrivals *arrivals; /* what only the new one has */
};

/* At the end of a rebuild. *moved: how many have. */
bool departures_tell(
	const struct departures *departures, size_t *moved, struct error *err);

#endif
