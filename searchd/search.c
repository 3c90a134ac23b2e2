/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "search.h"

#include "base/alloc.h"
#include "base/scope.h"
#include "facets.h"
#include "found_forms.h"
#include "matcher.h"
#include "page_language.h"
#include "query_parser.h"
#include "ranking.h"
#include "relaxation.h"
#include "rescoring.h"
#include "shelf.h"
#include "snippet.h"
#include "tables.h"

#include <stdlib.h>
#include <time.h>

enum { TRIES = 4 }; /* of a request whose snapshot the writer outran */

struct searcher {
	struct shelf *shelf;
	struct analyzer *analyzer;
	const struct tables *tables;
	struct analysis analysis; /* scratch */
};

/* One request on its way. */
struct run {
	struct searcher *searcher;
	const struct request *request;
	struct snapshot *snapshot;
	struct index_reader *reader;
	const struct tables *tables; /* of the snapshot, if it has its own */
	struct parsed_query query;
	enum language preferred; /* of pages; unknown: none */
	struct facet_filter filters[FIELD_FACET_COUNT];
	struct facet_counts counts;
	struct matches matches;
	uint32_t best[RESCORED_MAX]; /* matches that were looked at closely */
	size_t best_count;
};

static void run_release(struct run *run)
{
	parsed_query_release(&run->query);
	for (int i = 0; i < FIELD_FACET_COUNT; i++)
		facet_filter_release(&run->filters[i]);
	facet_counts_release(&run->counts);
	matches_release(&run->matches);
}

bool searcher_open(struct shelf *shelf, const struct tables *tables,
	struct searcher **out, struct error *err)
{
	SCOPED(searcher_close)
	struct searcher *searcher = alloc_zeroed(1, sizeof(*searcher));

	searcher->shelf = shelf;
	searcher->tables = tables;
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
	}
	free(*searcher);
	*searcher = NULL;
}

void answer_release(struct answer *answer)
{
	for (size_t i = 0; i < answer->hit_count; i++) {
		buf_release(&answer->hits[i].title);
		buf_release(&answer->hits[i].snippet);
		free(answer->hits[i].duplicates);
		if (answer->explanations)
			explanation_release(&answer->explanations[i]);
	}
	free(answer->hits);
	free(answer->explanations);
	query_free(&answer->read_as);
	for (int i = 0; i < FIELD_FACET_COUNT; i++)
		facet_release(&answer->facets[i]);
	translations_release(&answer->translations);
	translations_release(&answer->synonyms);
	suggestion_release(&answer->suggestion);
	rescue_release(&answer->rescue);
	if (answer->snapshot)
		shelf_give_back(answer->shelf, &answer->snapshot);
	*answer = (struct answer){0};
}

/* What is found as one; NULL: nothing is. */
static const struct duplicates *folded_by(const struct run *run)
{
	return run->request->duplicates == DUPLICATES_FOLDED
			&& run->snapshot->duplicates.group_count
		? &run->snapshot->duplicates
		: NULL;
}

static void choose_values(struct run *run)
{
	const struct columns *columns = &run->snapshot->columns;

	for (int i = 0; i < FIELD_FACET_COUNT; i++) {
		const struct filter *filter = &run->request->filters[i];

		for (size_t v = 0; v < filter->count; v++)
			facet_filter_add(&run->filters[i], &columns->facets[i],
				(enum field)i, filter->values[v], run->tables);
	}
}

static bool find_matches(struct run *run, struct error *err)
{
	const struct matcher matcher = {run->snapshot, run->reader, run->tables, NULL};

	if (!matcher_find(&matcher, run->query.tree, &run->matches, err))
		return false;
	page_language_prefer(&run->snapshot->columns, run->preferred, &run->matches);
	return true;
}

/*
 * Few words are all wanted, and if no page has them all, then some will do; of
 * a long question, only the words that carry its weight.
 */
