/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "search_complete.h"

#include "base/scope.h"
#include "filter_counts.h"
#include "searcher.h"
#include "shelf.h"
#include "verdicts.h"

/* The filters of a request, as ordinals. */
struct chosen_values {
	struct facet_filter filters[FIELD_FACET_COUNT];
};

static void chosen_values_release(struct chosen_values *values)
{
	for (int i = 0; i < FIELD_FACET_COUNT; i++)
		facet_filter_release(&values->filters[i]);
}

static void choose_values(const struct request *request, const struct snapshot *snapshot,
	const struct tables *tables, struct chosen_values *out)
{
	for (int i = 0; i < FIELD_FACET_COUNT; i++) {
		const struct filter *filter = &request->filters[i];

		for (size_t v = 0; v < filter->count; v++)
			facet_filter_add(&out->filters[i], &snapshot->columns.facets[i],
				(enum field)i, filter->values[v], tables);
	}
}

/* One try with the snapshot. */
static bool complete(struct searcher *searcher, const struct request *request,
	struct snapshot *snapshot, struct completions *out, struct error *err)
{
	SCOPED(chosen_values_release) struct chosen_values chosen = {{{0}}};
	const struct tables *tables = snapshot_tables(snapshot);
	const bool folds = request->duplicates == DUPLICATES_FOLDED
		&& snapshot->duplicates.group_count;
	struct trial trial = {searcher->analyzer, snapshot, NULL,
		tables ? tables : searcher->tables, searcher->verdicts, chosen.filters,
		request->translate, request->synonyms,
		folds ? &snapshot->duplicates : NULL};
	bool found;

	choose_values(request, snapshot, trial.tables, &chosen);
	verdicts_begin(searcher->verdicts, snapshot);
	filter_counts_begin(searcher->filter_counts, snapshot);
	trial.reader = snapshot_borrow(snapshot);
	found = completions_find(
		&trial, request, searcher->filter_counts, searcher->unpacker, out, err);
	snapshot_give_back(snapshot, trial.reader);
	return found;
}

bool search_complete(struct searcher *searcher, const struct request *request,
	struct completions *out, struct error *err)
{
	struct snapshot *snapshot = NULL;
	bool found = false;

	if (!shelf_take(searcher->shelf, &snapshot, err))
		return false;
	for (int i = 0; snapshot && !found && i < SEARCHER_TRIES; i++) {
		SCOPED(completions_release) struct completions completions = {0};
		struct snapshot *stale = snapshot;

		found = complete(searcher, request, snapshot, &completions, err);
		snapshot = NULL;
		if (found) {
			*out = completions;
			completions = (struct completions){0};
		} else if (err->kind == ERROR_BUSY) {
			shelf_take_after(searcher->shelf, stale, &snapshot, err);
		}
		shelf_give_back(searcher->shelf, &stale);
	}
	if (snapshot)
		shelf_give_back(searcher->shelf, &snapshot);
	return found;
}
