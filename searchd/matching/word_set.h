/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * word_set: the words of a query, found among those of the dictionary: for each that
 * a document may have, which of the query's words it stands for. One thread.
 */
#ifndef SEARCHD_MATCHING_WORD_SET_H
#define SEARCHD_MATCHING_WORD_SET_H

#include "query/query.h"
#include "words/word_numbers.h"

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

/* {0} is empty; the caller releases it. */
struct word_set {
	struct word_set_item *terms, *forms;
	size_t term_count, form_count, terms_room, forms_room;

	/* once ready */
	unsigned char *halves; /* by the lower half of a number: 1 << higher half % 8 */
	uint32_t *numbers;     /* an open hash table of the numbers, + 1; 0 is free */
	struct word_masks *masks; /* one a number */
	unsigned shift;           /* of a hashed number, for its place */
	size_t mask;              /* of places */
};

void word_set_release(struct word_set *set);
void word_set_add_term(struct word_set *set, uint32_t hash, unsigned word);
void word_set_add_form(struct word_set *set, uint32_t hash, unsigned word);

/* The terms of a QUERY_WORD that weigh so much at least. */
void word_set_add_terms(struct word_set *set, const struct query *query, unsigned word,
	double weight_min);

/* To be called once, after the last word was added. */
void word_set_ready(struct word_set *set, const struct word_numbers *numbers);

/* Whether a number that has this lower half may be in the set; not 0: it may. */
static inline unsigned word_set_may_have(const struct word_set *set, uint32_t half)
{
	return set->halves[half];
}

/* What a word of the dictionary stands for; NULL: it is not in the set. */
const struct word_masks *word_set_find(const struct word_set *set, uint32_t number);

#endif
