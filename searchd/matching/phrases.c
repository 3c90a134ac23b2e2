/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "matching/phrases.h"

#include "base/buf.h"
#include "base/scope.h"
#include "matching/proximity.h"
#include "matching/word_bits.h"
#include "ranking/ranking.h"

#include <stdbool.h>
#include <string.h>

_Static_assert(
	NEAR_WORDS <= WORD_BITS_WINDOW_MAX, "a window that bits are looked for in");

enum {
	READ_AT_ONCE = 256, /* documents */
	WORDS_AHEAD = 4,    /* documents that memory is asked for before they are read */
};

/* A phrase that is looked for in document after document. */
struct look {
	struct phrase phrase;
	struct verdict *verdict; /* NULL: none is kept */
	size_t first, words;     /* rows of the bits */
	uint64_t mask;           /* of its words */
	size_t seen;             /* matches that were told to be unread, or known */
	size_t decided, kept;    /* matches */
};

struct unread {
	uint32_t document;
	uint64_t looks; /* bits of those that do not know it */
};

/* Phrases of so few words, together, that a document is read once for all. */
struct looks {
	const struct snapshot *snapshot;
	struct look items[WORD_SET_MAX];
	size_t count;
	struct word_set set;
	bool has_set; /* only made if some document is not known */
	struct word_bits bits;
	struct unread unread[READ_AT_ONCE];
};

static void looks_release(struct looks *looks)
{
	word_set_release(&looks->set);
	word_bits_release(&looks->bits);
}

/* The next word below a query in its order; number: of it, from 0. NULL: over. */
static const struct query *word_at(const struct query *query, size_t number)
{
	for (size_t i = 0; i < query->child_count; i++) {
		const struct query *child = query->children[i];
		size_t words = child->kind == QUERY_PHRASE ? child->child_count : 1;

		if (number < words)
			return child->kind == QUERY_PHRASE ? child->children[number]
							   : child;
		number -= words;
	}
	return NULL;
}

