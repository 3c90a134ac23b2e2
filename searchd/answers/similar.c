/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "answers/similar.h"

#include "answers/searcher.h"
#include "answers/snippet.h"
#include "base/alloc.h"
#include "base/scope.h"
#include "index/record.h"
#include "matching/hit_order.h"
#include "matching/matcher.h"
#include "ranking/ranking.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum {
	TEXT_BYTES = 16384, /* of a page, whose subject is told by then */
	TITLE_COUNTS = 4,   /* times as a word of the text, as in the index */
	TERMS_MAX = 96,     /* whose documents are counted */
	SPARE_PLACES = 100, /* for what is the same page as another */
};

struct telling_term {
	uint32_t number; /* in the analysis */
	unsigned count;
	double worth;
};

struct telling_terms {
	struct telling_term *items;
	size_t count, room;
};

static void telling_terms_release(struct telling_terms *terms)
{
	free(terms->items);
}

void similar_release(struct similar *similar)
{
	for (size_t i = 0; i < similar->count; i++)
		hit_release(&similar->hits[i]);
	free(similar->hits);
	*similar = (struct similar){0};
}

static void add_words(const struct analysis *analysis, size_t from, unsigned count,
	struct telling_terms *out)
{
	for (size_t i = from; i < analysis->word_count; i++) {
		const struct analyzed_word *word = &analysis->words[i];

		if (word->stop || word->role == WORD_PART || !word->term_count)
			continue;
		out->items = alloc_grow(
			out->items, out->count, &out->room, sizeof(*out->items));
		out->items[out->count++] =
			(struct telling_term){.number = word->first_term, .count = count};
	}
}

/* Bytes of the beginning of a text, up to a word's end. */
static size_t beginning(const struct record_part *text)
{
	size_t length = text->length < TEXT_BYTES ? text->length : TEXT_BYTES;

	while (length && length < text->length && text->bytes[length] != ' '
		&& text->bytes[length] != '\n')
		length--;
	return length;
}

static void read_words(const struct workplace *place, const struct buf *record,
	struct telling_terms *out)
{
	struct analysis *analysis = &place->searcher->analysis;
	struct record_part title =
		record_find(record->bytes, record->length, RECORD_TITLE);
	struct record_part text = record_find(record->bytes, record->length, RECORD_TEXT);
	struct record_part code =
		record_find(record->bytes, record->length, RECORD_LANGUAGE);
	SCOPED(string_free) char *name = alloc_copy(code.bytes, code.length);
	enum language language = language_of_code(name);
	size_t in_title;

	analysis_clear(analysis);
	analyzer_analyze(place->searcher->analyzer, ANALYZER_PAGE, title.bytes,
		title.length, language, analysis);
	in_title = analysis->word_count;
	add_words(analysis, 0, TITLE_COUNTS, out);
	analyzer_analyze(place->searcher->analyzer, ANALYZER_PAGE, text.bytes,
		beginning(&text), language, analysis);
	add_words(analysis, in_title, 1, out);
}

static int by_number(const void *a, const void *b)
{
	uint32_t one = ((const struct telling_term *)a)->number;
	uint32_t other = ((const struct telling_term *)b)->number;

	return one < other ? -1 : one > other;
}

static int by_count(const void *a, const void *b)
{
	const struct telling_term *one = a;
	const struct telling_term *other = b;

	if (one->count != other->count)
		return one->count > other->count ? -1 : 1;
	return by_number(a, b);
}

static int by_worth(const void *a, const void *b)
{
	double one = ((const struct telling_term *)a)->worth;
	double other = ((const struct telling_term *)b)->worth;

	if (one != other)
		return one > other ? -1 : 1;
	return by_number(a, b);
}

/* Adds up what is the same term, and keeps the most frequent ones. */
static void count_terms(struct telling_terms *terms)
{
	size_t kept = 0;

	qsort(terms->items, terms->count, sizeof(*terms->items), by_number);
	for (size_t i = 0; i < terms->count; i++) {
		if (kept && terms->items[kept - 1].number == terms->items[i].number)
			terms->items[kept - 1].count += terms->items[i].count;
		else
			terms->items[kept++] = terms->items[i];
	}
	qsort(terms->items, kept, sizeof(*terms->items), by_count);
	terms->count = kept < TERMS_MAX ? kept : TERMS_MAX;
}

