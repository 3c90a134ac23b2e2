/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "query/query_words.h"

#include "base/scope.h"
#include "ranking/ranking.h"
#include "text/kindred.h"

#include <string.h>

enum { TERM_UNITS_MAX = 6 }; /* words of a term that is translated as one */

const char *query_words_prefix(enum field field)
{
	return fields[field < FIELD_COUNT && fields[field].prefix ? field : FIELD_BODY]
		.prefix;
}

/* A word is empty talk if it is in the language that the query seems to be in. */
static bool is_stop(const struct query_words *words, const struct analyzed_word *word)
{
	if (words->language == LANGUAGE_UNKNOWN)
		return word->stop != 0;
	return word->stop & (1U << words->language);
}

static double weight_of(enum term_kind kind)
{
	if (kind == TERM_VARIANT)
		return WEIGHT_VARIANT;
	return kind == TERM_PART ? WEIGHT_PART : 1;
}

static enum term_origin origin_of(enum term_kind kind)
{
	static const enum term_origin origins[] = {[TERM_STEM] = ORIGIN_STEM,
		[TERM_VARIANT] = ORIGIN_VARIANT,
		[TERM_WHOLE] = ORIGIN_WHOLE,
		[TERM_PART] = ORIGIN_PART};

	return origins[kind];
}

static enum language language_of_term(const char *term)
{
	if (*term == 'D')
		return LANGUAGE_DE;
	return *term == 'E' ? LANGUAGE_EN : LANGUAGE_UNKNOWN;
}

static void add_kin(
	const char *family, const struct kin *kin, double share, struct query *query)
{
	static const double weights[] = {[KINSHIP_FORM] = WEIGHT_FORM,
		[KINSHIP_DERIVED] = WEIGHT_DERIVED,
		[KINSHIP_SYNONYM] = WEIGHT_SYNONYM};
	static const enum term_origin origins[] = {[KINSHIP_FORM] = ORIGIN_FORM,
		[KINSHIP_DERIVED] = ORIGIN_DERIVED,
		[KINSHIP_SYNONYM] = ORIGIN_SYNONYM};
	SCOPED(buf_release) struct buf term = {0};

	buf_add_string(&term, family);
	buf_add(&term, kin->stem, kin->length);
	if (query_find_term(query, "", term.bytes))
		return;
	query_add_term(query, "", term.bytes, analyzer_hash(term.bytes, term.length),
		weights[kin->kinship] * share, origins[kin->kinship]);
	if (kin->kinship != KINSHIP_FORM)
		query->terms[query->term_count - 1].reach = TERM_RANKS;
}

/* Other words for a word of the text: its forms, its derivations, synonyms. */
static void add_kindred(const struct query_words *words, const struct analysis *analysis,
	const struct analyzed_word *word, struct query *query)
{
	struct kin kindred[KINDRED_MAX];

	for (uint32_t i = 0; i < word->term_count; i++) {
		const char *term = analysis_term(analysis, word->first_term + i);
		enum language language = language_of_term(term);
		size_t count = 0;

		if (language != LANGUAGE_UNKNOWN
			&& (language == words->language
				|| words->language == LANGUAGE_UNKNOWN))
			count = kindred_find(
				language, term + 1, strlen(term + 1), kindred);
		for (size_t k = 0; k < count; k++) {
			if (language == LANGUAGE_EN && kindred[k].kinship != KINSHIP_FORM)
				continue; /* its stemmer brings the derived together */
			add_kin(language == LANGUAGE_DE ? "D" : "E", &kindred[k], 1,
				query);
			if (language == LANGUAGE_DE
				&& kindred[k].kinship != KINSHIP_SYNONYM)
				add_kin("P", &kindred[k], WEIGHT_PART, query);
		}
	}
}

/* What was typed of the words from first to end. */
static struct typed_bytes typed_bytes(const struct query_words *words,
	const struct analysis *analysis, size_t first, size_t end)
{
	size_t last = 0;

	for (size_t i = first; i < end; i++)
		last = analysis->words[i].end > last ? analysis->words[i].end : last;
	return (struct typed_bytes){
		words->offset + analysis->words[first].start, words->offset + last};
}

