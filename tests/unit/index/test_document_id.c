/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "index/small_entry.h"

static struct temporary folder;
static struct index_writer *writer;

static int make(void **state)
{
	(void)state;
	temporary_make(&folder);
	writer = open_writer(&folder);
	must(index_writer_begin(writer, &err));
	return 0;
}

static int release(void **state)
{
	(void)state;
	index_writer_close(&writer);
	temporary_remove(&folder);
	return 0;
}

/* An id of so many bytes that ends with the letter. */
static const char *long_id(size_t length, char last)
{
	static char id[4001];

	memset(id, 'a', length);
	id[length - 1] = last;
	id[length] = '\0';
	return id;
}

static uint32_t find(const char *id)
{
	SCOPED(index_reader_close) struct index_reader *reader = open_reader(&folder);
	uint32_t document = 0;

	must(index_reader_find(reader, id, strlen(id), &document, &err));
	return document;
}

static void ids_of_any_length_stay_apart(void **state)
{
	static const size_t lengths[] = {
		1, 2, 199, 200, 201, 232, 244, 245, 246, 300, 4000};
	uint32_t expected = 1;

	(void)state;
	for (size_t i = 0; i < COUNT(lengths); i++) {
		put_entry(writer, long_id(lengths[i], 'x'), "t", "r");
		put_entry(writer, long_id(lengths[i], 'y'), "t", "r");
	}
	must(index_writer_commit(writer, &err));
	for (size_t i = 0; i < COUNT(lengths); i++) {
		assert_int_equal(find(long_id(lengths[i], 'x')), expected++);
		assert_int_equal(find(long_id(lengths[i], 'y')), expected++);
	}
	assert_int_equal(documents_with(&folder, "t"), 2 * COUNT(lengths));
}

static void a_long_id_is_replaced_and_removed(void **state)
{
	(void)state;
	put_entry(writer, long_id(300, 'x'), "t", "r");
	put_entry(writer, long_id(300, 'y'), "t", "r");
	put_entry(writer, long_id(300, 'x'), "u", "r");
	must(index_writer_remove(writer, long_id(300, 'y'), 300, &err));
	must(index_writer_commit(writer, &err));
	assert_int_equal(documents_with(&folder, "t"), 0);
	assert_int_equal(documents_with(&folder, "u"), 1);
}

static void any_bytes_make_an_id(void **state)
{
	static const char *const ids[] = {"https://example.org/ü?a=b#c", "a\tb\n", " ",
		"Dhaf", "\xF0\x9F\x98\x80", "../x"};

	(void)state;
	for (size_t i = 0; i < COUNT(ids); i++)
		put_entry(writer, ids[i], "Dhaf", "r");
	must(index_writer_commit(writer, &err));
	for (size_t i = 0; i < COUNT(ids); i++)
		assert_int_equal(find(ids[i]), i + 1);
	assert_int_equal(documents_with(&folder, "Dhaf"), COUNT(ids));
}

static void an_unknown_id_is_missing(void **state)
{
	SCOPED(index_reader_close) struct index_reader *reader = open_reader(&folder);
	uint32_t document = 0;

	(void)state;
	must_fail(index_reader_find(reader, "a", 1, &document, &err), ERROR_MISSING);
	assert_int_equal(document, 0);
}

#define promise(test) cmocka_unit_test_setup_teardown(test, make, release)

int main(void)
{
	const struct CMUnitTest tests[] = {
		promise(ids_of_any_length_stay_apart),
		promise(a_long_id_is_replaced_and_removed),
		promise(any_bytes_make_an_id),
		promise(an_unknown_id_is_missing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
