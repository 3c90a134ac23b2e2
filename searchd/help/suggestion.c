/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "help/suggestion.h"

#include "base/scope.h"
#include "help/corrections.h"
#include "help/dictionaries.h"
#include "snapshot/tables.h"
#include "text/spelling.h"
#include "vocabulary/places.h"
#include "words/corpus_words.h"
#include "writing/markup.h"

#include <string.h>

enum {
	WRONG_MAX = 4,    /* words that are corrected in one query */
	DOUBTFUL_MAX = 8, /* words that corrections are looked for */
};

/* Bytes of the query that are to be replaced. */
struct wrong {
	size_t start, end;
	struct corrections corrections;
};

struct wrongs {
	struct wrong items[WRONG_MAX];
	size_t count;
};

/* A query on its way to a better one. */
struct repair {
	const struct trial *trial;
	struct revision_words *corpus; /* at hand */
	const char *text;
	size_t length;
	const struct typed_words *words;
	const struct outcome *outcome;
	struct wrongs wrongs; /* in the order of the query */
	struct error *err;
};

void suggestion_release(struct suggestion *suggestion)
{
	buf_release(&suggestion->query);
	buf_release(&suggestion->markup);
	*suggestion = (struct suggestion){0};
}

static void wrongs_clear(struct wrongs *wrongs)
{
	for (size_t i = 0; i < wrongs->count; i++)
		corrections_release(&wrongs->items[i].corrections);
	wrongs->count = 0;
}

static void repair_release(struct repair *repair)
{
	wrongs_clear(&repair->wrongs);
	revision_words_let_go(&repair->corpus);
}

static bool few(const struct repair *repair)
{
	return repair->outcome->total < SUGGESTION_FEW_PAGES
		|| repair->outcome->relaxed == CHOICE_ON;
}

/* Whether the pages have the word as it is, or with umlauts for ae, oe, ue. */
static bool find_in_corpus(
	const struct repair *repair, const struct buf *folded, struct corpus_word *out)
{
	const struct corpus_words *words = revision_words_get(repair->corpus);
	SCOPED(buf_release) struct buf umlauts = {0};

	return corpus_words_find(words, folded->bytes, folded->length, out)
		|| (spelling_restore_umlauts(folded, &umlauts)
			&& corpus_words_find(words, umlauts.bytes, umlauts.length, out));
}

/* How many pages match the word, whatever filters say. */
static bool count_pages(
	const struct repair *repair, const struct typed_word *word, uint32_t *out)
{
	SCOPED(buf_release) struct buf alone = {0};
	struct trial_counts counts;

	if (word->field == FIELD_TITLE)
		buf_add_format(&alone, "%s:", fields[FIELD_TITLE].name);
	buf_add(&alone, repair->text + word->start, word->end - word->start);
	if (!trial_count_word(
		    repair->trial, alone.bytes, alone.length, &counts, repair->err))
		return false;
	*out = counts.pages;
	return true;
}

/*
 * A word that a dictionary or the gazetteer knows is hardly a slip. That it can be
 * parted says little: so can Zukunfts-werks-tat.
 */
static bool is_known_word(const struct repair *repair, const struct buf *folded)
{
	return dictionaries_find(repair->trial->analyzer, folded->bytes, folded->length)
		== STANDING_WORD
		|| places_find(repair->trial->tables->places, folded->bytes);
}

/* Whether it needs no correction. Only what the dictionaries lack waits for words. */
static bool is_fine(const struct repair *repair, const struct typed_word *word,
	bool is_there, const struct corpus_word *known)
{
	return word->is_talk || is_known_word(repair, &word->folded)
		|| (is_there && (!few(repair) || known->pages >= SUGGESTION_FEW_PAGES));
}

/* Looks for corrections of the word if it seems wrong. */
static bool inspect(const struct repair *repair, const struct typed_word *word,
	struct corrections *out, size_t *doubtful)
{
	struct corpus_word known = {0};
	bool is_there = false;
	uint32_t pages = 0;

	if (!revision_words_made(repair->corpus) && is_fine(repair, word, false, &known))
		return true;
	is_there = find_in_corpus(repair, &word->folded, &known);
	if (is_fine(repair, word, is_there, &known))
		return true;
	if (!count_pages(repair, word, &pages))
		return false;
	*doubtful += pages < SUGGESTION_FEW_PAGES;
	if (!pages)
		corrections_find(revision_words_get(repair->corpus),
			repair->trial->analyzer, word->folded.bytes, word->folded.length,
			out);
	else if (is_there && pages < SUGGESTION_FEW_PAGES)
		corrections_find_frequent(revision_words_get(repair->corpus),
			repair->trial->analyzer, &known, out);
	return true;
}

static bool collect_wrong_words(struct repair *repair)
{
	struct wrongs *wrongs = &repair->wrongs;
	size_t doubtful = 0;

	for (size_t i = 0; i < repair->words->count && wrongs->count < WRONG_MAX
		&& doubtful < DOUBTFUL_MAX;
		i++) {
		const struct typed_word *word = &repair->words->items[i];
		struct wrong *wrong = &wrongs->items[wrongs->count];

		*wrong = (struct wrong){.start = word->start, .end = word->end};
		if (!inspect(repair, word, &wrong->corrections, &doubtful))
			return false;
		wrongs->count += wrong->corrections.count > 0;
	}
	return true;
}

static bool is_blank_between(const struct repair *repair, size_t start, size_t end)
{
	while (start < end && repair->text[start] == ' ')
		start++;
	return start == end;
}

