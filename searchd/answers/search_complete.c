/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "answers/search_complete.h"

#include "answers/searcher.h"
#include "base/scope.h"
#include "help/filter_counts.h"
#include "snapshot/shelf.h"

/* The filters of a request, as ordinals. */
struct chosen_values {
	struct facet_filter filters[FIELD_FILTER_COUNT];
};

static void chosen_values_release(struct chosen_values *values)
{
	for (int i = 0; i < FIELD_FILTER_COUNT; i++)
		facet_filter_release(&values->filters[i]);
}

static void choose_values(const struct request *request, const struct workplace *place,
	struct chosen_values *out)
{
	for (int i = 0; i < FIELD_FILTER_COUNT; i++) {
		const struct filter *filter = &request->filters[i];

		for (size_t v = 0; v < filter->count; v++)
			facet_filter_add(&out->filters[i], &place->snapshot->columns,
				(enum field)i, filter->values[v], place->tables);
	}
}

struct complete_task {
	const struct request *request;
	struct completions completions;
};

static bool do_complete(const struct workplace *place, void *task_, struct error *err)
{
	struct complete_task *task = task_;
	const struct request *request = task->request;
	const struct searcher *searcher = place->searcher;
	SCOPED(chosen_values_release) struct chosen_values chosen = {{{0}}};
	SCOPED(completions_release) struct completions completions = {0};
	const bool folds = request->duplicates == DUPLICATES_FOLDED
		&& place->snapshot->duplicates.group_count;
	uint64_t left = trial_left(place->snapshot);
	const struct trial trial = {searcher->analyzer, place->snapshot, place->reader,
		place->tables, searcher->verdicts, chosen.filters, request->translate,
		request->synonyms, folds ? &place->snapshot->duplicates : NULL, &left};

	choose_values(request, place, &chosen);
	filter_counts_begin(searcher->filter_counts, place->snapshot);
	if (!completions_find(&trial, request, searcher->filter_counts,
		    searcher->unpacker, &completions, err))
		return false;
	task->completions = completions;
	completions = (struct completions){0};
	return true;
}

bool search_complete(struct searcher *searcher, const struct request *request,
	struct completions *out, struct error *err)
{
	struct complete_task task = {.request = request};
	struct snapshot *snapshot = NULL;

	if (!searcher_do(searcher, 0, do_complete, &task, &snapshot, err))
		return false;
	shelf_give_back(searcher->shelf, &snapshot);
	*out = task.completions;
	return true;
}
