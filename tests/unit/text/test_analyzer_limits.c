/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The analyser at its limits: long words, many words, any text. */
#include "dice.h"
#include "text/analyzer.h"
#include "text/unicode.h"
#include "unit.h"

#include <stdio.h>
#include <string.h>

static struct analyzer *analyzer;
static struct analysis analysis;

static int make(void **state)
{
	(void)state;
	return !analyzer_open(&analyzer, &err);
}

static int release(void **state)
{
	(void)state;
	analyzer_close(&analyzer);
	analysis_release(&analysis);
	return 0;
}

static void check_terms(void)
{
	for (size_t i = 0; i < analysis.term_count; i++) {
		const char *term = analysis_term(&analysis, i);

		assert_int_equal(strlen(term), analysis.terms[i].length);
		assert_true(analysis.terms[i].length <= ANALYZER_TERM_MAX);
		assert_true(unicode_valid(term, analysis.terms[i].length));
		assert_int_equal(
			analyzer_hash(term, strlen(term)), analysis.terms[i].hash);
	}
}

/* The page's terms of the word are among the query's. */
static void check_both_sides(const struct buf *word)
{
	SCOPED(analysis_release) struct analysis asked = {0};
	size_t found = 0;

	analyzer_analyze(analyzer, ANALYZER_QUERY, word->bytes, word->length,
		LANGUAGE_UNKNOWN, &asked);
	analysis_clear(&analysis);
	analyzer_analyze(analyzer, ANALYZER_PAGE, word->bytes, word->length, LANGUAGE_DE,
		&analysis);
	check_terms();
	for (size_t i = 0; i < asked.term_count; i++)
		found += !strcmp(analysis_term(&asked, i), analysis_term(&analysis, 0));
	assert_true(found > 0);
}

static void a_long_word_is_cut_the_same_on_both_sides(void **state)
{
	static const char *const units[] = {
		"x", "ä", "東", "o\u0308", "7", "x1", "\xF0\x90\x90\x80"};

	(void)state;
	for (size_t i = 0; i < COUNT(units); i++) {
		SCOPED(buf_release) struct buf word = {0};

		for (int times = 0; times < 500; times++) {
			buf_add_string(&word, units[i]);
			check_both_sides(&word);
		}
	}
}

/* More different words than it remembers, then the first ones again. */
static void a_full_memory_yields_no_wrong_terms(void **state)
{
	char text[32];

	(void)state;
	for (int i = 0; i < 140000; i++) {
		int length = snprintf(text, sizeof(text), "w%d", i % 70000);

		analysis_clear(&analysis);
		analyzer_analyze(analyzer, ANALYZER_PAGE, text, (size_t)length,
			LANGUAGE_DE, &analysis);
		assert_int_equal(analysis.term_count, 1);
		assert_string_equal(analysis_term(&analysis, 0), text);
	}
}

static void check_order(size_t length)
{
	const struct analyzed_word *before = NULL;

	for (size_t i = 0; i < analysis.word_count; i++) {
		const struct analyzed_word *word = &analysis.words[i];

		assert_true(word->start < word->end && word->end <= length);
		assert_true(word->term_count > 0);
		if (before && before->role == WORD_SINGLE) {
			assert_true(word->start >= before->end);
			assert_int_equal(word->position, before->position + 1);
		} else if (before) {
			assert_true(word->start >= before->start);
			assert_int_equal(word->position, before->position);
		}
		before = word;
	}
	check_terms();
}

static void add_any_text(uint64_t *seed, struct buf *text)
{
	static const uint32_t ranges[] = {
		0x7F, 0x7F, 0x24F, 0x36F, 0x2100, 0xD7FF, 0x1F9FF};
	static const char signs[] = "-'.,:*_/()&+# IinZ0";

	for (uint32_t count = dice_roll(seed, 40); count; count--) {
		uint32_t range = ranges[dice_roll(seed, COUNT(ranges))];
		uint32_t c = 1 + dice_roll(seed, range);

		if (dice_roll(seed, 4) == 0)
			c = (uint32_t)signs[dice_roll(seed, sizeof(signs) - 1)];
		if (c < 0xD800 || c > 0xDFFF)
			unicode_add(text, c);
	}
}

