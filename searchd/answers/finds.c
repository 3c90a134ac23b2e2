/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "answers/finds.h"

#include "base/scope.h"
#include "index/record.h"

#include <string.h>

/* Whether it is that very term: words that differ may have one hash. */
static bool is_term(const struct query_term *term, const char *bytes, size_t length)
{
	size_t all = strlen(term->term); /* with the prefix of its field */

	return all >= length && !memcmp(term->term + all - length, bytes, length);
}

/* The place of a form's term in the lists; count: it is none of the query's. */
static size_t place_of(const struct snippet_terms *terms, const struct analysis *analysis,
	size_t term, uint32_t form)
{
	const struct analyzed_term *analyzed = &analysis->terms[term];

	if (!wanted_terms_may_have(&terms->wanted, analyzed->hash))
		return terms->count;
	for (size_t i = 0; i < terms->count; i++) {
		const struct query *written = terms->written[i];

		if (terms->terms[i]->hash == analyzed->hash
			&& is_term(terms->terms[i], analysis_term(analysis, term),
				analyzed->length)
			&& (!written || query_has_form(written, form)))
			return i;
	}
	return terms->count;
}

/* A form as typed is worth most of all. */
static unsigned worth_of(const struct snippet_terms *terms, size_t place, uint32_t form)
{
	return terms->forms[terms->words[place]] == form ? 2 * SNIPPET_WORTH_MAX
							 : terms->worth[place];
}

static void add_find(const struct analysis *analysis, const struct analyzed_word *word,
	size_t base, const struct snippet_terms *terms, struct finds *finds)
{
	uint32_t form = analyzer_hash(analysis_form(analysis, word), word->form_length);
	size_t place = terms->count;

	for (uint32_t t = 0; t < word->term_count && place == terms->count; t++)
		place = place_of(terms, analysis, word->first_term + t, form);
	if (place < terms->count)
		finds->items[finds->count++] = (struct find){
			{base + word->start, base + word->end}, terms->words[place],
			worth_of(terms, place, form), word->stop != 0};
}

static void add_finds(const struct analysis *analysis, size_t base,
	const struct snippet_terms *terms, struct finds *finds)
{
	for (size_t i = 0; i < analysis->word_count && finds->count < FINDS_MAX; i++)
		add_find(analysis, &analysis->words[i], base, terms, finds);
}

static bool touches(const struct find *first, const struct find *second)
{
	return second->place.start <= first->place.end + 1;
}

static bool is_all_talk(const struct finds *finds)
{
	for (size_t i = 0; i < finds->count; i++) {
		if (!finds->items[i].is_talk)
			return false;
	}
	return true;
}

/* Small words are of interest only beside others of a phrase. */
static void drop_lonely_talk(struct finds *finds)
{
	size_t kept = 0;

	if (is_all_talk(finds))
		return;
	for (size_t i = 0; i < finds->count; i++) {
		const struct find *find = &finds->items[i];

		if (find->is_talk && !(kept && touches(&finds->items[kept - 1], find))
			&& !(i + 1 < finds->count && touches(find, find + 1)))
			continue;
		finds->items[kept++] = *find;
	}
	finds->count = kept;
}

void finds_in_text(struct analyzer *analyzer, struct analysis *analysis,
	const struct stored_page *page, const struct snippet_terms *terms,
	struct finds *out)
{
	struct wanted_words walk;

	out->count = 0;
	if (!terms->count)
		return;
	wanted_words_begin(
		&walk, analyzer, analysis, page, &terms->wanted, WANTED_EVERYWHERE);
	while (out->count < FINDS_MAX && wanted_words_next_block(&walk))
		add_finds(analysis, walk.start, terms, out);
	wanted_words_end(&walk);
	drop_lonely_talk(out);
}

void finds_in_title(struct analyzer *analyzer, struct analysis *analysis,
	const struct stored_page *page, const struct snippet_terms *terms,
	struct finds *out)
{
	struct record_part title =
		record_find(page->record, page->record_size, RECORD_TITLE);
	struct record_part code =
		record_find(page->record, page->record_size, RECORD_LANGUAGE);
	SCOPED(buf_release) struct buf written = {0};
	enum language language;

	out->count = 0;
	buf_add(&written, code.bytes, code.length);
	language = language_of_code(buf_string(&written));
	if (language == LANGUAGE_UNKNOWN)
		language = language_of_text(title.bytes, title.length, language);
	analysis_clear(analysis);
	analyzer_analyze(
		analyzer, ANALYZER_PAGE, title.bytes, title.length, language, analysis);
	add_finds(analysis, 0, terms, out);
	drop_lonely_talk(out);
}
