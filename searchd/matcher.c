/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "matcher.h"

#include "base/alloc.h"
#include "base/scope.h"
#include "facet_filter.h"
#include "phrase.h"
#include "ranking.h"
#include "trace.h"

#include <math.h>
#include <stdlib.h>

enum {
	CHUNK = 1024,        /* postings read at once */
	SKIP_WHEN_RARER = 8, /* times: then a list is read at the candidates only */
};

/* candidates NULL: all documents may match; else only these matter. */
static bool find(const struct matcher *matcher, const struct query *query,
	const struct matches *candidates, struct matches *out, struct error *err);

static double idf(const struct matcher *matcher, uint32_t count)
{
	double documents = matcher->snapshot->documents;

	double odds = (documents - count + 0.5) / (count + 0.5);

	return log(odds < 2 ? 1 + odds / 2 : odds);
}

/* Reads all postings of a term; scores are weighted counts for now. */
static bool read_all(
	struct postings *postings, double weight, struct matches *out, struct error *err)
{
	uint32_t counts[CHUNK];
	size_t read = 0;

	do {
		matches_reserve(out, out->count + CHUNK);
		if (!postings_read(postings, out->documents + out->count, counts, CHUNK,
			    &read, err))
			return false;
		for (size_t i = 0; i < read; i++)
			out->scores[out->count++] = (float)(weight * counts[i]);
	} while (read);
	return true;
}

static bool read_among(struct postings *postings, double weight,
	const struct matches *candidates, struct matches *out, struct error *err)
{
	uint32_t counts[CHUNK];

	for (size_t start = 0; start < candidates->count; start += CHUNK) {
		const uint32_t *documents = candidates->documents + start;
		size_t count = candidates->count - start;

		if (count > CHUNK)
			count = CHUNK;
		if (!postings_read_among(postings, documents, count, counts, err))
			return false;
		for (size_t i = 0; i < count; i++) {
			if (counts[i])
				matches_add(
					out, documents[i], (float)(weight * counts[i]));
		}
	}
	return true;
}

static bool read_term(const struct matcher *matcher, const struct query_term *term,
	const struct matches *candidates, struct matches *out, uint32_t *frequency,
	struct error *err)
{
	SCOPED(postings_close) struct postings *postings = NULL;
	uint32_t count;

	if (!postings_open(matcher->reader, term->term, &postings, err))
		return false;
	count = postings_count(postings);
	if (count > *frequency
		&& (term->weight >= WEIGHT_COUNTS || term->reach == TERM_TRANSLATES))
		*frequency = count;
	if (!count)
		return true;
	if (candidates && candidates->count < count / SKIP_WHEN_RARER)
		return read_among(postings, term->weight, candidates, out, err);
	return read_all(postings, term->weight, out, err);
}

/* Turns weighted counts into BM25 scores; returns what they weigh. */
static double score_word(const struct matcher *matcher, uint32_t frequency, double share,
	struct matches *matches)
{
	const struct columns *columns = &matcher->snapshot->columns;
	uint32_t documents = matcher->snapshot->documents;
	double mean = (double)columns->total_length / (documents ? documents : 1) + 1e-9;
	double weight =
		idf(matcher, frequency < documents ? frequency : documents) * share;

	for (size_t i = 0; i < matches->count; i++) {
		double length = columns->places[matches->documents[i]].length;
		double count = matches->scores[i];
		double relative =
			length / mean < BM25_LENGTH_MIN ? BM25_LENGTH_MIN : length / mean;
		double norm = BM25_K1 * (1 - BM25_B + BM25_B * relative);

		matches->scores[i] =
			(float)(weight * count * (BM25_K1 + 1) / (count + norm));
	}
	return weight;
}

/* Empty talk says less than its frequency makes believe. */
static double share_of(const struct query *query)
{
	return query->need == QUERY_OPTIONAL ? WEIGHT_TALK : 1;
}

/* Unites; what is empty takes over the other. */
static void join(struct matches *into, struct matches *other)
{
	if (into->count)
		matches_unite(into, other);
	else
		matches_swap(into, other);
}

/* Unites the postings of the terms of one reach with out, or only adds to it. */
static bool read_terms(const struct matcher *matcher, const struct query *query,
	enum term_reach reach, const struct matches *candidates, struct matches *out,
	uint32_t *frequency, struct error *err)
{
	for (size_t i = 0; i < query->term_count; i++) {
		SCOPED(matches_release) struct matches term = {0};

		if (query->terms[i].reach != reach)
			continue;
		if (!read_term(
			    matcher, &query->terms[i], candidates, &term, frequency, err))
			return false;
		trace_note_term(matcher->trace, query, i, &term);
		if (reach == TERM_RANKS)
			matches_reward(out, &term);
		else
			join(out, &term);
	}
	return true;
}

/* Adds what the forms of a wildcard find by stems that they share with others. */
static bool read_written(const struct matcher *matcher, const struct query *query,
	const struct matches *candidates, struct matches *out, uint32_t *frequency,
	struct error *err)
{
	SCOPED(matches_release) struct matches written = {0};

