/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * word_numbers: which words of a dictionary have a hash: their numbers, by which
 * stored words are looked for. What is known of the beginning of a dictionary, which
 * never changes, is shared by the snapshots that have it. Read only once loaded; any
 * thread.
 */
#ifndef SEARCHD_WORDS_WORD_NUMBERS_H
#define SEARCHD_WORDS_WORD_NUMBERS_H

#include <stddef.h>
#include <stdint.h>

struct word_numbers;

/*
 * list is that of index/dictionary.h; a damaged end is left out. known is of an
 * earlier state of the same list; NULL: there is none. The caller frees it.
 */
struct word_numbers *word_numbers_load(
	const char *list, size_t size, const struct word_numbers *known);
void word_numbers_free(struct word_numbers **numbers);

/* {0} is empty; the caller releases it. */
struct number_list {
	uint32_t *items;
	size_t count, room;
};

void number_list_release(struct number_list *list);

/* Adds the words that have the term, or the form. */
void word_numbers_with_term(
	const struct word_numbers *numbers, uint32_t hash, struct number_list *out);
void word_numbers_with_form(
	const struct word_numbers *numbers, uint32_t hash, struct number_list *out);

#endif
