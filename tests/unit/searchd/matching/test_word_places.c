/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "base/alloc.h"
#include "base/varint.h"
#include "dice.h"
#include "index/sent_words.h"
#include "matching/word_places.h"
#include "searchd/small_words.h"

#include <string.h>

enum { LETTERS = 40, PLACES_MAX = 600 };

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

/* A text of letters, each a word with its code as hash of the form and of its term;
 * a line is a part, a heading if it begins with h. */
static void store(const char *text, struct buf *stored)
{
	SCOPED(buf_release) struct buf sent = {0};
	SCOPED(buf_release) struct buf breaks = {0};
	uint32_t before = 0;

	for (uint32_t i = 0; text[i]; i++) {
		if (text[i] != '\n')
			continue;
		sent_breaks_add(&breaks, i - before,
			text[i + 1] == 'h' ? SENT_PART_HEADING : SENT_PART_TEXT);
		before = i;
	}
	sent_words_begin(&sent, &breaks);
	for (int letter = 1; letter < 128; letter++) {
		const uint32_t hashes[] = {
			(uint32_t)letter * 0x1000001U, (uint32_t)letter};
		SCOPED(buf_release) struct buf word = {0};
		SCOPED(buf_release) struct buf positions = {0};

		before = 0;
		for (uint32_t i = 0; letter != '\n' && text[i]; i++) {
			if (text[i] != letter)
				continue;
			varint_add(&positions, i - before);
			before = i;
		}
		dictionary_add(&word, (const char *)hashes, 2, "", 0);
		if (positions.length)
			sent_words_add(&sent, &word,
				&(struct sent_positions){
					positions.bytes, positions.length});
	}
	small_words_store(&kept, &sent, stored);
}

/* "part.at:words/forms ..." of the letters, the i-th of which is word i. */
static void describe(
	const struct buf *stored, const char *letters, uint64_t wanted, struct buf *out)
{
	SCOPED(word_set_release) struct word_set set = {0};
	SCOPED(word_places_release) struct word_places places = {0};

	for (unsigned i = 0; letters[i]; i++) {
		uint32_t letter = (uint32_t)letters[i];

		word_set_add_term(&set, letter, i);
		if (i % 2)
			word_set_add_form(&set, letter * 0x1000001U, i);
	}
	word_set_ready(&set, kept.numbers);
	if (!word_places_read(&places, stored->bytes, stored->length, &set, wanted))
		buf_add_string(out, "none");
	for (size_t i = 0; i < places.count; i++)
		buf_add_format(out, "%u.%u:%lx/%lx ", places.items[i].part,
			places.items[i].at, (unsigned long)places.items[i].words.terms,
			(unsigned long)places.items[i].words.forms);
}

static void stands(
	const char *text, const char *letters, uint64_t wanted, const char *expected)
{
	SCOPED(buf_release) struct buf stored = {0};
	SCOPED(buf_release) struct buf places = {0};

	store(text, &stored);
	describe(&stored, letters, wanted, &places);
	assert_string_equal(buf_string(&places), expected);
}

static void places_are_told_in_the_order_of_the_text(void **state)
{
	(void)state;
	stands("abcab", "a", 0, "0.0:1/0 0.3:1/0 ");
	stands("abcab", "ba", 0, "0.0:2/2 0.1:1/0 0.3:2/2 0.4:1/0 ");
	stands("abcab", "aa", 0, "0.0:3/2 0.3:3/2 ");
	stands("ab\n\nxa\nb", "ab", 0, "0.0:1/0 0.1:2/2 2.1:1/0 3.0:2/2 ");
	stands("\na", "a", 0, "1.0:1/0 ");
}

