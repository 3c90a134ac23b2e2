/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "translations.h"

#include "base/alloc.h"
#include "base/scope.h"
#include "ranking.h"
#include "text/glossary.h"

#include <stdlib.h>
#include <string.h>

enum { TAKEN_MAX = 5 }; /* translations of a word */

void translations_release(struct translations *translations)
{
	for (size_t i = 0; i < translations->count; i++) {
		struct translation *item = &translations->items[i];

		for (size_t t = 0; t < item->count; t++)
			free(item->to[t]);
		free(item->to);
		free(item->from);
	}
	free(translations->items);
	*translations = (struct translations){0};
}

static struct translation *entry_of(
	struct translations *found, const char *from, size_t length)
{
	for (size_t i = 0; i < found->count; i++) {
		if (strlen(found->items[i].from) == length
			&& !memcmp(found->items[i].from, from, length))
			return &found->items[i];
	}
	found->items = alloc_grow(
		found->items, found->count, &found->room, sizeof(*found->items));
	found->items[found->count] =
		(struct translation){.from = alloc_copy(from, length)};
	return &found->items[found->count++];
}

static void note(struct translations *found, const char *from, size_t from_length,
	const struct glossary_translation *translation)
{
	struct translation *entry = entry_of(found, from, from_length);

	for (size_t i = 0; i < entry->count; i++) {
		if (strlen(entry->to[i]) == translation->length
			&& !memcmp(entry->to[i], translation->text, translation->length))
			return;
	}
	entry->to = alloc_grow(entry->to, entry->count, &entry->room, sizeof(char *));
	entry->to[entry->count++] = alloc_copy(translation->text, translation->length);
}

/* Terms of German words and parts of words, or of English words. */
static bool is_of(const char *term, enum language language)
{
	return language == LANGUAGE_DE ? *term == 'D' || *term == 'P' : *term == 'E';
}

static bool has_term(const struct query *word, const char *term)
{
	for (size_t i = 0; i < word->term_count; i++) {
		if (!strcmp(word->terms[i].term, term))
			return true;
	}
	return false;
}

/* A word on its way into the other language. */
struct passage {
	const struct translator *translator;
	enum language into;
	const char *from;
	size_t from_length;
	struct query *word, *phrases; /* what is added to */
	struct error *err;
};

/* Adds the terms of a translation's word; *known if some page has a new one. */
static bool add_terms(const struct passage *passage, const struct analysis *analysis,
	const struct analyzed_word *word, double weight, struct query *out, bool *known)
{
	for (uint32_t i = 0; i < word->term_count; i++) {
		SCOPED(postings_close) struct postings *postings = NULL;
		const struct analyzed_term *term = &analysis->terms[word->first_term + i];
		const char *text = analysis_term(analysis, word->first_term + i);
		double share = term->kind == TERM_PART ? WEIGHT_PART : 1;

		if (!is_of(text, passage->into) || has_term(out, text))
			continue;
		if (!postings_open(
			    passage->translator->reader, text, &postings, passage->err))
			return false;
		if (!postings_count(postings))
			continue;
		query_add_term(out, "", text, term->hash, weight * share);
		*known = true;
	}
	return true;
}

static bool is_word_by_itself(const struct analyzed_word *word)
{
	return word->role == WORD_SINGLE || word->role == WORD_COMPOUND;
}

/* A translation's words close together; NULL in *out: some is on no page. */
static bool near_query(const struct passage *passage, const struct analysis *analysis,
	struct query **out)
{
	SCOPED(query_free) struct query *near = query_create(QUERY_NEAR);

	near->weight = WEIGHT_TRANSLATION;
	for (size_t i = 0; i < analysis->word_count; i++) {
		struct query *word;
		bool known = false;

		if (!is_word_by_itself(&analysis->words[i]))
			continue;
		word = query_create(QUERY_WORD);
		query_add_child(near, word);
		if (!add_terms(passage, analysis, &analysis->words[i], 1, word, &known))
			return false;
		if (!known)
			return true;
	}
	*out = TAKE(near);
	return true;
}

/* How many pages have the term that the index has most of. */
static bool count_pages(const struct passage *passage, const struct analysis *analysis,
	const struct analyzed_word *word, uint32_t *out)
{
	*out = 0;
	for (uint32_t i = 0; i < word->term_count; i++) {
		SCOPED(postings_close) struct postings *postings = NULL;
		const char *text = analysis_term(analysis, word->first_term + i);

		if (!is_of(text, passage->into))
			continue;
		if (!postings_open(
			    passage->translator->reader, text, &postings, passage->err))
			return false;
		if (postings_count(postings) > *out)
			*out = postings_count(postings);
	}
	return true;
}

