/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "index/index_writer.h"
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

static void commit(void)
{
	must(index_writer_commit(writer, &err));
	must(index_writer_begin(writer, &err));
}

static void reopen(void)
{
	index_writer_close(&writer);
	writer = open_writer(&folder);
	must(index_writer_begin(writer, &err));
}

static void what_was_put_is_found_after_the_commit(void **state)
{
	uint32_t documents = 0;

	(void)state;
	put_entry(writer, "a", "x y", "one");
	put_entry(writer, "b", "x", "two");
	must(index_writer_documents(writer, &documents, &err));
	assert_int_equal(documents, 2);
	assert_int_equal(documents_with(&folder, "x"), 0);
	commit();
	assert_int_equal(documents_with(&folder, "x"), 2);
	assert_int_equal(documents_with(&folder, "y"), 1);
}

static void the_same_id_is_replaced(void **state)
{
	uint32_t documents = 0;

	(void)state;
	put_entry(writer, "a", "x", "one");
	commit();
	put_entry(writer, "a", "y", "two");
	put_entry(writer, "a", "z", "three");
	commit();
	assert_int_equal(documents_with(&folder, "x"), 0);
	assert_int_equal(documents_with(&folder, "y"), 0);
	assert_int_equal(documents_with(&folder, "z"), 1);
	must(index_writer_documents(writer, &documents, &err));
	assert_int_equal(documents, 1);
}

static void what_was_removed_is_gone(void **state)
{
	uint32_t documents = 1;

	(void)state;
	put_entry(writer, "a", "x", "one");
	commit();
	must(index_writer_remove(writer, "a", 1, &err));
	must(index_writer_remove(writer, "never", 5, &err));
	commit();
	assert_int_equal(documents_with(&folder, "x"), 0);
	must(index_writer_documents(writer, &documents, &err));
	assert_int_equal(documents, 0);
}

static void what_was_not_committed_is_dropped(void **state)
{
	SCOPED(buf_release) struct buf note = {0};

	(void)state;
	put_entry(writer, "a", "x", "one");
	must(index_writer_note(writer, "n", "old", 3, &err));
	commit();
	put_entry(writer, "b", "x", "two");
	must(index_writer_remove(writer, "a", 1, &err));
	must(index_writer_note(writer, "n", "new", 3, &err));
	reopen();
	assert_int_equal(documents_with(&folder, "x"), 1);
	must(index_writer_noted(writer, "n", &note, &err));
	assert_string_equal(buf_string(&note), "old");
}

static void the_store_is_cut_to_what_was_committed(void **state)
{
	const char *path = path_below(&folder, "store");
	long committed;

	(void)state;
	put_entry(writer, "a", "x", "one");
	commit();
	committed = size_of_file(path);
	index_writer_close(&writer);
	append_to_file(path, "TORN");
	writer = open_writer(&folder);
	assert_int_equal(size_of_file(path), committed + 4);
	must(index_writer_begin(writer, &err));
	assert_int_equal(size_of_file(path), committed);
	put_entry(writer, "b", "x", "two");
	commit();
	assert_int_equal(size_of_file(path), 2 * committed);
}

static void a_store_shorter_than_the_index_says_is_refused(void **state)
{
	struct index_writer *second = NULL;

	(void)state;
	put_entry(writer, "a", "x", "a longer record");
	commit();
	index_writer_close(&writer);
	write_file(path_below(&folder, "store"), "a lon", 5);
	must_fail(index_writer_open(folder.path, &second, &err), ERROR_CORRUPT);
	assert_null(second);
}

static void notes_are_kept_with_the_documents(void **state)
{
	SCOPED(buf_release) struct buf keys = {0};
	SCOPED(buf_release) struct buf note = {0};
	static const char binary[] = "a\0b";

	(void)state;
	must(index_writer_note(writer, "source:2", binary, 3, &err));
	must(index_writer_note(writer, "source:10", "x", 1, &err));
	must(index_writer_note(writer, "other", "y", 1, &err));
	commit();
	reopen();
	must(index_writer_note_keys(writer, "source:", &keys, &err));
	assert_int_equal(keys.length, sizeof("source:10") + sizeof("source:2"));
	assert_memory_equal(keys.bytes, "source:10\0source:2", keys.length);
	must(index_writer_noted(writer, "source:2", &note, &err));
	assert_int_equal(note.length, 3);
	assert_memory_equal(note.bytes, binary, 3);
	buf_clear(&note);
	must(index_writer_noted(writer, "never", &note, &err));
	assert_int_equal(note.length, 0);
}

static void a_note_of_no_bytes_is_deleted(void **state)
{
	SCOPED(buf_release) struct buf keys = {0};

	(void)state;
	must(index_writer_note(writer, "n", "x", 1, &err));
	commit();
	must(index_writer_note(writer, "n", "", 0, &err));
	commit();
	must(index_writer_note_keys(writer, "n", &keys, &err));
	assert_int_equal(keys.length, 0);
}

static void uncommitted_notes_are_seen_by_the_writer(void **state)
{
	SCOPED(buf_release) struct buf keys = {0};
	SCOPED(buf_release) struct buf note = {0};

	(void)state;
	must(index_writer_note(writer, "n:1", "x", 1, &err));
	must(index_writer_noted(writer, "n:1", &note, &err));
	assert_string_equal(buf_string(&note), "x");
	must(index_writer_note_keys(writer, "n:", &keys, &err));
	assert_int_equal(keys.length, 4);
}

static void a_second_writer_is_refused(void **state)
{
	struct index_writer *second = NULL;

	(void)state;
	must_fail(index_writer_open(folder.path, &second, &err), ERROR_BUSY);
	assert_null(second);
}

static void a_damaged_index_is_refused(void **state)
{
	struct index_writer *second = NULL;

	(void)state;
	put_entry(writer, "a", "x", "one");
	commit();
	index_writer_close(&writer);
	write_file(path_below(&folder, "engine/iamglass"), "rubbish", 7);
	must_fail(index_writer_open(folder.path, &second, &err), ERROR_CORRUPT);
	assert_null(second);
}

static void a_folder_that_is_missing_is_an_error(void **state)
{
	struct index_writer *second = NULL;

	(void)state;
	assert_false(index_writer_open(path_below(&folder, "no/such"), &second, &err));
	assert_string_not_equal(err.text, "");
	assert_null(second);
}

#define promise(test) cmocka_unit_test_setup_teardown(test, make, release)

int main(void)
{
	const struct CMUnitTest tests[] = {
		promise(what_was_put_is_found_after_the_commit),
		promise(the_same_id_is_replaced),
		promise(what_was_removed_is_gone),
		promise(what_was_not_committed_is_dropped),
		promise(the_store_is_cut_to_what_was_committed),
		promise(a_store_shorter_than_the_index_says_is_refused),
		promise(notes_are_kept_with_the_documents),
		promise(a_note_of_no_bytes_is_deleted),
		promise(uncommitted_notes_are_seen_by_the_writer),
		promise(a_second_writer_is_refused),
		promise(a_damaged_index_is_refused),
		promise(a_folder_that_is_missing_is_an_error),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
