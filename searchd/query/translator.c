/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "query/translator.h"

#include "base/scope.h"
#include "query/paraphrase.h"
#include "ranking/ranking.h"
#include "text/glossary.h"
#include "text/unicode.h"

#include <string.h>

enum { TAKEN_MAX = 5 }; /* translations of a passage by the glossary */

/* What the maintainer says of a passage. */
struct own_offers {
	struct wordbook_offer items[WORDBOOK_OFFERS_MAX];
	size_t count;
};

/* A passage on its way into other words. */
struct transfer {
	const struct translator *translator;
	const struct passage *passage;
	enum language from, into;
	struct query *any;  /* NULL: single words only */
	struct query *word; /* takes single words */
	struct error *err;
	const struct own_offers *own; /* are in the query already */
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

static struct paraphrase paraphrase_of(const struct transfer *transfer,
	enum language language, enum term_origin origin, double weight)
{
	return (struct paraphrase){transfer->translator->reader, language, origin, weight,
		transfer->any, transfer->word, transfer->err};
}

/* How many pages have the word's term that most pages have. */
static bool count_pages(const struct transfer *transfer, const struct analysis *analysis,
	const struct analyzed_word *word, enum language language, uint32_t *out)
{
	*out = 0;
	for (uint32_t i = 0; i < word->term_count; i++) {
		const char *text = analysis_term(analysis, word->first_term + i);
		uint32_t pages;

		if (!passage_is_term_of(text, language))
			continue;
		if (!index_reader_frequency(
			    transfer->translator->reader, text, &pages, transfer->err))
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

		if (!passage_is_content(&analysis->words[i], transfer->into))
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

static void note(const struct transfer *transfer, struct translations *list,
	const char *text, size_t length)
{
	const struct passage *passage = transfer->passage;
	const struct analyzed_word *words = passage->analysis->words;
	uint32_t start = words[passage->first].start;
	uint32_t end = start;

	for (size_t i = passage->first; i < passage->end; i++)
		end = words[i].end > end ? words[i].end : end;
	translations_add(list, passage->text + start, end - start, text, length);
}

/* Whether the maintainer says the same. */
static bool is_own(
	const struct transfer *transfer, const struct glossary_translation *offer)
{
	SCOPED(buf_release) struct buf folded = {0};

	for (size_t i = 0; i < transfer->own->count; i++) {
		const char *text = transfer->own->items[i].text;

		buf_clear(&folded);
		unicode_fold(text, strlen(text), &folded);
		if (folded.length == offer->length
			&& !memcmp(folded.bytes, offer->text, offer->length))
			return true;
	}
	return false;
}

static bool add_offers(const struct transfer *transfer, struct offers *offers)
{
	const struct paraphrase paraphrase = paraphrase_of(
		transfer, transfer->into, ORIGIN_TRANSLATION, WEIGHT_TRANSLATION);
	size_t taken = 0;

	if (!judge_offers(transfer, offers))
		return false;
	for (size_t i = 0; i < offers->count && taken < TAKEN_MAX; i++) {
		bool known = false;

		if (offers->scores[i] <= 0
			|| offers->scores[i] < offers->best * SENSE_SHARE_MIN
			|| is_own(transfer, &offers->items[i]))
			continue;
		if (!paraphrase_add(&paraphrase, &offers->analyses[i], &known))
			return false;
		if (known)
			note(transfer, transfer->translator->found, offers->items[i].text,
				offers->items[i].length);
		taken += known;
	}
	return true;
}

/* The first key that the glossary has. */
static size_t find_offers(const struct passage *passage, enum language language,
	struct glossary_translation *out)
{
	struct passage_keys keys;
	size_t count = 0;

	passage_keys_begin(&keys, passage, language);
	while (!count && passage_keys_next(&keys))
		count = glossary_find(language, keys.bytes, keys.length, out);
	return count;
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

/* The list that an offer of the wordbook belongs to; NULL: it is not wanted. */
static struct translations *list_of(
	const struct translator *translator, const struct wordbook_offer *offer)
{
	return offer->kind == WORDBOOK_TRANSLATION ? translator->found
						   : translator->synonyms;
}

static bool add_own_offer(
	const struct transfer *transfer, const struct wordbook_offer *offer)
{
	static const struct {
		enum term_origin origin;
		double weight;
	} kinds[] = {[WORDBOOK_SYNONYM] = {ORIGIN_SYNONYM, WEIGHT_OWN_SYNONYM},
		[WORDBOOK_TRANSLATION] = {ORIGIN_TRANSLATION, WEIGHT_TRANSLATION},
		[WORDBOOK_FORM] = {ORIGIN_FORM, WEIGHT_FORM}};
	const struct paraphrase paraphrase = paraphrase_of(transfer, offer->language,
		kinds[offer->kind].origin, kinds[offer->kind].weight);
	struct translations *list = list_of(transfer->translator, offer);
	SCOPED(analysis_release) struct analysis analysis = {0};
	size_t length = strlen(offer->text);
	bool known;

	if (!list)
		return true;
	analyzer_analyze(transfer->translator->analyzer, ANALYZER_QUERY, offer->text,
		length, LANGUAGE_UNKNOWN, &analysis);
	if (!paraphrase_add(&paraphrase, &analysis, &known))
		return false;
	if (known && !offer->is_form)
		note(transfer, list, offer->text, length);
	return true;
}

static bool add_own(const struct transfer *transfer, struct own_offers *own)
{
	const struct translator *translator = transfer->translator;

	if (!translator->wordbook)
		return true;
	own->count = wordbook_find(translator->wordbook, transfer->passage,
		translator->language, own->items);
	for (size_t i = 0; i < own->count; i++) {
		if (!add_own_offer(transfer, &own->items[i]))
			return false;
	}
	return true;
}

bool translator_add_own(const struct translator *translator,
	const struct passage *passage, struct query *word, struct error *err)
{
	const struct transfer transfer = {
		.translator = translator, .passage = passage, .word = word, .err = err};
	struct own_offers own = {.count = 0};

	return add_own(&transfer, &own);
}

bool translator_add_word(const struct translator *translator,
	const struct passage *passage, struct query *any, struct query *word,
	struct error *err)
{
	struct own_offers own = {.count = 0};
	struct transfer transfer = {.translator = translator,
		.passage = passage,
		.any = any,
		.word = word,
		.err = err,
		.own = &own};

	if (!add_own(&transfer, &own))
		return false;
	for (int i = LANGUAGE_DE; translator->found && i < LANGUAGE_COUNT; i++) {
		transfer.from = (enum language)i;
		transfer.into = i == LANGUAGE_DE ? LANGUAGE_EN : LANGUAGE_DE;
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
