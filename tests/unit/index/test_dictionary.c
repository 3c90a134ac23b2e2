/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "base/alloc.h"
#include "index/dictionary.h"
#include "unit.h"

#include <string.h>

static void words_are_read_as_they_were_added(void **state)
{
	static const uint32_t hashes[300] = {7, 8, [299] = 9};
	SCOPED(buf_release) struct buf list = {0};
	struct dictionary_word word;
	size_t offset = 0;

	(void)state;
	dictionary_add(&list, (const char *)hashes, 1, "Häfen", 6);
	dictionary_add(&list, (const char *)hashes, 300, "", 0);
	assert_true(dictionary_next(list.bytes, list.length, &offset, &word));
	assert_int_equal(word.hash_count, 1);
	assert_int_equal(dictionary_hash(&word, 0), 7);
	assert_int_equal(word.length, 6);
	assert_memory_equal(word.spelling, "Häfen", 6);
	assert_ptr_equal(word.bytes, list.bytes);
	assert_int_equal(word.size, offset);
	assert_true(dictionary_next(list.bytes, list.length, &offset, &word));
	assert_int_equal(word.hash_count, 300);
	assert_int_equal(dictionary_hash(&word, 299), 9);
	assert_int_equal(word.length, 0);
	assert_false(dictionary_next(list.bytes, list.length, &offset, &word));
	assert_int_equal(offset, list.length);
}

static void a_cut_list_ends_early(void **state)
{
	SCOPED(buf_release) struct buf list = {0};

	(void)state;
	dictionary_add(&list, "hashhash", 2, "Hafen", 5);
	for (size_t size = 0; size < list.length; size++) {
		SCOPED(string_free) char *cut = alloc_copy(list.bytes, size);
		struct dictionary_word word;
		size_t offset = 0;

		assert_false(dictionary_next(cut, size, &offset, &word));
		assert_int_equal(offset, 0);
	}
}

static void a_word_without_a_hash_is_damage(void **state)
{
	struct dictionary_word word;
	size_t offset = 0;

	(void)state;
	assert_false(dictionary_next("\0\0", 2, &offset, &word));
	assert_false(dictionary_next("\xff\xff\xff\xff\xff\xff", 6, &offset, &word));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(words_are_read_as_they_were_added),
		cmocka_unit_test(a_cut_list_ends_early),
		cmocka_unit_test(a_word_without_a_hash_is_damage),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
