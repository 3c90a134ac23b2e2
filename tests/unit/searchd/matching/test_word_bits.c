/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "base/scope.h"
#include "base/varint.h"
#include "dice.h"
#include "index/sent_words.h"
#include "matching/word_bits.h"
#include "searchd/small_words.h"

#include <string.h>

enum { LETTERS = 4, TEXT_MAX = 400, ROUNDS = 4000, BREAK = '\n' };

static struct small_words kept;

static int make(void **state)
{
	(void)state;
	small_words_make(&kept);
	return 0;
}

static int release(void **state)
{
	(void)state;
	small_words_release(&kept);
	return 0;
}

/* A text of letters, each a word, with a break for a line's end; blanks are others. */
static size_t roll_text(uint64_t *seed, char *text)
{
	unsigned others = dice_roll(seed, 60);
	size_t length = dice_roll(seed, TEXT_MAX);

	for (size_t i = 0; i < length; i++) {
		unsigned rolled = dice_roll(seed, LETTERS + 1 + others);

		text[i] = ' ';
		if (rolled < LETTERS)
			text[i] = (char)('a' + rolled);
		else if (rolled == LETTERS)
			text[i] = BREAK;
	}
	text[length] = '\0';
	return length;
}

static void bits_of(const char *text, struct word_bits *out)
{
	word_bits_clear(out);
	for (size_t i = 0; text[i]; i++) {
		if (text[i] == BREAK)
			word_bits_set(out, out->words, i);
		else if (text[i] != ' ' && (size_t)(text[i] - 'a') < out->words)
			word_bits_set(out, (size_t)(text[i] - 'a'), i);
	}
}

/* Whether all the letters stand from i on, before a line's end. */
static bool all_from(const char *text, size_t i, size_t window, const char *letters)
{
	size_t found = 0;

	for (const char *letter = letters; *letter; letter++) {
		size_t at = i;

		while (at < i + window && text[at] && text[at] != BREAK
			&& text[at] != *letter)
			at++;
		found += at < i + window && text[at] == *letter;
	}
	return found == strlen(letters);
}

static bool has_near(const char *text, size_t window, const char *letters)
{
	for (size_t i = 0; text[i]; i++) {
		if (all_from(text, i, window, letters))
			return true;
	}
	return false;
}

/* Some that follow each other in the alphabet; returns the place of the first in it. */
static size_t roll_letters(uint64_t *seed, char letters[LETTERS + 1])
{
	size_t first = dice_roll(seed, LETTERS);
	size_t count = 1 + dice_roll(seed, (uint32_t)(LETTERS - first));

	for (size_t i = 0; i < count; i++)
		letters[i] = (char)('a' + first + i);
	letters[count] = '\0';
	return first;
}

static void words_in_a_window_are_found_as_by_reading(void **state)
{
	uint64_t seed = 11;
	size_t found = 0;

	(void)state;
	for (int i = 0; i < ROUNDS; i++) {
		size_t window = 1 + dice_roll(&seed, WORD_BITS_WINDOW_MAX);
		SCOPED(word_bits_release)
		struct word_bits bits = {.words = LETTERS, .rows = LETTERS + 1};
		char text[TEXT_MAX + 1];
		char letters[LETTERS + 1];
		size_t first = roll_letters(&seed, letters);
		bool wanted;

		roll_text(&seed, text);
		bits_of(text, &bits);
		wanted = has_near(text, window, letters);
		assert_int_equal(
			word_bits_has_near(&bits, first, strlen(letters), window),
			wanted);
		found += wanted;
	}
	assert_in_range(found, ROUNDS / 10, ROUNDS * 9 / 10);
}

static void phrases_are_found_as_by_reading(void **state)
{
	uint64_t seed = 12;
	size_t found = 0;

	(void)state;
	for (int i = 0; i < ROUNDS; i++) {
		SCOPED(word_bits_release)
		struct word_bits bits = {.words = LETTERS, .rows = LETTERS + 1};
		char text[TEXT_MAX + 1];
		char phrase[LETTERS + 1];
		size_t first = roll_letters(&seed, phrase);
		bool wanted;

		roll_text(&seed, text);
		bits_of(text, &bits);
		wanted = strstr(text, phrase) != NULL;
		assert_int_equal(
			word_bits_has_phrase(&bits, first, strlen(phrase)), wanted);
		found += wanted;
	}
	assert_in_range(found, ROUNDS / 10, ROUNDS * 9 / 10);
}

static void the_nearest_bit_is_told(void **state)
{
	SCOPED(word_bits_release) struct word_bits bits = {.words = 1, .rows = 2};

	(void)state;
	word_bits_clear(&bits);
	assert_int_equal(word_bits_first(&bits, 0, 0, 1000), SIZE_MAX);
	assert_int_equal(word_bits_last(&bits, 0, 0, 1000), SIZE_MAX);
	word_bits_set(&bits, 0, 63);
	word_bits_set(&bits, 0, 64);
	word_bits_set(&bits, 0, 300);
	assert_int_equal(word_bits_first(&bits, 0, 0, 62), SIZE_MAX);
	assert_int_equal(word_bits_first(&bits, 0, 0, 63), 63);
	assert_int_equal(word_bits_first(&bits, 0, 64, 299), 64);
	assert_int_equal(word_bits_first(&bits, 0, 65, 5000), 300);
	assert_int_equal(word_bits_last(&bits, 0, 65, 299), SIZE_MAX);
	assert_int_equal(word_bits_last(&bits, 0, 0, 5000), 300);
	assert_int_equal(word_bits_last(&bits, 0, 0, 299), 64);
	assert_int_equal(word_bits_last(&bits, 0, 301, 5000), SIZE_MAX);
}

