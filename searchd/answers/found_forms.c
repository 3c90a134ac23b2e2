/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "answers/found_forms.h"

#include "answers/searcher.h"
#include "base/alloc.h"
#include "base/scope.h"
#include "index/record.h"

#include <string.h>
#include <strings.h>

void found_forms_want(const struct query *query, struct wanted_terms *out)
{
	size_t children = query->kind == QUERY_NOT ? 1 : query->child_count;

	for (size_t i = 0; i < query->term_count; i++)
		wanted_terms_add(out, query->terms[i].hash);
	for (size_t i = 0; i < children; i++)
		found_forms_want(query->children[i], out);
}

static bool may_be_wanted(const struct wanted_terms *wanted,
	const struct analysis *analysis, const struct analyzed_word *word)
{
	for (uint32_t i = 0; i < word->term_count; i++) {
		if (wanted_terms_may_have(
			    wanted, analysis->terms[word->first_term + i].hash))
			return true;
	}
	return false;
}

/* Whether the page's word, of which the query has the term, is what the query asks for. */
static bool is_meant(const struct query *query, const struct query_term *term,
	const struct analysis *analysis, const struct analyzed_word *word)
{
	return term->reach != TERM_WRITTEN
		|| query_has_form(query,
			analyzer_hash(analysis_form(analysis, word), word->form_length));
}

/* Whether the page's word has a term of the explained one. */
static bool is_found_by(const struct explained_word *explained,
	const struct analysis *analysis, const struct analyzed_word *word)
{
	const struct query *query = explained->seen.word;

	for (size_t t = 0; t < query->term_count; t++) {
		for (uint32_t i = 0; i < word->term_count && explained->counts[t] > 0;
			i++) {
			if (analysis->terms[word->first_term + i].hash
				== query->terms[t].hash)
				return is_meant(query, &query->terms[t], analysis, word);
		}
	}
	return false;
}

static void add_form(struct explained_word *explained, const char *form, size_t length)
{
	for (size_t i = 0; i < explained->form_count; i++) {
		if (!strncasecmp(explained->forms[i], form, length)
			&& !explained->forms[i][length])
			return;
	}
	if (explained->form_count < EXPLANATION_FORMS_MAX)
		explained->forms[explained->form_count++] = alloc_copy(form, length);
}

static void add_forms(struct explanation *explanation, const struct wanted_terms *wanted,
	const struct analysis *analysis, const char *text)
{
	for (size_t i = 0; i < analysis->word_count; i++) {
		const struct analyzed_word *word = &analysis->words[i];

		if (!may_be_wanted(wanted, analysis, word))
			continue;
		for (size_t e = 0; e < explanation->count; e++) {
			if (is_found_by(&explanation->words[e], analysis, word))
				add_form(&explanation->words[e], text + word->start,
					word->end - word->start);
		}
	}
}

static enum language language_of(const char *record, size_t size)
{
	struct record_part code = record_find(record, size, RECORD_LANGUAGE);
	const char *english = language_code(LANGUAGE_EN);

	if (code.length == strlen(english) && !memcmp(code.bytes, english, code.length))
		return LANGUAGE_EN;
	return LANGUAGE_DE;
}

void found_forms_add(struct explanation *explanation, struct analyzer *analyzer,
	struct analysis *analysis, const struct stored_page *page,
	const struct wanted_terms *wanted)
{
	struct record_part title =
		record_find(page->record, page->record_size, RECORD_TITLE);
	struct wanted_words walk;

	analysis_clear(analysis);
	analyzer_analyze(analyzer, ANALYZER_PAGE, title.bytes, title.length,
		language_of(page->record, page->record_size), analysis);
	add_forms(explanation, wanted, analysis, title.bytes);
	wanted_words_begin(&walk, analyzer, analysis, page, wanted, WANTED_ONCE);
	while (wanted_words_next_block(&walk))
		add_forms(explanation, wanted, analysis, walk.text.bytes + walk.start);
	wanted_words_end(&walk);
}

void found_forms_add_all(const struct workplace *place, const struct query *query,
	const struct hit *hits, struct explanation *explanations, size_t count)
{
	SCOPED(wanted_terms_release) struct wanted_terms wanted = {0};

	found_forms_want(query, &wanted);
	wanted_terms_look_up(&wanted, place->snapshot->numbers);
	for (size_t i = 0; i < count; i++) {
		const struct stored_page page =
			hit_page(place, explanations[i].document, &hits[i]);

		found_forms_add(&explanations[i], place->searcher->analyzer,
			&place->searcher->analysis, &page, &wanted);
	}
}
