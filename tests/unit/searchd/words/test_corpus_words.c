/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "base/alloc.h"
#include "dice.h"
#include "searchd/word_list.h"
#include "words/corpus_words.h"
#include "words/likeness.h"

static const struct listed_form forms[] = {
	{"Förderung", 3},
	{"FÖRDERUNG", 5},
	{"förderung", 3},
	{"Foerderung", 2},
	{"Forderung", 4},
	{"Förderung", 4},
	{"Städte", 2},
	{"Stadt", 7},
	{"STADT", 1},
	{"Stadtentwicklung", 2},
	{"Hafen", 2},
	{"Hafen", -2},
	{"Cluster", 9},
	{"Clustern", 1},
	{"Blaster", 20},
	{"Straße", 1},
	{"STRASSE", 1},
	{"Łódź", 3},
};

static struct corpus_words *words;

static int make(void **state)
{
	(void)state;
	words = word_list_make(forms, COUNT(forms));
	return 0;
}

static int release(void **state)
{
	(void)state;
	corpus_words_free(&words);
	return 0;
}

static void changes_add_up_over_all_ways_to_write_a_word(void **state)
{
	struct corpus_word word;

	(void)state;
	assert_true(corpus_words_find(words, "förderung", strlen("förderung"), &word));
	assert_int_equal(word.pages, 15);
	assert_string_equal(word.written, "Förderung");
	assert_true(corpus_words_find(words, "strasse", strlen("strasse"), &word));
	assert_int_equal(word.pages, 2);
	assert_true(corpus_words_find(words, "foerderung", strlen("foerderung"), &word));
	assert_int_equal(word.pages, 2);
}

static void words_no_page_has_any_more_are_gone(void **state)
{
	struct corpus_word word;

	(void)state;
	assert_false(corpus_words_find(words, "hafen", strlen("hafen"), &word));
	assert_false(corpus_words_find(words, "", 0, &word));
}

static void the_nearest_word_comes_first_then_the_most_frequent(void **state)
{
	struct near_word near[4];

	(void)state;
	assert_int_equal(corpus_words_near(words, "clsuter", 7, near, 4), 2);
	assert_string_equal(near[0].word.written, "Cluster");
	assert_int_equal(near[0].slips, 1);
	assert_string_equal(near[1].word.written, "Clustern");
	assert_int_equal(corpus_words_near(words, "forderung", 9, near, 4), 3);
	assert_string_equal(near[0].word.written, "Förderung");
	assert_string_equal(near[1].word.written, "Forderung");
	assert_int_equal(corpus_words_near(words, "lodz", 4, near, 4), 1);
	assert_int_equal(corpus_words_near(words, "", 0, near, 4), 0);
	assert_int_equal(corpus_words_near(words, "clsuter", 7, near, 1), 1);
}

static void words_are_found_by_their_beginning_or_any_letters_in_them(void **state)
{
	SCOPED(corpus_word_list_release) struct corpus_word_list list = {0};

	(void)state;
	corpus_words_prefix(words, "stadt", 5, &list);
	corpus_word_list_sort(&list);
	assert_int_equal(list.count, 3);
	assert_string_equal(list.items[0].written, "Stadt");
	list.count = 0;
	corpus_words_containing(words, "entwick", 7, &list);
	assert_int_equal(list.count, 1);
	corpus_words_prefix(words, "entwick", 7, &list);
	corpus_words_prefix(words, "", 0, &list);
	assert_int_equal(list.count, 1);
}

static void near_words_are_those_that_a_walk_over_all_would_find(void **state)
{
	enum { WORDS = 600 };
	char made[WORDS][10];
	struct listed_form list[WORDS];
	struct corpus_words *random;
	uint64_t seed = 7;

	(void)state;
	for (size_t i = 0; i < WORDS; i++) {
		size_t length = 4 + dice_roll(&seed, 5);

		for (size_t c = 0; c < length; c++)
			made[i][c] = (char)('b' + dice_roll(&seed, 3));
		made[i][length] = '\0';
		list[i] = (struct listed_form){made[i], 1};
	}
	random = word_list_make(list, WORDS);
	for (size_t i = 0; i < 50; i++) {
		static struct near_word near[WORDS];
		size_t length = strlen(made[i]);
		unsigned slips = likeness_slips(length);
		size_t count = corpus_words_near(random, made[i], length, near, WORDS);
		size_t expected = 0;
		SCOPED(corpus_word_list_release) struct corpus_word_list all = {0};

		for (const char *first = "bcd"; *first; first++)
			corpus_words_prefix(random, first, 1, &all);
		for (size_t w = 0; w < all.count; w++)
			expected += likeness_distance(made[i], length, all.items[w].bare,
					    strlen(all.items[w].bare), slips)
				<= slips;
		assert_int_equal(all.count, corpus_words_count(random));
		assert_int_equal(count, expected);
	}
	corpus_words_free(&random);
}

