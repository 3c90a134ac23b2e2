/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "translator.h"

#include "base/scope.h"
#include "ranking.h"
#include "text/glossary.h"

#include <string.h>

enum {
	TAKEN_MAX = 5, /* translations of a passage */
	STEMS_BYTES_MAX = GLOSSARY_STEMS_MAX * (ANALYZER_TERM_MAX + 1)
};

/* A passage on its way into one language. */
struct transfer {
	const struct translator *translator;
	const struct passage *passage;
	enum language from, into;
	struct query *any;  /* NULL: single words only */
	struct query *word; /* takes single words */
	struct error *err;
};

/* What the glossary offers, analysed and judged. */
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

/* Terms of German words and parts of words, or of English words. */
static bool is_of(const char *term, enum language language)
{
	return language == LANGUAGE_DE ? *term == 'D' || *term == 'P' : *term == 'E';
}

static bool is_word_by_itself(const struct analyzed_word *word)
{
	return word->role == WORD_SINGLE || word->role == WORD_COMPOUND;
}

static bool is_talk(const struct analyzed_word *word, enum language language)
{
	return word->stop & (1U << language);
}

/* What says something in the language. */
static bool is_content(const struct analyzed_word *word, enum language language)
{
	return is_word_by_itself(word) && !is_talk(word, language);
}

static bool count_term(const struct transfer *transfer, const char *term, uint32_t *out)
{
	SCOPED(postings_close) struct postings *postings = NULL;

	if (!postings_open(transfer->translator->reader, term, &postings, transfer->err))
		return false;
	*out = postings_count(postings);
	return true;
}

/* Adds the terms of a translation's word; *known if some page has a new one. */
static bool add_terms(const struct transfer *transfer, const struct analysis *analysis,
	const struct analyzed_word *word, double weight, struct query *out, bool *known)
{
	for (uint32_t i = 0; i < word->term_count; i++) {
		const struct analyzed_term *term = &analysis->terms[word->first_term + i];
		const char *text = analysis_term(analysis, word->first_term + i);
		double share = term->kind == TERM_PART ? WEIGHT_PART : 1;
		uint32_t pages;

		if (!is_of(text, transfer->into) || query_has_term(out, "", text))
			continue;
		if (!count_term(transfer, text, &pages))
			return false;
		if (!pages)
			continue;
		query_add_translation(out, text, term->hash, weight * share);
		*known = true;
	}
	return true;
}

/* A translation's words close together; NULL in *out: some is on no page. */
static bool near_query(const struct transfer *transfer, const struct analysis *analysis,
	struct query **out)
{
	SCOPED(query_free) struct query *near = query_create(QUERY_NEAR);

	near->weight = WEIGHT_TRANSLATION;
	for (size_t i = 0; i < analysis->word_count; i++) {
		struct query *word;
		bool known = false;

		if (!is_content(&analysis->words[i], transfer->into))
			continue;
		word = query_create(QUERY_WORD);
		query_add_child(near, word);
		if (!add_terms(transfer, analysis, &analysis->words[i], 1, word, &known))
			return false;
		if (!known)
			return true;
	}
	*out = TAKE(near);
	return true;
}

static bool add_offer(const struct transfer *transfer,
	const struct glossary_translation *offer, const struct analysis *analysis,
	bool *known)
{
	struct query *near = NULL;

	if (!strpbrk(offer->text, " -"))
		return add_terms(transfer, analysis, analysis->words, WEIGHT_TRANSLATION,
			transfer->word, known);
	if (!transfer->any)
		return true;
	if (!near_query(transfer, analysis, &near))
		return false;
	if (near)
		query_add_child(transfer->any, near);
	*known = near != NULL;
	return true;
}

/* How many pages have the word's term that most pages have. */
static bool count_pages(const struct transfer *transfer, const struct analysis *analysis,
	const struct analyzed_word *word, enum language language, uint32_t *out)
{
	*out = 0;
	for (uint32_t i = 0; i < word->term_count; i++) {
		const char *text = analysis_term(analysis, word->first_term + i);
		uint32_t pages;

		if (!is_of(text, language))
			continue;
		if (!count_term(transfer, text, &pages))
			return false;
		if (pages > *out)
			*out = pages;
	}
	return true;
}

/* How much speaks for an offer: how usual it is in the glossary, and on our pages. */
static bool judge(const struct transfer *transfer,
	const struct glossary_translation *offer, const struct analysis *analysis,
	double *out)
{
	uint32_t fewest = UINT32_MAX;

	*out = 0;
	for (size_t i = 0; i < analysis->word_count; i++) {
		uint32_t pages;

		if (!is_content(&analysis->words[i], transfer->into))
			continue;
		if (!count_pages(transfer, analysis, &analysis->words[i], transfer->into,
			    &pages))
			return false;
		if (pages < fewest)
			fewest = pages;
	}
	if (fewest < UINT32_MAX)
		*out = offer->weight * fewest;
	return true;
}

static bool judge_offers(const struct transfer *transfer, struct offers *offers)
{
	for (size_t i = 0; i < offers->count; i++) {
		analyzer_analyze(transfer->translator->analyzer, ANALYZER_QUERY,
			offers->items[i].text, offers->items[i].length, LANGUAGE_UNKNOWN,
			&offers->analyses[i]);
		if (!judge(transfer, &offers->items[i], &offers->analyses[i],
			    &offers->scores[i]))
			return false;
		if (offers->scores[i] > offers->best)
			offers->best = offers->scores[i];
	}
	return true;
}

