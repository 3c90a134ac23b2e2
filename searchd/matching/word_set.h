/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * word_set: the words of a query, found among those of the dictionary: for each that
 * a document may have, which of the query's words it stands for. One thread.
 */
#ifndef SEARCHD_MATCHING_WORD_SET_H
#define SEARCHD_MATCHING_WORD_SET_H

#include "query/query.h"
#include "words/word_numbers.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { WORD_SET_MAX = 64 }; /* words of a query; later ones are passed over */

/* Bits 1 << number of a word of the query. */
struct word_masks {
	uint64_t terms; /* it has a term of these, and */
	uint64_t forms; /* is of the very form of these */
};

/* A hash that was asked for. */
struct word_set_item {
	uint32_t hash;
	uint32_t word;
};

struct word_set_place {
	uint32_t number; /* + 1; 0: the place is free */
	uint32_t masks;  /* which of them */
};

/* {0} is empty; the caller releases it. */
struct word_set {
	struct word_set_item *terms, *forms;
	size_t term_count, form_count, terms_room, forms_room;

	/* once ready */
	unsigned char *halves;         /* marks, by the lower half of a number */
	struct word_set_place *places; /* an open hash table of the numbers */
	struct word_masks *masks;      /* one a number */
	uint32_t mask_count;
	unsigned shift; /* of a hashed number, for its place */
	size_t mask;    /* of places */
};

void word_set_release(struct word_set *set);
void word_set_add_term(struct word_set *set, uint32_t hash, unsigned word);
void word_set_add_form(struct word_set *set, uint32_t hash, unsigned word);

/* The terms of a QUERY_WORD that weigh so much at least. */
void word_set_add_terms(struct word_set *set, const struct query *query, unsigned word,
	double weight_min);

/* To be called once, after the last word was added. */
void word_set_ready(struct word_set *set, const struct word_numbers *numbers);

/* The bit of the numbers that share the higher half of one, and of some others. */
static inline unsigned char word_set_mark(uint32_t number)
{
	return (unsigned char)(1U << (number >> 16) % 8);
}

/* Whether a number that has the mark and the lower half may be in the set. */
static inline bool word_set_may_have(
	const struct word_set *set, unsigned char mark, uint32_t half)
{
	return set->halves[half] & mark;
}

/* What a word of the dictionary stands for; NULL: it is not in the set. */
const struct word_masks *word_set_find(const struct word_set *set, uint32_t number);

#endif
