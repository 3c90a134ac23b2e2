/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "matching/word_matches.h"

#include "base/alloc.h"
#include "base/scope.h"
#include "matching/trace.h"
#include "matching/written_forms.h"
#include "ranking/ranking.h"

#include <math.h>
#include <stdlib.h>

enum {
	AMONG_WHEN_RARER = 8, /* times: a list is read at the candidates only */
	SCORED_AT_ONCE = 32,
};

/* A word on its way, or what stands for it. */
struct search_of_word {
	const struct matcher *matcher;
	const struct query *word;
	const struct matches *candidates; /* NULL: all documents */
	struct term_sums *sums;
	uint32_t frequency;
	struct error *err;
};

/* Postings of some of its terms; the last list may be of something else. */
struct term_lists {
	struct sum_list *items;
	struct posting_list *postings; /* of the items, as far as they are of terms */
	size_t count, posting_count;
	size_t whole_count; /* of lists that were not read at the candidates only */
};

static void term_lists_release(struct term_lists *lists)
{
	for (size_t i = 0; i < lists->posting_count; i++)
		posting_list_release(&lists->postings[i]);
	free(lists->postings);
	free(lists->items);
	*lists = (struct term_lists){0};
}

double word_matches_idf(const struct matcher *matcher, uint32_t count)
{
	double documents = matcher->snapshot->documents;
	double odds;

	if (count > matcher->snapshot->documents)
		count = matcher->snapshot->documents;
	odds = (documents - count + 0.5) / (count + 0.5);
	return log(odds < 2 ? 1 + odds / 2 : odds);
}

double word_matches_share(const struct query *query)
{
	return query->need == QUERY_OPTIONAL ? WEIGHT_TALK : 1;
}

static bool is_read_among(size_t count, const struct matches *among)
{
	return among && among->count < count / AMONG_WHEN_RARER;
}

/* The postings of a term, or those that are among few documents. */
static bool read_term(struct search_of_word *search, const struct query_term *term,
	const struct matches *among, struct term_lists *lists)
{
	struct posting_list *out = &lists->postings[lists->posting_count++];
	struct index_reader *reader = search->matcher->reader;
	uint32_t count;

	if (!index_reader_frequency(reader, term->term, &count, search->err))
		return false;
	if (count > search->frequency
		&& (term->weight >= WEIGHT_COUNTS || term->reach == TERM_TRANSLATES))
		search->frequency = count;
	if (!count)
		return true;
	if (is_read_among(count, among))
		return index_reader_postings_among(reader, term->term, among->documents,
			among->count, out, search->err);
	lists->whole_count++;
	return index_reader_postings(reader, term->term, out, search->err);
}

/* Reads the postings of the terms of one reach. */
static bool read_terms(struct search_of_word *search, enum term_reach reach,
	const struct matches *among, struct term_lists *out)
{
	size_t most = search->word->term_count + 1;

	out->items = alloc_zeroed(most, sizeof(*out->items));
	out->postings = alloc_zeroed(most, sizeof(*out->postings));
	for (size_t i = 0; i < search->word->term_count; i++) {
		const struct query_term *term = &search->word->terms[i];
		struct posting_list *list = &out->postings[out->posting_count];

		if (term->reach != reach)
			continue;
		if (!read_term(search, term, among, out))
			return false;
		trace_note_term(search->matcher->trace, search->word, i, list);
		out->items[out->count++] = (struct sum_list){.documents = list->documents,
			.counts = list->counts,
			.weight = term->weight,
			.count = list->count};
	}
	return true;
}

/* Adds the lists up; what is found has the sums for scores. */
static void join(const struct search_of_word *search, const struct term_lists *lists,
	struct matches *out)
{
	const struct matches *candidates = search->candidates;
	struct sum_among among = {NULL, 0};
	size_t most =
		candidates ? candidates->count : search->matcher->snapshot->documents;
	size_t room = 0;

	for (size_t i = 0; i < lists->count; i++)
		room += lists->items[i].count;
	if (!room || !most)
		return;
	if (candidates && lists->whole_count)
		among = (struct sum_among){candidates->documents, candidates->count};
	matches_reserve(out, room < most ? room : most);
	out->count = term_sums_join(search->sums, lists->items, lists->count, among,
		out->documents, out->scores);
}

