/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * shelf: holds the newest snapshot of an index. Its thread looks for new
 * commits and generations several times a second and publishes a fresh
 * snapshot; whoever answers a request keeps the one it began with. A second
 * thread makes what a snapshot has later than it is published.
 */
#ifndef SEARCHD_SNAPSHOT_SHELF_H
#define SEARCHD_SNAPSHOT_SHELF_H

#include "base/error.h"
#include "snapshot/snapshot.h"

struct shelf;

/*
 * Starts the thread, which loads the first snapshot. An index that is missing or
 * damaged is no error: shelf_take() says what is wrong until there is one.
 * postings_bytes: how much a snapshot keeps of what it decoded.
 */
bool shelf_open(
	const char *index, size_t postings_bytes, struct shelf **out, struct error *err);

/* Waits until that was tried, for some seconds at most. */
void shelf_wait(struct shelf *shelf);

void shelf_close(struct shelf **shelf);

/* What tells a snapshot from all others of the same index. */
struct shelf_stamp {
	unsigned generation;
	uint64_t identity, revision;
};

struct shelf_stamp shelf_stamp_of(const struct snapshot *snapshot);
bool shelf_stamp_is_same(const struct shelf_stamp *a, const struct shelf_stamp *b);

/* That of the newest snapshot, which shelf_take() would give; false: there is none. */
bool shelf_newest(struct shelf *shelf, struct shelf_stamp *out);

/*
 * The newest snapshot; the caller gives it back. ERROR_MISSING or
 * ERROR_CORRUPT: none could be loaded so far, and why; ERROR_BUSY: the first is
 * being loaded.
 */
bool shelf_take(struct shelf *shelf, struct snapshot **out, struct error *err);

/*
 * Of a generation: the newest snapshot if that is it, else that of an earlier
 * one, which the first to ask loads. ERROR_GONE: it is not kept, or damaged;
 * ERROR_BUSY: one is being loaded.
 */
bool shelf_take_generation(struct shelf *shelf, unsigned generation,
	struct snapshot **out, struct error *err);

/*
 * The one after stale, whose readers fail with ERROR_BUSY: waits for it, at
 * most two seconds.
 */
bool shelf_take_after(struct shelf *shelf, const struct snapshot *stale,
	struct snapshot **out, struct error *err);

/*
 * Why the generation that is current is not the one served: false if it is, or
 * if none can be served. *generation tells its number.
 */
bool shelf_passed_over(struct shelf *shelf, unsigned *generation, struct error *reason);

void shelf_give_back(struct shelf *shelf, struct snapshot **snapshot);

#endif
