/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "help/word_completions.h"

#include "base/alloc.h"
#include "base/scope.h"
#include "help/term_documents.h"
#include "text/analyzer.h"
#include "text/language.h"
#include "words/likeness.h"
#include "words/typed_marks.h"

#include <stdlib.h>
#include <string.h>

/* What the last word becomes, one candidate after the other. */
struct work {
	const struct completer *completer;
	enum choice all;                   /* nothing telling was typed before */
	struct matches matches;            /* else: that it finds under the filters */
	struct analysis analysis;          /* of all candidates so far */
	size_t heads[WORD_CANDIDATES_MAX]; /* where each begins in it; parts may follow */
	size_t head_count;
	struct error *err;
};

static void work_release(struct work *work)
{
	matches_release(&work->matches);
	analysis_release(&work->analysis);
}

static bool says_nothing(const struct corpus_word *word)
{
	size_t length = strlen(word->folded);

	return language_is_stop_word(LANGUAGE_DE, word->folded, length)
		|| language_is_stop_word(LANGUAGE_EN, word->folded, length);
}

static bool is_known(
	const struct word_candidates *candidates, const struct corpus_word *word)
{
	for (size_t i = 0; i < candidates->count; i++) {
		if (candidates->items[i].word.folded == word->folded)
			return true;
	}
	return false;
}

/* Other marks than those typed count as a slip. */
static void add_candidates(const struct near_word *found, size_t count, unsigned slips,
	const struct typed_marks *marks, struct word_candidates *out)
{
	for (size_t i = 0; i < count && out->count < WORD_CANDIDATES_MAX; i++) {
		unsigned all = found[i].slips
			+ !(found[i].slips
				|| typed_marks_fit(marks, found[i].word.folded));

		if (all != slips || says_nothing(&found[i].word)
			|| is_known(out, &found[i].word))
			continue;
		out->items[out->count] = found[i];
		out->items[out->count++].slips = all;
	}
}

void word_completions_candidates(const struct completer *completer, enum word_slips slips,
	struct word_candidates *out)
{
	const struct typed_word *last = completer->typed->last;
	struct near_word found[2 * WORD_CANDIDATES_MAX];
	SCOPED(buf_release) struct buf bare = {0};
	SCOPED(typed_marks_release) struct typed_marks marks = {.any = false};
	unsigned most;
	size_t count;

	if (!last || !completer->words)
		return;
	likeness_bare(buf_string(&last->folded), last->folded.length, &bare);
	most = slips == WORDS_WITH_SLIPS ? likeness_prefix_slips(bare.length) : 0;
	if (slips == WORDS_WITH_SLIPS && !most)
		return;
	count = corpus_words_complete(completer->words, buf_string(&bare), bare.length,
		most, found, sizeof(found) / sizeof(*found));
	typed_marks_read(&last->folded, &marks);
	for (unsigned i = 0; i <= LIKENESS_SLIPS_MAX; i++)
		add_candidates(found, count, i, &marks, out);
}

/* The fewer of them are left, the less there is to compare with each candidate. */
static bool find_before(struct work *work)
{
	const struct completer *completer = work->completer;
	SCOPED(buf_release) struct buf before = {0};
	const struct pages_before *pages;

	typed_words_without(completer->typed->text, completer->typed->length,
		completer->typed->last, &before);
	pages = completer_pages_before(completer, &before, work->err);
	if (!pages)
		return false;
	work->all = pages->all;
	matches_reserve(&work->matches, pages->matches.count);
	for (size_t i = 0; i < pages->matches.count; i++) {
		if (trial_passes(completer->trial, pages->matches.documents[i]))
			matches_add(&work->matches, pages->matches.documents[i], 0);
	}
	return true;
}

static const struct analyzed_word *head(const struct work *work, size_t number)
{
	return &work->analysis.words[work->heads[number]];
}

static const struct analyzed_word *newest(const struct work *work)
{
	return head(work, work->head_count - 1);
}