/* Whether a word is also looked for as a part of compounds. */
enum reach { REACH_PARTS, REACH_WORDS };

static struct query *word_query(struct query_words *words,
	const struct analysis *analysis, size_t at, enum field field, enum reach reach)
{
	const struct analyzed_word *word = &analysis->words[at];
	struct query *query = query_create(QUERY_WORD);

	query->typed = typed_bytes(words, analysis, at, at + 1);
	if (word->role != WORD_PART)
		query->form =
			analyzer_hash(analysis_form(analysis, word), word->form_length);
	for (uint32_t i = 0; i < word->term_count; i++) {
		const struct analyzed_term *term = &analysis->terms[word->first_term + i];

		if (term->kind != TERM_PART || reach == REACH_PARTS)
			query_add_term(query, query_words_prefix(field),
				analysis_term(analysis, word->first_term + i), term->hash,
				weight_of((enum term_kind)term->kind),
				origin_of((enum term_kind)term->kind));
	}
	if (is_stop(words, word))
		query->need = QUERY_OPTIONAL;
	else
		words->content +=
			word->role != WORD_HYPHENATED && word->role != WORD_PART;
	return query;
}

/* Words of the text are translated, those of a title are looked up as they are. */
static bool translates(const struct query_words *words, enum field field)
{
	return words->translator && !words->failed && field != FIELD_TITLE;
}

/* A word by itself: it, or what it is called in the other language. */
static struct query *translated_query(struct query_words *words,
	const struct analysis *analysis, size_t at, size_t end, enum field field)
{
	const struct passage passage = {analysis, at, end, words->text};
	struct query *query = word_query(words, analysis, at, field, REACH_PARTS);
	struct query *any = query_create(QUERY_OR);

	any->need = query->need;
	if (field != FIELD_TITLE && query->need == QUERY_REQUIRED)
		add_kindred(words, analysis, &analysis->words[at], query);
	if (translates(words, field) && query->need == QUERY_REQUIRED)
		words->failed = !translator_add_word(
			words->translator, &passage, any, query, words->err);
	query_stand_for(any, query->typed);
	query_add_first_child(any, query);
	return query_unwrap(any);
}

/* Whether one more word may be taken; if not, notes where the rest begins. */
static bool has_room(
	struct query_words *words, const struct analysis *analysis, size_t at)
{
	if (words->count < QUERY_WORDS_MAX)
		return true;
	if (words->cut == SIZE_MAX)
		words->cut = words->offset + analysis->words[at].start;
	return false;
}

/* Of the words from first to end, those of a phrase; talk counts here too. */
static struct query *neighbours_query(struct query_words *words,
	const struct analysis *analysis, size_t first, size_t end, enum field field)
{
	struct query *query = query_create(QUERY_PHRASE);

	for (size_t i = first; i < end && has_room(words, analysis, i); i++) {
		enum word_role role = (enum word_role)analysis->words[i].role;
		struct query *child;

		if (role == WORD_HYPHENATED || role == WORD_PART)
			continue;
		words->count++;
		child = word_query(words, analysis, i, field, REACH_WORDS);
		child->need = QUERY_REQUIRED;
		query_add_child(query, child);
	}
	return query;
}

/* First word behind the parts of the one at i, which shares their bytes. */
static size_t behind_parts(const struct analysis *analysis, size_t i)
{
	uint32_t end = analysis->words[i].end;

	do
		i++;
	while (i < analysis->word_count && analysis->words[i].start < end);
	return i;
}

/*
 * Kita-Plätze: its parts close together, each or what the maintainer says it is
 * also called; NULL: nothing is said of any.
 */
