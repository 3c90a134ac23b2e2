/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "help/title_completions.h"

#include "base/alloc.h"
#include "base/scope.h"
#include "help/term_documents.h"
#include "index/record.h"
#include "text/analyzer.h"
#include "text/spelling.h"
#include "text/unicode.h"
#include "text/words.h"
#include "words/likeness.h"

#include <stdlib.h>
#include <string.h>

enum {
	TERMS_MAX = 40,      /* that the last word may have */
	TERMS_IN_ORDER = 24, /* of them, that begin with its letters */
	LOOKED_AT = 12,      /* titles */
};

/* A title that was read. */
struct seen_title {
	struct buf title, id, url;
	unsigned slips;
	size_t place; /* which of its words it is */
	uint32_t document;
};

struct title_search {
	const struct completer *completer;
	struct buf bare;           /* the letters of the last word */
	unsigned slips;            /* they may have */
	struct string_table terms; /* of which a title must have one */
	struct analysis analysis;  /* scratch */
	struct matches found;
	struct seen_title seen[LOOKED_AT];
	size_t seen_count;
	struct error *err;
};

static void title_search_release(struct title_search *search)
{
	buf_release(&search->bare);
	string_table_release(&search->terms);
	analysis_release(&search->analysis);
	matches_release(&search->found);
	for (size_t i = 0; i < search->seen_count; i++) {
		buf_release(&search->seen[i].title);
		buf_release(&search->seen[i].id);
		buf_release(&search->seen[i].url);
	}
}

/* Adds the title's terms of a word to a list. */
static void add_terms(struct title_search *search, const char *word, size_t length,
	struct string_table *out)
{
	struct analysis *analysis = &search->analysis;

	analysis_clear(analysis);
	analyzer_analyze(search->completer->trial->analyzer, ANALYZER_QUERY, word, length,
		LANGUAGE_UNKNOWN, analysis);
	for (size_t i = 0; analysis->word_count && i < analysis->words[0].term_count;
		i++) {
		size_t term = analysis->words[0].first_term + i;
		SCOPED(buf_release) struct buf text = {0};

		if (analysis->terms[term].kind == TERM_PART)
			continue;
		buf_add_format(&text, "%s%s", fields[FIELD_TITLE].prefix,
			analysis_term(analysis, term));
		string_table_add(out, text.bytes, text.length);
	}
}

/* The stems that begin with the letters, as far as stems are written so. */
static bool add_stems(struct title_search *search, const char *language)
{
	SCOPED(buf_release) struct buf prefix = {0};
	SCOPED(buf_release) struct buf terms = {0};
	const char *term;
	size_t count = 0;

	buf_add_format(&prefix, "%s%s%s", fields[FIELD_TITLE].prefix, language,
		search->bare.bytes);
	if (!index_reader_terms(search->completer->trial->reader, prefix.bytes,
		    TERMS_IN_ORDER / 2, &terms, &count, search->err))
		return false;
	term = buf_string(&terms);
	for (size_t i = 0; i < count; i++) {
		string_table_add(&search->terms, term, strlen(term));
		term += strlen(term) + 1;
	}
	return true;
}

static bool collect_terms(
	struct title_search *search, const struct word_candidates *words)
{
	if (!add_stems(search, "D") || !add_stems(search, "E"))
		return false;
	for (size_t i = 0; i < words->count && search->terms.count < TERMS_MAX; i++) {
		const struct corpus_word *word = &words->items[i].word;

		add_terms(search, word->written, strlen(word->written), &search->terms);
		if (words->items[i].slips > search->slips)
			search->slips = words->items[i].slips;
	}
	return true;
}

/* What of the documents found has one of the terms. */
static bool keep_with(struct title_search *search, const struct string_table *terms)
{
	SCOPED(matches_release) struct matches kept = {0};

	if (!term_documents_find(
		    search->completer->trial, terms, &search->found, &kept, search->err))
		return false;
	matches_swap(&search->found, &kept);
	return true;
}

/* The words before stand in the title, too, in any inflection. */
static bool keep_with_words_before(struct title_search *search)
{
	const struct typed_end *typed = search->completer->typed;

	for (size_t i = 0; search->found.count && i + 1 < typed->words.count; i++) {
		const struct typed_word *word = &typed->words.items[i];
		SCOPED(string_table_release) struct string_table terms = {0};

		if (word->is_talk)
			continue;
		add_terms(search, typed->text + word->start, word->end - word->start,
			&terms);
		if (!keep_with(search, &terms))
			return false;
	}
	return true;
}

static bool is_newer(const struct title_search *search, uint32_t a, uint32_t b)
{
	const struct columns *columns = &search->completer->trial->snapshot->columns;

	if (columns->dates[a] != columns->dates[b])
		return columns->dates[a] > columns->dates[b];
	return columns->places[a].order < columns->places[b].order;
}

/* Of the documents that pass the filters the newest; one of those that are one page. */
static size_t choose_newest(const struct title_search *search, uint32_t out[LOOKED_AT])
{
	const struct trial *trial = search->completer->trial;
	size_t count = 0;

	for (size_t i = 0; i < search->found.count; i++) {
		uint32_t document = search->found.documents[i];
		size_t at = count;

		if (!trial_passes(trial, document))
			continue;
		while (at && is_newer(search, document, out[at - 1]))
			at--;
		if (at == LOOKED_AT)
			continue;
		count += count < LOOKED_AT;
		memmove(out + at + 1, out + at, (count - 1 - at) * sizeof(*out));
		out[at] = document;
	}
	return count;
}