static bool share_term(const struct analysis *analysis, const struct analyzed_word *a,
	const struct analyzed_word *b)
{
	const struct analyzed_term *a_terms = analysis->terms + a->first_term;
	const struct analyzed_term *b_terms = analysis->terms + b->first_term;

	for (size_t i = 0; i < a->term_count; i++) {
		for (size_t j = 0; j < b->term_count; j++) {
			if (a_terms[i].kind != TERM_PART && b_terms[j].kind != TERM_PART
				&& a_terms[i].hash == b_terms[j].hash)
				return true;
		}
	}
	return false;
}

/* Whether a candidate before has a term of the newest one. */
static bool means_the_same(const struct work *work)
{
	for (size_t i = 0; i + 1 < work->head_count; i++) {
		if (share_term(&work->analysis, head(work, i), newest(work)))
			return true;
	}
	return false;
}

/* How many pages have the newest word of the analysis. */
static bool count_word(struct work *work, uint32_t *out)
{
	const struct trial *trial = work->completer->trial;
	const struct analysis *analysis = &work->analysis;
	const struct analyzed_word *word = newest(work);
	SCOPED(string_table_release) struct string_table terms = {0};
	SCOPED(matches_release) struct matches found = {0};

	for (size_t i = 0; i < word->term_count; i++) {
		const char *term = analysis_term(analysis, word->first_term + i);

		if (analysis->terms[word->first_term + i].kind != TERM_PART)
			string_table_add(&terms, term, strlen(term));
	}
	if (!term_documents_find(trial, &terms,
		    work->all == CHOICE_ON ? NULL : &work->matches, &found, work->err))
		return false;
	*out = trial_passing(trial, &found);
	return true;
}

/* Whether the words before and the last one find what they find together. */
static bool stands_alone(const struct typed_word *last)
{
	return last->is_free && last->drop_start == last->start;
}

/* In a phrase, behind a field's name or an operator only the whole query tells. */
static bool count_query(struct work *work, const struct buf *query, uint32_t *out)
{
	struct trial_counts counts;

	if (!trial_count(work->completer->trial, query->bytes, query->length,
		    TRIAL_ALL_WORDS, &counts, work->err))
		return false;
	*out = counts.filtered;
	return true;
}

static void write_query(
	const struct completer *completer, const char *word, struct buf *out)
{
	buf_add(out, completer->typed->text, completer->typed->last->start);
	buf_add_string(out, word);
}

static bool try_word(
	struct work *work, const struct near_word *candidate, struct completions *out)
{
	const struct completer *completer = work->completer;
	const char *written = candidate->word.written;
	SCOPED(buf_release) struct buf query = {0};
	struct completion *added;
	uint32_t count = 0;

	work->heads[work->head_count] = work->analysis.word_count;
	analyzer_analyze(completer->trial->analyzer, ANALYZER_QUERY, written,
		strlen(written), LANGUAGE_UNKNOWN, &work->analysis);
	if (work->analysis.word_count == work->heads[work->head_count])
		return true;
	work->head_count++;
	if (means_the_same(work))
		return true;
	write_query(completer, written, &query);
	if (!(stands_alone(completer->typed->last) ? count_word(work, &count)
						   : count_query(work, &query, &count)))
		return false;
	if (!count)
		return true;
	added = completions_add(out);
	added->kind = COMPLETION_WORD;
	added->count = count;
	added->slips = candidate->slips;
	buf_add(&added->text, query.bytes, query.length);
	added->query = buf_take(&query);
	return true;
}

static int by_count(const void *a_, const void *b_)
{
	const struct completion *a = a_;
	const struct completion *b = b_;

	if (a->slips != b->slips)
		return a->slips < b->slips ? -1 : 1;
	if (a->count != b->count)
		return a->count > b->count ? -1 : 1;
	return strcmp(buf_string(&a->text), buf_string(&b->text));
}

bool word_completions_find(const struct completer *completer,
	const struct word_candidates *candidates, size_t room, struct completions *out,
	struct error *err)
{
	SCOPED(work_release) struct work work = {.completer = completer, .err = err};
	size_t first = out->count;

	if (!candidates->count)
		return true;
	if (stands_alone(completer->typed->last) && !find_before(&work))
		return false;
	for (size_t i = 0; i < candidates->count && out->count < first + room; i++) {
		if (!try_word(&work, &candidates->items[i], out))
			return false;
	}
	if (out->count > first)
		qsort(out->items + first, out->count - first, sizeof(*out->items),
			by_count);
	return true;
}
