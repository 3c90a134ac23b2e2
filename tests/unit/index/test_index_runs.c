/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "index/index_writer.h"
#include "index/small_entry.h"

#include <sys/stat.h>

static struct temporary folder;
static struct index_writer *writer;

static void open_unread(void)
{
	must(index_writer_open_unread(folder.path, &writer, &err));
	must(index_writer_begin(writer, &err));
}

static int make(void **state)
{
	(void)state;
	temporary_make(&folder);
	open_unread();
	return 0;
}

static int release(void **state)
{
	(void)state;
	index_writer_close(&writer);
	temporary_remove(&folder);
	return 0;
}

static void commit(void)
{
	must(index_writer_commit(writer, &err));
	must(index_writer_begin(writer, &err));
}

static void reopen(void)
{
	index_writer_close(&writer);
	open_unread();
}

static void merge(void)
{
	must(index_writer_commit(writer, &err));
	must(index_writer_merge(writer, &err));
}

static uint32_t documents(void)
{
	uint32_t count = 0;

	must(index_writer_documents(writer, &count, &err));
	return count;
}

static bool is_there(const char *id)
{
	bool found = false;

	must(index_writer_has(writer, id, strlen(id), &found, &err));
	return found;
}

static void assert_record(const char *id, const char *record)
{
	SCOPED(buf_release) struct buf got = {0};
	bool found = false;

	must(index_writer_find(writer, id, strlen(id), &got, &found, &err));
	assert_true(found);
	assert_string_equal(buf_string(&got), record);
}

static void the_documents_of_all_batches_are_found_when_merged(void **state)
{
	struct stat status;

	(void)state;
	put_entry(writer, "a", "x y", "one");
	commit();
	put_entry(writer, "b", "x", "two");
	assert_int_equal(documents(), 2);
	assert_record("a", "one");
	assert_record("b", "two");
	merge();
	assert_int_equal(documents_with(&folder, "x"), 2);
	assert_int_equal(documents_with(&folder, "y"), 1);
	assert_int_equal(documents(), 2);
	assert_record("a", "one");
	assert_int_equal(stat(path_below(&folder, "runs"), &status), -1);
}

static void a_document_is_replaced_in_whatever_run_it_is(void **state)
{
	(void)state;
	put_entry(writer, "a", "x", "one");
	put_entry(writer, "b", "x", "two");
	commit();
	put_entry(writer, "a", "y", "three");
	put_entry(writer, "c", "y", "four");
	put_entry(writer, "c", "z", "five");
	assert_record("a", "three");
	assert_record("c", "five");
	assert_int_equal(documents(), 3);
	merge();
	assert_int_equal(documents_with(&folder, "x"), 1);
	assert_int_equal(documents_with(&folder, "y"), 1);
	assert_int_equal(documents_with(&folder, "z"), 1);
	assert_record("a", "three");
}

static void what_was_removed_stays_so(void **state)
{
	(void)state;
	put_entry(writer, "a", "x", "one");
	put_entry(writer, "b", "x", "two");
	commit();
	must(index_writer_remove(writer, "a", 1, &err));
	put_entry(writer, "c", "x", "three");
	must(index_writer_remove(writer, "c", 1, &err));
	must(index_writer_remove(writer, "d", 1, &err));
	commit();
	reopen();
	assert_false(is_there("a"));
	assert_true(is_there("b"));
	assert_false(is_there("c"));
	merge();
	assert_int_equal(documents_with(&folder, "x"), 1);
	assert_int_equal(documents(), 1);
}

static void a_writer_that_is_opened_again_goes_on(void **state)
{
	(void)state;
	put_entry(writer, "a", "x", "one");
	must(index_writer_note(writer, "k", "v", 1, &err));
	commit();
	put_entry(writer, "b", "x", "lost");
	reopen();
	assert_int_equal(documents(), 1);
	assert_record("a", "one");
	put_entry(writer, "c", "x", "two");
	merge();
	assert_int_equal(documents_with(&folder, "x"), 2);
	assert_false(is_there("b"));
}

static void notes_are_kept_when_merged(void **state)
{
	SCOPED(buf_release) struct buf note = {0};

	(void)state;
	put_entry(writer, "a", "x", "one");
	must(index_writer_note(writer, "k", "v", 1, &err));
	merge();
	reopen();
	must(index_writer_noted(writer, "k", &note, &err));
	assert_string_equal(buf_string(&note), "v");
	assert_record("a", "one");
}

static void a_merged_generation_is_written_on(void **state)
{
	(void)state;
	put_entry(writer, "a", "x", "one");
	put_entry(writer, "b", "x", "two");
	merge();
	must(index_writer_begin(writer, &err));
	put_entry(writer, "a", "y", "three");
	must(index_writer_remove(writer, "b", 1, &err));
	commit();
	assert_int_equal(documents_with(&folder, "x"), 0);
	assert_int_equal(documents_with(&folder, "y"), 1);
}

static void a_mark_is_put_on_a_document_of_an_earlier_run(void **state)
{
	SCOPED(buf_release) struct buf record = {0};
	struct record_part part;
	bool found = false;

	(void)state;
	put_entry(writer, "a", "x", "");
	commit();
	must(index_writer_mark(writer, "a", 1, RECORD_VANISHED, "today", &err));
	merge();
	must(index_writer_find(writer, "a", 1, &record, &found, &err));
	part = record_find(buf_string(&record), record.length, RECORD_VANISHED);
	assert_int_equal(part.length, strlen("today"));
	assert_int_equal(documents_with(&folder, "x"), 1);
}

static void an_empty_generation_is_merged(void **state)
{
	(void)state;
	merge();
	assert_int_equal(documents(), 0);
	must(index_writer_begin(writer, &err));
	put_entry(writer, "a", "x", "one");
	must(index_writer_remove(writer, "a", 1, &err));
	merge();
	assert_int_equal(documents(), 0);
	assert_int_equal(documents_with(&folder, "x"), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(
			the_documents_of_all_batches_are_found_when_merged, make,
			release),
		cmocka_unit_test_setup_teardown(
			a_document_is_replaced_in_whatever_run_it_is, make, release),
		cmocka_unit_test_setup_teardown(what_was_removed_stays_so, make, release),
		cmocka_unit_test_setup_teardown(
			a_writer_that_is_opened_again_goes_on, make, release),
		cmocka_unit_test_setup_teardown(
			notes_are_kept_when_merged, make, release),
		cmocka_unit_test_setup_teardown(
			a_merged_generation_is_written_on, make, release),
		cmocka_unit_test_setup_teardown(
			a_mark_is_put_on_a_document_of_an_earlier_run, make, release),
		cmocka_unit_test_setup_teardown(
			an_empty_generation_is_merged, make, release),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
