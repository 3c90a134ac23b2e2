/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "index/manifest.h"
#include "temporary.h"

#include <fcntl.h>

enum { STORE_BYTES = 3 * 1024 * 1024 + 17 };

static struct temporary folder;
static struct manifest_findings findings;

static void write_filled(const char *name, char fill, size_t length)
{
	char *bytes = malloc(length + 1);

	assert_non_null(bytes);
	memset(bytes, fill, length);
	write_file(path_below(&folder, name), bytes, length);
	free(bytes);
}

/* A folder such as a generation's, sealed. */
static int make(void **state)
{
	(void)state;
	temporary_make(&folder);
	assert_int_equal(mkdir(path_below(&folder, "engine"), 0777), 0);
	write_filled("engine/postlist.glass", 'p', 20000);
	write_filled("engine/iamglass", 'i', 113);
	write_filled("engine/flintlock", 'l', 0);
	write_filled("store", 's', STORE_BYTES);
	write_filled("forms", 'f', 1);
	must(manifest_ensure(folder.path, &err));
	must(manifest_seal(folder.path, &err));
	return 0;
}

static int release(void **state)
{
	(void)state;
	manifest_findings_release(&findings);
	temporary_remove(&folder);
	return 0;
}

static void check(enum manifest_state state, uint32_t faults)
{
	manifest_findings_release(&findings);
	must(manifest_check(folder.path, &findings, &err));
	if (findings.fault_count != faults)
		print_message("%s\n", buf_string(&findings.faults));
	assert_int_equal(findings.fault_count, faults);
	assert_int_equal(findings.state, state);
}

static void flip(const char *name, long offset)
{
	FILE *file = fopen(path_below(&folder, name), "r+b");
	int letter;

	assert_non_null(file);
	fseek(file, offset, SEEK_SET);
	letter = fgetc(file);
	fseek(file, offset, SEEK_SET);
	fputc(letter ^ 4, file);
	fclose(file);
}

static void what_was_sealed_is_found_as_it_was(void **state)
{
	(void)state;
	check(MANIFEST_SEALED, 0);
	assert_int_equal(findings.files, 4);
	assert_int_equal(findings.bytes, 20000 + 113 + STORE_BYTES + 1);
}

static void every_changed_bit_is_found_and_placed(void **state)
{
	(void)state;
	flip("store", 2 * 1024 * 1024 + 5);
	check(MANIFEST_SEALED, 1);
	assert_string_equal(findings.faults.bytes,
		"store is damaged between bytes 2097152 and 3145727");
	flip("engine/iamglass", 112);
	check(MANIFEST_SEALED, 2);
}

static void files_cut_grown_or_gone_are_found(void **state)
{
	(void)state;
	assert_int_equal(truncate(path_below(&folder, "engine/iamglass"), 112), 0);
	check(MANIFEST_SEALED, 2); /* its length and its last block */
	write_filled("engine/iamglass", 'i', 114);
	check(MANIFEST_SEALED, 1);
	assert_int_equal(unlink(path_below(&folder, "forms")), 0);
	check(MANIFEST_SEALED, 2);
}

static void a_damaged_manifest_is_found(void **state)
{
	long size = size_of_file(path_below(&folder, "manifest"));

	(void)state;
	for (long i = 0; i < size; i++) {
		flip("manifest", i);
		manifest_findings_release(&findings);
		must(manifest_check(folder.path, &findings, &err));
		assert_int_equal(findings.fault_count, 1);
		flip("manifest", i);
	}
	assert_int_equal(truncate(path_below(&folder, "manifest"), size - 1), 0);
	check(MANIFEST_OPEN, 1);
	assert_int_equal(unlink(path_below(&folder, "manifest")), 0);
	check(MANIFEST_OPEN, 1);
}

static void while_it_is_open_only_what_is_never_rewritten_counts(void **state)
{
	(void)state;
	must(manifest_break(folder.path, &err));
	write_filled("engine/postlist.glass", 'q', 30000);
	write_filled("store", 's', STORE_BYTES + 1000);
	check(MANIFEST_OPEN, 0);
	flip("store", 7);
	check(MANIFEST_OPEN, 1);
}