static size_t count_of(const struct buf *dictionary, size_t dictionary_size,
	const struct buf *list, size_t list_size)
{
	/* copies, so that the sanitizer sees a byte too much */
	char *cut_words = alloc_copy(dictionary->bytes, dictionary_size);
	char *cut_list = alloc_copy(list->bytes, list_size);
	struct corpus_words *some = corpus_words_load(
		&(struct corpus_lists){cut_words, dictionary_size, cut_list, list_size});
	size_t count = corpus_words_count(some);

	corpus_words_free(&some);
	free(cut_words);
	free(cut_list);
	return count;
}

static void a_damaged_list_yields_what_is_whole_in_it(void **state)
{
	static const struct form_change changes[] = {{0, 2}, {1, 2}, {7, 1}};
	SCOPED(buf_release) struct buf dictionary = {0};
	SCOPED(buf_release) struct buf list = {0};

	(void)state;
	dictionary_add(&dictionary, "hash", 1, "Hafen", 5);
	dictionary_add(&dictionary, "hash", 1, "Kai", 3);
	forms_add(&list, changes, 3);
	assert_int_equal(count_of(&dictionary, dictionary.length, &list, list.length), 2);
	for (size_t size = 0; size < dictionary.length; size++)
		assert_true(count_of(&dictionary, size, &list, list.length) < 2);
	for (size_t size = 0; size <= list.length; size++)
		assert_true(count_of(&dictionary, dictionary.length, &list, size) <= 2);
}

static void words_of_the_dictionary_that_are_written_alike_are_one(void **state)
{
	static const struct form_change changes[] = {{0, 2}, {1, 9}, {2, 3}};
	SCOPED(buf_release) struct buf dictionary = {0};
	SCOPED(buf_release) struct buf list = {0};
	struct corpus_words *some;
	struct corpus_word word;

	(void)state;
	dictionary_add(&dictionary, "hash", 1, "Hafen", 5);
	dictionary_add(&dictionary, "hash", 1, "", 0);
	dictionary_add(&dictionary, "hashhash", 2, "Hafen", 5);
	forms_add(&list, changes, 3);
	some = corpus_words_load(&(struct corpus_lists){
		dictionary.bytes, dictionary.length, list.bytes, list.length});
	assert_int_equal(corpus_words_count(some), 1);
	assert_true(corpus_words_find(some, "hafen", 5, &word));
	assert_int_equal(word.pages, 5);
	corpus_words_free(&some);
}

static void assert_completed(const char *bare, unsigned slips, const char *expected)
{
	SCOPED(buf_release) struct buf all = {0};
	struct near_word near[3];
	size_t count = corpus_words_complete(
		words, bare, strlen(bare), slips, near, COUNT(near));

	for (size_t i = 0; i < count; i++)
		buf_add_format(&all, "%s%s", i ? " " : "", near[i].word.written);
	assert_string_equal(buf_string(&all), expected);
}

static void beginnings_are_completed_by_the_words_on_most_pages(void **state)
{
	(void)state;
	assert_completed("st", 0, "Stadt Stadtentwicklung STRASSE");
	assert_completed("forder", 0, "Förderung Forderung Foerderung");
	assert_completed("lo", 0, "Łódź");
	assert_completed("hafen", 0, "");
	assert_completed("", 0, "");
	assert_completed("xyz", 0, "");
}

static void beginnings_with_slips_are_completed_by_the_nearest_words(void **state)
{
	(void)state;
	assert_completed("clsut", 1, "Cluster Clustern");
	assert_completed("stadtnet", 2, "Stadtentwicklung Städte");
	assert_completed("vlaster", 1, "Blaster");
	assert_completed("xlaster", 1, "Blaster");
	assert_completed("xxaster", 1, "");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(changes_add_up_over_all_ways_to_write_a_word),
		cmocka_unit_test(words_no_page_has_any_more_are_gone),
		cmocka_unit_test(the_nearest_word_comes_first_then_the_most_frequent),
		cmocka_unit_test(
			words_are_found_by_their_beginning_or_any_letters_in_them),
		cmocka_unit_test(near_words_are_those_that_a_walk_over_all_would_find),
		cmocka_unit_test(a_damaged_list_yields_what_is_whole_in_it),
		cmocka_unit_test(words_of_the_dictionary_that_are_written_alike_are_one),
		cmocka_unit_test(beginnings_are_completed_by_the_words_on_most_pages),
		cmocka_unit_test(
			beginnings_with_slips_are_completed_by_the_nearest_words),
	};

	return cmocka_run_group_tests(tests, make, release);
}