static struct query *reworded_parts(struct query_words *words,
	const struct analysis *analysis, size_t first, size_t end, enum field field)
{
	SCOPED(query_free) struct query *near = query_create(QUERY_NEAR);
	size_t content = words->content; /* counted with the word itself */
	bool is_reworded = false;

	near->weight = WEIGHT_PARTS_NEAR;
	for (size_t i = first; i < end && translates(words, field); i++) {
		const struct passage passage = {analysis, i, i + 1, words->text};
		struct query *part;
		size_t terms;

		if (analysis->words[i].role == WORD_PART)
			continue;
		part = word_query(words, analysis, i, field, REACH_PARTS);
		query_add_child(near, part);
		part->form = 0; /* who typed it typed the whole */
		terms = part->term_count;
		words->failed = !translator_add_own(
			words->translator, &passage, part, words->err);
		is_reworded |= part->term_count > terms;
	}
	words->content = content;
	return is_reworded ? TAKE(near) : NULL;
}

/* City-Regio: the word without its hyphen, or its parts side by side. */
static struct query *hyphenated_query(struct query_words *words,
	const struct analysis *analysis, size_t whole, size_t end, enum field field)
{
	struct query *query = query_create(QUERY_OR);
	struct query *near = NULL;

	query_add_child(query, word_query(words, analysis, whole, field, REACH_WORDS));
	query_add_child(query, neighbours_query(words, analysis, whole + 1, end, field));
	if (words->translator && words->translator->wordbook)
		near = reworded_parts(words, analysis, whole + 1, end, field);
	if (near)
		query_add_child(query, near);
	return query;
}

/* Wirtschaftsförderung: the word, or its parts close together. */
static struct query *compound_query(struct query_words *words,
	const struct analysis *analysis, size_t whole, size_t end, enum field field)
{
	struct query *query = query_create(QUERY_OR);
	struct query *near = query_create(QUERY_NEAR);

	near->weight = WEIGHT_PARTS_NEAR;
	for (size_t i = whole + 1; i < end; i++) {
		struct query *part = word_query(words, analysis, i, field, REACH_PARTS);

		const struct passage passage = {analysis, i, i + 1, words->text};

		if (translates(words, field))
			words->failed = !translator_add_word(
				words->translator, &passage, NULL, part, words->err);
		query_add_child(near, part);
	}
	query_add_child(query, translated_query(words, analysis, whole, end, field));
	query_add_child(query, near);
	return query;
}

/* The query of the word at *at, which moves behind it and its parts. */
static struct query *next_query(struct query_words *words,
	const struct analysis *analysis, size_t *at, enum field field)
{
	size_t whole = *at;

	words->count++;
	switch (analysis->words[whole].role) {
	case WORD_HYPHENATED:
		*at = behind_parts(analysis, whole);
		return hyphenated_query(words, analysis, whole, *at, field);
	case WORD_COMPOUND:
		*at = behind_parts(analysis, whole);
		return compound_query(words, analysis, whole, *at, field);
	default:
		*at = whole + 1;
		return translated_query(words, analysis, whole, *at, field);
	}
}

/* Behind the word at at and its parts. */
static size_t behind_unit(const struct analysis *analysis, size_t at)
{
	enum word_role role = (enum word_role)analysis->words[at].role;

	return role == WORD_SINGLE ? at + 1 : behind_parts(analysis, at);
}

/* The words from *at to end, all of them, or a translation of the whole. */
static struct query *term_query(struct query_words *words,
	const struct analysis *analysis, size_t *at, size_t end, enum field field,
	struct query *translations)
{
	struct query *all = query_create(QUERY_AND);
	while (*at < end)
		query_add_child(all, next_query(words, analysis, at, field));
	query_add_first_child(translations, query_unwrap(all));
	return translations;
}

/*
 * What the longest run of words at at is called in the other language, and
 * where it ends; NULL: no run is a term of its own.
 */
static struct query *find_term(struct query_words *words, const struct analysis *analysis,
	size_t at, size_t *end)
{
	size_t ends[TERM_UNITS_MAX];
	size_t count = 0;

	for (size_t i = at; i < analysis->word_count && count < TERM_UNITS_MAX; count++) {
		i = behind_unit(analysis, i);
		ends[count] = i;
	}
	while (count-- && !words->failed) {
		const struct passage passage = {analysis, at, ends[count], words->text};
		SCOPED(query_free) struct query *found = query_create(QUERY_OR);

		*end = ends[count];
		if (count || analysis->words[at].role == WORD_HYPHENATED)
			words->failed = !translator_add_term(
				words->translator, &passage, found, words->err);
		if (!found->child_count)
			continue;
		query_stand_for(found, typed_bytes(words, analysis, at, *end));
		return TAKE(found);
	}
	return NULL;
}

