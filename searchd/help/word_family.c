/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "help/word_family.h"

#include "base/alloc.h"
#include "base/scope.h"
#include "help/namesakes.h"
#include "help/typed_words.h"
#include "text/analyzer.h"
#include "text/compounds.h"
#include "text/glossary.h"
#include "text/spelling.h"
#include "text/unicode.h"
#include "text/words.h"
#include "words/likeness.h"

#include <stdlib.h>
#include <string.h>

enum {
	BEGINNINGS = 3, /* ways to write one: as typed, with umlauts, with ae, oe, ue */
	STEM_LETTERS_MIN = 3,        /* of what is looked for inside other words */
	NESTED_MAX = 2,              /* compounds in compounds */
	SAME_LETTERS = 2,            /* at least, at the beginning of English kin */
	CANDIDATES_MAX = 5000,       /* the most frequent ones are looked at */
	CANDIDATES_ENOUGH_MAX = 500, /* if a few members are enough */
};

/* The word whose family is looked for, and the scratch of looking. */
struct ancestor {
	struct analyzer *analyzer;
	struct analysis terms; /* of the query's side */
	struct analysis parts; /* of the page's side: parts of a compound */
	struct analysis candidate;
	struct buf bare;
	struct buf beginnings[BEGINNINGS]; /* one of which its relatives have; or empty */
	struct namesakes namesakes;
};

static void ancestor_release(struct ancestor *ancestor)
{
	analysis_release(&ancestor->terms);
	analysis_release(&ancestor->parts);
	analysis_release(&ancestor->candidate);
	buf_release(&ancestor->bare);
	for (size_t i = 0; i < BEGINNINGS; i++)
		buf_release(&ancestor->beginnings[i]);
	namesakes_release(&ancestor->namesakes);
}

void word_family_release(struct word_family *family)
{
	for (size_t i = 0; i < family->count; i++)
		buf_release(&family->items[i].written);
	free(family->items);
	buf_release(&family->word);
	*family = (struct word_family){0};
}

static bool same_term(
	const struct analysis *a, size_t i, const struct analysis *b, size_t j)
{
	return a->terms[i].hash == b->terms[j].hash
		&& a->terms[i].length == b->terms[j].length;
}

/* Whether the first words of both share a term. */
static bool shares_term(const struct analysis *a, const struct analysis *b)
{
	for (size_t i = 0; i < a->words[0].term_count; i++) {
		for (size_t j = 0; j < b->words[0].term_count; j++) {
			if (same_term(a, a->words[0].first_term + i, b,
				    b->words[0].first_term + j))
				return true;
		}
	}
	return false;
}

/* The first term of a compound's part; terms of parts come last. */
static size_t first_part(const struct analysis *analysis)
{
	size_t end = analysis->words[0].first_term + analysis->words[0].term_count;
	size_t at = analysis->words[0].first_term;

	while (at < end && analysis->terms[at].kind != TERM_PART)
		at++;
	return at;
}

static size_t count_parts(const struct analysis *analysis)
{
	return analysis->words[0].first_term + analysis->words[0].term_count
		- first_part(analysis);
}

/* Whether the parts of a compound stand in another one, all in their order. */
static bool has_parts(const struct analysis *whole, const struct analysis *parts)
{
	size_t wanted = count_parts(parts);
	size_t there = count_parts(whole);

	for (size_t i = 0; wanted && i + wanted <= there; i++) {
		size_t same = 0;

		while (same < wanted
			&& same_term(whole, first_part(whole) + i + same, parts,
				first_part(parts) + same))
			same++;
		if (same == wanted)
			return true;
	}
	return false;
}

/* Whether the word means the same in the language, or has all parts of it. */
static bool is_kin(struct ancestor *ancestor, const char *word, size_t length,
	enum language language)
{
	struct analysis *candidate = &ancestor->candidate;

	analysis_clear(candidate);
	analyzer_analyze(
		ancestor->analyzer, ANALYZER_PAGE, word, length, language, candidate);
	if (!candidate->word_count)
		return false;
	return shares_term(&ancestor->terms, candidate)
		|| (language == LANGUAGE_DE && ancestor->parts.word_count
			&& has_parts(candidate, &ancestor->parts));
}

/* Parts may be compounds themselves: Wirtschaftsförderung|s|gesellschaft. */
static bool has_kin(
	struct ancestor *ancestor, const char *word, size_t length, unsigned depth)
{
	struct compound compound;

	if (is_kin(ancestor, word, length, LANGUAGE_DE))
		return true;
	if (!depth || !compounds_split(word, length, &compound))
		return false;
	for (size_t i = 0; i < compound.count; i++) {
		const struct compound_part *part = &compound.parts[i];

		if (has_kin(ancestor, part->base, part->base_length, depth - 1))
			return true;
	}
	return false;
}

