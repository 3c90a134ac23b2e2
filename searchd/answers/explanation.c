/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "answers/explanation.h"

#include "base/alloc.h"
#include "base/scope.h"
#include "matching/trace.h"
#include "ranking/page_language.h"
#include "ranking/ranking.h"

#include <math.h>
#include <stdlib.h>

void explanation_release(struct explanation *explanation)
{
	for (size_t i = 0; i < explanation->count; i++) {
		free(explanation->words[i].counts);
		for (size_t f = 0; f < explanation->words[i].form_count; f++)
			free(explanation->words[i].forms[f]);
	}
	free(explanation->words);
	*explanation = (struct explanation){0};
}

/* One document on its way through the tree. */
struct tour {
	const struct trace *trace;
	size_t place; /* of the document in the trace */
	struct rescored_word seen[WORD_SET_MAX];
	size_t seen_count;
	struct explanation *out;
};

static struct rescored_word seen_of(const struct tour *tour, const struct query *word)
{
	for (size_t i = 0; i < tour->seen_count; i++) {
		if (tour->seen[i].word == word)
			return tour->seen[i];
	}
	return (struct rescored_word){.word = word};
}

static void visit_word(struct tour *tour, const struct query *word, double factor)
{
	const struct trace_node *node = trace_find(tour->trace, word);
	struct explanation *out = tour->out;
	struct explained_word explained = {.seen = seen_of(tour, word), .factor = factor};

	if (node && !isnan(node->scores[tour->place]))
		explained.score = factor * (double)node->scores[tour->place];
	if (explained.score <= 0 && explained.seen.bonus <= 0)
		return;
	explained.counts = alloc_zeroed(word->term_count, sizeof(*explained.counts));
	for (size_t t = 0; node && t < word->term_count; t++)
		explained.counts[t] =
			node->counts[t * tour->trace->document_count + tour->place];
	explained.weight = node ? node->weight : 0;
	explained.translated = node ? node->translated : 0;
	out->first_stage += explained.score;
	out->words = alloc_grow(out->words, out->count, &out->room, sizeof(*out->words));
	out->words[out->count++] = explained;
}

/* By what a node multiplies the scores below it; 0: the document does not match. */
static double factor_of(struct tour *tour, const struct query *query)
{
	const struct trace_node *node = trace_find(tour->trace, query);

	if (!node || isnan(node->scores[tour->place]))
		return 0;
	if (query->kind == QUERY_NEAR)
		return query->weight;
	if (query->kind != QUERY_SOME || !node->shares)
		return 1;
	tour->out->carried = (double)node->shares[tour->place];
	return 1 + BONUS_SHARE * tour->out->carried;
}

/* Also where the document does not match: a closer look minds all typed words. */
static void visit(struct tour *tour, const struct query *query, double factor)
{
	size_t children = query->kind == QUERY_NOT ? 1 : query->child_count;

	if (query->kind == QUERY_WORD) {
		visit_word(tour, query, factor);
		return;
	}
	factor *= factor_of(tour, query);
	for (size_t i = 0; i < children; i++)
		visit(tour, query->children[i], factor);
}

static int by_document(const void *a_, const void *b_)
{
	const uint32_t *a = a_;
	const uint32_t *b = b_;

	return (*a > *b) - (*a < *b);
}

/* The documents ascending, with 1 for a score. */
static struct matches documents_of(const struct explanation *explanations, size_t count)
{
	struct matches documents = {0};

	for (size_t i = 0; i < count; i++)
		matches_add(&documents, explanations[i].document, 1);
	if (count)
		qsort(documents.documents, count, sizeof(*documents.documents),
			by_document);
	return documents;
}

bool explanation_find(const struct matcher *matcher, const struct query *query,
	enum language preferred, struct explanation *explanations, size_t count,
	struct error *err)
{
	SCOPED(matches_release)
	struct matches documents = documents_of(explanations, count);
	SCOPED(trace_release)
	struct trace trace = {documents.documents, count, NULL, 0, 0};
	SCOPED(rescoring_close) struct rescoring *rescoring = NULL;
	SCOPED(matches_release) struct matches found = {0};
	struct matcher traced = *matcher;

	if (!count)
		return true;
	traced.trace = &trace;
	if (!matcher_find_again(&traced, query, &documents, &found, err)
		|| !rescoring_open(matcher, query, &rescoring, err))
		return false;
	page_language_prefer(&matcher->snapshot->columns, preferred, &documents);
	for (size_t i = 0; i < count; i++) {
		struct explanation *out = &explanations[i];
		struct tour tour = {.trace = &trace, .out = out};

		tour.place = matches_find(&documents, out->document);
		if (out->rescored)
			tour.seen_count =
				rescoring_look(rescoring, out->document, tour.seen);
		out->language = (double)documents.scores[tour.place];
		out->carried = -1;
		visit(&tour, query, out->language);
	}
	return true;
}
