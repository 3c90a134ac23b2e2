/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "matching/matcher.h"

#include "base/alloc.h"
#include "base/scope.h"
#include "facets/facet_filter.h"
#include "matching/found_ahead.h"
#include "matching/paraphrases.h"
#include "matching/phrases.h"
#include "matching/trace.h"
#include "matching/word_matches.h"
#include "ranking/match_sums.h"
#include "ranking/ranking.h"

#include <stdlib.h>

/* candidates NULL: all documents may match; else only these matter. */
static bool find(const struct matcher *matcher, const struct query *query,
	const struct matches *candidates, struct matches *out, struct error *err);

/* About how many documents a node matches, to begin with the rarest. */
static bool estimate(const struct matcher *matcher, const struct query *query,
	uint64_t *out, struct error *err)
{
	uint64_t sum = 0;

	*out = matcher->snapshot->documents;
	if (query->kind != QUERY_WORD && query->kind != QUERY_OR)
		return true;
	for (size_t i = 0; i < query->child_count; i++) {
		uint64_t child = 0;

		if (!estimate(matcher, query->children[i], &child, err))
			return false;
		sum += child;
	}
	for (size_t i = 0; i < query->term_count; i++) {
		uint32_t count;

		if (!index_reader_frequency(
			    matcher->reader, query->terms[i].term, &count, err))
			return false;
		sum += count;
	}
	*out = sum;
	return true;
}

struct planned {
	const struct query *query;
	uint64_t estimate;
};

static int by_estimate(const void *a, const void *b)
{
	const struct planned *first = a;
	const struct planned *second = b;

	return (first->estimate > second->estimate)
		- (first->estimate < second->estimate);
}

static void free_plan(struct planned **plan)
{
	free(*plan);
}

/* The children in the order of their estimates. */
static bool plan_children(const struct matcher *matcher, const struct query *query,
	struct planned **out, struct error *err)
{
	SCOPED(free_plan)
	struct planned *plan = alloc_zeroed(query->child_count, sizeof(*plan));

	for (size_t i = 0; i < query->child_count; i++) {
		plan[i].query = query->children[i];
		if (!estimate(matcher, plan[i].query, &plan[i].estimate, err))
			return false;
	}
	qsort(plan, query->child_count, sizeof(*plan), by_estimate);
	*out = TAKE(plan);
	return true;
}

/* One pass over the children of one need; *begun tells whether out holds any. */
static bool join_children(const struct matcher *matcher, const struct planned *plan,
	size_t count, enum query_need need, const struct matches *candidates,
	struct matches *out, struct error *err)
{
	bool begun = need == QUERY_OPTIONAL;

	for (size_t i = 0; i < count; i++) {
		SCOPED(matches_release) struct matches child = {0};

		if (plan[i].query->need != need)
			continue;
		if (!find(matcher, plan[i].query, begun ? out : candidates, &child, err))
			return false;
		if (!begun) {
			matches_swap(out, &child);
			begun = true;
		} else if (need == QUERY_REQUIRED) {
			matches_intersect(out, &child);
		} else {
			matches_reward(out, &child);
		}
	}
	return true;
}

static bool find_and(const struct matcher *matcher, const struct query *query,
	const struct matches *candidates, struct matches *out, struct error *err)
{
	SCOPED(free_plan) struct planned *plan = NULL;

	if (!plan_children(matcher, query, &plan, err))
		return false;
	return join_children(matcher, plan, query->child_count, QUERY_REQUIRED,
		       candidates, out, err)
		&& join_children(matcher, plan, query->child_count, QUERY_OPTIONAL, NULL,
			out, err);
}

static bool is_phrase(const struct query *query)
{
	return query->kind == QUERY_PHRASE || query->kind == QUERY_NEAR
		|| query->kind == QUERY_PROXIMITY;
}

