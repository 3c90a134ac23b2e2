/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * word_stream: reads the words of a document in their order, as its record
 * keeps them, and tells which of a query's words stand where.
 */
#ifndef SEARCHD_WORD_STREAM_H
#define SEARCHD_WORD_STREAM_H

#include "index/record.h"
#include "query.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

enum { WORD_SET_MAX = 64 }; /* words of a query; later ones are passed over */

/* Which words of a query a hash of RECORD_WORDS stands for. {0} is empty. */
struct word_set {
	struct word_set_item {
		uint32_t hash;
		uint64_t words; /* bits 1 << number of the word */
	} * items;              /* by hash, once ready */
	size_t count, room;
	uint64_t present; /* bit hash % 64: a quick no */
};

void word_set_release(struct word_set *set);
void word_set_add(struct word_set *set, uint32_t hash, unsigned word);

/* The terms of a QUERY_WORD that weigh so much at least. */
void word_set_add_terms(struct word_set *set, const struct query *query, unsigned word,
	double weight_min);

/* To be called once, after the last word was added. */
void word_set_ready(struct word_set *set);

/*
 * The next entry of RECORD_WORDS: count hashes, the first one of its form. *at begins
 * with 0. False: no more, or a damaged record.
 */
static inline bool word_stream_next_entry(
	const struct record_part *words, size_t *at, const char **hashes, size_t *count)
{
	if (*at >= words->length)
		return false;
	*count = (unsigned char)words->bytes[*at];
	*hashes = words->bytes + *at + 1;
	*at += 1 + *count * sizeof(uint32_t);
	return *count && *at <= words->length;
}

/* The i-th of an entry's hashes. */
static inline uint32_t word_stream_hash(const char *hashes, size_t i)
{
	uint32_t hash;

	memcpy(&hash, hashes + i * sizeof(hash), sizeof(hash));
	return hash;
}

/* {0} is empty; the caller releases it, and may read many documents with one. */
struct word_stream {
	const char *positions; /* of the record */
	size_t count;
	uint64_t *terms; /* per entry of RECORD_WORDS: the words it has a term of */
	uint64_t *forms; /* the words it has the very form of */
	size_t entry_count, terms_room, forms_room;
};

void word_stream_release(struct word_stream *stream);

/*
 * Begins with a document. forms NULL: nobody asks for them. False: none of the
 * words stands in it.
 */
int word_stream_read(struct word_stream *stream, const char *bytes, size_t size,
	const struct word_set *terms, const struct word_set *forms);

/* The entry at a position: 0 parts title and blocks, entry - 1 indexes the arrays. */
uint16_t word_stream_at(const struct word_stream *stream, size_t position);

/* The words whose terms stand at the position. */
uint64_t word_stream_terms_at(const struct word_stream *stream, size_t position);

#endif