static bool find_or_relax(struct run *run, enum choice *relaxed, struct error *err)
{
	struct parsed_query *query = &run->query;
	bool is_list = query->is_plain && relaxation_applies(query->tree);

	if (is_list && query->content_words > ALL_WORDS_MAX)
		relaxation_apply(&query->tree, RELAX_WORDS);
	if (!find_matches(run, err))
		return false;
	if (!is_list || run->matches.count || query->tree->kind == QUERY_SOME)
		return true;
	*relaxed = CHOICE_ON;
	matches_release(&run->matches);
	relaxation_apply(&query->tree, RELAX_PHRASES);
	return find_matches(run, err);
}

/*
 * A match by what orders it; equal ones by their ids, since the numbers of
 * documents tell in which order they were indexed.
 */
struct place_in_order {
	double key; /* higher comes first */
	uint64_t order;
	uint32_t date, document;
	uint32_t match; /* in run.matches */
	float score;
};

static bool precedes(const struct place_in_order *a, const struct place_in_order *b)
{
	if (a->key != b->key)
		return a->key > b->key;
	if (a->date != b->date)
		return a->date > b->date;
	if (a->order != b->order)
		return a->order < b->order;
	return a->document < b->document;
}

/* Restores the heap, whose root is the last in order, from the root down. */
static void sift(struct place_in_order *heap, size_t count, size_t at)
{
	for (;;) {
		size_t last = at;
		struct place_in_order swapped = heap[at];

		for (size_t child = 2 * at + 1; child <= 2 * at + 2; child++) {
			if (child < count && precedes(&heap[last], &heap[child]))
				last = child;
		}
		if (last == at)
			return;
		heap[at] = heap[last];
		heap[last] = swapped;
		at = last;
	}
}

static struct place_in_order place_of(const struct run *run, size_t match)
{
	uint32_t document = run->matches.documents[match];
	struct place_in_order place = {.document = document,
		.match = (uint32_t)match,
		.order = run->snapshot->columns.places[document].order,
		.date = run->snapshot->columns.dates[document],
		.score = run->matches.scores[match]};

	switch (run->request->sort) {
	case SORT_NEWEST:
		place.key = place.date;
		break;
	case SORT_OLDEST: /* undated ones come last here too */
		place.key = place.date ? -(double)place.date : -1e9;
		break;
	case SORT_RELEVANCE:
		place.key = place.score;
		break;
	}
	return place;
}

static int by_order(const void *a, const void *b)
{
	return precedes(a, b) ? -1 : precedes(b, a);
}

/* The first wanted matches in their order. *out is the caller's to free. */
static size_t first_in_order(
	const struct run *run, size_t wanted, struct place_in_order **out)
{
	size_t all = run->matches.count;
	size_t count = wanted < all ? wanted : all;
	struct place_in_order *heap = alloc_zeroed(count, sizeof(*heap));

	for (size_t i = 0; i < count; i++)
		heap[i] = place_of(run, i);
	for (size_t i = count; i-- > 0;)
		sift(heap, count, i);
	for (size_t i = count; count && i < all; i++) {
		struct place_in_order place = place_of(run, i);

		if (precedes(&place, heap)) {
			*heap = place;
			sift(heap, count, 0);
		}
	}
	qsort(heap, count, sizeof(*heap), by_order);
	*out = heap;
	return count;
}

/* Looks closer at the best matches, whose scores rise. */
static bool rescore(struct run *run, struct error *err)
{
	const struct matcher matcher = {run->snapshot, run->reader, run->tables, NULL};
	struct place_in_order *places = NULL;

	if (run->request->sort != SORT_RELEVANCE || !run->request->limit)
		return true;
	run->best_count = first_in_order(run, RESCORED_MAX, &places);
	for (size_t i = 0; i < run->best_count; i++)
		run->best[i] = places[i].match;
	free(places);
	return rescoring_apply(&matcher, run->query.tree, &run->matches, run->best,
		run->best_count, err);
}

static struct explanation explanation_of(
	const struct run *run, const struct place_in_order *place)
{
	struct explanation explanation = {
		.document = place->document, .score = (double)place->score};

	for (size_t i = 0; i < run->best_count && !explanation.rescored; i++)
		explanation.rescored = run->best[i] == place->match;
	return explanation;
}

