/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "answers/search.h"

#include "answers/cursor_page.h"
#include "answers/facet_search.h"
#include "answers/found_forms.h"
#include "answers/result_walk.h"
#include "answers/searcher.h"
#include "answers/snippet.h"
#include "base/alloc.h"
#include "base/scope.h"
#include "facets/facet_list.h"
#include "facets/unknown_values.h"
#include "matching/hit_order.h"
#include "matching/matcher.h"
#include "matching/rescoring.h"
#include "query/query_parser.h"
#include "query/query_reading.h"
#include "query/relaxation.h"
#include "ranking/page_language.h"
#include "ranking/ranking.h"
#include "snapshot/shelf.h"
#include "snapshot/tables.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

/* One request on its way. */
struct run {
	const struct workplace *place;
	const struct request *request;
	struct parsed_query query;
	struct buf understood; /* how the query was read: query_reading.h */
	enum reading_style style;
	enum language preferred; /* of pages; unknown: none */
	struct facet_filter filters[FIELD_FILTER_COUNT];
	struct facet_counts counts;
	struct matches matches;
	uint32_t best[RESCORED_MAX]; /* matches that were looked at closely */
	size_t best_count;
	struct some_weights weights; /* for explanations */
};

static void run_release(struct run *run)
{
	parsed_query_release(&run->query);
	buf_release(&run->understood);
	for (int i = 0; i < FIELD_FILTER_COUNT; i++)
		facet_filter_release(&run->filters[i]);
	facet_counts_release(&run->counts);
	matches_release(&run->matches);
	some_weights_release(&run->weights);
}

/* What is found as one; NULL: nothing is. */
static const struct duplicates *folded_by(const struct run *run)
{
	return run->request->duplicates == DUPLICATES_FOLDED
			&& run->place->snapshot->duplicates.group_count
		? &run->place->snapshot->duplicates
		: NULL;
}

static void choose_values(struct run *run)
{
	const struct columns *columns = &run->place->snapshot->columns;

	for (int i = 0; i < FIELD_FILTER_COUNT; i++) {
		const struct filter *filter = &run->request->filters[i];

		for (size_t v = 0; v < filter->count; v++)
			facet_filter_add(&run->filters[i], columns, (enum field)i,
				filter->values[v], run->place->tables);
	}
}

static struct matcher matcher_of(struct run *run)
{
	return (struct matcher){.snapshot = run->place->snapshot,
		.reader = run->place->reader,
		.tables = run->place->tables,
		.verdicts = run->place->searcher->verdicts,
		.weights = run->request->explain == CHOICE_ON ? &run->weights : NULL};
}

