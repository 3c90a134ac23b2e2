/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "matching/phrase.h"

#include "base/buf.h"
#include "base/digest.h"
#include "base/scope.h"
#include "matching/proximity.h"
#include "matching/word_places.h"

#include <stdbool.h>
#include <string.h>

/* Words that are neighbours are so in the list, too: no two stand at one place. */
static bool begins_phrase(
	const struct query *phrase, const struct word_places *places, size_t first)
{
	const struct word_place *begin = &places->items[first];

	for (size_t i = 0; i < phrase->child_count; i++) {
		const struct word_place *place = begin + i;

		if (first + i == places->count || place->part != begin->part
			|| place->at != begin->at + i || !(place->words.terms >> i & 1))
			return false;
	}
	return true;
}

static bool has_phrase(const struct query *phrase, const struct word_places *places)
{
	for (size_t i = 0; i + phrase->child_count <= places->count; i++) {
		if (begins_phrase(phrase, places, i))
			return true;
	}
	return false;
}

/* Whether all words stand in a window that begins at one of the places. */
static bool stand_within(
	const struct word_places *places, size_t first, size_t window, uint64_t wanted)
{
	const struct word_place *begin = &places->items[first];

	for (size_t i = first; i < places->count && wanted; i++) {
		const struct word_place *place = &places->items[i];

		if (place->part != begin->part || place->at >= begin->at + window)
			return false;
		wanted &= ~place->words.terms;
	}
	return !wanted;
}

/* Only a window that begins with one of the words can be the first. */
static bool has_near(const struct word_places *places, size_t window, uint64_t wanted)
{
	for (size_t i = 0; i < places->count; i++) {
		if (stand_within(places, i, window, wanted))
			return true;
	}
	return false;
}

/* The next word below a query in its order; number: of it, from 0. NULL: over. */
static const struct query *word_at(const struct query *query, unsigned number)
{
	for (size_t i = 0; i < query->child_count; i++) {
		const struct query *child = query->children[i];
		unsigned words =
			child->kind == QUERY_PHRASE ? (unsigned)child->child_count : 1;

		if (number < words)
			return child->kind == QUERY_PHRASE ? child->children[number]
							   : child;
		number -= words;
	}
	return NULL;
}

/* What is looked for in document after document. */
struct look {
	const struct snapshot *snapshot;
	const struct query *phrase;
	size_t window; /* 0: one behind the other */
	uint64_t wanted;
	struct verdict *verdict; /* NULL: none is kept */
	struct word_set words;
	bool has_words; /* only looked up if some document is not known */
	struct word_places places;
	struct buf scratch;
};

static void look_release(struct look *look)
{
	word_set_release(&look->words);
	word_places_release(&look->places);
	buf_release(&look->scratch);
}

static void write_distances(const struct query *near, struct buf *out)
{
	for (size_t i = 0; i < near->child_count; i++) {
		const struct query *child = near->children[i];

		buf_add_format(out, " %zu/%u",
			child->kind == QUERY_PHRASE ? child->child_count : 0,
			child->distance);
	}
}

/* All that the answer depends on: the distances and the terms of each word. */
static void write_key(const struct query *phrase, size_t window, struct buf *out)
{
	const struct query *word;

	buf_add_format(out, "%zu", window);
	if (phrase->kind == QUERY_PROXIMITY)
		write_distances(phrase, out);
	for (unsigned i = 0; (word = word_at(phrase, i)); i++) {
		buf_add(out, "\n", 1);
		for (size_t t = 0; t < word->term_count; t++)
			buf_add(out, word->terms[t].term,
				strlen(word->terms[t].term) + 1);
	}
}

static bool is_known(const struct look *look, uint32_t document)
{
	return look->verdict && verdict_is_known(look->verdict, document);
}

/* How many documents before they are read their words are asked for, and their places. */
enum { WORDS_AHEAD = 4, PLACES_AHEAD = 16 };

/* Asks for what will be read soon after match i. */
static void expect(const struct look *look, const struct matches *matches, size_t i)
{
	size_t place = i + PLACES_AHEAD;
	size_t words = i + WORDS_AHEAD;

	if (place < matches->count && !is_known(look, matches->documents[place]))
		snapshot_expect_place(look->snapshot, matches->documents[place]);
	if (words < matches->count && !is_known(look, matches->documents[words]))
		snapshot_expect_words(look->snapshot, matches->documents[words]);
}

static void look_up_words(struct look *look)
{
	const struct query *word;

	if (look->has_words)
		return;
	for (unsigned i = 0; (word = word_at(look->phrase, i)); i++)
		word_set_add_terms(&look->words, word, i, 0);
	word_set_ready(&look->words, look->snapshot->numbers);
	look->has_words = true;
}

/* The bits of all words; later ones than a set has are in no set. */
static uint64_t all_words(const struct query *phrase)
{
	unsigned count = 0;

	while (count < WORD_SET_MAX && word_at(phrase, count))
		count++;
	return count < WORD_SET_MAX ? (1ULL << count) - 1 : UINT64_MAX;
}