/* Finds the words of the phrases below a query, in OR, that were not searched. */
static bool find_words_of_phrases(const struct matcher *matcher,
	const struct query *query, const struct matches *candidates, struct error *err)
{
	for (size_t i = 0; i < query->child_count; i++) {
		const struct query *child = query->children[i];

		if (child->kind == QUERY_OR
			&& !find_words_of_phrases(matcher, child, candidates, err))
			return false;
		if (is_phrase(child) && !found_ahead_has(matcher->ahead, child)
			&& !find_and(matcher, child, candidates,
				found_ahead_add(matcher->ahead, child), err))
			return false;
	}
	return true;
}

static void free_phrases(struct phrase **phrases)
{
	free(*phrases);
}

/* Searches the phrases below a query together, since they have the same candidates. */
static bool find_phrases_ahead(const struct matcher *matcher, const struct query *query,
	const struct matches *candidates, struct error *err)
{
	struct found_ahead *ahead = matcher->ahead;
	size_t before = ahead->count;
	SCOPED(free_phrases) struct phrase *phrases = NULL;

	if (!find_words_of_phrases(matcher, query, candidates, err))
		return false;
	if (ahead->count == before)
		return true;
	phrases = alloc_zeroed(ahead->count - before, sizeof(*phrases));
	for (size_t i = before; i < ahead->count; i++)
		phrases[i - before] =
			(struct phrase){ahead->items[i].query, &ahead->items[i].matches};
	phrases_filter(
		matcher->snapshot, matcher->verdicts, phrases, ahead->count - before);
	return true;
}

/* The matches of each child of a query. */
struct found_children {
	struct matches *items;
	size_t count;
};

static void found_children_release(struct found_children *found)
{
	for (size_t i = 0; i < found->count; i++)
		matches_release(&found->items[i]);
	free(found->items);
}

static bool find_or(const struct matcher *matcher, const struct query *query,
	const struct matches *candidates, struct matches *out, struct error *err)
{
	SCOPED(found_children_release)
	struct found_children found = {
		alloc_zeroed(query->child_count, sizeof(*found.items)),
		query->child_count};

	if (!find_phrases_ahead(matcher, query, candidates, err))
		return false;
	for (size_t i = 0; i < found.count; i++) {
		if (!find(matcher, query->children[i], candidates, &found.items[i], err))
			return false;
	}
	matches_unite(found.items, found.count, out);
	return true;
}

void some_weights_release(struct some_weights *weights)
{
	free(weights->items);
	*weights = (struct some_weights){0};
}

static void some_weights_swap(struct some_weights *a, struct some_weights *b)
{
	struct some_weights swapped = *a;

	*a = *b;
	*b = swapped;
}

/* By how many documents have the child, of all. */
static double weight_of(
	const struct matcher *matcher, const struct query *child, size_t count)
{
	return count
		? word_matches_idf(matcher, (uint32_t)count) * word_matches_share(child)
		: 0;
}

/*
 * Keeps the matches whose carried weight is a fair share of all that exists,
 * and rewards those that carry more of it.
 */
static void keep_carriers(
	struct matches *out, const struct matches *carried, double weight)
{
	size_t kept = 0;

	for (size_t i = 0; i < out->count; i++) {
		double share = carried->scores[i] / weight;

		if (share < SOME_WORDS_SHARE)
			continue;
		out->documents[kept] = out->documents[i];
		out->scores[kept++] = (float)(out->scores[i] * (1 + BONUS_SHARE * share));
	}
	out->count = kept;
}

/* As if they had been searched, and nothing matched. */
static bool leave_out_paraphrases(
	const struct matcher *matcher, const struct query *some, struct error *err)
{
	SCOPED(paraphrases_release) struct paraphrases unwanted = {0};

	if (!paraphrases_left_out(
		    matcher->reader, matcher->snapshot->documents, some, &unwanted, err))
		return false;
	for (size_t i = 0; i < unwanted.count; i++)
		found_ahead_add(matcher->ahead, unwanted.items[i].near);
	return true;
}

