/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "base/buf.h"
#include "index/generation.h"
#include "temporary.h"

#include <sys/wait.h>

static struct temporary folder;
static struct generation generation;

static int make(void **state)
{
	(void)state;
	temporary_make(&folder);
	return 0;
}

static int release(void **state)
{
	(void)state;
	generation_release(&generation);
	temporary_remove(&folder);
	return 0;
}

static bool exists(const char *name)
{
	return size_of_file(path_below(&folder, name)) >= 0;
}

/* Creates a generation with a file in it and makes it the current one. */
static void next_generation(unsigned keep)
{
	char file[512];

	generation_release(&generation);
	must(generation_create(folder.path, &generation, &err));
	snprintf(file, sizeof(file), "%s/engine", generation.path);
	assert_int_equal(mkdir(file, 0777), 0);
	snprintf(file, sizeof(file), "%s/engine/file", generation.path);
	write_file(file, "x", 1);
	must(generation_switch(folder.path, &generation, keep, &err));
}

static void a_folder_without_an_index_is_told(void **state)
{
	(void)state;
	must_fail(generation_current(folder.path, &generation, &err), ERROR_MISSING);
	assert_non_null(strstr(err.text, "regio-indexer update"));
	must_fail(
		generation_current("/no/such/folder", &generation, &err), ERROR_MISSING);
	assert_null(generation.path);
}

static void a_generation_counts_only_after_the_switch(void **state)
{
	(void)state;
	must(generation_create(folder.path, &generation, &err));
	assert_int_equal(generation.number, 1);
	assert_true(exists("generation-1"));
	generation_release(&generation);
	must_fail(generation_current(folder.path, &generation, &err), ERROR_MISSING);
	next_generation(1);
	assert_int_equal(generation.number, 2);
	generation_release(&generation);
	must(generation_current(folder.path, &generation, &err));
	assert_int_equal(generation.number, 2);
	assert_string_equal(generation.path, path_below(&folder, "generation-2"));
}

static void old_generations_are_deleted(void **state)
{
	(void)state;
	for (int i = 0; i < 4; i++)
		next_generation(2);
	assert_false(exists("generation-1"));
	assert_false(exists("generation-2"));
	assert_true(exists("generation-3"));
	assert_true(exists("generation-4/engine/file"));
	next_generation(1);
	assert_false(exists("generation-3"));
	assert_false(exists("generation-4"));
	assert_true(exists("generation-5/engine/file"));
	assert_false(exists("current.new"));
}

static void the_current_one_is_never_deleted(void **state)
{
	(void)state;
	next_generation(0);
	assert_true(exists("generation-1/engine/file"));
	next_generation(0);
	assert_false(exists("generation-1"));
	assert_true(exists("generation-2/engine/file"));
}

static void what_a_dead_run_left_is_deleted(void **state)
{
	struct generation dead = {0};

	(void)state;
	next_generation(1);
	must(generation_create(folder.path, &dead, &err));
	must(generation_switch(folder.path, &generation, 1, &err));
	assert_false(exists("generation-2"));
	generation_release(&dead);
	assert_true(exists("generation-1/engine/file"));
}

static void what_only_looks_like_a_generation_stays(void **state)
{
	(void)state;
	assert_int_equal(mkdir(path_below(&folder, "generation-1.kept"), 0777), 0);
	assert_int_equal(mkdir(path_below(&folder, "generation-"), 0777), 0);
	assert_int_equal(mkdir(path_below(&folder, "notes"), 0777), 0);
	for (int i = 0; i < 3; i++)
		next_generation(1);
	assert_int_equal(generation.number, 3);
	assert_true(exists("generation-1.kept"));
	assert_true(exists("generation-"));
	assert_true(exists("notes"));
}

static void a_current_file_of_rubbish_is_refused(void **state)
{
	static const char *const rubbish[] = {
		"", "x\n", "0\n", "-1\n", "99999999999999999999\n"};

	(void)state;
	for (size_t i = 0; i < COUNT(rubbish); i++) {
		write_file(
			path_below(&folder, "current"), rubbish[i], strlen(rubbish[i]));
		must_fail(generation_current(folder.path, &generation, &err),
			ERROR_CORRUPT);
		assert_null(generation.path);
	}
}

static void a_second_lock_is_refused_and_names_the_process(void **state)
{
	struct index_lock first = {-1};
	struct index_lock second = {-1};
	char number[32];

	(void)state;
	must(index_lock_take(path_below(&folder, "new"), LOCK_NOW, &first, &err));
	must_fail(index_lock_take(path_below(&folder, "new"), LOCK_NOW, &second, &err),
		ERROR_BUSY);
	snprintf(number, sizeof(number), "process %d (", (int)getpid());
	assert_non_null(strstr(err.text, number));
	assert_int_equal(second.file, -1);
	index_lock_release(&first);
	index_lock_release(&first);
	must(index_lock_take(path_below(&folder, "new"), LOCK_NOW, &second, &err));
	index_lock_release(&second);
}

static void a_patient_lock_waits(void **state)
{
	struct index_lock lock = {-1};
	pid_t child;
	int status = -1;

	(void)state;
	must(index_lock_take(folder.path, LOCK_NOW, &lock, &err));
	child = fork();
	if (child == 0) {
		struct index_lock patient = {-1};
		struct error told = {0};

		close(lock.file); /* shared with the parent else */
		_exit(!index_lock_take(folder.path, LOCK_WAIT, &patient, &told));
	}
	usleep(50000);
	assert_int_equal(waitpid(child, &status, WNOHANG), 0);
	index_lock_release(&lock);
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_int_equal(status, 0);
	/* the kernel let it go with the child */
	must(index_lock_take(folder.path, LOCK_NOW, &lock, &err));
	index_lock_release(&lock);
}

static void a_lock_where_no_folder_can_be_is_refused(void **state)
{
	struct index_lock lock = {-1};

	(void)state;
	write_file(path_below(&folder, "file"), "x", 1);
	must_fail(index_lock_take(path_below(&folder, "file"), LOCK_NOW, &lock, &err),
		ERROR_SYSTEM);
	must_fail(index_lock_take(path_below(&folder, "file/x"), LOCK_NOW, &lock, &err),
		ERROR_SYSTEM);
	assert_int_equal(lock.file, -1);
}

#define promise(test) cmocka_unit_test_setup_teardown(test, make, release)

int main(void)
{
	const struct CMUnitTest tests[] = {
		promise(a_folder_without_an_index_is_told),
		promise(a_generation_counts_only_after_the_switch),
		promise(old_generations_are_deleted),
		promise(the_current_one_is_never_deleted),
		promise(what_a_dead_run_left_is_deleted),
		promise(what_only_looks_like_a_generation_stays),
		promise(a_current_file_of_rubbish_is_refused),
		promise(a_second_lock_is_refused_and_names_the_process),
		promise(a_patient_lock_waits),
		promise(a_lock_where_no_folder_can_be_is_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
