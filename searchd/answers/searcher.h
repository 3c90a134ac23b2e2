/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * searcher: what one worker thread needs to answer from the newest snapshot;
 * one a thread at a time.
 */
#ifndef SEARCHD_ANSWERS_SEARCHER_H
#define SEARCHD_ANSWERS_SEARCHER_H

#include "base/error.h"
#include "snapshot/snapshot.h"
#include "text/analyzer.h"

struct filter_counts;
struct kept_orders;
struct shelf;
struct tables;
struct verdicts;

struct searcher {
	struct shelf *shelf;
	struct analyzer *analyzer;
	const struct tables *tables;
	struct analysis analysis; /* scratch */
	struct unpacker *unpacker;
	struct verdicts *verdicts;
	struct filter_counts *filter_counts;
	struct kept_orders *orders; /* lent by whoever opened it; NULL: no walks */
};

/* shelf and tables outlive the searcher. */
bool searcher_open(struct shelf *shelf, const struct tables *tables,
	struct searcher **out, struct error *err);
void searcher_close(struct searcher **searcher);

/*
 * The tables to read the snapshot by, its own if it has some; from now on the
 * analyzer reads as they say.
 */
const struct tables *searcher_tables(
	struct searcher *searcher, const struct snapshot *snapshot);

/* A searcher with one snapshot, for as long as a task takes. */
struct workplace {
	struct searcher *searcher;
	struct snapshot *snapshot;
	struct index_reader *reader;
	const struct tables *tables; /* of the snapshot, if it has its own */
};

/*
 * Does the task with the newest snapshot, or that of a generation if its number is
 * not 0, and once more with a fresher one if the task fails with ERROR_BUSY; a task
 * writes to its state on success only.
 * The snapshot that it succeeded with is the caller's to give back to the shelf.
 */
bool searcher_do(struct searcher *searcher, unsigned generation,
	bool (*task)(const struct workplace *, void *state, struct error *), void *state,
	struct snapshot **out, struct error *err);

#endif
