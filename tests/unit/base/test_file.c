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

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(all_bytes_are_read),
		cmocka_unit_test(what_cannot_be_read_is_named),
	};

	return cmocka_run_group_tests(tests, make, release);
}