/* As the places just read have them. */
static bool holds(struct look *look)
{
	if (look->phrase->kind == QUERY_PROXIMITY)
		return proximity_holds(look->phrase, &look->places, &look->scratch);
	return look->window ? has_near(&look->places, look->window, look->wanted)
			    : has_phrase(look->phrase, &look->places);
}

static bool read_document(struct look *look, uint32_t document)
{
	size_t size;
	const char *bytes = snapshot_words(look->snapshot, document, &size);

	look_up_words(look);
	return word_places_read(&look->places, bytes, size, &look->words, look->wanted)
		&& holds(look);
}

static bool stands_in(struct look *look, uint32_t document)
{
	bool found;

	if (is_known(look, document))
		return verdict_get(look->verdict, document);
	found = read_document(look, document);
	if (look->verdict)
		verdict_put(look->verdict, document, found);
	return found;
}

static void filter(struct look *look, struct matches *matches)
{
	size_t kept = 0;

	look->wanted = all_words(look->phrase);
	for (size_t i = 0; i < matches->count; i++) {
		uint32_t document = matches->documents[i];

		expect(look, matches, i);
		if (!stands_in(look, document))
			continue;
		matches->documents[kept] = document;
		matches->scores[kept++] = matches->scores[i];
	}
	matches->count = kept;
}

void phrase_filter_near(const struct snapshot *snapshot, struct verdicts *verdicts,
	const struct query *words, size_t window, struct matches *matches)
{
	SCOPED(look_release)
	struct look look = {.snapshot = snapshot, .phrase = words, .window = window};
	SCOPED(buf_release) struct buf key = {0};

	if (verdicts) {
		write_key(words, window, &key);
		look.verdict = verdicts_of(verdicts, buf_string(&key), key.length);
	}
	filter(&look, matches);
}

void phrase_filter(const struct snapshot *snapshot, struct verdicts *verdicts,
	const struct query *phrase, struct matches *matches)
{
	phrase_filter_near(snapshot, verdicts, phrase, 0, matches);
}

void phrase_filter_proximity(const struct snapshot *snapshot, struct verdicts *verdicts,
	const struct query *near, struct matches *matches)
{
	phrase_filter_near(snapshot, verdicts, near, 0, matches);
}

static bool has_form(const struct query *word, const struct word_places *places)
{
	for (size_t i = 0; i < places->count; i++) {
		if (word->field == FIELD_TITLE && places->items[i].part)
			return false;
		if (places->items[i].words.forms)
			return true;
	}
	return false;
}

/* All that the answer depends on, which may be thousands of forms. */
static void write_forms_key(const struct query *word, struct buf *out)
{
	SCOPED(buf_release) struct buf all = {0};
	char digest[DIGEST_LETTERS + 1];

	for (size_t i = 0; i < word->term_count; i++)
		buf_add(&all, word->terms[i].term, strlen(word->terms[i].term) + 1);
	buf_add(&all, (const char *)word->forms, word->form_count * sizeof(*word->forms));
	digest_write(digest_of(buf_string(&all), all.length), digest);
	buf_add_format(out, "forms %d %s", word->field == FIELD_TITLE, digest);
}

static void look_up_forms(struct look *look, const struct query *word)
{
	if (look->has_words)
		return;
	word_set_add_terms(&look->words, word, 0, 0);
	for (size_t i = 0; i < word->form_count; i++)
		word_set_add_form(&look->words, word->forms[i], 0);
	word_set_ready(&look->words, look->snapshot->numbers);
	look->has_words = true;
}

static bool has_form_in(struct look *look, const struct query *word, uint32_t document)
{
	const char *bytes;
	size_t size;
	bool found;

	if (is_known(look, document))
		return verdict_get(look->verdict, document);
	look_up_forms(look, word);
	bytes = snapshot_words(look->snapshot, document, &size);
	found = word_places_read(&look->places, bytes, size, &look->words, 0)
		&& has_form(word, &look->places);
	if (look->verdict)
		verdict_put(look->verdict, document, found);
	return found;
}

void phrase_filter_forms(const struct snapshot *snapshot, struct verdicts *verdicts,
	const struct query *word, struct matches *matches)
{
	SCOPED(look_release) struct look look = {.snapshot = snapshot};
	SCOPED(buf_release) struct buf key = {0};
	size_t kept = 0;

	if (verdicts) {
		write_forms_key(word, &key);
		look.verdict = verdicts_of(verdicts, buf_string(&key), key.length);
	}
	for (size_t i = 0; i < matches->count; i++) {
		uint32_t document = matches->documents[i];

		expect(&look, matches, i);
		if (!has_form_in(&look, word, document))
			continue;
		matches->documents[kept] = document;
		matches->scores[kept++] = matches->scores[i];
	}
	matches->count = kept;
}
