/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "index/posting_warmup.h"
#include "index/small_entry.h"

enum { KEPT_BYTES = 1 << 20 };

static struct temporary folder;
static struct index_writer *writer;
static struct index_reader *reader;
static struct posting_cache *before;
static struct posting_cache *after;

static int make(void **state)
{
	(void)state;
	temporary_make(&folder);
	writer = open_writer(&folder);
	must(index_writer_begin(writer, &err));
	put_entry(writer, "a", "x y", "r");
	put_entry(writer, "b", "x z", "r");
	must(index_writer_commit(writer, &err));
	reader = open_reader(&folder);
	before = posting_cache_create(KEPT_BYTES);
	after = posting_cache_create(KEPT_BYTES);
	index_reader_keep_in(reader, after);
	return 0;
}

static int release(void **state)
{
	(void)state;
	index_reader_close(&reader);
	posting_cache_free(&before);
	posting_cache_free(&after);
	index_writer_close(&writer);
	temporary_remove(&folder);
	return 0;
}

/* Of another index, where the term had other documents. */
static void keep_before(const char *term)
{
	SCOPED(shared_list_let_go) struct shared_list *list = shared_list_create(0);

	posting_cache_keep(before, (struct posting_key){term, strlen(term)}, list);
}

static size_t count_after(const char *term)
{
	SCOPED(shared_list_let_go)
	struct shared_list *list =
		posting_cache_find(after, (struct posting_key){term, strlen(term)});

	return list ? list->count : 0;
}

static void what_was_kept_is_decoded(void **state)
{
	struct posting_warmup *warmup;

	(void)state;
	keep_before("x");
	keep_before("gone");
	keep_before("z");
	posting_cache_note(before, (struct posting_key){"y", 1}, 9);
	warmup = posting_warmup_create(before);
	posting_cache_free(&before);
	while (posting_warmup_step(warmup, reader))
		continue;
	posting_warmup_free(&warmup);
	index_reader_rest(reader);
	assert_int_equal(count_after("x"), 2);
	assert_int_equal(count_after("z"), 1);
	assert_int_equal(count_after("y"), 0); /* only counted before */
	assert_int_equal(count_after("gone"), 0);
}

static void other_lists_are_no_terms(void **state)
{
	struct posting_warmup *warmup;
	uint32_t frequency;

	(void)state;
	keep_before("\nx");
	warmup = posting_warmup_create(before);
	assert_false(posting_warmup_step(warmup, reader));
	posting_warmup_free(&warmup);
	assert_false(posting_cache_frequency(
		after, (struct posting_key){"\nx", 2}, &frequency));
}

static void what_many_documents_have_is_decoded(void **state)
{
	struct posting_warmup *warmup;

	(void)state;
	must(index_writer_begin(writer, &err));
	for (int i = 0; i < 40; i++) {
		char id[16];

		snprintf(id, sizeof(id), "%d", i);
		put_entry(writer, id, i % 5 ? "x" : "x often", "r");
	}
	must(index_writer_commit(writer, &err));
	index_reader_close(&reader);
	reader = open_reader(&folder);
	index_reader_keep_in(reader, after);
	warmup = posting_warmup_of_frequent(KEPT_BYTES, 42);
	while (posting_warmup_step(warmup, reader))
		continue;
	posting_warmup_free(&warmup);
	index_reader_rest(reader);
	assert_int_equal(count_after("x"), 42);
	assert_int_equal(count_after("often"), 8);
	assert_int_equal(count_after("y"), 0); /* in one of 42 */
}

static void an_empty_index_has_nothing_to_decode(void **state)
{
	struct posting_warmup *warmup;

	(void)state;
	warmup = posting_warmup_of_frequent(KEPT_BYTES, 0);
	assert_false(posting_warmup_step(warmup, reader));
	posting_warmup_free(&warmup);
}

#define promise(test) cmocka_unit_test_setup_teardown(test, make, release)

int main(void)
{
	const struct CMUnitTest tests[] = {
		promise(what_was_kept_is_decoded),
		promise(other_lists_are_no_terms),
		promise(what_many_documents_have_is_decoded),
		promise(an_empty_index_has_nothing_to_decode),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
