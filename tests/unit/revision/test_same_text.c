/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "base/buf.h"
#include "dice.h"
#include "revision/same_text.h"
#include "unit.h"

#include <string.h>

static const char story[] =
	"Der alte Hafen von Rostock wird bis zum Herbst umgebaut, damit Fähren aus "
	"Danzig und Trelleborg wieder dort anlegen können, wo sie es vor dem Krieg "
	"taten. Die Stadt zahlt ein Drittel, das Land den Rest.";

enum { STORY_WORDS = 36 };

/* The story with a word in place of another; the caller releases it. */
static struct buf story_with(const char *word, const char *old)
{
	struct buf text = {0};
	const char *at = strstr(story, old);

	buf_add_format(
		&text, "%.*s%s%s", (int)(at - story), story, word, at + strlen(old));
	return text;
}

static void count_words(
	const struct series_words *series, const char *text, struct counted_words *out)
{
	SCOPED(word_hashes_release) struct word_hashes words = {0};

	word_hashes_add(series, text, strlen(text), &words);
	counted_words_take(&words, out);
}

static void compare(const char *first, const char *second,
	struct same_text_side *of_first, struct same_text_side *of_second)
{
	SCOPED(series_words_close) struct series_words *series = series_words_open();
	SCOPED(same_text_release) struct same_text texts = {0};
	SCOPED(counted_words_release) struct counted_words a = {0};
	SCOPED(counted_words_release) struct counted_words b = {0};

	count_words(series, first, &a);
	count_words(series, second, &b);
	same_text_begin(&texts, &a.words);
	same_text_compare(&texts, &a, &b, of_first, of_second);
}

static void equal_texts_share_all(void **state)
{
	struct same_text_side a;
	struct same_text_side b;

	(void)state;
	compare(story, story, &a, &b);
	assert_int_equal(a.words, STORY_WORDS);
	assert_int_equal(a.shared, STORY_WORDS);
	assert_int_equal(b.core, STORY_WORDS);
	assert_int_equal(b.own, 0);
}

static void a_frame_is_around_the_core(void **state)
{
	SCOPED(buf_release) struct buf framed = {0};
	struct same_text_side a;
	struct same_text_side b;

	(void)state;
	buf_add_format(&framed, "Presse 2011 Nr. 41: %s Telefon 1905", story);
	compare(story, framed.bytes, &a, &b);
	assert_int_equal(a.core, STORY_WORDS);
	assert_int_equal(b.words, STORY_WORDS + 6);
	assert_int_equal(b.core, STORY_WORDS);
	assert_int_equal(b.own, 0);
	assert_false(b.own_serial);
}

static void a_changed_word_is_the_texts_own(void **state)
{
	SCOPED(buf_release) struct buf renamed = story_with("Kolberg", "Danzig");
	SCOPED(buf_release) struct buf numbered = story_with("2012", "Danzig");
	struct same_text_side a;
	struct same_text_side b;

	(void)state;
	compare(story, renamed.bytes, &a, &b);
	assert_int_equal(a.core, STORY_WORDS);
	assert_int_equal(a.own, 1);
	assert_int_equal(a.novel, 1);
	assert_int_equal(b.own, 1);
	assert_false(a.own_serial);
	compare(story, numbered.bytes, &a, &b);
	assert_true(b.own_serial);
	assert_false(a.own_serial);
}

static void a_change_near_the_beginning_is_in_the_core(void **state)
{
	SCOPED(buf_release) struct buf changed = story_with("Markt", "Hafen");
	struct same_text_side a;
	struct same_text_side b;

	(void)state;
	compare(story, changed.bytes, &a, &b);
	assert_int_equal(a.core, STORY_WORDS);
	assert_int_equal(a.own, 1);
	assert_int_equal(a.novel, 1);
}

static void texts_that_share_little_have_no_core(void **state)
{
	static const char *const others[] = {
		"", "Hafen", "Der alte Hafen von Leipzig ist keiner, sagt die Stadt."};
	struct same_text_side a;
	struct same_text_side b;

	(void)state;
	for (size_t i = 0; i < COUNT(others); i++) {
		compare(story, others[i], &a, &b);
		assert_int_equal(a.core, 0);
		assert_int_equal(b.core, 0);
		assert_int_equal(a.own, 0);
	}
}

/* What is shared does not depend on which of the two comes first. */
static void both_ways_are_the_same(void **state)
{
	uint64_t seed = 1871;

	(void)state;
	for (int round = 0; round < 200; round++) {
		SCOPED(buf_release) struct buf first = {0};
		SCOPED(buf_release) struct buf second = {0};
		struct same_text_side a;
		struct same_text_side b;
		struct same_text_side c;
		struct same_text_side d;

		for (int i = 0; i < 60; i++) {
			buf_add_format(&first, "w%u ", dice_roll(&seed, 3));
			buf_add_format(&second, "w%u ", dice_roll(&seed, 3));
		}
		compare(first.bytes, second.bytes, &a, &b);
		compare(second.bytes, first.bytes, &c, &d);
		assert_int_equal(a.shared, d.shared);
		assert_int_equal(b.shared, c.shared);
		assert_int_equal(a.core, d.core);
		assert_int_equal(b.own, c.own);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(equal_texts_share_all),
		cmocka_unit_test(a_frame_is_around_the_core),
		cmocka_unit_test(a_changed_word_is_the_texts_own),
		cmocka_unit_test(a_change_near_the_beginning_is_in_the_core),
		cmocka_unit_test(texts_that_share_little_have_no_core),
		cmocka_unit_test(both_ways_are_the_same),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
