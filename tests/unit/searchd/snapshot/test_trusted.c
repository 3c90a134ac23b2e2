/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "base/file.h"
#include "base/scope.h"
#include "index/manifest_text.h"
#include "snapshot/trusted.h"
#include "temporary.h"

enum { STORE_BYTES = 2 * 1024 * 1024, PATIENCE_MS = 10000 };

static struct temporary folder;
static struct trusted trusted;

static void make_generation(const char *name)
{
	static const char bytes[STORE_BYTES];
	SCOPED(buf_release) struct buf path = {0};

	buf_add_format(&path, "%s/%s", folder.path, name);
	assert_int_equal(mkdir(buf_string(&path), 0777), 0);
	buf_add_string(&path, "/engine");
	assert_int_equal(mkdir(buf_string(&path), 0777), 0);
	path.length -= strlen("engine");
	buf_add_string(&path, "store");
	write_file(buf_string(&path), bytes, STORE_BYTES);
	path.length -= strlen("/store");
	path.bytes[path.length] = '\0';
	must(manifest_ensure(path.bytes, &err));
	must(manifest_seal(path.bytes, &err));
}

static int make(void **state)
{
	(void)state;
	trusted = (struct trusted){0};
	temporary_make(&folder);
	make_generation("generation-1");
	make_generation("generation-2");
	write_file(path_below(&folder, "current"), "2\n", 2);
	return 0;
}

static int release(void **state)
{
	(void)state;
	trusted_release(&trusted);
	temporary_remove(&folder);
	return 0;
}

static void write_into_store(const char *generation)
{
	FILE *file = fopen(path_below(&folder, generation), "r+b");

	assert_non_null(file);
	fseek(file, STORE_BYTES - 7, SEEK_SET);
	fputc('x', file);
	fclose(file);
}

/* The bytes change, and the marks say that they did not: what a disk does. */
static void rot(const char *name)
{
	SCOPED(manifest_release) struct manifest manifest = {0};
	SCOPED(buf_release) struct buf text = {0};
	SCOPED(buf_release) struct buf store = {0};
	SCOPED(buf_release) struct buf path = {0};
	struct stat status;

	buf_add_format(&store, "%s/store", name);
	write_into_store(buf_string(&store));
	buf_add_format(&path, "%s/%s/manifest", folder.path, name);
	must(file_read(buf_string(&path), &text, &err));
	must(manifest_parse(buf_string(&text), text.length, &manifest, &err));
	assert_int_equal(manifest.count, 1);
	assert_int_equal(stat(path_below(&folder, buf_string(&store)), &status), 0);
	manifest.files[0].mark = file_mark_of(&status);
	manifest_write(&manifest, &text);
	write_file(buf_string(&path), text.bytes, text.length);
}

static unsigned choose(void)
{
	SCOPED(generation_release) struct generation chosen = {0};

	return trusted_choose(&trusted, folder.path, &chosen, &err) ? chosen.number : 0;
}

/* Until it is, or long enough to say that it will not. */
static void becomes(unsigned number)
{
	for (int i = 0; i < PATIENCE_MS && choose() != number; i++)
		usleep(1000);
	assert_int_equal(choose(), number);
}

static void a_sound_generation_is_served_at_once_and_audited(void **state)
{
	(void)state;
	assert_int_equal(choose(), 2);
	assert_non_null(trusted.audit);
	for (int i = 0; i < PATIENCE_MS && trusted.audit; i++) {
		usleep(1000);
		assert_int_equal(choose(), 2);
	}
	assert_null(trusted.audit);
	assert_null(trusted_reason(&trusted));
}

static void a_generation_written_to_is_not_served_at_all(void **state)
{
	(void)state;
	write_into_store("generation-2/store");
	assert_int_equal(choose(), 1);
	assert_non_null(strstr(trusted_reason(&trusted)->text, "store is damaged"));
	assert_true(trusted_rues(&trusted, 2));
	assert_false(trusted_rues(&trusted, 1));
}

static void what_the_disk_lost_is_found_while_it_is_served(void **state)
{
	(void)state;
	rot("generation-2");
	becomes(1);
	assert_non_null(strstr(trusted_reason(&trusted)->text, "store is damaged"));
	assert_int_equal(trusted.passed_over, 2);
}

static void nothing_is_served_once_nothing_is_sound(void **state)
{
	(void)state;
	rot("generation-1");
	rot("generation-2");
	becomes(0);
	assert_int_equal(err.kind, ERROR_CORRUPT);
	assert_true(trusted_rues(&trusted, 1));
	err = (struct error){0};
}

static void a_copy_is_compared_before_it_is_served(void **state)
{
	SCOPED(buf_release) struct buf bytes = {0};

	(void)state;
	must(file_read(path_below(&folder, "generation-2/store"), &bytes, &err));
	assert_int_equal(unlink(path_below(&folder, "generation-2/store")), 0);
	write_file(path_below(&folder, "generation-2/store"), bytes.bytes, bytes.length);
	assert_int_equal(choose(), 2);
	assert_null(trusted.audit);
}

#define promise(test) cmocka_unit_test_setup_teardown(test, make, release)

int main(void)
{
	const struct CMUnitTest tests[] = {
		promise(a_sound_generation_is_served_at_once_and_audited),
		promise(a_generation_written_to_is_not_served_at_all),
		promise(what_the_disk_lost_is_found_while_it_is_served),
		promise(nothing_is_served_once_nothing_is_sound),
		promise(a_copy_is_compared_before_it_is_served),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