static size_t count_words(const struct query *query)
{
	size_t count = 0;

	while (word_at(query, count))
		count++;
	return count;
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
static void write_key(const struct query *phrase, struct buf *out)
{
	const struct query *word;

	buf_add_format(out, "%d", phrase->kind == QUERY_NEAR ? NEAR_WORDS : 0);
	if (phrase->kind == QUERY_PROXIMITY)
		write_distances(phrase, out);
	for (size_t i = 0; (word = word_at(phrase, i)); i++) {
		buf_add(out, "\n", 1);
		for (size_t t = 0; t < word->term_count; t++)
			buf_add(out, word->terms[t].term,
				strlen(word->terms[t].term) + 1);
	}
}

/* The first `words` bits from one on; there are no others behind the last. */
static uint64_t mask_of(size_t first, size_t words)
{
	uint64_t all = words < WORD_SET_MAX ? (UINT64_C(1) << words) - 1 : UINT64_MAX;

	return all << first;
}

static void add_look(struct looks *looks, struct verdicts *verdicts, struct phrase phrase,
	size_t words)
{
	SCOPED(buf_release) struct buf key = {0};
	struct look *look = &looks->items[looks->count++];

	*look = (struct look){.phrase = phrase,
		.first = looks->bits.words,
		.words = words,
		.mask = mask_of(looks->bits.words, words)};
	looks->bits.words += words;
	if (!verdicts)
		return;
	write_key(phrase.query, &key);
	look->verdict = verdicts_of(verdicts, buf_string(&key), key.length);
}

/* The first of the phrases, and more while there is room; returns how many. */
static size_t add_looks(struct looks *looks, struct verdicts *verdicts,
	const struct phrase *phrases, size_t count)
{
	while (looks->count < count && looks->count < WORD_SET_MAX) {
		struct phrase phrase = phrases[looks->count];
		size_t words = count_words(phrase.query);

		if (looks->count && looks->bits.words + words > WORD_SET_MAX)
			break;
		add_look(looks, verdicts, phrase, words);
	}
	looks->bits.rows = looks->bits.words + 1 + PROXIMITY_ROWS;
	return looks->count;
}

static bool is_known(const struct look *look, uint32_t document)
{
	return look->verdict && verdict_is_known(look->verdict, document);
}

/* The document of the next match that is not known; UINT32_MAX: there is none. */
static uint32_t next_unread(struct look *look)
{
	const struct matches *matches = look->phrase.matches;

	while (look->seen < matches->count
		&& is_known(look, matches->documents[look->seen]))
		look->seen++;
	return look->seen < matches->count ? matches->documents[look->seen] : UINT32_MAX;
}

/* The next document that some look does not know. False: there is none. */
static bool find_unread(struct looks *looks, struct unread *out)
{
	*out = (struct unread){UINT32_MAX, 0};
	for (size_t i = 0; i < looks->count; i++) {
		uint32_t document = next_unread(&looks->items[i]);

		if (document < out->document)
			*out = (struct unread){document, 0};
		if (document == out->document)
			out->looks |= UINT64_C(1) << i;
	}
	if (out->document == UINT32_MAX)
		return false;
	for (uint64_t left = out->looks; left; left &= left - 1)
		looks->items[__builtin_ctzll(left)].seen++;
	return true;
}

static size_t find_some_unread(struct looks *looks)
{
	size_t count = 0;

	while (count < READ_AT_ONCE && find_unread(looks, &looks->unread[count]))
		snapshot_expect_place(looks->snapshot, looks->unread[count++].document);
	return count;
}

static void make_set(struct looks *looks)
{
	for (size_t i = 0; i < looks->count && !looks->has_set; i++) {
		const struct look *look = &looks->items[i];

		for (size_t w = 0; w < look->words; w++)
			word_set_add_terms(&looks->set, word_at(look->phrase.query, w),
				(unsigned)(look->first + w), 0);
	}
	if (!looks->has_set)
		word_set_ready(&looks->set, looks->snapshot->numbers);
	looks->has_set = true;
}

/* The next match is kept or not. */
static void decide(struct look *look, bool yes)
{
	struct matches *matches = look->phrase.matches;

	matches->documents[look->kept] = matches->documents[look->decided];
	matches->scores[look->kept] = matches->scores[look->decided];
	look->kept += yes;
	look->decided++;
}

/* The matches before the document are known. */
static void decide_known(struct look *look, uint32_t end)
{
	const struct matches *matches = look->phrase.matches;

	while (look->decided < matches->count && matches->documents[look->decided] < end)
		decide(look,
			verdict_get(look->verdict, matches->documents[look->decided]));
}

/* Two looks may share a verdict. */
static void decide_unread(struct look *look, uint32_t document, bool yes)
{
	if (look->verdict && !verdict_is_known(look->verdict, document))
		verdict_put(look->verdict, document, yes);
	decide_known(look, document);
	decide(look, yes);
}

/* As the document just read has them. */
static bool holds(const struct look *look, struct word_bits *bits)
{
	if (look->phrase.query->kind == QUERY_PROXIMITY)
		return proximity_holds(look->phrase.query, look->first, bits);
	return look->phrase.query->kind == QUERY_NEAR
		? word_bits_has_near(bits, look->first, look->words, NEAR_WORDS)
		: word_bits_has_phrase(bits, look->first, look->words);
}

/* The looks all of whose words are among those. */
static uint64_t with_words(const struct looks *looks, uint64_t some, uint64_t words)
{
	uint64_t with = 0;

	for (; some; some &= some - 1) {
		if (!(looks->items[__builtin_ctzll(some)].mask & ~words))
			with |= some & -some;
	}
	return with;
}

static uint64_t words_of(const struct looks *looks, uint64_t some)
{
	uint64_t words = 0;

	for (; some; some &= some - 1)
		words |= looks->items[__builtin_ctzll(some)].mask;
	return words;
}

static void read_document(struct looks *looks, const struct unread *unread)
{
	size_t size;
	const char *bytes = snapshot_words(looks->snapshot, unread->document, &size);
	uint64_t words = word_bits_find(&looks->bits, bytes, size, &looks->set);
	uint64_t with = with_words(looks, unread->looks, words);

	if (with && !word_bits_place(&looks->bits, words_of(looks, with), size))
		with = 0;
	for (uint64_t left = unread->looks; left; left &= left - 1) {
		struct look *look = &looks->items[__builtin_ctzll(left)];
		bool yes = with & left & -left && holds(look, &looks->bits);

		decide_unread(look, unread->document, yes);
	}
}

static void read_some(struct looks *looks, size_t count)
{
	size_t asked = 0;

	make_set(looks);
	for (size_t i = 0; i < count; i++) {
		for (; asked < count && asked <= i + WORDS_AHEAD; asked++)
			snapshot_expect_words(
				looks->snapshot, looks->unread[asked].document);
		read_document(looks, &looks->unread[i]);
	}
}

static void filter(struct looks *looks)
{
	size_t count;

	while ((count = find_some_unread(looks)))
		read_some(looks, count);
	for (size_t i = 0; i < looks->count; i++) {
		struct look *look = &looks->items[i];

		decide_known(look, UINT32_MAX);
		look->phrase.matches->count = look->kept;
	}
}

void phrases_filter(const struct snapshot *snapshot, struct verdicts *verdicts,
	const struct phrase *phrases, size_t count)
{
	for (size_t done = 0; done < count;) {
		SCOPED(looks_release) struct looks looks = {.snapshot = snapshot};

		done += add_looks(&looks, verdicts, phrases + done, count - done);
		filter(&looks);
	}
}