static void note(
	const struct transfer *transfer, const struct glossary_translation *translation)
{
	const struct passage *passage = transfer->passage;
	const struct analyzed_word *words = passage->analysis->words;
	uint32_t start = words[passage->first].start;
	uint32_t end = start;

	for (size_t i = passage->first; i < passage->end; i++)
		end = words[i].end > end ? words[i].end : end;
	translations_add(transfer->translator->found, passage->text + start, end - start,
		translation->text, translation->length);
}

static bool add_offers(const struct transfer *transfer, struct offers *offers)
{
	size_t taken = 0;

	if (!judge_offers(transfer, offers))
		return false;
	for (size_t i = 0; i < offers->count && taken < TAKEN_MAX; i++) {
		bool known = false;

		if (offers->scores[i] <= 0
			|| offers->scores[i] < offers->best * SENSE_SHARE_MIN)
			continue;
		if (!add_offer(transfer, &offers->items[i], &offers->analyses[i], &known))
			return false;
		if (known)
			note(transfer, &offers->items[i]);
		taken += known;
	}
	return true;
}

/* The words of a passage that say something in its language. */
struct content {
	const struct analyzed_word *words[GLOSSARY_STEMS_MAX];
	size_t count;
};

/*
 * Nothing if the passage begins or ends in talk, or is too long. The part of a
 * compound counts only if it is the passage.
 */
static struct content content_of(const struct passage *passage, enum language language)
{
	const struct analyzed_word *words = passage->analysis->words;
	struct content content = {0};
	bool ends_in_talk = true;

	for (size_t i = passage->first; i < passage->end; i++) {
		if (words[i].role == WORD_HYPHENATED
			|| (words[i].role == WORD_PART && i > passage->first))
			continue;
		ends_in_talk = is_talk(&words[i], language);
		if (ends_in_talk && content.count)
			continue;
		if (ends_in_talk || content.count == GLOSSARY_STEMS_MAX)
			return (struct content){0};
		content.words[content.count++] = &words[i];
	}
	return ends_in_talk ? (struct content){0} : content;
}

/* The stems of a passage's content, put together to a key. */
struct key {
	const struct analysis *analysis;
	struct content content;
	enum language language;
	char stems[STEMS_BYTES_MAX];
	struct glossary_translation *found; /* room for what the key has */
};

/*
 * Goes on behind length bytes of stems with the words from at on, of which
 * each may have two stems: stadt and staedt for staedte.
 */
static size_t find_behind(struct key *key, size_t length, size_t at)
{
	size_t count = 0;

	if (at == key->content.count)
		return length
			? glossary_find(key->language, key->stems, length, key->found)
			: 0;
	if (length)
		key->stems[length++] = ' ';
	for (uint32_t i = 0; i < key->content.words[at]->term_count && !count; i++) {
		const char *term = analysis_term(
			key->analysis, key->content.words[at]->first_term + i);
		size_t stem = strlen(term) - 1;

		if (*term != (key->language == LANGUAGE_DE ? 'D' : 'E'))
			continue;
		memcpy(key->stems + length, term + 1, stem);
		count = find_behind(key, length + stem, at + 1);
	}
	return count;
}

static size_t find_offers(const struct passage *passage, enum language language,
	struct glossary_translation *out)
{
	struct key key = {.analysis = passage->analysis,
		.content = content_of(passage, language),
		.language = language,
		.found = out};

	return find_behind(&key, 0, 0);
}

/* How many pages have the passage's first word in its language. */
static bool count_readers(
	const struct transfer *transfer, enum language language, uint32_t *out)
{
	const struct passage *passage = transfer->passage;

	return count_pages(transfer, passage->analysis,
		&passage->analysis->words[passage->first], language, out);
}

/*
 * Whether the passage is meant in the language of the transfer: gift is a
 * present, or what German pages warn of. Only asked where both have the word.
 */
static bool is_meant(const struct transfer *transfer, bool *out)
{
	uint32_t here;
	uint32_t there;

	if (!count_readers(transfer, transfer->from, &here)
		|| !count_readers(transfer, transfer->into, &there))
		return false;
	*out = here >= there * READING_SHARE_MIN;
	return true;
}

static bool add_transfer(const struct transfer *transfer)
{
	SCOPED(offers_release) struct offers offers = {0};
	struct glossary_translation others[GLOSSARY_TRANSLATIONS_MAX];
	bool is_wanted = true;

	offers.count = find_offers(transfer->passage, transfer->from, offers.items);
	if (offers.count && transfer->translator->language == LANGUAGE_UNKNOWN
		&& find_offers(transfer->passage, transfer->into, others)
		&& !is_meant(transfer, &is_wanted))
		return false;
	return !is_wanted || add_offers(transfer, &offers);
}

bool translator_add_word(const struct translator *translator,
	const struct passage *passage, struct query *any, struct query *word,
	struct error *err)
{
	for (int i = LANGUAGE_DE; i < LANGUAGE_COUNT; i++) {
		const struct transfer transfer = {translator, passage, (enum language)i,
			i == LANGUAGE_DE ? LANGUAGE_EN : LANGUAGE_DE, any, word, err};

		if (translator->language != LANGUAGE_UNKNOWN
			&& translator->language != transfer.from)
			continue;
		if (!add_transfer(&transfer))
			return false;
	}
	return true;
}

bool translator_add_term(const struct translator *translator,
	const struct passage *passage, struct query *any, struct error *err)
{
	SCOPED(query_free) struct query *word = query_create(QUERY_WORD);

	if (!translator_add_word(translator, passage, any, word, err))
		return false;
	if (word->term_count)
		query_add_first_child(any, TAKE(word));
	return true;
}