/*
 * Searches the children one by one. A child weighs what it finds anywhere, so that
 * candidates are no matter, unless its weight is known.
 */
static bool add_up_children(const struct matcher *matcher, const struct query *some,
	const struct matches *candidates, struct some_weights *weights,
	struct match_sums *sums, struct error *err)
{
	bool is_known = weights->query == some;
	const struct matches *among = is_known ? candidates : NULL;

	if (!find_phrases_ahead(matcher, some, among, err))
		return false;
	if (!is_known)
		weights->items = alloc_zeroed(some->child_count, sizeof(*weights->items));
	weights->query = some;
	for (size_t i = 0; i < some->child_count; i++) {
		SCOPED(matches_release) struct matches child = {0};

		if (!find(matcher, some->children[i], among, &child, err))
			return false;
		if (!is_known) {
			weights->items[i] =
				weight_of(matcher, some->children[i], child.count);
			weights->sum += weights->items[i];
		}
		match_sums_add(sums, &child, weights->items[i]);
	}
	return true;
}

static bool find_some(const struct matcher *matcher, const struct query *query,
	const struct matches *candidates, struct matches *out, struct error *err)
{
	SCOPED(match_sums_release) struct match_sums sums = {0};
	SCOPED(matches_release) struct matches carried = {0};
	SCOPED(some_weights_release) struct some_weights own = {0};
	bool is_known = matcher->weights && matcher->weights->query == query;
	struct some_weights *weights = is_known ? matcher->weights : &own;

	match_sums_begin(&sums, matcher->snapshot->last_document);
	if (!leave_out_paraphrases(matcher, query, err)
		|| !add_up_children(matcher, query, candidates, weights, &sums, err))
		return false;
	match_sums_write(&sums, out, &carried);
	trace_note_carried(matcher->trace, query, &carried, weights->sum);
	keep_carriers(out, &carried, weights->sum);
	if (matcher->weights && !is_known)
		some_weights_swap(matcher->weights, &own);
	return true;
}

static bool find_not(const struct matcher *matcher, const struct query *query,
	const struct matches *candidates, struct matches *out, struct error *err)
{
	SCOPED(matches_release) struct matches unwanted = {0};

	if (!find(matcher, query->children[0], candidates, out, err)
		|| !find(matcher, query->children[1], out, &unwanted, err))
		return false;
	matches_subtract(out, &unwanted);
	return true;
}

static bool find_phrase(const struct matcher *matcher, const struct query *query,
	const struct matches *candidates, struct matches *out, struct error *err)
{
	if (!found_ahead_take(matcher->ahead, query, out)) {
		if (!find_and(matcher, query, candidates, out, err))
			return false;
		phrases_filter(matcher->snapshot, matcher->verdicts,
			&(struct phrase){query, out}, 1);
	}
	for (size_t i = 0; query->kind == QUERY_NEAR && i < out->count; i++)
		out->scores[i] *= (float)query->weight;
	return true;
}

static bool exists(const struct matcher *matcher, uint32_t document)
{
	return matcher->snapshot->columns.places[document].size_bytes != 0;
}

static void find_all(const struct matcher *matcher, const struct matches *candidates,
	struct matches *out)
{
	for (size_t i = 0; candidates && i < candidates->count; i++)
		matches_add(out, candidates->documents[i], 0);
	if (candidates)
		return;
	matches_reserve(out, matcher->snapshot->documents);
	for (uint32_t i = 1; i < matcher->snapshot->columns.cell_count; i++) {
		if (exists(matcher, i))
			matches_add(out, i, 0);
	}
}