/* The other documents of the hit's page. */
static void write_duplicates(const struct run *run, uint32_t document, struct hit *hit)
{
	size_t count;
	const uint32_t *members =
		duplicates_of(&run->snapshot->duplicates, document, &count);

	if (!count)
		return;
	hit->duplicate_total = count - 1;
	hit->duplicates = alloc_zeroed(SEARCH_DUPLICATES_MAX, sizeof(*hit->duplicates));
	for (size_t i = 0; i < count && hit->duplicate_count < SEARCH_DUPLICATES_MAX;
		i++) {
		struct hit_record *record = &hit->duplicates[hit->duplicate_count];

		if (members[i] == document)
			continue;
		record->bytes = snapshot_record(run->snapshot, members[i], &record->size);
		hit->duplicate_count++;
	}
}

static void write_hits(struct run *run, struct answer *out)
{
	const struct request *request = run->request;
	struct snippet_terms terms = {0};
	struct place_in_order *places = NULL;
	size_t count =
		first_in_order(run, (size_t)request->offset + request->limit, &places);

	snippet_terms_collect(run->query.tree, &terms);
	out->hits = alloc_zeroed(request->limit, sizeof(*out->hits));
	if (request->explain == CHOICE_ON)
		out->explanations =
			alloc_zeroed(request->limit, sizeof(*out->explanations));
	for (size_t i = request->offset; i < count; i++) {
		struct hit *hit = &out->hits[out->hit_count];

		if (out->explanations)
			out->explanations[out->hit_count] =
				explanation_of(run, &places[i]);
		out->hit_count++;

		if (request->sort == SORT_RELEVANCE)
			hit->score = (double)places[i].score;
		hit->record = snapshot_record(
			run->snapshot, places[i].document, &hit->record_size);
		snippet_write(run->searcher->analyzer, &run->searcher->analysis,
			hit->record, hit->record_size, &terms, &hit->snippet);
		snippet_write_title(run->searcher->analyzer, &run->searcher->analysis,
			hit->record, hit->record_size, &terms, &hit->title);
		write_duplicates(run, places[i].document, hit);
	}
	free(places);
}

static void write_facets(const struct run *run, struct answer *out)
{
	for (int i = 0; i < FIELD_FACET_COUNT; i++) {
		const struct facet_view view = {(enum field)i,
			&run->snapshot->columns.facets[i], &run->counts,
			&run->request->filters[i], &run->filters[i], run->request->ui};

		facets_list(
			&view, run->request->facet_limit, run->tables, &out->facets[i]);
	}
}

/* Says why the hits are where they are, if asked, and keeps the query for that. */
static bool explain_hits(struct run *run, struct answer *out, struct error *err)
{
	const struct matcher matcher = {run->snapshot, run->reader, run->tables, NULL};

	if (!out->explanations)
		return true;
	if (!explanation_find(&matcher, run->query.tree, run->preferred,
		    out->explanations, out->hit_count, err))
		return false;
	for (size_t i = 0; i < out->hit_count; i++)
		found_forms_add(&out->explanations[i], run->searcher->analyzer,
			&run->searcher->analysis, out->hits[i].record,
			out->hits[i].record_size);
	out->read_as = TAKE(run->query.tree);
	return true;
}

/* What to offer a visitor whose words few pages have, or none. */
static bool write_help(const struct run *run, struct answer *out, struct error *err)
{
	const struct buf *text = &run->request->query;
	const struct trial trial = {run->searcher->analyzer, run->snapshot, run->reader,
		run->tables, run->filters, run->request->translate,
		run->request->synonyms, folded_by(run)};
	const struct outcome outcome = {out->total, out->relaxed,
		run->query.content_words > ALL_WORDS_MAX ? CHOICE_ON : CHOICE_OFF};
	SCOPED(typed_words_release) struct typed_words words = {.count = 0};

	typed_words_collect(buf_string(text), text->length, &words);
	return suggestion_find(&trial, buf_string(text), text->length, &words, &outcome,
		       &out->suggestion, err)
		&& rescue_find(&trial, buf_string(text), text->length, &words, &outcome,
			&out->rescue, err);
}