/* Adds the word of a letter, whose code is the hash of its form and of its term. */
static void add_word(const char *text, char letter, struct buf *sent)
{
	const uint32_t hashes[] = {(uint32_t)letter, (uint32_t)letter};
	SCOPED(buf_release) struct buf word = {0};
	SCOPED(buf_release) struct buf positions = {0};
	uint32_t before = 0;

	for (uint32_t i = 0; text[i]; i++) {
		if (text[i] != letter)
			continue;
		varint_add(&positions, i - before);
		before = i;
	}
	dictionary_add(&word, (const char *)hashes, 2, "", 0);
	assert_in_range(positions.length, 0, SENT_POSITIONS_MAX);
	if (positions.length)
		sent_words_add(sent, &word,
			&(struct sent_positions){positions.bytes, positions.length});
}

static void store(const char *text, struct buf *stored)
{
	SCOPED(buf_release) struct buf sent = {0};
	SCOPED(buf_release) struct buf breaks = {0};
	uint32_t before = 0;

	for (uint32_t i = 0; text[i]; i++) {
		if (text[i] != BREAK)
			continue;
		sent_breaks_add(&breaks, i - before, SENT_PART_TEXT);
		before = i;
	}
	sent_words_begin(&sent, &breaks);
	add_word(text, ' ', &sent);
	for (int letter = 'a'; letter < 'a' + LETTERS; letter++)
		add_word(text, (char)letter, &sent);
	small_words_store(&kept, &sent, stored);
}

/* Rows alike, but for breaks behind the last word. */
static void rows_are_alike(const struct word_bits *read, const struct word_bits *wanted)
{
	for (size_t block = 0; block < read->count || block < wanted->count; block++) {
		for (size_t row = 0; row < wanted->rows; row++) {
			uint64_t a = block < read->count
				? *word_bits_block(read, row, block)
				: 0;
			uint64_t b = block < wanted->count
				? *word_bits_block(wanted, row, block)
				: 0;

			if (row < wanted->words || block < read->count)
				assert_int_equal(a, b);
		}
	}
}

static void stored_words_are_read(void **state)
{
	uint64_t seed = 13;
	size_t found = 0;

	(void)state;
	for (int i = 0; i < ROUNDS / 10; i++) {
		SCOPED(buf_release) struct buf stored = {0};
		SCOPED(word_set_release) struct word_set set = {0};
		SCOPED(word_bits_release) struct word_bits read = {.words = 2, .rows = 3};
		SCOPED(word_bits_release) struct word_bits wanted = read;
		char text[TEXT_MAX + 1];
		uint64_t both = 3;
		uint64_t words;

		text[roll_text(&seed, text) / 2] = '\0';
		store(text, &stored);
		word_set_add_term(&set, 'a', 0);
		word_set_add_term(&set, 'b', 1);
		word_set_ready(&set, kept.numbers);
		words = word_bits_find(&read, stored.bytes, stored.length, &set);
		assert_int_equal(words & 1, strchr(text, 'a') != NULL);
		assert_int_equal(words >> 1, strchr(text, 'b') != NULL);
		bits_of(text, &wanted);
		if (words == both) {
			assert_true(word_bits_place(&read, both, stored.length));
			rows_are_alike(&read, &wanted);
		}
		found += words == both;
	}
	assert_in_range(found, 20, ROUNDS / 10 - 20);
}

/* Whatever the bytes are, nothing else is read, and no more room is taken than they need. */
static void damaged_words_are_borne(void **state)
{
	SCOPED(buf_release) struct buf stored = {0};
	SCOPED(word_set_release) struct word_set set = {0};
	SCOPED(word_bits_release) struct word_bits bits = {.words = 2, .rows = 3};
	uint64_t seed = 14;

	(void)state;
	store("ab  a\n b ab  ba\n  c a", &stored);
	word_set_add_term(&set, 'a', 0);
	word_set_add_term(&set, 'b', 1);
	word_set_ready(&set, kept.numbers);
	assert_int_equal(word_bits_find(&bits, stored.bytes, stored.length, &set), 3);
	assert_true(word_bits_place(&bits, 3, stored.length));
	for (int i = 0; i < ROUNDS; i++) {
		SCOPED(buf_release) struct buf damaged = {0};
		size_t size = dice_roll(&seed, (unsigned)stored.length + 1);

		buf_add(&damaged, stored.bytes, size);
		for (int k = 0; k < 3 && size; k++)
			damaged.bytes[dice_roll(&seed, (unsigned)size)] =
				(char)dice_roll(&seed, 256);
		if (word_bits_find(&bits, buf_string(&damaged), damaged.length, &set))
			word_bits_place(&bits, 3, damaged.length);
		assert_in_range(bits.count, 0, stored.length + 1);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(words_in_a_window_are_found_as_by_reading),
		cmocka_unit_test(phrases_are_found_as_by_reading),
		cmocka_unit_test(the_nearest_bit_is_told),
		cmocka_unit_test(stored_words_are_read),
		cmocka_unit_test(damaged_words_are_borne),
	};

	return cmocka_run_group_tests(tests, make, release);
}
