/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * kept_snapshots: the few snapshots of earlier generations that were asked for
 * lately, since each takes as much memory as the newest. Locked, and counted,
 * by whoever has it.
 */
#ifndef SEARCHD_SNAPSHOT_KEPT_SNAPSHOTS_H
#define SEARCHD_SNAPSHOT_KEPT_SNAPSHOTS_H

#include "snapshot/snapshot.h"

enum { KEPT_SNAPSHOTS = 2, KEPT_IDLE_SECONDS = 300 };

/* {0} has none. */
struct kept_snapshots {
	struct {
		struct snapshot *snapshot; /* NULL: free */
		time_t used;               /* last; seconds of CLOCK_MONOTONIC */
	} slots[KEPT_SNAPSHOTS];
};

/* NULL: it is not there. */
struct snapshot *kept_snapshots_find(
	struct kept_snapshots *kept, unsigned generation, time_t now);

/* Takes one in; returns the one that made room, NULL if there was some. */
struct snapshot *kept_snapshots_put(
	struct kept_snapshots *kept, struct snapshot *snapshot, time_t now);

/* Takes out one that was not used for KEPT_IDLE_SECONDS; NULL: there is none. */
struct snapshot *kept_snapshots_drop_idle(struct kept_snapshots *kept, time_t now);

#endif
