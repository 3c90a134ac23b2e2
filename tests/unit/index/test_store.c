/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "base/buf.h"
#include "index/store.h"
#include "temporary.h"

#include <signal.h>
#include <sys/resource.h>

static struct temporary folder;
static struct store *store;
static struct store_map map;

static int make(void **state)
{
	(void)state;
	temporary_make(&folder);
	return 0;
}

static int release(void **state)
{
	(void)state;
	store_close(&store);
	store_map_close(&map);
	temporary_remove(&folder);
	return 0;
}

static const char *path(void)
{
	return path_below(&folder, "store");
}

static uint64_t append(const char *bytes)
{
	uint64_t offset = 0;

	must(store_append(store, bytes, strlen(bytes), &offset, &err));
	return offset;
}

static void what_was_appended_is_read_back(void **state)
{
	(void)state;
	must(store_open(path(), 0, &store, &err));
	assert_int_equal(append("one"), 0);
	assert_int_equal(append(""), 3);
	assert_int_equal(append("two"), 3);
	assert_int_equal(store_length(store), 6);
	must(store_sync(store, &err));
	must(store_map_open(path(), &map, &err));
	assert_int_equal(map.length, 6);
	assert_memory_equal(map.bytes, "onetwo", 6);
}

static void what_is_long_is_written_in_pieces(void **state)
{
	SCOPED(buf_release) struct buf piece = {0};

	(void)state;
	must(store_open(path(), 0, &store, &err));
	while (piece.length < 300000)
		buf_add_format(&piece, "%zu;", piece.length);
	for (uint64_t i = 0; i < 12; i++)
		assert_int_equal(append(piece.bytes), i * piece.length);
	must(store_sync(store, &err));
	must(store_map_open(path(), &map, &err));
	assert_int_equal(map.length, 12 * piece.length);
	for (size_t i = 0; i < 12; i++)
		assert_memory_equal(
			map.bytes + i * piece.length, piece.bytes, piece.length);
}

static void a_torn_end_is_cut_and_written_over(void **state)
{
	(void)state;
	write_file(path(), "goodTORN", 8);
	must(store_open(path(), 4, &store, &err));
	assert_int_equal(size_of_file(path()), 8);
	must(store_cut(store, &err));
	assert_int_equal(size_of_file(path()), 4);
	assert_int_equal(append("new"), 4);
	must(store_sync(store, &err));
	must(store_map_open(path(), &map, &err));
	assert_memory_equal(map.bytes, "goodnew", 7);
}

static void a_store_that_is_too_short_is_refused(void **state)
{
	(void)state;
	write_file(path(), "abc", 3);
	must_fail(store_open(path(), 4, &store, &err), ERROR_CORRUPT);
	assert_null(store);
	assert_int_equal(size_of_file(path()), 3);
}

static void an_empty_store_is_mapped(void **state)
{
	(void)state;
	must(store_open(path(), 0, &store, &err));
	must(store_map_open(path(), &map, &err));
	assert_int_equal(map.length, 0);
	must_fail(store_map_open(path_below(&folder, "none"), &map, &err), ERROR_MISSING);
}

static void a_map_keeps_what_it_had(void **state)
{
	(void)state;
	must(store_open(path(), 0, &store, &err));
	append("old");
	must(store_sync(store, &err));
	must(store_map_open(path(), &map, &err));
	append("new");
	must(store_sync(store, &err));
	assert_int_equal(map.length, 3);
	assert_int_equal(unlink(path()), 0);
	assert_memory_equal(map.bytes, "old", 3);
}

static void limit_files_to(rlim_t bytes)
{
	struct rlimit limit;

	getrlimit(RLIMIT_FSIZE, &limit);
	limit.rlim_cur = bytes == RLIM_INFINITY ? limit.rlim_max : bytes;
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &limit), 0);
}

/* As on a full disk: the write stops in the middle, later there is room again. */
static void a_write_that_failed_may_be_tried_again(void **state)
{
	SCOPED(buf_release) struct buf record = {0};
	uint64_t offset = 0;
	bool appended;

	(void)state;
	signal(SIGXFSZ, SIG_IGN);
	must(store_open(path(), 0, &store, &err));
	while (record.length < 2000000)
		buf_add_format(&record, "%zu;", record.length);
	limit_files_to(1500000);
	err = (struct error){0};
	appended = store_append(store, record.bytes, record.length, &offset, &err)
		&& store_sync(store, &err);
	limit_files_to(RLIM_INFINITY);
	assert_false(appended);
	assert_int_equal(err.kind, ERROR_SYSTEM);
	must(store_sync(store, &err));
	must(store_map_open(path(), &map, &err));
	assert_int_equal(map.length, store_length(store));
	assert_int_equal(map.length, record.length);
	assert_memory_equal(map.bytes, record.bytes, record.length);
}

#define promise(test) cmocka_unit_test_setup_teardown(test, make, release)

int main(void)
{
	const struct CMUnitTest tests[] = {
		promise(what_was_appended_is_read_back),
		promise(what_is_long_is_written_in_pieces),
		promise(a_torn_end_is_cut_and_written_over),
		promise(a_store_that_is_too_short_is_refused),
		promise(an_empty_store_is_mapped),
		promise(a_map_keeps_what_it_had),
		promise(a_write_that_failed_may_be_tried_again),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
