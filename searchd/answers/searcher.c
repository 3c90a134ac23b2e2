/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "answers/searcher.h"

#include "base/alloc.h"
#include "base/scope.h"
#include "help/filter_counts.h"
#include "matching/verdicts.h"
#include "snapshot/shelf.h"
#include "snapshot/tables.h"

#include <stdlib.h>

enum { TRIES = 4 }; /* of a task whose snapshot the writer outran */

bool searcher_open(struct shelf *shelf, const struct tables *tables,
	struct searcher **out, struct error *err)
{
	SCOPED(searcher_close)
	struct searcher *searcher = alloc_zeroed(1, sizeof(*searcher));

	searcher->shelf = shelf;
	searcher->tables = tables;
	searcher->unpacker = unpacker_create();
	searcher->verdicts = verdicts_create();
	searcher->filter_counts = filter_counts_create();
	if (!analyzer_open(&searcher->analyzer, err))
		return false;
	*out = TAKE(searcher);
	return true;
}

void searcher_close(struct searcher **searcher)
{
	if (*searcher) {
		analyzer_close(&(*searcher)->analyzer);
		analysis_release(&(*searcher)->analysis);
		unpacker_free(&(*searcher)->unpacker);
		verdicts_free(&(*searcher)->verdicts);
		filter_counts_free(&(*searcher)->filter_counts);
	}
	free(*searcher);
	*searcher = NULL;
}

const struct tables *searcher_tables(
	struct searcher *searcher, const struct snapshot *snapshot)
{
	const struct tables *own = snapshot_tables(snapshot);
	const struct tables *tables = own ? own : searcher->tables;

	analyzer_use(searcher->analyzer, tables->additions.analysis);
	return tables;
}

/* One try with the snapshot. */
static bool try_task(struct searcher *searcher, struct snapshot *snapshot,
	bool (*task)(const struct workplace *, void *, struct error *), void *state,
	struct error *err)
{
	struct workplace place = {
		searcher, snapshot, NULL, searcher_tables(searcher, snapshot)};
	bool done;

	verdicts_begin(searcher->verdicts, snapshot);
	place.reader = snapshot_borrow(snapshot);
	done = task(&place, state, err);
	verdicts_end(searcher->verdicts);
	snapshot_give_back(snapshot, place.reader);
	return done;
}

static bool take(struct searcher *searcher, unsigned generation, struct snapshot **out,
	struct error *err)
{
	return generation ? shelf_take_generation(searcher->shelf, generation, out, err)
			  : shelf_take(searcher->shelf, out, err);
}

/* The one after a stale one; of a generation, if it is still the one written to. */
static bool take_after(struct searcher *searcher, unsigned generation,
	const struct snapshot *stale, struct snapshot **out, struct error *err)
{
	if (!shelf_take_after(searcher->shelf, stale, out, err))
		return false;
	if (!generation || (*out)->generation == generation)
		return true;
	shelf_give_back(searcher->shelf, out);
	return shelf_take_generation(searcher->shelf, generation, out, err);
}

bool searcher_do(struct searcher *searcher, unsigned generation,
	bool (*task)(const struct workplace *, void *state, struct error *), void *state,
	struct snapshot **out, struct error *err)
{
	struct snapshot *snapshot = NULL;

	if (!take(searcher, generation, &snapshot, err))
		return false;
	for (int i = 0; i < TRIES; i++) {
		struct snapshot *stale = snapshot;
		bool fresher;

		if (try_task(searcher, snapshot, task, state, err)) {
			*out = snapshot;
			return true;
		}
		snapshot = NULL;
		fresher = err->kind == ERROR_BUSY
			&& take_after(searcher, generation, stale, &snapshot, err);
		shelf_give_back(searcher->shelf, &stale);
		if (!fresher)
			return false;
	}
	shelf_give_back(searcher->shelf, &snapshot);
	return false;
}
