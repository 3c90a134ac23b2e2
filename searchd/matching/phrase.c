/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "matching/phrase.h"

#include "base/buf.h"
#include "base/digest.h"
#include "base/scope.h"
#include "matching/proximity.h"
#include "matching/word_bits.h"
#include "matching/word_places.h"

#include <stdbool.h>
#include <string.h>

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
	size_t window;           /* 0: one behind the other */
	struct verdict *verdict; /* NULL: none is kept */
	struct word_set words;
	bool has_words; /* only looked up if some document is not known */
	struct word_bits bits;
	struct word_places places; /* for forms */
};

static void look_release(struct look *look)
{
	word_set_release(&look->words);
	word_bits_release(&look->bits);
	word_places_release(&look->places);
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
	unsigned count = 0;

	if (look->has_words)
		return;
	for (; (word = word_at(look->phrase, count)); count++)
		word_set_add_terms(&look->words, word, count, 0);
	look->bits.words = count;
	look->bits.rows = count + 1 + PROXIMITY_ROWS;
	word_set_ready(&look->words, look->snapshot->numbers);
	look->has_words = true;
}

/* As the document just read has them. */
static bool holds(struct look *look)
{
	if (look->phrase->kind == QUERY_PROXIMITY)
		return proximity_holds(look->phrase, &look->bits);
	return look->window ? word_bits_has_near(&look->bits, look->window)
			    : word_bits_has_phrase(&look->bits, look->bits.words);
}

static bool read_document(struct look *look, uint32_t document)
{
	size_t size;
	const char *bytes = snapshot_words(look->snapshot, document, &size);

	look_up_words(look);
	return word_bits_read(&look->bits, bytes, size, &look->words) && holds(look);
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
