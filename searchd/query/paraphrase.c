/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "query/paraphrase.h"

#include "base/scope.h"
#include "ranking/ranking.h"
#include "text/passage.h"

/* What only ranked, since a dictionary has it for nearly the same, may find now. */
static bool raise(struct query_term *term, enum term_origin origin, double weight)
{
	if (term->reach != TERM_RANKS)
		return false;
	term->reach = TERM_TRANSLATES;
	term->origin = origin;
	if (term->weight < weight)
		term->weight = weight;
	return true;
}

static bool add_term(const struct paraphrase *paraphrase, const char *text, uint32_t hash,
	double weight, struct query *out, bool *known)
{
	struct query_term *there = query_find_term(out, "", text);
	uint32_t pages;

	if (there && there->reach != TERM_RANKS)
		return true;
	if (!index_reader_frequency(paraphrase->reader, text, &pages, paraphrase->err))
		return false;
	if (!pages)
		return true;
	*known = true;
	if (!there || !raise(there, paraphrase->origin, weight))
		query_add_other(out, text, hash, weight, paraphrase->origin);
	return true;
}

/* Adds the terms of a word; *known if some page has a new one. */
static bool add_terms(const struct paraphrase *paraphrase,
	const struct analysis *analysis, const struct analyzed_word *word, double weight,
	struct query *out, bool *known)
{
	for (uint32_t i = 0; i < word->term_count; i++) {
		const struct analyzed_term *term = &analysis->terms[word->first_term + i];
		const char *text = analysis_term(analysis, word->first_term + i);
		double share = term->kind == TERM_PART ? WEIGHT_PART : 1;

		if (passage_has_term(analysis, word, i, paraphrase->language)
			&& !add_term(
				paraphrase, text, term->hash, weight * share, out, known))
			return false;
	}
	return true;
}

/* The words close together; NULL in *out: some is on no page. */
static bool near_query(const struct paraphrase *paraphrase,
	const struct analysis *analysis, struct query **out)
{
	SCOPED(query_free) struct query *near = query_create(QUERY_NEAR);

	near->weight = paraphrase->weight;
	for (size_t i = 0; i < analysis->word_count; i++) {
		struct query *word;
		bool known = false;

		if (!passage_is_content(&analysis->words[i], paraphrase->language))
			continue;
		word = query_create(QUERY_WORD);
		query_add_child(near, word);
		if (!add_terms(
			    paraphrase, analysis, &analysis->words[i], 1, word, &known))
			return false;
		if (!known)
			return true;
	}
	if (near->child_count)
		*out = TAKE(near);
	return true;
}

static bool is_one_word(const struct analysis *analysis)
{
	size_t count = 0;

	for (size_t i = 0; i < analysis->word_count; i++) {
		enum word_role role = (enum word_role)analysis->words[i].role;

		count += role == WORD_SINGLE || role == WORD_COMPOUND;
	}
	return count == 1;
}

bool paraphrase_add(
	const struct paraphrase *paraphrase, const struct analysis *analysis, bool *known)
{
	struct query *near = NULL;

	*known = false;
	if (is_one_word(analysis))
		return add_terms(paraphrase, analysis, analysis->words,
			paraphrase->weight, paraphrase->word, known);
	if (!paraphrase->any)
		return true;
	if (!near_query(paraphrase, analysis, &near))
		return false;
	if (near)
		query_add_child(paraphrase->any, near);
	*known = near != NULL;
	return true;
}
