/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "base/buf.h"
#include "dice.h"
#include "text/language.h"
#include "text/unicode.h"
#include "unit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static enum language told(const char *text)
{
	return language_of_text(text, strlen(text), LANGUAGE_UNKNOWN);
}

static void german_and_english_are_told_apart(void **state)
{
	static const char *const german[] = {
		"Die Stadt fördert ein Netzwerk der Häfen an der Ostsee.",
		"Wie geht es mit dem Projekt weiter?",
		"Wirtschaftsförderung für kleine Unternehmen",
		"DAS IST EIN TEST DER STADT",
		"Das Projekt CITYREGIO wurde mit Mitteln der EU gefördert und lief bis 2007."};
	static const char *const english[] = {
		"The city supports a network of harbours on the Baltic coast.",
		"What will happen to the project next year?",
		"Economic development for small companies", "THIS IS A TEST OF THE CITY",
		"The Leipzig office of the project was opened by the mayor of Rostock in 2007."};

	(void)state;
	for (size_t i = 0; i < COUNT(german); i++)
		assert_int_equal(told(german[i]), LANGUAGE_DE);
	for (size_t i = 0; i < COUNT(english); i++)
		assert_int_equal(told(english[i]), LANGUAGE_EN);
}

static void names_do_not_tip_the_language(void **state)
{
	static const char *const german[] = {
		"Im Jahr 1999 besuchte er die Royal Academy of Music and Drama.",
		"Den Preis gewann The Lord of the Isles.",
		"Partner ist die London Chamber of Commerce and Industry."};
	static const char *const english[] = {
		"In 1999 she led the Verein zur Förderung der Deutschen Wirtschaft.",
		"It was founded by the Technische Universität Bergakademie Freiberg."};

	(void)state;
	for (size_t i = 0; i < COUNT(german); i++)
		assert_int_equal(told(german[i]), LANGUAGE_DE);
	for (size_t i = 0; i < COUNT(english); i++)
		assert_int_equal(told(english[i]), LANGUAGE_EN);
}

static void what_does_not_tell_is_left_to_the_caller(void **state)
{
	static const char *const texts[] = {"", "2007", "1.603.747", "... !", "CO2"};

	(void)state;
	for (size_t i = 0; i < COUNT(texts); i++) {
		for (int fallback = 0; fallback < LANGUAGE_COUNT; fallback++)
			assert_int_equal(language_of_text(texts[i], strlen(texts[i]),
						 (enum language)fallback),
				fallback);
	}
}

static void codes_are_read_and_written(void **state)
{
	(void)state;
	assert_string_equal(language_code(LANGUAGE_DE), "de");
	assert_string_equal(language_code(LANGUAGE_EN), "en");
	assert_string_equal(language_code(LANGUAGE_UNKNOWN), "und");
	assert_int_equal(language_of_code("de"), LANGUAGE_DE);
	assert_int_equal(language_of_code("de-AT"), LANGUAGE_DE);
	assert_int_equal(language_of_code("EN_gb"), LANGUAGE_EN);
	assert_int_equal(language_of_code("EN"), LANGUAGE_EN);
	assert_int_equal(language_of_code("deu"), LANGUAGE_UNKNOWN);
	assert_int_equal(language_of_code("d"), LANGUAGE_UNKNOWN);
	assert_int_equal(language_of_code("fr"), LANGUAGE_UNKNOWN);
	assert_int_equal(language_of_code("und"), LANGUAGE_UNKNOWN);
	assert_int_equal(language_of_code(""), LANGUAGE_UNKNOWN);
	assert_int_equal(language_of_code(NULL), LANGUAGE_UNKNOWN);
}

static void any_text_has_an_answer(void **state)
{
	uint64_t seed = 7;

	(void)state;
	for (int i = 0; i < 500; i++) {
		SCOPED(buf_release) struct buf text = {0};

		for (uint32_t count = dice_roll(&seed, 60); count; count--)
			unicode_add(&text, 1 + dice_roll(&seed, i % 2 ? 0x17E : 0xD7FE));
		assert_in_range(language_of_text(
					buf_string(&text), text.length, LANGUAGE_UNKNOWN),
			LANGUAGE_UNKNOWN, LANGUAGE_EN);
	}
}

/* Lines of a file that the language is told of rightly, in percent. */
static double percent_right(const char *folder, const char *name, enum language right)
{
	char path[512];
	char line[4096];
	int lines = 0;
	int hits = 0;
	SCOPED(file_close) FILE *file = NULL;

	snprintf(path, sizeof(path), "%s/languages/%s.%s.txt", folder, name,
		language_code(right));
	file = fopen(path, "r");
	assert_non_null(file);
	while (fgets(line, sizeof(line), file)) {
		hits += told(line) == right;
		lines++;
	}
	assert_true(lines > 0);
	print_message("%s.%s: %.1f %% told right\n", name, language_code(right),
		100.0 * hits / lines);
	return 100.0 * hits / lines;
}

static void sentences_and_words_are_told_right(void **state)
{
	const char *folder = getenv("REGIO_DATA");

	(void)state;
	if (!folder) {
		print_message("REGIO_DATA is not set: the sentences are skipped\n");
		skip();
	}
	assert_true(percent_right(folder, "sentences", LANGUAGE_DE) >= 99.5);
	assert_true(percent_right(folder, "sentences", LANGUAGE_EN) >= 99.5);
	assert_true(percent_right(folder, "word-pairs", LANGUAGE_DE) >= 93);
	assert_true(percent_right(folder, "word-pairs", LANGUAGE_EN) >= 93);
	assert_true(percent_right(folder, "single-words", LANGUAGE_DE) >= 80);
	assert_true(percent_right(folder, "single-words", LANGUAGE_EN) >= 80);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(german_and_english_are_told_apart),
		cmocka_unit_test(names_do_not_tip_the_language),
		cmocka_unit_test(what_does_not_tell_is_left_to_the_caller),
		cmocka_unit_test(codes_are_read_and_written),
		cmocka_unit_test(any_text_has_an_answer),
		cmocka_unit_test(sentences_and_words_are_told_right),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
