/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "word_matches.h"

#include "base/scope.h"
#include "phrase.h"
#include "ranking.h"
#include "trace.h"

#include <math.h>

enum { AMONG_WHEN_RARER = 8 }; /* times: a list is read at the candidates only */

/* A word on its way, or what stands for it. */
struct search_of_word {
	const struct matcher *matcher;
	const struct query *word;
	const struct matches *candidates; /* NULL: all documents */
	struct term_sums *sums;
	uint32_t frequency;
	size_t added; /* postings, that are in the sums */
	struct error *err;
};

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

static void note_term(
	const struct search_of_word *search, size_t term, const struct posting_list *list)
{
	SCOPED(matches_release) struct matches noted = {0};
	double weight = search->word->terms[term].weight;

	if (!search->matcher->trace)
		return;
	for (size_t i = 0; i < list->count; i++)
		matches_add(
			&noted, list->documents[i], (float)(weight * list->counts[i]));
	trace_note_term(search->matcher->trace, search->word, term, &noted);
}

/* The postings of a term, or those that are among few documents. */
static bool read_term(struct search_of_word *search, const struct query_term *term,
	const struct matches *among, struct posting_list *out)
{
	struct index_reader *reader = search->matcher->reader;
	uint32_t count;

	if (!index_reader_frequency(reader, term->term, &count, search->err))
		return false;
	if (count > search->frequency
		&& (term->weight >= WEIGHT_COUNTS || term->reach == TERM_TRANSLATES))
		search->frequency = count;
	if (!count)
		return true;
	if (among && among->count < count / AMONG_WHEN_RARER)
		return index_reader_postings_among(reader, term->term, among->documents,
			among->count, out, search->err);
	return index_reader_postings(reader, term->term, out, search->err);
}

/* Adds the postings of the terms of one reach to the sums. */
static bool add_terms(
	struct search_of_word *search, enum term_reach reach, const struct matches *among)
{
	for (size_t i = 0; i < search->word->term_count; i++) {
		const struct query_term *term = &search->word->terms[i];
		SCOPED(posting_list_release) struct posting_list list = {0};

		if (term->reach != reach)
			continue;
		if (!read_term(search, term, among, &list))
			return false;
		note_term(search, i, &list);
		if (reach == TERM_RANKS)
			term_sums_raise(search->sums, &list, term->weight);
		else
			term_sums_add(search->sums, &list, term->weight);
		search->added += list.count;
	}
	return true;
}

/* Room for as many documents as the sums may have. */
static void reserve(const struct search_of_word *search, struct matches *out)
{
	size_t documents = search->matcher->snapshot->documents;

	if (search->candidates)
		matches_reserve(out, search->candidates->count);
	else
		matches_reserve(
			out, search->added < documents ? search->added : documents);
}

/* The documents of the sums, without their scores. */
static void list_documents(const struct search_of_word *search, struct matches *out)
{
	const struct matches *candidates = search->candidates;

	reserve(search, out);
	if (candidates)
		out->count = term_sums_list_among(search->sums, candidates->documents,
			candidates->count, out->documents);
	else if (search->added)
		out->count = term_sums_list(search->sums, out->documents);
}

/* The documents of the sums, which are empty then; their scores are the sums. */
static void take_sums(struct search_of_word *search, struct matches *out)
{
	const struct matches *candidates = search->candidates;

	reserve(search, out);
	out->count = 0;
	if (!search->added)
		return;
	out->count = candidates
		? term_sums_take_among(search->sums, candidates->documents,
			candidates->count, out->documents, out->scores)
		: term_sums_take(search->sums, out->documents, out->scores);
	search->added = 0;
}

/* Makes scores of the sums; returns what the word weighs. */
static double score(const struct search_of_word *search, struct matches *matches)
{
	const double *norms = search->matcher->snapshot->norms;
	double weight = word_matches_idf(search->matcher, search->frequency)
		* word_matches_share(search->word);

	for (size_t i = 0; i < matches->count; i++) {
		double count = matches->scores[i];

		matches->scores[i] = (float)(weight * count * (BM25_K1 + 1)
			/ (count + norms[matches->documents[i]]));
	}
	return weight;
}

/* What the forms of a wildcard find by stems that they share with others. */
static bool find_written(struct search_of_word *search, struct matches *out)
{
	if (!search->word->form_count)
		return true;
	if (!add_terms(search, TERM_WRITTEN, search->candidates))
		return false;
	take_sums(search, out);
	phrase_filter_forms(search->matcher->snapshot, search->word, out);
	return true;
}

/* The terms that only rank add to documents that were found by others. */
static bool add_ranking_terms(struct search_of_word *search, struct matches *found)
{
	bool ranks = false;

	for (size_t i = 0; i < search->word->term_count && !ranks; i++)
		ranks = search->word->terms[i].reach == TERM_RANKS;
	if (!ranks)
		return true;
	list_documents(search, found);
	return add_terms(search, TERM_RANKS, found);
}

/* By the word's own terms. */
static bool find_own(struct search_of_word *search, struct matches *out)
{
	SCOPED(matches_release) struct matches written = {0};

	if (!find_written(search, &written)
		|| !add_terms(search, TERM_FINDS, search->candidates))
		return false;
	for (size_t i = 0; i < written.count; i++)
		term_sums_put(search->sums, written.documents[i], written.scores[i]);
	search->added += written.count;
	if (!add_ranking_terms(search, out))
		return false;
	take_sums(search, out);
	trace_note_weight(
		search->matcher->trace, search->word, TERM_FINDS, score(search, out));
	return true;
}

/* By its translations, whose frequency is at least the word's. */
static bool find_translations(struct search_of_word *search, struct matches *out)
{
	if (!add_terms(search, TERM_TRANSLATES, search->candidates))
		return false;
	take_sums(search, out);
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

	term_sums_reserve(search.sums, matcher->snapshot->columns.cell_count);
	if (!find_both(&search, out)) {
		term_sums_clear(search.sums);
		return false;
	}
	return true;
}
