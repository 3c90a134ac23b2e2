/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "matching/word_set.h"

#include "base/alloc.h"
#include "base/scope.h"

#include <stdlib.h>

enum { PLACES_MIN = 16, HALF_BITS = 16, HALVES = 1 << HALF_BITS, MARKS = 8 };

void word_set_release(struct word_set *set)
{
	free(set->terms);
	free(set->forms);
	free(set->numbers);
	free(set->masks);
	free(set->halves);
	*set = (struct word_set){0};
}

void word_set_add_term(struct word_set *set, uint32_t hash, unsigned word)
{
	if (word >= WORD_SET_MAX)
		return;
	set->terms = alloc_grow(
		set->terms, set->term_count, &set->terms_room, sizeof(*set->terms));
	set->terms[set->term_count++] = (struct word_set_item){hash, word};
}

void word_set_add_form(struct word_set *set, uint32_t hash, unsigned word)
{
	if (word >= WORD_SET_MAX)
		return;
	set->forms = alloc_grow(
		set->forms, set->form_count, &set->forms_room, sizeof(*set->forms));
	set->forms[set->form_count++] = (struct word_set_item){hash, word};
}

void word_set_add_terms(
	struct word_set *set, const struct query *query, unsigned word, double weight_min)
{
	for (size_t i = 0; i < query->term_count; i++) {
		if (query->terms[i].weight >= weight_min)
			word_set_add_term(set, query->terms[i].hash, word);
	}
}

static void make_table(struct word_set *set, size_t numbers)
{
	size_t places = PLACES_MIN;

	set->shift = 32 - 4; /* the bits of PLACES_MIN */
	for (; places < 4 * numbers; places *= 2)
		set->shift--;
	set->mask = places - 1;
	set->numbers = alloc_zeroed(places, sizeof(*set->numbers));
	set->masks = alloc_resize(NULL, places, sizeof(*set->masks));
	set->halves = alloc_zeroed(HALVES, sizeof(*set->halves));
}

/* The place of the number, or the free one where it belongs. */
static size_t place_of(const struct word_set *set, uint32_t number)
{
	size_t at = number * 0x9E3779B1U >> set->shift;

	while (set->numbers[at] && set->numbers[at] != number + 1)
		at = (at + 1) & set->mask;
	return at;
}

/* The bit of the numbers that share the higher half of this one, and of others. */
static unsigned mark_of(uint32_t number)
{
	return 1U << (number >> HALF_BITS) % MARKS;
}

static void put(struct word_set *set, uint32_t number, uint64_t words)
{
	size_t at = place_of(set, number);

	if (!set->numbers[at]) {
		set->numbers[at] = number + 1;
		set->masks[at] = (struct word_masks){0};
		set->halves[number % HALVES] |= (unsigned char)mark_of(number);
	}
	set->masks[at].terms |= words;
}

static void put_terms(struct word_set *set, const struct word_numbers *numbers)
{
	SCOPED(number_list_release) struct number_list list = {0};
	size_t *ends = alloc_zeroed(set->term_count, sizeof(*ends));
	size_t at = 0;

	for (size_t i = 0; i < set->term_count; i++) {
		word_numbers_with_term(numbers, set->terms[i].hash, &list);
		ends[i] = list.count;
	}
	make_table(set, list.count);
	for (size_t i = 0; i < set->term_count; i++) {
		for (; at < ends[i]; at++)
			put(set, list.items[at], 1ULL << set->terms[i].word);
	}
	free(ends);
}

/* Forms matter only of words that have a term. */
static void mark_forms(struct word_set *set, const struct word_numbers *numbers)
{
	for (size_t i = 0; i < set->form_count; i++) {
		SCOPED(number_list_release) struct number_list list = {0};

		word_numbers_with_form(numbers, set->forms[i].hash, &list);
		for (size_t n = 0; n < list.count; n++) {
			size_t at = place_of(set, list.items[n]);

			if (set->numbers[at])
				set->masks[at].forms |= 1ULL << set->forms[i].word;
		}
	}
}

void word_set_ready(struct word_set *set, const struct word_numbers *numbers)
{
	put_terms(set, numbers);
	mark_forms(set, numbers);
}

const struct word_masks *word_set_find(const struct word_set *set, uint32_t number)
{
	size_t at;

	if (!(set->halves[number % HALVES] & mark_of(number)))
		return NULL;
	at = place_of(set, number);
	return set->numbers[at] ? &set->masks[at] : NULL;
}