/*
 * Words of English pages are read as German too: a rate is no Rat. Nouns are
 * capitals in German, so what pages write small and English has is English.
 */
static bool is_english(struct ancestor *ancestor, const struct corpus_word *word)
{
	struct glossary_translation found[GLOSSARY_TRANSLATIONS_MAX];
	struct analysis *candidate = &ancestor->candidate;

	if (*word->written < 'a' || *word->written > 'z')
		return false;
	analysis_clear(candidate);
	analyzer_analyze(ancestor->analyzer, ANALYZER_PAGE, word->folded,
		strlen(word->folded), LANGUAGE_EN, candidate);
	for (size_t i = 0; candidate->word_count && i < candidate->words[0].term_count;
		i++) {
		const char *term =
			analysis_term(candidate, candidate->words[0].first_term + i);

		if (*term == 'E'
			&& glossary_find(LANGUAGE_EN, term + 1, strlen(term + 1), found))
			return true;
	}
	return false;
}

static bool is_related(struct ancestor *ancestor, const struct corpus_word *word)
{
	size_t length = strlen(word->folded);
	bool begins_alike =
		!strncmp(word->bare, buf_string(&ancestor->bare), SAME_LETTERS);

	if (namesakes_tell(&ancestor->namesakes, word->folded, length) == NAMESAKE_OTHER)
		return false;
	if (begins_alike && is_kin(ancestor, word->folded, length, LANGUAGE_EN))
		return true;
	return has_kin(ancestor, word->folded, length, NESTED_MAX)
		&& !is_english(ancestor, word);
}

/*
 * What the bare forms of all relatives have in them: the stem's letters. The
 * English stemmer makes strategi of strategy.
 */
static void write_root(const struct analysis *analysis, size_t term, struct buf *out)
{
	const char *text = analysis_term(analysis, term);
	size_t length = strlen(text);

	buf_clear(out);
	if (length < 2)
		return;
	likeness_bare(text + 1, length - 1, out);
	if (*text == 'E' && out->length > STEM_LETTERS_MIN
		&& out->bytes[out->length - 1] == 'i')
		out->length--;
}

static bool has_root(struct buf *const roots, size_t count, const struct buf *root)
{
	for (size_t i = 0; i < count; i++) {
		if (memmem(root->bytes, root->length, roots[i].bytes, roots[i].length))
			return true;
	}
	return false;
}

/* Of a sorted list, in which they are side by side. */
static void drop_doubles(struct corpus_word_list *list)
{
	size_t kept = 0;

	for (size_t i = 0; i < list->count; i++) {
		if (!kept || list->items[kept - 1].folded != list->items[i].folded)
			list->items[kept++] = list->items[i];
	}
	list->count = kept;
}

/* Letters of the word until as many as the root has are written. */
static void write_letters(const struct buf *word, size_t letters, struct buf *out)
{
	size_t at = 0;

	while (at < word->length && letters--)
		unicode_next(word->bytes, word->length, &at);
	buf_add(out, word->bytes, at);
}

static void write_out_umlauts(const struct buf *word, struct buf *out)
{
	for (size_t i = 0; i < word->length; i++) {
		const char *two = NULL;

		if (i + 1 < word->length)
			two = !memcmp(word->bytes + i, "ä", 2)     ? "ae"
				: !memcmp(word->bytes + i, "ö", 2) ? "oe"
				: !memcmp(word->bytes + i, "ü", 2) ? "ue"
								   : NULL;
		buf_add(out, two ? two : word->bytes + i, two ? 2 : 1);
		i += two != NULL;
	}
}

/*
 * Stems have lost their umlauts, as Häfen and Hafen need it. But words in -ung
 * keep theirs in all forms: a Forderung is no Förderung.
 */
static void find_beginnings(struct ancestor *ancestor, const struct buf *folded)
{
	SCOPED(buf_release) struct buf root = {0};
	SCOPED(buf_release) struct buf umlauts = {0};

	if (!folded->length || !memmem(folded->bytes, folded->length, "ung", 3))
		return;
	write_root(&ancestor->terms, ancestor->terms.words[0].first_term, &root);
	spelling_restore_umlauts(folded, &umlauts);
	write_letters(folded, root.length, &ancestor->beginnings[0]);
	write_letters(&umlauts, root.length, &ancestor->beginnings[1]);
	write_out_umlauts(&ancestor->beginnings[1], &ancestor->beginnings[2]);
}

static bool has_beginning(const struct ancestor *ancestor, const struct corpus_word *word)
{
	if (!ancestor->beginnings[0].length)
		return true;
	for (size_t i = 0; i < BEGINNINGS; i++) {
		if (strstr(word->folded, buf_string(&ancestor->beginnings[i])))
			return true;
	}
	return false;
}

