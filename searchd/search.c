/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "search.h"

#include "base/alloc.h"
#include "base/scope.h"
#include "facets.h"
#include "filter_counts.h"
#include "found_forms.h"
#include "hit_order.h"
#include "matcher.h"
#include "page_language.h"
#include "query_parser.h"
#include "ranking.h"
#include "relaxation.h"
#include "rescoring.h"
#include "searcher.h"
#include "shelf.h"
#include "snippet.h"
#include "tables.h"
#include "verdicts.h"

#include <stdlib.h>
#include <time.h>

enum {
	VERDICT_BYTES = 32 << 20, /* of each searcher */
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
	searcher->unpacker = unpacker_create();
	searcher->verdicts = verdicts_create(VERDICT_BYTES);
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

static void hit_release(struct hit *hit)
{
	buf_release(&hit->record);
	buf_release(&hit->title);
	buf_release(&hit->snippet);
	for (size_t i = 0; i < hit->duplicate_count; i++)
		buf_release(&hit->duplicates[i]);
	free(hit->duplicates);
}

void answer_release(struct answer *answer)
{
	for (size_t i = 0; i < answer->hit_count; i++) {
		hit_release(&answer->hits[i]);
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

static struct matcher matcher_of(const struct run *run)
{
	return (struct matcher){
		run->snapshot, run->reader, run->tables, run->searcher->verdicts, NULL};
}

static bool find_matches(struct run *run, struct error *err)
{
	const struct matcher matcher = matcher_of(run);

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

static struct hit_order order_of(const struct run *run)
{
	return (struct hit_order){
		&run->snapshot->columns, &run->matches, run->request->sort};
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

static double score_of(const struct run *run, const struct hit_place *place)
{
	return (double)run->matches.scores[place->match];
}

static struct explanation explanation_of(
	const struct run *run, const struct hit_place *place)
{
	struct explanation explanation = {
		.document = place->document, .score = score_of(run, place)};

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
		if (members[i] == document)
			continue;
		snapshot_record(run->snapshot, members[i], run->searcher->unpacker,
			&hit->duplicates[hit->duplicate_count]);
		hit->duplicate_count++;
	}
}

/* What is shown of the hit's title and text. */
static void write_texts(const struct run *run, uint32_t document,
	const struct snippet_terms *terms, struct hit *hit)
{
	struct analyzer *analyzer = run->searcher->analyzer;
	struct analysis *analysis = &run->searcher->analysis;
	struct stored_page page = {buf_string(&hit->record), hit->record.length, NULL, 0};

	page.words = snapshot_words(run->snapshot, document, &page.words_size);
	snippet_write(analyzer, analysis, &page, terms, &hit->snippet);
	snippet_write_title(analyzer, analysis, &page, terms, &hit->title);
}

static void write_hits(struct run *run, struct answer *out)
{
	const struct request *request = run->request;
	SCOPED(snippet_terms_release) struct snippet_terms terms = {0};
	struct hit_place *places = NULL;
	size_t count =
		first_in_order(run, (size_t)request->offset + request->limit, &places);

	snippet_terms_collect(run->query.tree, &terms);
	snippet_terms_look_up(&terms, run->snapshot->numbers);
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
			hit->score = score_of(run, &places[i]);
		snapshot_record(run->snapshot, places[i].document,
			run->searcher->unpacker, &hit->record);
		write_texts(run, places[i].document, &terms, hit);
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
	const struct matcher matcher = matcher_of(run);

	if (!out->explanations)
		return true;
	if (!explanation_find(&matcher, run->query.tree, run->preferred,
		    out->explanations, out->hit_count, err))
		return false;
	for (size_t i = 0; i < out->hit_count; i++)
		found_forms_add(&out->explanations[i], run->searcher->analyzer,
			&run->searcher->analysis, out->hits[i].record.bytes,
			out->hits[i].record.length);
	out->read_as = TAKE(run->query.tree);
	return true;
}

/* What to offer a visitor whose words few pages have, or none. */
static bool write_help(const struct run *run, struct answer *out, struct error *err)
{
	const struct buf *text = &run->request->query;
	const struct trial trial = {run->searcher->analyzer, run->snapshot, run->reader,
		run->tables, run->searcher->verdicts, run->filters,
		run->request->translate, run->request->synonyms, folded_by(run)};
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

double search_elapsed_ms(const struct timespec *since)
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
	verdicts_begin(searcher->verdicts, snapshot);
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
	for (int i = 0; i < SEARCHER_TRIES; i++) {
		SCOPED(answer_release) struct answer answer = {0};
		struct snapshot *stale = snapshot;
		bool fresher;

		if (try_search(searcher, request, snapshot, &answer, err)) {
			answer.shelf = searcher->shelf;
			answer.snapshot = snapshot;
			answer.took_ms = search_elapsed_ms(&start);
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