static void any_text_is_read_in_order(void **state)
{
	uint64_t seed = 2718;

	(void)state;
	for (int i = 0; i < 4000; i++) {
		SCOPED(buf_release) struct buf text = {0};

		add_any_text(&seed, &text);
		assert_true(unicode_valid(buf_string(&text), text.length));
		for (int side = ANALYZER_PAGE; side <= ANALYZER_QUERY; side++) {
			analysis_clear(&analysis);
			analyzer_analyze(analyzer, (enum analyzer_side)side,
				buf_string(&text), text.length,
				(enum language)(i % LANGUAGE_COUNT), &analysis);
			check_order(text.length);
		}
	}
}

/* Appends the words at the position. */
static void describe(const struct analysis *read, uint32_t position, struct buf *out)
{
	for (size_t i = 0; i < read->word_count; i++) {
		const struct analyzed_word *word = &read->words[i];

		if (word->position != position)
			continue;
		buf_add_format(out, "%u-%u %u%u %s:", word->start, word->end, word->role,
			word->stop, analysis_form(read, word));
		for (uint32_t t = 0; t < word->term_count; t++)
			buf_add_format(
				out, " %s", analysis_term(read, word->first_term + t));
	}
}

/* Some of the words, by the dice, are as among all of them. */
static void check_some(uint64_t *seed, const struct buf *text, enum language language)
{
	SCOPED(analysis_release) struct analysis some = {0};
	uint32_t wanted[512];
	size_t count = 0;

	analysis_clear(&analysis);
	analyzer_analyze(analyzer, ANALYZER_PAGE, buf_string(text), text->length,
		language, &analysis);
	for (size_t i = 0; i < analysis.word_count && count < COUNT(wanted); i++) {
		uint32_t position = analysis.words[i].position;

		if (!(count && wanted[count - 1] == position) && dice_roll(seed, 4) == 0)
			wanted[count++] = position;
	}
	analyzer_analyze_some(
		analyzer, buf_string(text), text->length, language, wanted, count, &some);
	assert_true(some.word_count >= count);
	for (size_t i = 0; i < count; i++) {
		SCOPED(buf_release) struct buf first = {0};
		SCOPED(buf_release) struct buf second = {0};

		describe(&analysis, wanted[i], &first);
		describe(&some, wanted[i], &second);
		assert_string_equal(buf_string(&first), buf_string(&second));
	}
}

static void some_words_are_read_as_among_all(void **state)
{
	static const char *const pieces[] = {"Ein- und Ausfuhr", "Stadtplanung",
		" und -entwicklung", "City", "Regio", "-", "Akteur:innen", " z. B. ",
		"F&E ", " ", ", ", "GmbH ", "2vwName", "3-D", " the ", "Stra\u00DFe"};
	uint64_t seed = 1618;

	(void)state;
	for (int i = 0; i < 4000; i++) {
		SCOPED(buf_release) struct buf text = {0};

		if (i % 2)
			add_any_text(&seed, &text);
		for (uint32_t count = dice_roll(&seed, 60); count; count--)
			buf_add_string(&text, pieces[dice_roll(&seed, COUNT(pieces))]);
		check_some(&seed, &text, (enum language)(i % LANGUAGE_COUNT));
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_long_word_is_cut_the_same_on_both_sides),
		cmocka_unit_test(a_full_memory_yields_no_wrong_terms),
		cmocka_unit_test(any_text_is_read_in_order),
		cmocka_unit_test(some_words_are_read_as_among_all),
	};

	return cmocka_run_group_tests(tests, make, release);
}