/* The words that may be relatives, by the letters of the stems. */
static void find_candidates(const struct corpus_words *words,
	const struct analysis *analysis, const struct buf *bare,
	struct corpus_word_list *out)
{
	struct buf roots[LANGUAGE_COUNT + 1] = {{0}};
	size_t count = 0;

	/* a stem may be of another spelling: harbor for harbour */
	if (bare->length >= STEM_LETTERS_MIN)
		corpus_words_containing(words, bare->bytes, bare->length, out);
	else if (bare->length > 1) /* inside others these letters tell nothing */
		corpus_words_prefix(words, bare->bytes, bare->length, out);
	for (size_t i = 0; i < analysis->words[0].term_count && count <= LANGUAGE_COUNT;
		i++) {
		struct buf *root = &roots[count];

		write_root(analysis, analysis->words[0].first_term + i, root);
		if (root->length < STEM_LETTERS_MIN || has_root(roots, count, root))
			continue;
		corpus_words_containing(words, root->bytes, root->length, out);
		count++;
	}
	for (size_t i = 0; i <= LANGUAGE_COUNT; i++)
		buf_release(&roots[i]);
	corpus_word_list_sort(out);
	drop_doubles(out);
}

static void add_member(struct word_family *family, const struct corpus_word *word)
{
	struct family_word *member;

	family->items = alloc_grow(
		family->items, family->count, &family->room, sizeof(*family->items));
	member = &family->items[family->count++];
	*member = (struct family_word){.pages = word->pages};
	buf_add_string(&member->written, word->written);
}

static void fold_word(const struct buf *text, struct buf *out)
{
	size_t offset = 0;
	struct word word;

	if (words_next(text->bytes, text->length, &offset, &word))
		spelling_fold(text->bytes, &word, out);
}

/* Of all candidates, or until there are enough members. */
enum effort { EFFORT_ALL, EFFORT_ENOUGH };

static void find_members(const struct corpus_words *words, struct analyzer *analyzer,
	size_t limit, enum effort effort, struct word_family *out)
{
	SCOPED(ancestor_release) struct ancestor ancestor = {.analyzer = analyzer};
	SCOPED(corpus_word_list_release) struct corpus_word_list candidates = {0};
	SCOPED(buf_release) struct buf folded = {0};
	size_t most = effort == EFFORT_ALL ? CANDIDATES_MAX : CANDIDATES_ENOUGH_MAX;

	analyzer_analyze(analyzer, ANALYZER_QUERY, buf_string(&out->word),
		out->word.length, LANGUAGE_UNKNOWN, &ancestor.terms);
	if (!ancestor.terms.word_count)
		return;
	analyzer_analyze(analyzer, ANALYZER_PAGE, buf_string(&out->word),
		out->word.length, LANGUAGE_DE, &ancestor.parts);
	fold_word(&out->word, &folded);
	likeness_bare(buf_string(&folded), folded.length, &ancestor.bare);
	find_beginnings(&ancestor, &folded);
	namesakes_find(buf_string(&folded), folded.length, &ancestor.namesakes);
	find_candidates(words, &ancestor.terms, &ancestor.bare, &candidates);
	for (size_t i = 0; i < candidates.count && i < most; i++) {
		if (effort == EFFORT_ENOUGH && out->count == limit)
			return;
		if (!has_beginning(&ancestor, &candidates.items[i])
			|| !is_related(&ancestor, &candidates.items[i]))
			continue;
		out->total++;
		if (out->count < limit)
			add_member(out, &candidates.items[i]);
	}
}

void word_family_find(const struct corpus_words *words, struct analyzer *analyzer,
	const char *word, size_t length, size_t limit, struct word_family *out)
{
	buf_add(&out->word, word, length);
	find_members(words, analyzer, limit, EFFORT_ALL, out);
}

/* The word that fewest pages have, but some; NULL: the query has no words. */
static const struct typed_word *most_telling(
	const struct corpus_words *words, const struct typed_words *typed)
{
	const struct typed_word *best = NULL;
	uint32_t fewest = UINT32_MAX;

	for (size_t i = 0; i < typed->count; i++) {
		const struct typed_word *word = &typed->items[i];
		struct corpus_word known = {.pages = UINT32_MAX};

		if (word->is_talk)
			continue;
		corpus_words_find(words, word->folded.bytes, word->folded.length, &known);
		if (!best || known.pages < fewest) {
			best = word;
			fewest = known.pages;
		}
	}
	return best;
}

void word_family_find_telling(const struct corpus_words *words, struct analyzer *analyzer,
	const char *query, size_t length, size_t limit, struct word_family *out)
{
	SCOPED(typed_words_release) struct typed_words typed = {.count = 0};
	const struct typed_word *word;

	typed_words_collect(query, length, &typed);
	word = most_telling(words, &typed);
	if (!word)
		return;
	buf_add(&out->word, query + word->start, word->end - word->start);
	find_members(words, analyzer, limit, EFFORT_ENOUGH, out);
}