static void find_facet(const struct matcher *matcher, const struct query *query,
	const struct matches *candidates, struct matches *out)
{
	SCOPED(facet_filter_release) struct facet_filter filter = {0};
	SCOPED(matches_release) struct matches all = {0};

	facet_filter_add(&filter, &matcher->snapshot->columns, query->field, query->value,
		matcher->tables);
	find_all(matcher, candidates, &all);
	for (size_t i = 0; i < all.count; i++) {
		if (facet_filter_passes(&filter, all.documents[i]))
			matches_add(out, all.documents[i], 0);
	}
}

static bool is_in_state(
	const struct snapshot *snapshot, uint32_t document, enum document_state state)
{
	uint32_t flags = snapshot->columns.places[document].flags;

	switch (state) {
	case STATE_UNDATED:
		return !snapshot->columns.dates[document];
	case STATE_DUPLICATE:
		return duplicates_place(&snapshot->duplicates, document) != 0;
	case STATE_VANISHED:
		return flags & ENTRY_VANISHED;
	case STATE_MIXED:
		return flags & ENTRY_MIXED;
	}
	return false;
}

static void find_state(const struct matcher *matcher, const struct query *query,
	const struct matches *candidates, struct matches *out)
{
	SCOPED(matches_release) struct matches all = {0};

	find_all(matcher, candidates, &all);
	for (size_t i = 0; i < all.count; i++) {
		if (is_in_state(matcher->snapshot, all.documents[i], query->state))
			matches_add(out, all.documents[i], 0);
	}
}

static bool find_kind(const struct matcher *matcher, const struct query *query,
	const struct matches *candidates, struct matches *out, struct error *err)
{
	switch (query->kind) {
	case QUERY_WORD:
		return word_matches_find(matcher, query, candidates, out, err);
	case QUERY_PHRASE:
	case QUERY_NEAR:
	case QUERY_PROXIMITY:
		return find_phrase(matcher, query, candidates, out, err);
	case QUERY_AND:
		return find_and(matcher, query, candidates, out, err);
	case QUERY_OR:
		return find_or(matcher, query, candidates, out, err);
	case QUERY_SOME:
		return find_some(matcher, query, candidates, out, err);
	case QUERY_NOT:
		return find_not(matcher, query, candidates, out, err);
	case QUERY_FACET:
		find_facet(matcher, query, candidates, out);
		return true;
	case QUERY_STATE:
		find_state(matcher, query, candidates, out);
		return true;
	case QUERY_ALL:
		find_all(matcher, candidates, out);
		return true;
	}
	return error_set(err, ERROR_BUG, "a query of an unknown kind");
}

static bool find(const struct matcher *matcher, const struct query *query,
	const struct matches *candidates, struct matches *out, struct error *err)
{
	if (!find_kind(matcher, query, candidates, out, err))
		return false;
	trace_note_matches(matcher->trace, query, out);
	return true;
}

bool matcher_find_again(const struct matcher *matcher, const struct query *query,
	const struct matches *documents, struct matches *out, struct error *err)
{
	SCOPED(found_ahead_release) struct found_ahead ahead = {0};
	SCOPED(matches_release) struct matches found = {0};
	struct matcher own = *matcher;

	own.ahead = &ahead;
	if (!find(&own, query, documents, &found, err))
		return false;
	*out = found;
	found = (struct matches){0};
	return true;
}

bool matcher_find(const struct matcher *matcher, const struct query *query,
	struct matches *out, struct error *err)
{
	if (matcher->weights)
		some_weights_release(matcher->weights);
	return matcher_find_again(matcher, query, NULL, out, err);
}

bool matcher_weigh(const struct matcher *matcher, const struct query *word, double *out,
	struct error *err)
{
	uint32_t frequency = 0;

	for (size_t i = 0; i < word->term_count; i++) {
		uint32_t count;

		if (!index_reader_frequency(
			    matcher->reader, word->terms[i].term, &count, err))
			return false;
		if (count > frequency && word->terms[i].weight >= WEIGHT_COUNTS)
			frequency = count;
	}
	*out = word_matches_idf(matcher, frequency);
	return true;
}