/* The query of the term or the word at *at, which moves behind it. */
static struct query *next_term_query(struct query_words *words,
	const struct analysis *analysis, size_t *at, enum field field)
{
	struct query *found = NULL;
	size_t end = 0;

	if (translates(words, field))
		found = find_term(words, analysis, *at, &end);
	if (found)
		return term_query(words, analysis, at, end, field, found);
	return next_query(words, analysis, at, field);
}

static bool is_talk_only(const struct query *query)
{
	for (size_t i = 0; i < query->child_count; i++) {
		if (query->children[i]->need == QUERY_REQUIRED)
			return false;
	}
	return true;
}

/* If every word is empty talk, then the talk is what is wanted. */
static void require_something(struct query *query)
{
	if (!is_talk_only(query))
		return;
	for (size_t i = 0; i < query->child_count; i++)
		query->children[i]->need = QUERY_REQUIRED;
}

struct query *query_unwrap(struct query *query)
{
	struct query *only;

	if (query->child_count == 0) {
		query_free(&query);
		return NULL;
	}
	if (query->kind == QUERY_AND)
		require_something(query);
	if (query->child_count > 1)
		return query;
	only = query->children[0];
	query->child_count = 0;
	query_free(&query);
	return only;
}

struct query *query_words_all(
	struct query_words *words, const struct analysis *analysis, enum field field)
{
	struct query *query = query_create(QUERY_AND);
	size_t at = 0;
	bool is_talk;

	while (at < analysis->word_count && has_room(words, analysis, at)) {
		size_t first = at;
		struct query *next = next_term_query(words, analysis, &at, field);

		next->typed = typed_bytes(words, analysis, first, at);
		next->field = field == FIELD_TITLE ? field : next->field;
		query_add_child(query, next);
	}
	/* other words beside these may say more */
	is_talk = is_talk_only(query);
	query = query_unwrap(query);
	if (query && is_talk)
		query->need = QUERY_OPTIONAL;
	return query;
}

struct query *query_words_blank(
	struct query_words *words, const struct analysis *analysis)
{
	struct query *query = query_create(QUERY_WORD);

	words->count++;
	words->content++;
	query->form = analyzer_hash(
		analysis_form(analysis, analysis->words), analysis->words->form_length);
	query->typed = typed_bytes(words, analysis, 0, analysis->word_count);
	return query;
}

/* A word by itself, with the single words it is also called. */
static struct query *near_word(struct query_words *words, const struct analysis *analysis)
{
	const struct passage passage = {analysis, 0, analysis->word_count, words->text};
	struct query *word = word_query(words, analysis, 0, FIELD_BODY, REACH_PARTS);

	words->count++;
	if (word->need == QUERY_REQUIRED && translates(words, FIELD_BODY))
		words->failed = !translator_add_word(
			words->translator, &passage, NULL, word, words->err);
	word->need = QUERY_REQUIRED;
	return word;
}

struct query *query_words_phrase(
	struct query_words *words, const struct analysis *analysis, enum field field)
{
	return neighbours_query(words, analysis, 0, analysis->word_count, field);
}

struct query *query_words_near(struct query_words *words, const struct analysis *analysis)
{
	size_t count = analysis->word_count;
	struct query *query;
	bool is_unit;

	if (!count || !has_room(words, analysis, 0))
		return NULL;
	is_unit = behind_unit(analysis, 0) == count;
	if (is_unit && analysis->words[0].role != WORD_HYPHENATED)
		query = near_word(words, analysis);
	else
		query = query_unwrap(query_words_phrase(words, analysis, FIELD_BODY));
	if (is_unit && query)
		query->typed = typed_bytes(words, analysis, 0, count);
	return query;
}
