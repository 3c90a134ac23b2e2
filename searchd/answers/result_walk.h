/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * result_walk: all matches of a request in its order, record by record, however
 * many there are. Only their numbers are in memory, four bytes a match. It holds
 * its snapshot, so that what it tells is one revision from first to last. One
 * thread at a time, not always the same one.
 */
#ifndef SEARCHD_ANSWERS_RESULT_WALK_H
#define SEARCHD_ANSWERS_RESULT_WALK_H

#include "base/buf.h"
#include "base/error.h"
#include "snapshot/snapshot.h"

struct hit_place;
struct shelf;
struct tables;
struct result_walk;

/* Takes the snapshot and gives it back to the shelf; the tables are those to read it by. */
struct result_walk *result_walk_create(struct shelf *shelf, struct snapshot *snapshot,
	const struct tables *tables, const struct hit_place *places, size_t count);
void result_walk_free(struct result_walk **walk);

/* How many matches there are. */
size_t result_walk_total(const struct result_walk *walk);

/* What it walks, and by which names; both live as long as the walk. */
const struct snapshot *result_walk_snapshot(const struct result_walk *walk);
const struct tables *result_walk_tables(const struct result_walk *walk);

/* Passes over as many matches. */
void result_walk_skip(struct result_walk *walk, size_t count);

/*
 * The record (index/record.h) of the next match, NULL behind the last one; it
 * lives until the next call. ERROR_CORRUPT: it cannot be read.
 */
bool result_walk_next(
	struct result_walk *walk, const struct buf **record, struct error *err);

#endif