/*
 * How much speaks for an offer: how usual it is in the dictionary, and on our
 * pages. Nothing for one that needs small words (mit Wasserstoff verbinden).
 */
static bool judge(const struct passage *passage, const struct glossary_translation *offer,
	const struct analysis *analysis, double *out)
{
	uint32_t fewest = UINT32_MAX;

	*out = 0;
	for (size_t i = 0; i < analysis->word_count; i++) {
		uint32_t pages;

		if (analysis->words[i].stop & (1U << passage->into))
			return true;
		if (!is_word_by_itself(&analysis->words[i]))
			continue;
		if (!count_pages(passage, analysis, &analysis->words[i], &pages))
			return false;
		if (pages < fewest)
			fewest = pages;
	}
	if (analysis->word_count)
		*out = offer->weight * fewest;
	return true;
}

static bool add_offer(const struct passage *passage,
	const struct glossary_translation *offer, const struct analysis *analysis,
	bool *known)
{
	struct query *near = NULL;

	if (!memchr(offer->text, ' ', offer->length))
		return add_terms(passage, analysis, analysis->words, WEIGHT_TRANSLATION,
			passage->word, known);
	if (!passage->phrases)
		return true;
	if (!near_query(passage, analysis, &near))
		return false;
	if (near)
		query_add_child(passage->phrases, near);
	*known = near != NULL;
	return true;
}

/* What the glossary offers for a word, analysed and judged. */
struct offers {
	struct glossary_translation items[GLOSSARY_TRANSLATIONS_MAX];
	struct analysis analyses[GLOSSARY_TRANSLATIONS_MAX];
	double scores[GLOSSARY_TRANSLATIONS_MAX];
	double best;
	size_t count;
};

static void offers_release(struct offers *offers)
{
	for (size_t i = 0; i < offers->count; i++)
		analysis_release(&offers->analyses[i]);
}

static bool find_offers(const struct passage *passage, enum language language,
	const char *stem, struct offers *out)
{
	out->count = glossary_find(language, stem, strlen(stem), out->items);
	for (size_t i = 0; i < out->count; i++) {
		analyzer_analyze(passage->translator->analyzer, ANALYZER_QUERY,
			out->items[i].text, out->items[i].length, LANGUAGE_UNKNOWN,
			&out->analyses[i]);
		if (!judge(passage, &out->items[i], &out->analyses[i], &out->scores[i]))
			return false;
		if (out->scores[i] > out->best)
			out->best = out->scores[i];
	}
	return true;
}

static bool add_offers(
	const struct passage *passage, enum language language, const char *stem)
{
	SCOPED(offers_release) struct offers offers = {0};
	size_t taken = 0;

	if (!find_offers(passage, language, stem, &offers))
		return false;
	for (size_t i = 0; i < offers.count && taken < TAKEN_MAX; i++) {
		bool known = false;

		if (offers.scores[i] <= 0
			|| offers.scores[i] < offers.best * SENSE_SHARE_MIN)
			continue;
		if (!add_offer(passage, &offers.items[i], &offers.analyses[i], &known))
			return false;
		if (known)
			note(passage->translator->found, passage->from,
				passage->from_length, &offers.items[i]);
		taken += known;
	}
	return true;
}

static enum language family_language(const char *term)
{
	if (*term == 'D')
		return LANGUAGE_DE;
	return *term == 'E' ? LANGUAGE_EN : LANGUAGE_UNKNOWN;
}

bool translator_add(const struct translator *translator, const struct analysis *analysis,
	const struct analyzed_word *word, const char *from, struct query *query,
	struct query *phrases, struct error *err)
{
	for (uint32_t i = 0; i < word->term_count; i++) {
		const char *term = analysis_term(analysis, word->first_term + i);
		enum language language = family_language(term);
		const struct passage passage = {translator,
			language == LANGUAGE_DE ? LANGUAGE_EN : LANGUAGE_DE, from,
			word->end - word->start, query, phrases, err};

		if (language == LANGUAGE_UNKNOWN
			|| (translator->language != LANGUAGE_UNKNOWN
				&& translator->language != language))
			continue;
		if (!add_offers(&passage, language, term + 1))
			return false;
	}
	return true;
}