/* Which word of the title begins as typed; false: none does. */
static bool find_place(const struct title_search *search, const struct buf *title,
	struct seen_title *out)
{
	SCOPED(buf_release) struct buf folded = {0};
	SCOPED(buf_release) struct buf bare = {0};
	size_t offset = 0;
	struct word word;

	out->slips = search->slips + 1;
	for (size_t i = 0; words_next(title->bytes, title->length, &offset, &word); i++) {
		unsigned slips;

		spelling_fold(title->bytes, &word, &folded);
		buf_clear(&bare);
		likeness_bare(buf_string(&folded), folded.length, &bare);
		slips = likeness_prefix_distance(search->bare.bytes, search->bare.length,
			buf_string(&bare), bare.length, search->slips);
		if (slips >= out->slips)
			continue;
		out->slips = slips;
		out->place = i;
	}
	return out->slips <= search->slips;
}

static void take_part(const struct buf *record, enum record_tag tag, struct buf *out)
{
	struct record_part part = record_find(record->bytes, record->length, tag);

	buf_add(out, part.bytes ? part.bytes : "", part.length);
}

static bool is_seen(const struct title_search *search, const struct buf *title)
{
	for (size_t i = 0; i < search->seen_count; i++) {
		const struct buf *seen = &search->seen[i].title;

		if (seen->length == title->length
			&& !memcmp(seen->bytes, title->bytes, title->length))
			return true;
	}
	return false;
}

static void look_at(struct title_search *search, uint32_t document)
{
	struct seen_title *seen = &search->seen[search->seen_count];
	SCOPED(buf_release) struct buf record = {0};
	SCOPED(buf_release) struct buf title = {0};

	snapshot_record(search->completer->trial->snapshot, document,
		search->completer->unpacker, &record);
	if (!record.length)
		return;
	take_part(&record, RECORD_TITLE, &title);
	*seen = (struct seen_title){.document = document};
	if (!title.length || is_seen(search, &title) || !find_place(search, &title, seen))
		return;
	take_part(&record, RECORD_ID, &seen->id);
	take_part(&record, RECORD_URL, &seen->url);
	seen->title = buf_take(&title);
	search->seen_count++;
}

static int by_place(const void *a_, const void *b_)
{
	const struct seen_title *a = a_;
	const struct seen_title *b = b_;

	if (a->slips != b->slips)
		return a->slips < b->slips ? -1 : 1;
	if (a->place != b->place)
		return a->place < b->place ? -1 : 1;
	if (a->title.length != b->title.length)
		return a->title.length < b->title.length ? -1 : 1;
	return strcmp(a->title.bytes, b->title.bytes);
}

static bool is_quotation_mark(uint32_t c)
{
	return c == '"' || c == 0xAB || c == 0xBB || (c >= 0x201C && c <= 0x201F)
		|| (c >= 0x2039 && c <= 0x203A);
}

/* A query that finds the title as it is. */
static void write_query(const struct buf *title, struct buf *out)
{
	size_t at = 0;

	buf_add_format(out, "%s:\"", fields[FIELD_TITLE].name);
	while (at < title->length) {
		size_t start = at;
		bool is_mark =
			is_quotation_mark(unicode_next(title->bytes, title->length, &at));

		buf_add(out, is_mark ? " " : title->bytes + start,
			is_mark ? 1 : at - start);
	}
	buf_add(out, "\"", 1);
}

/* A title that its query does not find, since it is too long or odd, is left out. */
static bool add_title(
	struct title_search *search, struct seen_title *seen, struct completions *out)
{
	SCOPED(buf_release) struct buf query = {0};
	struct completion *added;
	struct trial_counts counts;

	write_query(&seen->title, &query);
	if (query.length > REQUEST_QUERY_MAX)
		return true;
	if (!trial_count(search->completer->trial, query.bytes, query.length,
		    TRIAL_ALL_WORDS, &counts, search->err))
		return false;
	if (!counts.filtered)
		return true;
	added = completions_add(out);
	added->kind = COMPLETION_TITLE;
	added->count = counts.filtered;
	added->slips = seen->slips;
	added->text = buf_take(&seen->title);
	added->query = buf_take(&query);
	added->id = buf_take(&seen->id);
	added->url = buf_take(&seen->url);
	return true;
}

static bool add_titles(struct title_search *search, struct completions *out)
{
	uint32_t newest[LOOKED_AT];
	size_t count = choose_newest(search, newest);

	for (size_t i = 0; i < count; i++)
		look_at(search, newest[i]);
	if (search->seen_count)
		qsort(search->seen, search->seen_count, sizeof(*search->seen), by_place);
	for (size_t i = 0; i < search->seen_count && i < TITLE_COMPLETIONS_MAX; i++) {
		if (!add_title(search, &search->seen[i], out))
			return false;
	}
	return true;
}

bool title_completions_find(const struct completer *completer,
	const struct word_candidates *words, struct completions *out, struct error *err)
{
	SCOPED(title_search_release)
	struct title_search search = {.completer = completer, .err = err};
	const struct typed_word *last = completer->typed->last;

	if (!last)
		return true;
	likeness_bare(buf_string(&last->folded), last->folded.length, &search.bare);
	if (search.bare.length < TITLE_COMPLETIONS_LETTERS_MIN)
		return true;
	return collect_terms(&search, words)
		&& term_documents_find(
			completer->trial, &search.terms, NULL, &search.found, err)
		&& keep_with_words_before(&search) && add_titles(&search, out);
}