/* A number of matches known to the compiler, so that it divides several at once. */
static void score_some(
	const float *norms, float factor, const uint32_t *documents, float *scores)
{
	float own[SCORED_AT_ONCE];

	for (size_t i = 0; i < SCORED_AT_ONCE; i++)
		own[i] = norms[documents[i]];
	for (size_t i = 0; i < SCORED_AT_ONCE; i++)
		scores[i] = factor * scores[i] / (scores[i] + own[i]);
}

/* Makes scores of the sums; returns what the word weighs. */
static double score(const struct search_of_word *search, struct matches *matches)
{
	const float *norms = search->matcher->snapshot->norms;
	double weight = word_matches_idf(search->matcher, search->frequency)
		* word_matches_share(search->word);
	float factor = (float)(weight * (BM25_K1 + 1));
	size_t at = 0;

	for (; at + SCORED_AT_ONCE <= matches->count; at += SCORED_AT_ONCE)
		score_some(norms, factor, matches->documents + at, matches->scores + at);
	for (; at < matches->count; at++) {
		float count = matches->scores[at];

		matches->scores[at] =
			factor * count / (count + norms[matches->documents[at]]);
	}
	return weight;
}

/* What the forms of a wildcard find by stems that they share with others. */
static bool find_written(struct search_of_word *search, struct matches *out)
{
	SCOPED(term_lists_release) struct term_lists lists = {0};

	if (!search->word->form_count)
		return true;
	if (!read_terms(search, TERM_WRITTEN, search->candidates, &lists))
		return false;
	join(search, &lists, out);
	written_forms_filter(
		search->matcher->snapshot, search->matcher->verdicts, search->word, out);
	return true;
}

/* The terms that only rank add to documents that were found by others. */
static bool add_ranking_terms(struct search_of_word *search, struct matches *found)
{
	SCOPED(term_lists_release) struct term_lists lists = {0};

	if (!read_terms(search, TERM_RANKS, found, &lists))
		return false;
	for (size_t i = 0; i < lists.count; i++)
		term_sums_raise(
			&lists.items[i], found->documents, found->count, found->scores);
	return true;
}

/* By the word's own terms. */
static bool find_own(struct search_of_word *search, struct matches *out)
{
	SCOPED(term_lists_release) struct term_lists lists = {0};
	SCOPED(matches_release) struct matches written = {0};

	if (!find_written(search, &written)
		|| !read_terms(search, TERM_FINDS, search->candidates, &lists))
		return false;
	lists.items[lists.count++] = (struct sum_list){.documents = written.documents,
		.sums = written.scores,
		.count = written.count};
	join(search, &lists, out);
	if (!add_ranking_terms(search, out))
		return false;
	trace_note_weight(
		search->matcher->trace, search->word, TERM_FINDS, score(search, out));
	return true;
}

/* By its translations, whose frequency is at least the word's. */
static bool find_translations(struct search_of_word *search, struct matches *out)
{
	SCOPED(term_lists_release) struct term_lists lists = {0};

	if (!read_terms(search, TERM_TRANSLATES, search->candidates, &lists))
		return false;
	join(search, &lists, out);
	trace_note_weight(search->matcher->trace, search->word, TERM_TRANSLATES,
		score(search, out));
	return true;
}

/* Documents that have the word or a translation; what both bring is added. */
static bool find_both(struct search_of_word *search, struct matches *out)
{
	SCOPED(matches_release) struct matches own = {0};
	SCOPED(matches_release) struct matches translated = {0};

	if (!find_own(search, &own) || !find_translations(search, &translated))
		return false;
	if (translated.count)
		matches_unite((struct matches[]){own, translated}, 2, out);
	else
		matches_swap(out, &own);
	return true;
}

bool word_matches_find(const struct matcher *matcher, const struct query *word,
	const struct matches *candidates, struct matches *out, struct error *err)
{
	struct search_of_word search = {.matcher = matcher,
		.word = word,
		.candidates = candidates,
		.sums = index_reader_sums(matcher->reader),
		.err = err};

	return find_both(&search, out);
}
