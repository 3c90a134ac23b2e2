/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "help/typed_words.h"
#include "unit.h"

#include <string.h>

/* The words of the query, parted by bars; + behind those that stand free. */
static void assert_words(const char *query, const char *expected)
{
	SCOPED(typed_words_release) struct typed_words words = {.count = 0};
	SCOPED(buf_release) struct buf all = {0};

	typed_words_collect(query, strlen(query), &words);
	for (size_t i = 0; i < words.count; i++) {
		const struct typed_word *word = &words.items[i];

		buf_add_string(&all, i ? "|" : "");
		buf_add(&all, query + word->start, word->end - word->start);
		buf_add_string(&all, word->is_free ? "+" : "");
	}
	assert_string_equal(buf_string(&all), expected);
}

static void only_words_that_look_for_text_are_told(void **state)
{
	(void)state;
	assert_words("", "");
	assert_words("Hafen und Rostock", "Hafen+|und+|Rostock+");
	assert_words("Hafen AND -Kai OR Netz", "Hafen+|Netz+");
	assert_words("Hafen NOT (Kai OR Netz) Schiff", "Hafen+|Schiff+");
	assert_words("-(a (b) c) Schiff", "Schiff+");
	assert_words("\"alter Hafen\" title:Kai city:Rostock", "alter|Hafen|Kai");
	assert_words("City-Regio hafen* 2007 CO2", "City|Regio");
	assert_words(")) Hafen ((", "Hafen+");
}

/* The queries without the first, the second ... word. */
static void assert_without(const char *query, const char *const *expected, size_t count)
{
	SCOPED(typed_words_release) struct typed_words words = {.count = 0};

	typed_words_collect(query, strlen(query), &words);
	assert_int_equal(words.count, count);
	for (size_t i = 0; i < count; i++) {
		SCOPED(buf_release) struct buf left = {0};

		typed_words_without(query, strlen(query), &words.items[i], &left);
		assert_string_equal(buf_string(&left), expected[i]);
	}
}

static void a_word_goes_with_its_field_its_quotes_and_its_operator(void **state)
{
	(void)state;
	assert_without("Hafen Kai", (const char *const[]){"Kai", "Hafen"}, 2);
	assert_without("Hafen AND Kai", (const char *const[]){"Kai", "Hafen"}, 2);
	assert_without("a OR title:b  c city:x",
		(const char *const[]){
			"title:b  c city:x", "a c city:x", "a OR title:b  city:x"},
		3);
	assert_without("\"Hafen\" Kai", (const char *const[]){"Kai", "\"Hafen\""}, 2);
}

static void a_word_of_a_phrase_goes_with_what_ties_it(void **state)
{
	(void)state;
	assert_without(
		"\"alter Hafen\"", (const char *const[]){"\"Hafen\"", "\"alter\""}, 2);
	assert_without("\"der  alte, neue Hafen\"~3 Kai",
		(const char *const[]){"\"alte, neue Hafen\"~3 Kai",
			"\"der  neue Hafen\"~3 Kai", "\"der  alte, Hafen\"~3 Kai",
			"\"der  alte, neue\"~3 Kai", "\"der  alte, neue Hafen\"~3"},
		5);
	assert_without("Kai City-Regio Hafen",
		(const char *const[]){"City-Regio Hafen", "Kai Regio Hafen",
			"Kai City Hafen", "Kai City-Regio"},
		4);
	assert_without("„Agenda 2030“ title:\"alter Hafen\"",
		(const char *const[]){"„2030“ title:\"alter Hafen\"",
			"„Agenda 2030“ title:\"Hafen\"", "„Agenda 2030“ title:\"alter\""},
		3);
}

static void too_many_words_are_left_out(void **state)
{
	SCOPED(typed_words_release) struct typed_words words = {.count = 0};
	SCOPED(buf_release) struct buf query = {0};

	(void)state;
	for (int i = 0; i < 2 * TYPED_WORDS_MAX; i++)
		buf_add_string(&query, "hafen ");
	typed_words_collect(query.bytes, query.length, &words);
	assert_int_equal(words.count, TYPED_WORDS_MAX);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(only_words_that_look_for_text_are_told),
		cmocka_unit_test(a_word_goes_with_its_field_its_quotes_and_its_operator),
		cmocka_unit_test(a_word_of_a_phrase_goes_with_what_ties_it),
		cmocka_unit_test(too_many_words_are_left_out),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
