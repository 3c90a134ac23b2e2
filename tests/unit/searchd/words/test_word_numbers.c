/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "dice.h"
#include "index/dictionary.h"
#include "unit.h"
#include "words/word_numbers.h"

enum { KINDS = 50, TERMS_MAX = 4 };

/* Words of hashes of few kinds, spread over all there are. */
static uint32_t hash_of(uint32_t kind)
{
	return kind * 0x9E3779B1U;
}

static void add_words(uint64_t *seed, size_t count, struct buf *list)
{
	for (size_t i = 0; i < count; i++) {
		uint32_t hashes[TERMS_MAX + 1];
		uint32_t terms = dice_roll(seed, TERMS_MAX + 1);

		for (size_t t = 0; t <= terms; t++)
			hashes[t] = hash_of(dice_roll(seed, KINDS));
		dictionary_add(list, (const char *)hashes, terms + 1, "", 0);
	}
}

static void check_kind(
	const struct word_numbers *numbers, const struct buf *list, uint32_t hash)
{
	SCOPED(number_list_release) struct number_list terms = {0};
	SCOPED(number_list_release) struct number_list forms = {0};
	struct dictionary_word word;
	size_t offset = 0;
	size_t term = 0;
	size_t form = 0;

	word_numbers_with_term(numbers, hash, &terms);
	word_numbers_with_form(numbers, hash, &forms);
	for (uint32_t i = 0;
		dictionary_next(buf_string(list), list->length, &offset, &word); i++) {
		for (uint32_t t = 1; t < word.hash_count; t++) {
			if (dictionary_hash(&word, t) == hash)
				assert_int_equal(terms.items[term++], i);
		}
		if (dictionary_hash(&word, 0) == hash)
			assert_int_equal(forms.items[form++], i);
	}
	assert_int_equal(term, terms.count);
	assert_int_equal(form, forms.count);
}

static void check(const struct word_numbers *numbers, const struct buf *list)
{
	for (uint32_t kind = 0; kind <= KINDS; kind++)
		check_kind(numbers, list, hash_of(kind));
}

/* Few, some, and so many more that the tail becomes a part of the base. */
static void words_are_found_as_the_dictionary_grows(void **state)
{
	static const size_t steps[] = {0, 1, 20, 3000, 5, 40000, 7, 60000, 3};
	SCOPED(word_numbers_free) struct word_numbers *numbers = NULL;
	SCOPED(buf_release) struct buf list = {0};
	uint64_t seed = 3;

	(void)state;
	for (size_t i = 0; i < COUNT(steps); i++) {
		struct word_numbers *known = numbers;

		add_words(&seed, steps[i], &list);
		numbers = word_numbers_load(buf_string(&list), list.length, known);
		word_numbers_free(&known);
		check(numbers, &list);
	}
}

static void what_is_behind_damage_is_left_out(void **state)
{
	SCOPED(word_numbers_free) struct word_numbers *numbers = NULL;
	SCOPED(buf_release) struct buf list = {0};
	uint64_t seed = 4;
	size_t sound;

	(void)state;
	add_words(&seed, 100, &list);
	sound = list.length;
	buf_add(&list, "\0\0", 2);
	add_words(&seed, 100, &list);
	numbers = word_numbers_load(list.bytes, list.length, NULL);
	list.length = sound;
	check(numbers, &list);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(words_are_found_as_the_dictionary_grows),
		cmocka_unit_test(what_is_behind_damage_is_left_out),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
