/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config/terms_also.h"

#include "base/alloc.h"
#include "base/json.h"
#include "base/scope.h"
#include "config/config.h"

#include <stdlib.h>
#include <string.h>

struct terms_also {
	struct wordbook *wordbook;
	struct analyzer *analyzer; /* not ours */
	struct analysis analysis;  /* of the text */
	const char *text;
	enum language language;
};

void terms_also_close(struct terms_also **also)
{
	if (*also) {
		wordbook_close(&(*also)->wordbook);
		analysis_release(&(*also)->analysis);
	}
	free(*also);
	*also = NULL;
}

bool terms_also_open(const struct config *config, struct analyzer *analyzer,
	const char *text, size_t length, enum language language, struct terms_also **out,
	struct error *err)
{
	SCOPED(terms_also_close)
	struct terms_also *also = alloc_zeroed(1, sizeof(*also));

	if (!additions_wordbook(&config->additions, &also->wordbook, err))
		return false;
	if (!also->wordbook)
		return true;
	also->analyzer = analyzer;
	also->text = text;
	also->language = language;
	analyzer_analyze(analyzer, ANALYZER_QUERY, text, length, LANGUAGE_UNKNOWN,
		&also->analysis);
	*out = TAKE(also);
	return true;
}

/* An offer for the words up to a byte. */
struct found {
	struct wordbook_offer offer;
	uint32_t end;
};

struct found_list {
	struct found *items;
	size_t count, room;
};

static void found_list_release(struct found_list *list)
{
	free(list->items);
}

static void add_offers(const struct terms_also *also, const struct passage *passage,
	struct found_list *out)
{
	const struct analyzed_word *words = also->analysis.words;
	const char *typed = also->text + words[passage->first].start;
	size_t length = words[passage->end - 1].end - words[passage->first].start;
	struct wordbook_offer offers[WORDBOOK_OFFERS_MAX];
	size_t count = wordbook_find(also->wordbook, passage, also->language, offers);

	for (size_t i = 0; i < count; i++) {
		if (strlen(offers[i].text) == length
			&& !memcmp(offers[i].text, typed, length))
			continue;
		out->items = alloc_grow(
			out->items, out->count, &out->room, sizeof(*out->items));
		out->items[out->count++] = (struct found){
			offers[i], also->analysis.words[passage->end - 1].end};
	}
}

/* Whether a passage may end before the word: not among a compound's parts. */
static bool is_border(const struct terms_also *also, size_t word)
{
	const struct analysis *analysis = &also->analysis;

	return analysis->words[word - 1].role != WORD_HYPHENATED
		&& (word == analysis->word_count
			|| analysis->words[word].role != WORD_PART);
}

/* The first word of the analysis that begins at the byte; behind it: none. */
static size_t word_at(const struct terms_also *also, uint32_t start)
{
	size_t at = 0;

	while (at < also->analysis.word_count && also->analysis.words[at].start < start)
		at++;
	return at;
}

static void find_all(
	const struct terms_also *also, uint32_t start, struct found_list *out)
{
	enum { SPAN_MAX = 4 * PASSAGE_WORDS_MAX }; /* parts and talk included */
	size_t first = word_at(also, start);
	const struct analysis *analysis = &also->analysis;

	if (first == analysis->word_count || analysis->words[first].start != start)
		return;
	for (size_t end = first + 1;
		end <= analysis->word_count && end - first < SPAN_MAX; end++) {
		const struct passage passage = {analysis, first, end, also->text};

		if (is_border(also, end))
			add_offers(also, &passage, out);
	}
}

static const char *kind_of(const struct wordbook_offer *offer)
{
	if (offer->is_form)
		return "form";
	return offer->kind == WORDBOOK_TRANSLATION ? "translation" : "synonym";
}

static void write_terms(const struct terms_also *also, const struct wordbook_offer *offer,
	struct buf *json)
{
	SCOPED(analysis_release) struct analysis analysis = {0};

	analyzer_analyze(also->analyzer, ANALYZER_QUERY, offer->text, strlen(offer->text),
		LANGUAGE_UNKNOWN, &analysis);
	json_array_begin(json);
	for (size_t i = 0; i < analysis.word_count; i++) {
		const struct analyzed_word *word = &analysis.words[i];

		if (!passage_is_content(word, offer->language))
			continue;
		for (uint32_t t = 0; t < word->term_count; t++) {
			if (passage_has_term(&analysis, word, t, offer->language))
				json_text(json,
					analysis_term(&analysis, word->first_term + t));
		}
	}
	json_array_end(json);
}

void terms_also_write_json(
	const struct terms_also *also, uint32_t start, struct buf *json)
{
	SCOPED(found_list_release) struct found_list found = {0};

	find_all(also, start, &found);
	for (size_t i = 0; i < found.count; i++) {
		const struct wordbook_offer *offer = &found.items[i].offer;

		json_object_begin(json);
		json_key(json, "text");
		json_text(json, offer->text);
		json_key(json, "kind");
		json_text(json, kind_of(offer));
		json_key(json, "language");
		json_text(json, language_code(offer->language));
		json_key(json, "end");
		json_integer(json, found.items[i].end);
		json_key(json, "terms");
		write_terms(also, offer, json);
		json_object_end(json);
	}
}

void terms_also_write_text(const struct terms_also *also, uint32_t start, struct buf *out)
{
	SCOPED(found_list_release) struct found_list found = {0};

	find_all(also, start, &found);
	for (size_t i = 0; i < found.count; i++) {
		const struct wordbook_offer *offer = &found.items[i].offer;

		buf_add_format(out, "%33s  also %s (%s of ",
			language_code(offer->language), offer->text, kind_of(offer));
		buf_add(out, also->text + start, found.items[i].end - start);
		buf_add_string(out, ")\n");
	}
}
