/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "base/buf.h"
#include "text/fingerprint.h"
#include "unit.h"

#include <string.h>

static struct series_words *series;

static int open(void **state)
{
	(void)state;
	series = series_words_open();
	return 0;
}

static int close(void **state)
{
	(void)state;
	series_words_close(&series);
	return 0;
}

static void read(const char *text, struct word_hashes *out)
{
	word_hashes_clear(out);
	word_hashes_add(series, text, strlen(text), out);
}

static void assert_same_words(const char *a, const char *b)
{
	SCOPED(word_hashes_release) struct word_hashes of_a = {0};
	SCOPED(word_hashes_release) struct word_hashes of_b = {0};

	read(a, &of_a);
	read(b, &of_b);
	assert_int_equal(of_a.count, of_b.count);
	for (size_t i = 0; i < of_a.count; i++)
		assert_int_equal(of_a.items[i], of_b.items[i]);
}

static void case_and_punctuation_do_not_count(void **state)
{
	(void)state;
	assert_same_words("Der Hafen, „umgebaut“ – für 3 €!", "DER HAFEN umgebaut für 3");
	assert_same_words("ÄRZTE\xC2\xA0und \xE2\x80\xA2 Häuser", "ärzte UND häuser");
	assert_same_words("Straßen\xC2\xAD"
			  "bahn",
		"straßenbahn");
	assert_same_words("  \n", "");
}

static void words_that_count_or_date_are_serial(void **state)
{
	static const char serial[] = "2007 3b II XIV März Donnerstag zweiter";
	static const char plain[] = "Hafen I V CIVIL Danzig";
	SCOPED(word_hashes_release) struct word_hashes words = {0};

	(void)state;
	read(serial, &words);
	assert_int_equal(words.count, 7);
	for (size_t i = 0; i < words.count; i++)
		assert_true(words.items[i] & WORD_HASH_SERIAL);
	read(plain, &words);
	assert_int_equal(words.count, 5);
	for (size_t i = 0; i < words.count; i++)
		assert_false(words.items[i] & WORD_HASH_SERIAL);
}

static const char story[] =
	"Der alte Hafen von Rostock wird bis zum Herbst umgebaut, damit Fähren aus "
	"Danzig und Trelleborg wieder dort anlegen können, wo sie es vor dem Krieg "
	"taten. Die Stadt zahlt ein Drittel, das Land den Rest, und für die Kräne am "
	"Kai gibt es noch keinen Plan.";

static int equal_minima(const struct fingerprint *a, const struct fingerprint *b)
{
	int equal = 0;

	for (int i = 0; i < FINGERPRINT_MINIMA; i++)
		equal += a->minima[i] == b->minima[i];
	return equal;
}

static void take(const char *text, struct fingerprint *out)
{
	SCOPED(word_hashes_release) struct word_hashes words = {0};

	read(text, &words);
	fingerprint_take(&words, out);
}

static void a_frame_changes_few_minima(void **state)
{
	struct fingerprint bare;
	struct fingerprint framed;
	struct fingerprint other;
	SCOPED(buf_release) struct buf text = {0};

	(void)state;
	take(story, &bare);
	buf_add_format(&text, "Druckansicht\n%s\nSeite 1 von 1", story);
	take(text.bytes, &framed);
	take("Bauern bei Leipzig erzeugen Energie aus Mist und verkaufen den Strom an "
	     "eine Molkerei, die ihn im Winter braucht und im Sommer speichert.",
		&other);
	assert_true(equal_minima(&bare, &framed) >= 22);
	assert_true(equal_minima(&bare, &other) <= 2);
	assert_int_not_equal(bare.whole, framed.whole);
}

static void the_whole_tells_any_other_word_or_order(void **state)
{
	struct fingerprint one;
	struct fingerprint other;

	(void)state;
	take("Leipzig und Halle", &one);
	take("Halle und Leipzig", &other);
	assert_int_not_equal(one.whole, other.whole);
	take("Leipzig, und: HALLE", &other);
	assert_int_equal(one.whole, other.whole);
	assert_int_equal(one.words, 3);
	take("", &other);
	assert_int_equal(other.whole, 0);
	assert_int_equal(other.words, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(case_and_punctuation_do_not_count),
		cmocka_unit_test(words_that_count_or_date_are_serial),
		cmocka_unit_test(a_frame_changes_few_minima),
		cmocka_unit_test(the_whole_tells_any_other_word_or_order),
	};

	return cmocka_run_group_tests(tests, open, close);
}
