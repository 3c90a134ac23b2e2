/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "matching/word_set.h"

#include "base/alloc.h"
#include "base/scope.h"

#include <stdlib.h>

enum { PLACES_MIN = 16, HALVES = 1 << 16 };

void word_set_release(struct word_set *set)
{
	free(set->terms);
	free(set->forms);
	free(set->places);
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
	for (; places < 2 * numbers; places *= 2)
		set->shift--;
	set->mask = places - 1;
	set->places = alloc_zeroed(places, sizeof(*set->places));
	set->masks = alloc_zeroed(numbers, sizeof(*set->masks));
	set->halves = alloc_zeroed(HALVES, sizeof(*set->halves));
}

/* The place of the number, or the free one where it belongs. */
static struct word_set_place *place_of(const struct word_set *set, uint32_t number)
{
	size_t at = number * 0x9E3779B1U >> set->shift;

	while (set->places[at].number && set->places[at].number != number + 1)
		at = (at + 1) & set->mask;
	return &set->places[at];
}

static void put(struct word_set *set, uint32_t number, uint64_t words)
{
	struct word_set_place *place = place_of(set, number);

	if (!place->number) {
		*place = (struct word_set_place){number + 1, set->mask_count++};
		set->halves[number % HALVES] |= word_set_mark(number);
	}
	set->masks[place->masks].terms |= words;
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
			const struct word_set_place *place = place_of(set, list.items[n]);

			if (place->number)
				set->masks[place->masks].forms |= 1ULL
					<< set->forms[i].word;
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
	const struct word_set_place *place = place_of(set, number);

	return place->number ? &set->masks[place->masks] : NULL;
}