/* What the answer tells of the words that were looked for as well. */
static void take_other_words(struct run *run, struct answer *out)
{
	out->translations = run->query.translations;
	run->query.translations = (struct translations){0};
	translations_drop_same(&out->translations);
	out->synonyms = run->query.synonyms;
	run->query.synonyms = (struct translations){0};
	translations_drop_same(&out->synonyms);
}

static bool run_on_snapshot(struct run *run, struct answer *out, struct error *err)
{
	const struct buf *text = &run->request->query;
	const struct query_context context = {run->searcher->analyzer, run->reader,
		run->snapshot->words, run->tables->wordbook, run->request->synonyms};

	if (!query_parse(&context, buf_string(text), text->length,
		    run->request->translate, &run->query, err))
		return false;
	if (run->query.translations.count)
		run->preferred = run->query.language;
	choose_values(run);
	if (!run->query.tree)
		run->query.tree = query_create(QUERY_ALL);
	if (!find_or_relax(run, &out->relaxed, err))
		return false;
	facets_count(&run->snapshot->columns, run->filters, folded_by(run), &run->matches,
		&run->counts);
	take_other_words(run, out);
	out->total = (uint32_t)run->matches.count;
	if (!out->total)
		out->relaxed = CHOICE_OFF; /* some of the words would not do either */
	if (!rescore(run, err))
		return false;
	write_facets(run, out);
	write_hits(run, out);
	return write_help(run, out, err) && explain_hits(run, out, err);
}

static double elapsed_ms(const struct timespec *since)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (double)(now.tv_sec - since->tv_sec) * 1e3
		+ (double)(now.tv_nsec - since->tv_nsec) / 1e6;
}

/* One try with the snapshot, which *out keeps on success. */
static bool try_search(struct searcher *searcher, const struct request *request,
	struct snapshot *snapshot, struct answer *out, struct error *err)
{
	SCOPED(run_release)
	struct run run = {.searcher = searcher, .request = request, .snapshot = snapshot};
	bool answered;

	run.tables = snapshot_tables(snapshot);
	if (!run.tables)
		run.tables = searcher->tables;
	run.reader = snapshot_borrow(snapshot);
	answered = run_on_snapshot(&run, out, err);
	snapshot_give_back(snapshot, run.reader);
	out->documents = snapshot->documents;
	out->generation = snapshot->generation;
	return answered;
}

bool search(struct searcher *searcher, const struct request *request, struct answer *out,
	struct error *err)
{
	struct snapshot *snapshot = NULL;
	struct timespec start;

	clock_gettime(CLOCK_MONOTONIC, &start);
	if (!shelf_take(searcher->shelf, &snapshot, err))
		return false;
	for (int i = 0; i < TRIES; i++) {
		SCOPED(answer_release) struct answer answer = {0};
		struct snapshot *stale = snapshot;
		bool fresher;

		if (try_search(searcher, request, snapshot, &answer, err)) {
			answer.shelf = searcher->shelf;
			answer.snapshot = snapshot;
			answer.took_ms = elapsed_ms(&start);
			*out = answer;
			answer = (struct answer){0};
			return true;
		}
		snapshot = NULL;
		fresher = err->kind == ERROR_BUSY
			&& shelf_take_after(searcher->shelf, stale, &snapshot, err);
		shelf_give_back(searcher->shelf, &stale);
		if (!fresher)
			return false;
	}
	shelf_give_back(searcher->shelf, &snapshot);
	return false;
}

bool search_family(struct searcher *searcher, const struct buf *text, size_t limit,
	enum family_of of, struct word_family *out, struct error *err)
{
	struct snapshot *snapshot = NULL;

	if (!shelf_take(searcher->shelf, &snapshot, err))
		return false;
	if (snapshot->words)
		(of == FAMILY_OF_WORD ? word_family_find : word_family_find_telling)(
			revision_words_get(snapshot->words), searcher->analyzer,
			buf_string(text), text->length, limit, out);
	shelf_give_back(searcher->shelf, &snapshot);
	return true;
}