/* Two free words that stand as one on some page: Wirtschafts förderung. */
static bool find_joined(
	const struct repair *repair, size_t first, struct corpus_word *out)
{
	SCOPED(buf_release) struct buf joined = {0};
	const struct typed_word *left = &repair->words->items[first];
	const struct typed_word *right = left + 1;

	if (first + 1 == repair->words->count || !left->is_free || !right->is_free
		|| !is_blank_between(repair, left->end, right->start))
		return false;
	buf_add(&joined, left->folded.bytes, left->folded.length);
	buf_add(&joined, right->folded.bytes, right->folded.length);
	return corpus_words_find(
		revision_words_get(repair->corpus), joined.bytes, joined.length, out);
}

/* The words that stand as one on pages, in place of all that seems wrong. */
static void collect_joined_words(struct repair *repair)
{
	struct wrongs *wrongs = &repair->wrongs;

	wrongs_clear(wrongs);
	for (size_t i = 0; i < repair->words->count && wrongs->count < WRONG_MAX; i++) {
		struct correction correction = {0};
		struct wrong *wrong = &wrongs->items[wrongs->count];
		struct corpus_word word;

		if (!find_joined(repair, i, &word))
			continue;
		buf_add_string(&correction.text, word.written);
		*wrong = (struct wrong){.start = repair->words->items[i].start,
			.end = repair->words->items[i + 1].end};
		wrong->corrections.items[wrong->corrections.count++] = correction;
		wrongs->count++;
		i++;
	}
}

static void add_correction(const struct repair *repair, const struct wrong *wrong,
	size_t round, struct buf *out)
{
	size_t last = wrong->corrections.count - 1;
	const struct buf *text =
		&wrong->corrections.items[round < last ? round : last].text;
	char typed = repair->text[wrong->start];
	char first = *text->bytes;

	if (typed >= 'A' && typed <= 'Z' && first >= 'a' && first <= 'z')
		first = (char)(first - 'a' + 'A');
	buf_add(out, &first, 1);
	buf_add(out, text->bytes + 1, text->length - 1);
}

/* The query with the corrections that are next best in this round. */
static void write_repaired(
	const struct repair *repair, size_t round, struct suggestion *out)
{
	size_t at = 0;

	for (size_t i = 0; i < repair->wrongs.count; i++) {
		const struct wrong *wrong = &repair->wrongs.items[i];
		SCOPED(buf_release) struct buf text = {0};

		add_correction(repair, wrong, round, &text);
		buf_add(&out->query, repair->text + at, wrong->start - at);
		buf_add(&out->query, text.bytes, text.length);
		markup_text_length(&out->markup, repair->text + at, wrong->start - at);
		markup_raw(&out->markup, "<mark>");
		markup_text_length(&out->markup, text.bytes, text.length);
		markup_raw(&out->markup, "</mark>");
		at = wrong->end;
	}
	buf_add(&out->query, repair->text + at, repair->length - at);
	markup_text_length(&out->markup, repair->text + at, repair->length - at);
}

/*
 * Whether more pages are found, or pages with all words instead of some. A
 * question has pages anyway, so there its words, which no page had, must be on
 * some under the filters.
 */
static bool judge(const struct repair *repair, size_t round,
	const struct trial_counts *found, bool *is_gain)
{
	const struct outcome *outcome = repair->outcome;

	if (!outcome->total || outcome->relaxed == found->relaxed)
		*is_gain = found->filtered > outcome->total;
	else
		*is_gain = found->filtered && found->relaxed == CHOICE_OFF;
	if (*is_gain || outcome->question != CHOICE_ON || !found->filtered)
		return true;
	for (size_t i = 0; i < repair->wrongs.count; i++) {
		SCOPED(buf_release) struct buf text = {0};
		struct trial_counts counts;

		add_correction(repair, &repair->wrongs.items[i], round, &text);
		if (!trial_count_word(
			    repair->trial, text.bytes, text.length, &counts, repair->err))
			return false;
		if (!counts.filtered)
			return true;
	}
	*is_gain = true;
	return true;
}

static size_t rounds_of(const struct repair *repair)
{
	size_t rounds = 0;

	for (size_t i = 0; i < repair->wrongs.count; i++) {
		if (repair->wrongs.items[i].corrections.count > rounds)
			rounds = repair->wrongs.items[i].corrections.count;
	}
	return rounds;
}

/* The first round that gains; *out stays empty if none does. */
static bool try_rounds(const struct repair *repair, struct suggestion *out)
{
	size_t rounds = rounds_of(repair);

	for (size_t round = 0; round < rounds; round++) {
		SCOPED(suggestion_release) struct suggestion next = {0};
		struct trial_counts counts;
		bool is_gain;

		write_repaired(repair, round, &next);
		if (!trial_count(repair->trial, next.query.bytes, next.query.length,
			    TRIAL_AS_SEARCH, &counts, repair->err))
			return false;
		next.total = counts.filtered;
		if (!judge(repair, round, &counts, &is_gain))
			return false;
		if (is_gain) {
			*out = next;
			next = (struct suggestion){0};
			return true;
		}
	}
	return true;
}

bool suggestion_find(const struct trial *trial, const char *text, size_t length,
	const struct typed_words *words, const struct outcome *outcome,
	struct suggestion *out, struct error *err)
{
	SCOPED(repair_release)
	struct repair repair = {
		trial, NULL, text, length, words, outcome, {.count = 0}, err};

	if (!trial->snapshot->words)
		return true;
	repair.corpus = revision_words_at_hand(trial->snapshot->words);
	if (!collect_wrong_words(&repair) || !try_rounds(&repair, out))
		return false;
	if (out->query.length || !few(&repair))
		return true;
	collect_joined_words(&repair);
	return try_rounds(&repair, out);
}
