/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "query/wildcard.h"

#include "base/scope.h"
#include "ranking/ranking.h"
#include "words/likeness.h"
#include "words/typed_marks.h"

#include <string.h>

/* A wildcard on its way. */
struct expansion {
	const struct wildcard *wildcard;
	const struct buf *letters;
	struct buf bare;          /* the letters: likeness_bare() */
	struct typed_marks marks; /* of the letters, which are wanted */
	bool refuses;             /* some word differs from them only in marks */
	struct corpus_word_list list;
	struct query *word;
	struct error *err;
};

static void expansion_release(struct expansion *expansion)
{
	buf_release(&expansion->bare);
	typed_marks_release(&expansion->marks);
	corpus_word_list_release(&expansion->list);
}

static bool begins_with(const char *text, const struct buf *start)
{
	return !strncmp(text, buf_string(start), start->length);
}

/* Keeps the words that have the marks that were typed. */
static void keep_marked(struct expansion *expansion)
{
	struct corpus_word_list *list = &expansion->list;
	size_t kept = 0;

	for (size_t i = 0; i < list->count; i++) {
		if (typed_marks_fit(&expansion->marks, list->items[i].folded))
			list->items[kept++] = list->items[i];
	}
	expansion->refuses = kept < list->count;
	list->count = kept;
}

static void find_words(struct expansion *expansion)
{
	const struct buf *letters = expansion->letters;

	likeness_bare(letters->bytes, letters->length, &expansion->bare);
	typed_marks_read(letters, &expansion->marks);
	if (!expansion->wildcard->words)
		return;
	corpus_words_prefix(revision_words_get(expansion->wildcard->words),
		buf_string(&expansion->bare), expansion->bare.length, &expansion->list);
	if (expansion->marks.any)
		keep_marked(expansion);
	corpus_word_list_sort(&expansion->list);
}

/* Whether only words that begin with the letters have the stem. */
static bool tells(const struct expansion *expansion, const char *stem)
{
	SCOPED(buf_release) struct buf bare = {0};

	if (begins_with(stem, expansion->letters))
		return true;
	if (expansion->refuses)
		return false;
	likeness_bare(stem, strlen(stem), &bare);
	return begins_with(buf_string(&bare), &expansion->bare);
}

/* Adds a term that some page has. */
static bool add_term(const struct expansion *expansion, const char *term, double weight)
{
	const struct wildcard *wildcard = expansion->wildcard;
	struct query *word = expansion->word;
	SCOPED(buf_release) struct buf prefixed = {0};
	uint32_t pages;

	if (word->term_count == WILDCARD_TERMS_MAX
		|| query_find_term(word, wildcard->prefix, term))
		return true;
	buf_add_format(&prefixed, "%s%s", wildcard->prefix, term);
	if (!index_reader_frequency(
		    wildcard->reader, prefixed.bytes, &pages, expansion->err))
		return false;
	if (pages)
		query_add_term(word, wildcard->prefix, term,
			analyzer_hash(term, strlen(term)), weight, ORIGIN_PREFIX);
	return true;
}

/* Its stems in both languages, but not its parts. */
static bool add_stems(const struct expansion *expansion, const struct corpus_word *found)
{
	struct analysis *analysis = expansion->wildcard->analysis;
	struct query *word = expansion->word;
	bool is_typed = !strcmp(found->folded, expansion->letters->bytes);

	analysis_clear(analysis);
	analyzer_analyze(expansion->wildcard->analyzer, ANALYZER_QUERY, found->written,
		strlen(found->written), LANGUAGE_UNKNOWN, analysis);
	for (uint32_t i = 0; analysis->word_count && i < analysis->words->term_count;
		i++) {
		uint32_t number = analysis->words->first_term + i;
		const char *term = analysis_term(analysis, number);
		size_t known = word->term_count;

		if (analysis->terms[number].kind == TERM_PART)
			continue;
		if (!add_term(expansion, term, is_typed ? 1 : WEIGHT_PREFIX))
			return false;
		if (word->term_count > known && !tells(expansion, term + 1))
			word->terms[known].reach = TERM_WRITTEN;
	}
	return true;
}

static bool add_words(const struct expansion *expansion)
{
	const struct corpus_word_list *list = &expansion->list;
	bool asks = false;

	for (size_t i = 0;
		i < list->count && expansion->word->term_count < WILDCARD_TERMS_MAX;
		i++) {
		if (!add_stems(expansion, &list->items[i]))
			return false;
	}
	for (size_t i = 0; i < expansion->word->term_count; i++)
		asks = asks || expansion->word->terms[i].reach == TERM_WRITTEN;
	for (size_t i = 0; asks && i < list->count; i++)
		query_add_form(expansion->word,
			analyzer_hash(
				list->items[i].folded, strlen(list->items[i].folded)));
	return true;
}

/* Terms of the index as they are: words with digits, and CityRegio as one word. */
static bool add_terms(const struct expansion *expansion, const char *family)
{
	const struct wildcard *wildcard = expansion->wildcard;
	SCOPED(buf_release) struct buf begin = {0};
	SCOPED(buf_release) struct buf terms = {0};
	const char *term;
	size_t count = 0;

	buf_add_format(&begin, "%s%s%s", wildcard->prefix, family,
		buf_string(expansion->letters));
	if (!index_reader_terms(wildcard->reader, buf_string(&begin), WILDCARD_TERMS_MAX,
		    &terms, &count, expansion->err))
		return false;
	term = buf_string(&terms);
	for (size_t i = 0; i < count; i++) {
		const char *bare = term + strlen(wildcard->prefix);
		bool is_typed = !strcmp(bare + strlen(family), expansion->letters->bytes);

		if (!add_term(expansion, bare, is_typed ? 1 : WEIGHT_PREFIX))
			return false;
		term += strlen(term) + 1;
	}
	return true;
}

bool wildcard_expand(const struct wildcard *wildcard, const struct buf *letters,
	struct query *word, struct error *err)
{
	SCOPED(expansion_release)
	struct expansion expansion = {
		.wildcard = wildcard, .letters = letters, .word = word, .err = err};

	if (!letters->length)
		return true;
	word->field = wildcard->field;
	find_words(&expansion);
	return add_words(&expansion) && add_terms(&expansion, "")
		&& add_terms(&expansion, "D") && add_terms(&expansion, "E");
}
