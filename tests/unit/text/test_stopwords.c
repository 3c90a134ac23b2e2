/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "base/buf.h"
#include "base/embed.h"
#include "text/language.h"
#include "text/unicode.h"
#include "unit.h"

#include <string.h>

EMBEDDED(stopwords_de);
EMBEDDED(stopwords_en);

static const char *line_end(const char *line, const char *end)
{
	const char *newline = memchr(line, '\n', (size_t)(end - line));

	return newline ? newline : end;
}

/* Sorted by bytes and folded, as the search in them needs; every one is found. */
static void check_table(const char *begin, const char *end, enum language language)
{
	const char *before = NULL;
	size_t before_length = 0;

	assert_int_equal(end[-1], '\n');
	for (const char *line = begin; line < end; line = line_end(line, end) + 1) {
		size_t length = (size_t)(line_end(line, end) - line);
		size_t common = length < before_length ? length : before_length;
		SCOPED(buf_release) struct buf folded = {0};
		int order = before ? memcmp(before, line, common) : -1;

		assert_true(length > 0);
		assert_true(unicode_valid(line, length));
		assert_true(order < 0 || (order == 0 && before_length < length));
		assert_true(language_is_stop_word(language, line, length));
		unicode_fold(line, length, &folded);
		assert_int_equal(folded.length, length);
		assert_memory_equal(folded.bytes, line, length);
		before = line;
		before_length = length;
	}
}

static void the_german_table_is_in_order(void **state)
{
	(void)state;
	check_table(stopwords_de_begin, stopwords_de_end, LANGUAGE_DE);
}

static void the_english_table_is_in_order(void **state)
{
	(void)state;
	check_table(stopwords_en_begin, stopwords_en_end, LANGUAGE_EN);
}

static bool is_stop(enum language language, const char *word)
{
	return language_is_stop_word(language, word, strlen(word));
}

static void only_stop_words_are_found(void **state)
{
	(void)state;
	assert_true(is_stop(LANGUAGE_DE, "der"));
	assert_true(is_stop(LANGUAGE_DE, "für"));
	assert_true(is_stop(LANGUAGE_EN, "the"));
	assert_false(is_stop(LANGUAGE_EN, "der"));
	assert_false(is_stop(LANGUAGE_DE, "the"));
	assert_false(is_stop(LANGUAGE_DE, "hafen"));
	assert_false(is_stop(LANGUAGE_DE, "de"));
	assert_false(is_stop(LANGUAGE_DE, ""));
	assert_false(is_stop(LANGUAGE_DE, "\n"));
	assert_false(is_stop(LANGUAGE_DE, "zzzz"));
	assert_false(is_stop(LANGUAGE_UNKNOWN, "der"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_german_table_is_in_order),
		cmocka_unit_test(the_english_table_is_in_order),
		cmocka_unit_test(only_stop_words_are_found),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