	if (!query->form_count)
		return true;
	if (!read_terms(
		    matcher, query, TERM_WRITTEN, candidates, &written, frequency, err))
		return false;
	phrase_filter_forms(matcher->snapshot, query, &written);
	join(out, &written);
	return true;
}

/* The word itself, then its translations, whose frequency is at least the word's. */
static bool find_word(const struct matcher *matcher, const struct query *query,
	const struct matches *candidates, struct matches *out, struct error *err)
{
	SCOPED(matches_release) struct matches translated = {0};
	uint32_t frequency = 0;
	double weight;

	if (!read_terms(matcher, query, TERM_FINDS, candidates, out, &frequency, err)
		|| !read_written(matcher, query, candidates, out, &frequency, err)
		|| !read_terms(matcher, query, TERM_RANKS, out, out, &frequency, err))
		return false;
	weight = score_word(matcher, frequency, share_of(query), out);
	trace_note_weight(matcher->trace, query, TERM_FINDS, weight);
	if (!read_terms(matcher, query, TERM_TRANSLATES, candidates, &translated,
		    &frequency, err))
		return false;
	weight = score_word(matcher, frequency, share_of(query), &translated);
	trace_note_weight(matcher->trace, query, TERM_TRANSLATES, weight);
	join(out, &translated);
	return true;
}

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
		SCOPED(postings_close) struct postings *postings = NULL;

		if (!postings_open(matcher->reader, query->terms[i].term, &postings, err))
			return false;
		sum += postings_count(postings);
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

static bool find_or(const struct matcher *matcher, const struct query *query,
	const struct matches *candidates, struct matches *out, struct error *err)
{
	for (size_t i = 0; i < query->child_count; i++) {
		SCOPED(matches_release) struct matches child = {0};

		if (!find(matcher, query->children[i], candidates, &child, err))
			return false;
		matches_unite(out, &child);
	}
	return true;
}

/* Gives each match of a child what the child weighs, instead of its score. */
static double weigh(
	const struct matcher *matcher, const struct query *query, struct matches *child)
{
	double weight = idf(matcher, (uint32_t)child->count) * share_of(query);

	for (size_t i = 0; i < child->count; i++)
		child->scores[i] = (float)weight;
	return weight;
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

static bool find_some(const struct matcher *matcher, const struct query *query,
	const struct matches *candidates, struct matches *out, struct error *err)
{
	SCOPED(matches_release) struct matches carried = {0};
	double weight = 0;

	for (size_t i = 0; i < query->child_count; i++) {
		SCOPED(matches_release) struct matches child = {0};

		if (!find(matcher, query->children[i], candidates, &child, err))
			return false;
		matches_unite(out, &child);
		if (child.count)
			weight += weigh(matcher, query->children[i], &child);
		matches_unite(&carried, &child);
	}
	trace_note_carried(matcher->trace, query, &carried, weight);
	keep_carriers(out, &carried, weight);
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
	if (!find_and(matcher, query, candidates, out, err))
		return false;
	phrase_filter(matcher->snapshot, query, out);
	return true;
}

static bool find_near(const struct matcher *matcher, const struct query *query,
	const struct matches *candidates, struct matches *out, struct error *err)
{
	if (!find_and(matcher, query, candidates, out, err))
		return false;
	phrase_filter_near(matcher->snapshot, query, NEAR_WORDS, out);
	for (size_t i = 0; i < out->count; i++)
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

	facet_filter_add(&filter, &matcher->snapshot->columns.facets[query->field],
		query->field, query->value, matcher->tables);
	find_all(matcher, candidates, &all);
	for (size_t i = 0; i < all.count; i++) {
		if (facet_filter_passes(&filter, all.documents[i]))
			matches_add(out, all.documents[i], 0);
	}
}

static bool find_kind(const struct matcher *matcher, const struct query *query,
	const struct matches *candidates, struct matches *out, struct error *err)
{
	switch (query->kind) {
	case QUERY_WORD:
		return find_word(matcher, query, candidates, out, err);
	case QUERY_PHRASE:
		return find_phrase(matcher, query, candidates, out, err);
	case QUERY_NEAR:
		return find_near(matcher, query, candidates, out, err);
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

bool matcher_find(const struct matcher *matcher, const struct query *query,
	struct matches *out, struct error *err)
{
	SCOPED(matches_release) struct matches found = {0};

	if (!find(matcher, query, NULL, &found, err))
		return false;
	*out = found;
	found = (struct matches){0};
	return true;
}

bool matcher_weigh(const struct matcher *matcher, const struct query *word, double *out,
	struct error *err)
{
	uint32_t documents = matcher->snapshot->documents;
	uint32_t frequency = 0;

	for (size_t i = 0; i < word->term_count; i++) {
		SCOPED(postings_close) struct postings *postings = NULL;

		if (!postings_open(matcher->reader, word->terms[i].term, &postings, err))
			return false;
		if (postings_count(postings) > frequency
			&& word->terms[i].weight >= WEIGHT_COUNTS)
			frequency = postings_count(postings);
	}
	*out = idf(matcher, frequency < documents ? frequency : documents);
	return true;
}