static bool find_matches(struct run *run, struct error *err)
{
	const struct matcher matcher = matcher_of(run);

	if (!matcher_find(&matcher, run->query.tree, &run->matches, err))
		return false;
	page_language_prefer(
		&run->place->snapshot->columns, run->preferred, &run->matches);
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

static struct hit_order order_of(const struct run *run)
{
	return (struct hit_order){
		&run->place->snapshot->columns, &run->matches, run->request->sort};
}

/*
 * The first wanted matches in their order. *out is the caller's to free. A
 * closer look only raises scores, so the best ones before it are so after it.
 */
static size_t first_in_order(const struct run *run, size_t wanted, struct hit_place **out)
{
	const struct hit_order order = order_of(run);
	size_t count = run->best_count;

	if (wanted > count) {
		count = hit_order_choose(&order, wanted, out);
	} else {
		*out = alloc_zeroed(count, sizeof(**out));
		hit_order_place(&order, run->best, count, *out);
	}
	return hit_order_sort(&order, *out, count, wanted);
}

/* Looks closer at the best matches, whose scores rise. */
static bool rescore(struct run *run, struct error *err)
{
	const struct matcher matcher = matcher_of(run);
	const struct hit_order order = order_of(run);
	struct hit_place *places = NULL;

	if (run->request->sort != SORT_RELEVANCE || !run->request->limit)
		return true;
	run->best_count = hit_order_choose(&order, RESCORED_MAX, &places);
	for (size_t i = 0; i < run->best_count; i++)
		run->best[i] = places[i].match;
	free(places);
	return rescoring_apply(&matcher, run->query.tree, &run->matches, run->best,
		run->best_count, err);
}

/* By the scores of now, whatever the list is sorted by and whenever it was made. */
static struct explanation explanation_of(const struct run *run, uint32_t document)
{
	size_t match = matches_find(&run->matches, document);
	struct explanation explanation = {.document = document};

	if (match < run->matches.count)
		explanation.score = (double)run->matches.scores[match];
	for (size_t i = 0; i < run->best_count && !explanation.rescored; i++)
		explanation.rescored = run->best[i] == match;
	return explanation;
}

/* What is to be shown, by its offset or behind a cursor. */
static bool find_page(const struct run *run, struct cursor_page *out, struct error *err)
{
	const struct request *request = run->request;
	const struct cursor_search search = {request, run->place->snapshot, &run->matches,
		run->place->searcher->orders};
	struct hit_place *places = NULL;
	size_t count;

	if (request->cursor.kind != CURSOR_NONE)
		return cursor_page_find(&search, out, err);
	count = first_in_order(run, (size_t)request->offset + request->limit, &places);
	for (size_t i = request->offset; i < count; i++)
		out->places[out->count++] = places[i];
	free(places);
	out->offset = request->offset;
	out->next = cursor_page_after(&search, out->places, out->count);
	return true;
}

static void write_cursor(
	const struct request *request, const struct cursor *cursor, struct buf *out)
{
	SCOPED(buf_release) struct buf search = {0};

	if (cursor->kind == CURSOR_NONE)
		return;
	request_search_key(request, &search);
	cursor_write(cursor, &search, out);
}

static void write_hit(const struct run *run, const struct snippet_terms *terms,
	const struct hit_place *place, struct answer *out)
{
	struct hit *hit = &out->hits[out->hit_count];

	if (out->explanations)
		out->explanations[out->hit_count] = explanation_of(run, place->document);
	out->hit_count++;
	if (run->request->sort == SORT_RELEVANCE)
		hit->score = place->key;
	hit_write(run->place, place->document, terms, hit);
}

static bool write_hits(struct run *run, struct answer *out, struct error *err)
{
	const struct request *request = run->request;
	SCOPED(snippet_terms_release) struct snippet_terms terms = {0};
	struct cursor_page page = {.count = 0};

	if (!find_page(run, &page, err))
		return false;
	out->offset = page.offset;
	write_cursor(request, &page.next, &out->next_cursor);
	snippet_terms_collect(run->query.tree, &terms);
	snippet_terms_look_up(&terms, run->place->snapshot->numbers);
	out->hits = alloc_zeroed(request->limit, sizeof(*out->hits));
	if (request->explain == CHOICE_ON)
		out->explanations =
			alloc_zeroed(request->limit, sizeof(*out->explanations));
	for (size_t i = 0; i < page.count; i++) {
		if (i + 1 < page.count)
			snapshot_expect_record(
				run->place->snapshot, page.places[i + 1].document);
		write_hit(run, &terms, &page.places[i], out);
	}
	return true;
}

static void write_facets(const struct run *run, struct answer *out)
{
	const struct request *request = run->request;

	for (int i = 0; i < FIELD_FACET_COUNT; i++) {
		if (!request_wants(request, (enum field)i))
			continue;

		const struct facet_view view = {
			.sort = request->facet_sort,
			.field = (enum field)i,
			.column = &run->place->snapshot->columns.facets[i],
			.counts = &run->counts,
			.typed = &request->filters[i],
			.filter = &run->filters[i],
			.language = request->ui,
		};

		facet_list_make(
			&view, request->facet_limit, run->place->tables, &out->facets[i]);
	}
	memcpy(out->missing, run->counts.missing, sizeof(out->missing));
	if (run->place->snapshot->rows.has_budgets
		&& request_wants(request, FIELD_BUDGET))
		budgets_add_up(
			&run->place->snapshot->columns, &run->matches, &out->budgets);
}

/* Says why the hits are where they are, if asked, and keeps the query for that. */
static bool explain_hits(struct run *run, struct answer *out, struct error *err)
{
	const struct matcher matcher = matcher_of(run);

	if (!out->explanations)
		return true;
	if (!explanation_find(&matcher, run->query.tree, run->preferred,
		    out->explanations, out->hit_count, err))
		return false;
	found_forms_add_all(run->place, run->query.tree, out->hits, out->explanations,
		out->hit_count);
	out->read_as = TAKE(run->query.tree);
	return true;
}

/* What to offer a visitor whose words few pages have, or none. */
static bool write_help(const struct run *run, struct answer *out, struct error *err)
{
	const struct buf *text = &run->request->query;
	uint64_t left = trial_left(run->place->snapshot);
	const struct trial trial = {run->place->searcher->analyzer, run->place->snapshot,
		run->place->reader, run->place->tables, run->place->searcher->verdicts,
		run->filters, run->request->translate, run->request->synonyms,
		folded_by(run), &left};
	const struct outcome outcome = {out->total, out->relaxed,
		run->query.content_words > ALL_WORDS_MAX ? CHOICE_ON : CHOICE_OFF,
		&run->counts};
	SCOPED(typed_words_release) struct typed_words words = {.count = 0};

	typed_words_collect(buf_string(text), text->length, &words);
	return suggestion_find(&trial, buf_string(text), text->length, &words, &outcome,
		       &out->suggestion, err)
		&& rescue_find(&trial, buf_string(text), text->length, &words, &outcome,
			&out->rescue, err);
}

/* What the answer tells of the query, and of the words that were looked for as well. */
static void take_reading(struct run *run, struct answer *out)
{
	out->style = run->style;
	out->understood = buf_take(&run->understood);
	out->notes = run->query.notes;
	out->translations = run->query.translations;
	run->query.translations = (struct translations){0};
	translations_drop_same(&out->translations);
	out->synonyms = run->query.synonyms;
	run->query.synonyms = (struct translations){0};
	translations_drop_same(&out->synonyms);
}

static void list_facet(struct run *run, struct answer *out)
{
	const struct facet_search search = {run->request, run->place->snapshot,
		run->place->tables, run->filters, folded_by(run)};

	facet_search_write(&search, &run->matches, out);
}

/* How the query was read, before it is made to fit what there is. */
static void write_reading(struct run *run)
{
	run->style = run->query.is_plain ? READING_PLAIN : READING_OPERATORS;
	query_reading_write(run->query.tree, buf_string(&run->request->query), run->style,
		run->request->ui, &run->understood);
}

/* Finds what matches the query, whether it passes the filters or not. */
static bool find_matching(struct run *run, enum choice *relaxed, struct error *err)
{
	const struct buf *text = &run->request->query;
	const struct query_context context = {run->place->searcher->analyzer,
		run->place->reader, run->place->snapshot->words,
		run->place->tables->wordbook, run->request->synonyms};

	if (!query_parse(&context, buf_string(text), text->length,
		    run->request->translate, &run->query, err))
		return false;
	if (run->query.translations.count)
		run->preferred = run->query.language;
	choose_values(run);
	write_reading(run);
	if (!run->query.tree)
		run->query.tree = query_create(QUERY_ALL);
	unknown_values_note(run->query.tree, &run->place->snapshot->columns,
		run->place->tables, &run->query.notes);
	unknown_values_note_filters(run->request, &run->place->snapshot->columns,
		run->place->tables, &run->query.notes);
	return find_or_relax(run, relaxed, err);
}

/* Finds what passes all filters, in what is to become the hits' order. */
static bool find_passing(struct run *run, enum choice *relaxed, struct error *err)
{
	if (!find_matching(run, relaxed, err))
		return false;
	run->counts.unwanted = run->request->unwanted_facets;
	facets_count(&run->place->snapshot->rows, run->filters, folded_by(run),
		&run->matches, &run->counts);
	return rescore(run, err);
}

static bool write_answer(struct run *run, struct answer *out, struct error *err)
{
	if (run->request->facet_only == CHOICE_ON) {
		if (!find_matching(run, &out->relaxed, err))
			return false;
		list_facet(run, out);
		return true;
	}
	if (!find_passing(run, &out->relaxed, err))
		return false;
	take_reading(run, out);
	out->total = (uint32_t)run->matches.count;
	if (!out->total)
		out->relaxed = CHOICE_OFF; /* some of the words would not do either */
	write_facets(run, out);
	out->documents = run->place->snapshot->documents;
	out->generation = run->place->snapshot->generation;
	out->revision = run->place->snapshot->revision;
	out->tables = run->place->tables;
	return write_hits(run, out, err) && write_help(run, out, err)
		&& explain_hits(run, out, err);
}

double search_elapsed_ms(const struct timespec *since)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (double)(now.tv_sec - since->tv_sec) * 1e3
		+ (double)(now.tv_nsec - since->tv_nsec) / 1e6;
}

