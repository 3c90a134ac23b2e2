/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "base/alloc.h"
#include "dice.h"
#include "index/stored_words.h"
#include "unit.h"

#include <string.h>

enum { WORDS_MAX = 500 };

static const struct sent_positions no_breaks = {"", 0};

/* "number:positions": the first, then those behind it byte by byte. */
static void describe_word(
	uint32_t number, const struct stored_positions *positions, struct buf *out)
{
	buf_add_format(out, " %u:", number);
	if (!positions->further)
		return;
	buf_add_format(out, "%u", positions->first);
	for (size_t n = 0; n < positions->size; n++)
		buf_add_format(out, ",%x", (unsigned char)positions->further[n]);
}

static void describe(const char *bytes, size_t size, struct buf *out)
{
	struct stored_words words;
	struct stored_group group;
	struct stored_lists lists;
	struct stored_positions positions;

	if (!stored_words_open(bytes, size, &words)
		|| !stored_words_lists(&words, &lists))
		return;
	while (stored_words_next_group(&words, &group)) {
		for (size_t i = group.first; i < group.end; i++) {
			if (!stored_words_positions(&lists, i, &positions))
				return;
			describe_word(group.higher | stored_words_half(&words, i),
				&positions, out);
		}
	}
}

static void words_are_read_as_they_were_written(void **state)
{
	static const struct stored_word words[] = {{0, {1, "", 0}}, {0, {2, "\6", 1}},
		{65535, {0, NULL, 0}}, {65536, {3, "\3\4", 2}},
		{UINT32_MAX, {500, "", 0}}};
	SCOPED(buf_release) struct buf stored = {0};
	SCOPED(buf_release) struct buf shown = {0};
	struct stored_words read;

	(void)state;
	stored_words_write(
		words, COUNT(words), &(struct sent_positions){"\7\x8", 2}, &stored);
	describe(stored.bytes, stored.length, &shown);
	assert_string_equal(
		buf_string(&shown), " 0:1 0:2,6 65535: 65536:3,3,4 4294967295:500");
	assert_true(stored_words_open(stored.bytes, stored.length, &read));
	assert_int_equal(read.count, COUNT(words));
	assert_int_equal(read.breaks.size, 2);
	assert_memory_equal(read.breaks.bytes, "\7\x8", 2);
}

static void a_document_without_words_has_none(void **state)
{
	SCOPED(buf_release) struct buf stored = {0};
	struct stored_words words;
	struct stored_group group;

	(void)state;
	stored_words_write(NULL, 0, &no_breaks, &stored);
	assert_true(stored_words_open(stored.bytes, stored.length, &words));
	assert_int_equal(words.count, 0);
	assert_false(stored_words_next_group(&words, &group));
	assert_false(stored_words_open("", 0, &words));
}

static size_t throw_words(uint64_t *seed, struct stored_word *words)
{
	static const char further[SENT_POSITIONS_MAX] = "abcdefghijklmnopqrstuvwxyz";
	size_t count = dice_roll(seed, WORDS_MAX);
	uint32_t most = UINT32_MAX >> dice_roll(seed, 32);
	uint32_t number = 0;

	for (size_t i = 0; i < count; i++) {
		size_t size = dice_roll(seed, 9) ? dice_roll(seed, 3)
						 : dice_roll(seed, sizeof(further));

		number += dice_roll(seed, 3) ? dice_roll(seed, 900)
					     : dice_roll(seed, 90000);
		words[i] = (struct stored_word){
			number, {(uint32_t)dice_roll(seed, most), further, size}};
		if (!dice_roll(seed, 20))
			words[i].positions = (struct stored_positions){0};
	}
	return count;
}

static void any_words_are_read_as_they_were_written(void **state)
{
	struct stored_word words[WORDS_MAX];
	uint64_t seed = 20;

	(void)state;
	for (int round = 0; round < 300; round++) {
		SCOPED(buf_release) struct buf stored = {0};
		SCOPED(buf_release) struct buf shown = {0};
		SCOPED(buf_release) struct buf wanted = {0};
		size_t count = throw_words(&seed, words);

		stored_words_write(words, count, &no_breaks, &stored);
		describe(stored.bytes, stored.length, &shown);
		for (size_t i = 0; i < count; i++)
			describe_word(words[i].number, &words[i].positions, &wanted);
		assert_string_equal(buf_string(&shown), buf_string(&wanted));
	}
}

/* Whoever looks for a few words asks for theirs alone. */
static void positions_are_found_whatever_is_passed_over(void **state)
{
	SCOPED(buf_release) struct buf stored = {0};
	struct stored_word words[WORDS_MAX];
	struct stored_words read;
	uint64_t seed = 22;
	size_t count = throw_words(&seed, words);

	(void)state;
	stored_words_write(words, count, &no_breaks, &stored);
	assert_true(stored_words_open(stored.bytes, stored.length, &read));
	for (int round = 0; round < 100; round++) {
		struct stored_lists lists;
		struct stored_positions positions;

		assert_true(stored_words_lists(&read, &lists));
		for (size_t i = dice_roll(&seed, 60); i < count;
			i += 1 + dice_roll(&seed, 60)) {
			const struct stored_positions *wanted = &words[i].positions;

			assert_true(stored_words_positions(&lists, i, &positions));
			assert_int_equal(!positions.further, !wanted->further);
			assert_int_equal(positions.first, wanted->first);
			assert_int_equal(positions.size, wanted->size);
			if (positions.size)
				assert_memory_equal(positions.further, wanted->further,
					positions.size);
		}
		assert_false(stored_words_positions(&lists, count, &positions));
	}
}

static void positions_as_sent_are_taken_apart(void **state)
{
	struct stored_positions positions =
		stored_words_sent(&(struct sent_positions){"\x81\1\5", 3});

	(void)state;
	assert_int_equal(positions.first, 129);
	assert_int_equal(positions.size, 1);
	assert_memory_equal(positions.further, "\5", 1);
	assert_null(stored_words_sent(&no_breaks).further);
	assert_null(stored_words_sent(&(struct sent_positions){"\x81", 1}).further);
}

/* Reading stays within the bytes: each is a copy, so that the sanitizer would see. */
static void damaged_words_are_read_within_their_bytes(void **state)
{
	SCOPED(buf_release) struct buf stored = {0};
	struct stored_word words[WORDS_MAX];
	uint64_t seed = 21;
	size_t count = throw_words(&seed, words);

	(void)state;
	stored_words_write(words, count, &(struct sent_positions){"\1\2\3", 3}, &stored);
	for (size_t size = 0; size < stored.length; size += 1 + size / 64) {
		SCOPED(string_free) char *cut = alloc_copy(stored.bytes, size);
		SCOPED(buf_release) struct buf shown = {0};

		describe(cut, size, &shown);
	}
	for (size_t at = 0; at < stored.length; at++) {
		SCOPED(string_free)
		char *damaged = alloc_copy(stored.bytes, stored.length);
		SCOPED(buf_release) struct buf shown = {0};

		damaged[at] = (char)dice_roll(&seed, 256);
		describe(damaged, stored.length, &shown);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(words_are_read_as_they_were_written),
		cmocka_unit_test(a_document_without_words_has_none),
		cmocka_unit_test(any_words_are_read_as_they_were_written),
		cmocka_unit_test(positions_are_found_whatever_is_passed_over),
		cmocka_unit_test(positions_as_sent_are_taken_apart),
		cmocka_unit_test(damaged_words_are_read_within_their_bytes),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
