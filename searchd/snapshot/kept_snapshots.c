/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "snapshot/kept_snapshots.h"

#include "base/scope.h"

struct snapshot *kept_snapshots_find(
	struct kept_snapshots *kept, unsigned generation, time_t now)
{
	for (int i = 0; i < KEPT_SNAPSHOTS; i++) {
		struct snapshot *snapshot = kept->slots[i].snapshot;

		if (!snapshot || snapshot->generation != generation)
			continue;
		kept->slots[i].used = now;
		return snapshot;
	}
	return NULL;
}

struct snapshot *kept_snapshots_put(
	struct kept_snapshots *kept, struct snapshot *snapshot, time_t now)
{
	struct snapshot *before;
	int oldest = 0;

	for (int i = 1; i < KEPT_SNAPSHOTS; i++) {
		if (kept->slots[i].used < kept->slots[oldest].used)
			oldest = i;
	}
	before = kept->slots[oldest].snapshot;
	kept->slots[oldest].snapshot = snapshot;
	kept->slots[oldest].used = now;
	return before;
}

struct snapshot *kept_snapshots_drop_idle(struct kept_snapshots *kept, time_t now)
{
	for (int i = 0; i < KEPT_SNAPSHOTS; i++) {
		if (!kept->slots[i].snapshot
			|| now - kept->slots[i].used < KEPT_IDLE_SECONDS)
			continue;
		kept->slots[i].used = 0;
		return TAKE(kept->slots[i].snapshot);
	}
	return NULL;
}
