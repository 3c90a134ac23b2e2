/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "answers/found_forms.h"

#include "base/alloc.h"
#include "index/record.h"

#include <string.h>
#include <strings.h>

enum {
	TEXT_LOOKED_AT_MAX = 64 * 1024, /* bytes from the start of the text */
	PRESENT_BITS = 1024,
};

/* Bits of the hashes of all terms that are to be found: most words of a page have none. */
struct present {
	uint64_t bits[PRESENT_BITS / 64];
};

static struct present present_of(const struct explanation *explanation)
{
	struct present present = {{0}};

	for (size_t e = 0; e < explanation->count; e++) {
		const struct explained_word *explained = &explanation->words[e];
		const struct query *query = explained->seen.word;

		for (size_t t = 0; t < query->term_count; t++) {
			uint32_t bit = query->terms[t].hash % PRESENT_BITS;

			if (explained->counts[t] > 0)
				present.bits[bit / 64] |= 1ULL << bit % 64;
		}
	}
	return present;
}

static bool may_be_present(const struct present *present, const struct analysis *analysis,
	const struct analyzed_word *word)
{
	for (uint32_t i = 0; i < word->term_count; i++) {
		uint32_t bit = analysis->terms[word->first_term + i].hash % PRESENT_BITS;

		if (present->bits[bit / 64] >> bit % 64 & 1)
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

static void add_all(struct explanation *explanation, const struct present *present,
	const struct analysis *analysis, const char *text)
{
	for (size_t i = 0; i < analysis->word_count; i++) {
		const struct analyzed_word *word = &analysis->words[i];

		if (!may_be_present(present, analysis, word))
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
	struct analysis *analysis, const char *record, size_t size)
{
	struct record_part title = record_find(record, size, RECORD_TITLE);
	struct record_part text = record_find(record, size, RECORD_TEXT);
	struct record_part blocks = record_find(record, size, RECORD_BLOCKS);
	const char *heading = title.bytes ? title.bytes : "";
	const struct present present = present_of(explanation);
	struct record_block block;
	size_t start = 0;
	size_t at = 0;

	analysis_clear(analysis);
	analyzer_analyze(analyzer, ANALYZER_PAGE, heading, title.length,
		language_of(record, size), analysis);
	add_all(explanation, &present, analysis, heading);
	while (record_next_block(&blocks, &at, &block)) {
		if (block.end > text.length || block.end < start
			|| start > TEXT_LOOKED_AT_MAX)
			break;
		analysis_clear(analysis);
		analyzer_analyze(analyzer, ANALYZER_PAGE, text.bytes + start,
			block.end - start, (enum language)block.language, analysis);
		add_all(explanation, &present, analysis, text.bytes + start);
		start = block.end;
	}
}
