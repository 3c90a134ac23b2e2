/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "base/file.h"
#include "temporary.h"

static struct temporary folder;

static int make(void **state)
{
	(void)state;
	temporary_make(&folder);
	return 0;
}

static int release(void **state)
{
	(void)state;
	temporary_remove(&folder);
	return 0;
}

static void all_bytes_are_read(void **state)
{
	static const size_t sizes[] = {0, 1, 4095, 4096, 4097, 100000};

	(void)state;
	for (size_t i = 0; i < COUNT(sizes); i++) {
		SCOPED(buf_release) struct buf written = {0};
		SCOPED(buf_release) struct buf read = {0};

		while (written.length < sizes[i]) {
			char c = (char)(written.length % 251);

			buf_add(&written, &c, 1);
		}
		write_file(path_below(&folder, "f"), buf_string(&written), sizes[i]);
		must(file_read(path_below(&folder, "f"), &read, &err));
		assert_int_equal(read.length, sizes[i]);
		assert_memory_equal(buf_string(&read), buf_string(&written), sizes[i]);
	}
}

static void what_cannot_be_read_is_named(void **state)
{
	SCOPED(buf_release) struct buf out = {0};
	const char *missing = path_below(&folder, "none");

	(void)state;
	must_fail(file_read(missing, &out, &err), ERROR_SYSTEM);
	assert_non_null(strstr(err.text, missing));
	must_fail(file_read(folder.path, &out, &err), ERROR_SYSTEM);
	assert_non_null(strstr(err.text, folder.path));
	assert_null(out.bytes);
}

static void assert_holds(const char *path, const char *text)
{
	SCOPED(buf_release) struct buf read = {0};

	must(file_read(path, &read, &err));
	assert_string_equal(buf_string(&read), text);
}

static void a_file_is_replaced_wholly(void **state)
{
	const char *path = path_below(&folder, "g");

	(void)state;
	must(file_replace(path, "long and old", 12, &err));
	assert_holds(path, "long and old");
	must(file_replace(path, "new", 3, &err));
	assert_holds(path, "new");
	assert_int_equal(size_of_file(path_below(&folder, "g.new")), -1);
	must(file_replace(path, "", 0, &err));
	assert_int_equal(size_of_file(path), 0);
}

static void what_cannot_be_replaced_is_named_and_stays(void **state)
{
	const char *missing = path_below(&folder, "none/f");

	(void)state;
	must_fail(file_replace(missing, "x", 1, &err), ERROR_SYSTEM);
	assert_non_null(strstr(err.text, missing));
	must_fail(file_replace(folder.path, "x", 1, &err), ERROR_SYSTEM);
	must_fail(file_sync_folder(missing, &err), ERROR_SYSTEM);
	assert_non_null(strstr(err.text, missing));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(all_bytes_are_read),
		cmocka_unit_test(what_cannot_be_read_is_named),
		cmocka_unit_test(a_file_is_replaced_wholly),
		cmocka_unit_test(what_cannot_be_replaced_is_named_and_stays),
	};

	return cmocka_run_group_tests(tests, make, release);
}