struct search_task {
	const struct request *request;
	struct answer answer;
};

static bool do_search(const struct workplace *place, void *task_, struct error *err)
{
	struct search_task *task = task_;
	SCOPED(answer_release) struct answer answer = {0};
	SCOPED(run_release) struct run run = {.place = place, .request = task->request};

	if (!write_answer(&run, &answer, err))
		return false;
	task->answer = answer;
	answer = (struct answer){0};
	return true;
}

bool search(struct searcher *searcher, const struct request *request, struct answer *out,
	struct error *err)
{
	struct search_task task = {.request = request};
	struct snapshot *snapshot = NULL;
	struct timespec start;

	clock_gettime(CLOCK_MONOTONIC, &start);
	if (!searcher_do(searcher, request->snapshot, do_search, &task, &snapshot, err))
		return false;
	*out = task.answer;
	out->shelf = searcher->shelf;
	out->snapshot = snapshot;
	out->took_ms = search_elapsed_ms(&start);
	return true;
}

struct walk_task {
	const struct request *request;
	const struct tables *tables;
	struct hit_place *places;
	size_t count;
};

static bool do_walk(const struct workplace *place, void *task_, struct error *err)
{
	struct walk_task *task = task_;
	SCOPED(run_release) struct run run = {.place = place, .request = task->request};
	enum choice relaxed = CHOICE_OFF;

	if (!find_passing(&run, &relaxed, err))
		return false;
	task->count = first_in_order(&run, run.matches.count, &task->places);
	task->tables = place->tables;
	return true;
}

bool search_walk(struct searcher *searcher, const struct request *request,
	struct result_walk **out, struct error *err)
{
	struct walk_task task = {.request = request};
	struct snapshot *snapshot = NULL;

	if (!searcher_do(searcher, request->snapshot, do_walk, &task, &snapshot, err))
		return false;
	*out = result_walk_create(
		searcher->shelf, snapshot, task.tables, task.places, task.count);
	free(task.places);
	return true;
}

bool search_family(struct searcher *searcher, const struct buf *text, size_t limit,
	enum family_of of, struct word_family *out, struct error *err)
{
	struct snapshot *snapshot = NULL;

	if (!shelf_take(searcher->shelf, &snapshot, err))
		return false;
	searcher_tables(searcher, snapshot);
	if (snapshot->words)
		(of == FAMILY_OF_WORD ? word_family_find : word_family_find_telling)(
			revision_words_get(snapshot->words), searcher->analyzer,
			buf_string(text), text->length, limit, out);
	shelf_give_back(searcher->shelf, &snapshot);
	return true;
}