static void a_new_seal_holds_for_what_was_written(void **state)
{
	(void)state;
	must(manifest_break(folder.path, &err));
	write_filled("engine/postlist.glass", 'q', 30000);
	write_filled("store", 's', STORE_BYTES + 1000);
	must(manifest_seal(folder.path, &err));
	check(MANIFEST_SEALED, 0);
}

static void a_new_seal_does_not_vouch_for_old_damage(void **state)
{
	(void)state;
	must(manifest_break(folder.path, &err));
	flip("store", 7);
	write_filled("engine/postlist.glass", 'q', 30000);
	must(manifest_seal(folder.path, &err));
	check(MANIFEST_SEALED, 1);
}

static void a_damaged_engine_is_not_written_to(void **state)
{
	(void)state;
	flip("engine/postlist.glass", 19999);
	must_fail(manifest_compare(folder.path, &err), ERROR_CORRUPT);
	assert_non_null(strstr(err.text, "engine/postlist.glass"));
}

static void a_stamp_tells_that_a_file_changed(void **state)
{
	uint64_t stamp = manifest_stamp(folder.path);

	(void)state;
	assert_true(stamp == manifest_stamp(folder.path));
	write_filled("engine/iamglass", 'i', 115);
	assert_false(stamp == manifest_stamp(folder.path));
}

static void what_was_left_alone_is_known_unread(void **state)
{
	(void)state;
	assert_true(manifest_untouched(folder.path));
	must(manifest_break(folder.path, &err));
	assert_false(manifest_untouched(folder.path));
	must(manifest_seal(folder.path, &err));
	assert_true(manifest_untouched(folder.path));
}

static void a_write_shows_though_size_and_time_are_put_back(void **state)
{
	static const char *const names[] = {
		"engine/postlist.glass", "engine/iamglass", "store", "forms"};
	struct timespec times[2];
	struct stat before;

	(void)state;
	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
		must(manifest_seal(folder.path, &err));
		assert_true(manifest_untouched(folder.path));
		assert_int_equal(stat(path_below(&folder, names[i]), &before), 0);
		flip(names[i], 0);
		times[0] = before.st_atim;
		times[1] = before.st_mtim;
		assert_int_equal(
			utimensat(AT_FDCWD, path_below(&folder, names[i]), times, 0), 0);
		assert_false(manifest_untouched(folder.path));
		flip(names[i], 0);
		assert_false(manifest_untouched(folder.path));
		check(MANIFEST_SEALED, 0);
	}
}

static void a_file_put_in_place_of_another_shows(void **state)
{
	(void)state;
	write_filled("copy", 's', STORE_BYTES);
	assert_int_equal(
		rename(path_below(&folder, "copy"), path_below(&folder, "store")), 0);
	assert_false(manifest_untouched(folder.path));
	check(MANIFEST_SEALED, 0);
}

static void a_stopped_comparison_tells_nothing(void **state)
{
	const int stop = 1;

	(void)state;
	must_fail(manifest_check_until(folder.path, &stop, &findings, &err), ERROR_BUSY);
}

static void no_folder_is_told(void **state)
{
	(void)state;
	must_fail(manifest_check("/no/such/folder", &findings, &err), ERROR_MISSING);
}

#define promise(test) cmocka_unit_test_setup_teardown(test, make, release)

int main(void)
{
	const struct CMUnitTest tests[] = {
		promise(what_was_sealed_is_found_as_it_was),
		promise(every_changed_bit_is_found_and_placed),
		promise(files_cut_grown_or_gone_are_found),
		promise(a_damaged_manifest_is_found),
		promise(while_it_is_open_only_what_is_never_rewritten_counts),
		promise(a_new_seal_holds_for_what_was_written),
		promise(a_new_seal_does_not_vouch_for_old_damage),
		promise(a_damaged_engine_is_not_written_to),
		promise(a_stamp_tells_that_a_file_changed),
		promise(what_was_left_alone_is_known_unread),
		promise(a_write_shows_though_size_and_time_are_put_back),
		promise(a_file_put_in_place_of_another_shows),
		promise(a_stopped_comparison_tells_nothing),
		cmocka_unit_test(no_folder_is_told),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