static void parts_are_told_with_their_kind(void **state)
{
	SCOPED(buf_release) struct buf stored = {0};
	SCOPED(word_places_release) struct word_places places = {0};
	SCOPED(word_set_release) struct word_set set = {0};

	(void)state;
	store("ha\nha\na", &stored);
	word_set_add_term(&set, 'a', 0);
	word_set_ready(&set, kept.numbers);
	assert_true(word_places_read(&places, stored.bytes, stored.length, &set, 0));
	assert_int_equal(places.count, 3);
	assert_int_equal(places.items[0].kind, SENT_PART_TEXT);
	assert_int_equal(places.items[1].kind, SENT_PART_HEADING);
	assert_int_equal(places.items[2].kind, SENT_PART_TEXT);
}

static void a_document_without_the_wanted_words_is_told_at_once(void **state)
{
	(void)state;
	stands("abc", "xyz", 0, "none");
	stands("abc", "ax", 3, "none");
	stands("abc", "ab", 3, "0.0:1/0 0.1:2/2 ");
	stands("abc", "a", 2, "none");
	stands("", "a", 0, "none");
}

static void parts_are_counted_by_their_breaks(void **state)
{
	SCOPED(buf_release) struct buf stored = {0};
	SCOPED(word_places_release) struct word_places places = {0};
	SCOPED(word_set_release) struct word_set set = {0};

	(void)state;
	store("a\nb\n\n", &stored);
	word_set_ready(&set, kept.numbers);
	assert_false(word_places_read(&places, stored.bytes, stored.length, &set, 0));
	assert_int_equal(word_places_parts(&places), 4);
}

/* The same as a walk over the text. */
static void any_text_is_read_as_it_stands(void **state)
{
	static const char alphabet[] = "aabbcdefghijklmnop\n";
	uint64_t seed = 5;

	(void)state;
	for (int round = 0; round < 60; round++) {
		SCOPED(buf_release) struct buf stored = {0};
		SCOPED(buf_release) struct buf shown = {0};
		SCOPED(buf_release) struct buf expected = {0};
		char text[PLACES_MAX] = "";
		unsigned part = 0;
		unsigned at = 0;

		for (uint32_t i = 0, count = dice_roll(&seed, 200); i < count; i++)
			text[i] = alphabet[dice_roll(&seed, sizeof(alphabet) - 1)];
		store(text, &stored);
		describe(&stored, "ga", 0, &shown);
		for (const char *letter = text; *letter; letter++) {
			if (*letter == 'a')
				buf_add_format(&expected, "%u.%u:2/2 ", part, at);
			if (*letter == 'g')
				buf_add_format(&expected, "%u.%u:1/0 ", part, at);
			at = *letter == '\n' ? 0 : at + 1;
			part += *letter == '\n';
		}
		assert_string_equal(buf_string(&shown),
			expected.length ? buf_string(&expected) : "none");
	}
}

static void damaged_words_are_read_within_their_bytes(void **state)
{
	SCOPED(buf_release) struct buf stored = {0};
	SCOPED(buf_release) struct buf shown = {0};

	(void)state;
	store("abcab\nxabyab\n\nab", &stored);
	for (size_t size = 0; size < stored.length; size++) {
		SCOPED(string_free) char *cut = alloc_copy(stored.bytes, size);

		describe(&(struct buf){cut, size, size}, "abx", 0, &shown);
	}
	for (size_t at = 0; at < 8 * stored.length; at++) {
		SCOPED(string_free)
		char *damaged = alloc_copy(stored.bytes, stored.length);

		damaged[at / 8] = (char)(damaged[at / 8] ^ 1 << at % 8);
		describe(&(struct buf){damaged, stored.length, stored.length}, "abx", 0,
			&shown);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(places_are_told_in_the_order_of_the_text),
		cmocka_unit_test(parts_are_told_with_their_kind),
		cmocka_unit_test(a_document_without_the_wanted_words_is_told_at_once),
		cmocka_unit_test(parts_are_counted_by_their_breaks),
		cmocka_unit_test(any_text_is_read_as_it_stands),
		cmocka_unit_test(damaged_words_are_read_within_their_bytes),
	};

	return cmocka_run_group_tests(tests, make, release);
}