/* Keeps those that tell most: frequent here, rare elsewhere, but not here alone. */
static bool weigh_terms(
	const struct workplace *place, struct telling_terms *terms, struct error *err)
{
	const struct analysis *analysis = &place->searcher->analysis;
	double documents = place->snapshot->documents;
	size_t kept = 0;

	for (size_t i = 0; i < terms->count; i++) {
		struct telling_term term = terms->items[i];
		uint32_t frequency = 0;

		if (!index_reader_frequency(place->reader,
			    analysis_term(analysis, term.number), &frequency, err))
			return false;
		if (frequency < 2)
			continue;
		term.worth = (double)term.count / (term.count + BM25_K1)
			* log(1 + documents / frequency);
		terms->items[kept++] = term;
	}
	if (kept)
		qsort(terms->items, kept, sizeof(*terms->items), by_worth);
	terms->count = kept < SIMILAR_WORDS ? kept : SIMILAR_WORDS;
	return true;
}

static struct query *query_of(
	const struct analysis *analysis, const struct telling_terms *terms)
{
	struct query *some = query_create(QUERY_SOME);

	for (size_t i = 0; i < terms->count; i++) {
		struct query *word = query_create(QUERY_WORD);
		uint32_t number = terms->items[i].number;

		query_add_term(word, "", analysis_term(analysis, number),
			analysis->terms[number].hash, 1, ORIGIN_STEM);
		query_add_child(some, word);
	}
	return some;
}

static void query_release(struct query **query)
{
	query_free(query);
}

/* What the document has itself: all others are measured against it. */
static double own_score(const struct matches *matches, uint32_t document)
{
	for (size_t i = 0; i < matches->count; i++) {
		if (matches->documents[i] == document)
			return (double)matches->scores[i];
	}
	return 0;
}

/* What all documents of one page share; UINT32_MAX: it is alone. */
static uint32_t group_of(const struct snapshot *snapshot, uint32_t document)
{
	uint32_t place = duplicates_place(&snapshot->duplicates, document);

	return place ? duplicates_group(&snapshot->duplicates, place) : UINT32_MAX;
}

static bool is_new(const struct snapshot *snapshot, const struct hit_place *places,
	size_t count, uint32_t document)
{
	uint32_t group = group_of(snapshot, document);

	for (size_t i = 0; i < count; i++) {
		if (places[i].document == document
			|| (group != UINT32_MAX
				&& group_of(snapshot, places[i].document) == group))
			return false;
	}
	return true;
}

/* Leaves the first wanted places that are other pages than the document, and each other. */
static size_t choose(const struct workplace *place, const struct matches *matches,
	uint32_t document, size_t wanted, struct hit_place **out)
{
	const struct hit_order order = {
		&place->snapshot->columns, matches, SORT_RELEVANCE};
	double least = own_score(matches, document) * SIMILAR_SHARE_MIN;
	struct hit_place own = {.document = document};
	size_t count = hit_order_choose(&order, wanted + SPARE_PLACES, out);
	size_t kept = 0;

	count = hit_order_sort(&order, *out, count, count);
	for (size_t i = 0; i < count && kept < wanted; i++) {
		struct hit_place candidate = (*out)[i];

		if (candidate.key >= least
			&& is_new(place->snapshot, &own, 1, candidate.document)
			&& is_new(place->snapshot, *out, kept, candidate.document))
			(*out)[kept++] = candidate;
	}
	return kept;
}

static void write_hits(const struct workplace *place, const struct query *query,
	const struct hit_place *places, size_t count, struct similar *out)
{
	SCOPED(snippet_terms_release) struct snippet_terms terms = {0};

	snippet_terms_collect(query, &terms);
	snippet_terms_look_up(&terms, place->snapshot->numbers);
	out->hits = alloc_zeroed(count, sizeof(*out->hits));
	out->count = count;
	for (size_t i = 0; i < count; i++) {
		hit_write(place, places[i].document, &terms, &out->hits[i]);
		out->hits[i].score = places[i].key;
	}
}

bool similar_find(const struct workplace *place, uint32_t document, size_t wanted,
	struct similar *out, struct error *err)
{
	const struct matcher matcher = {.snapshot = place->snapshot,
		.reader = place->reader,
		.tables = place->tables,
		.verdicts = place->searcher->verdicts};
	SCOPED(buf_release) struct buf record = {0};
	SCOPED(telling_terms_release) struct telling_terms terms = {0};
	SCOPED(matches_release) struct matches matches = {0};
	SCOPED(query_release) struct query *query = NULL;
	struct hit_place *places = NULL;
	size_t count;

	snapshot_record(place->snapshot, document, place->searcher->unpacker, &record);
	read_words(place, &record, &terms);
	if (!terms.count)
		return true;
	count_terms(&terms);
	if (!weigh_terms(place, &terms, err))
		return false;
	query = query_of(&place->searcher->analysis, &terms);
	if (!terms.count || !wanted)
		return true;
	if (!matcher_find(&matcher, query, &matches, err))
		return false;
	count = choose(place, &matches, document, wanted, &places);
	write_hits(place, query, places, count, out);
	free(places);
	return true;
}
