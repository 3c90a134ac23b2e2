/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "base/buf.h"
#include "base/scope.h"
#include "sources/notices.h"
#include "system/scratch.h"
#include "unit.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct fixture {
	char *folder;
	struct notices notices;
	char path[512];
};

static int set_up(void **state)
{
	static struct fixture fixture;

	fixture = (struct fixture){0};
	must(scratch_make(&fixture.folder, &err));
	notices_open(&fixture.notices);
	*state = &fixture;
	return 0;
}

static int tear_down(void **state)
{
	struct fixture *fixture = *state;

	notices_close(&fixture->notices);
	scratch_remove(&fixture->folder);
	return 0;
}

static const char *below(struct fixture *fixture, const char *name)
{
	snprintf(fixture->path, sizeof(fixture->path), "%s/%s", fixture->folder, name);
	return fixture->path;
}

static void make_folder(struct fixture *fixture, const char *name)
{
	assert_int_equal(mkdir(below(fixture, name), 0700), 0);
}

static void make_file(struct fixture *fixture, const char *name)
{
	int file = open(below(fixture, name), O_WRONLY | O_CREAT | O_CLOEXEC, 0600);

	assert_true(file >= 0);
	close(file);
}

static void pages_below_a_folder_are_noticed_and_other_files_are_not(void **state)
{
	struct fixture *fixture = *state;

	make_folder(fixture, "pages");
	make_folder(fixture, "pages/deep");
	notices_add(&fixture->notices, below(fixture, "pages"));
	assert_int_equal(notices_gap(&fixture->notices), 0);
	assert_false(notices_read(&fixture->notices));
	make_file(fixture, "pages/deep/a.html");
	assert_true(notices_read(&fixture->notices));
	make_file(fixture, "pages/deep/a.swp");
	make_file(fixture, "beside.html");
	assert_false(notices_read(&fixture->notices));
}

static void folders_that_come_are_watched_at_once(void **state)
{
	struct fixture *fixture = *state;

	make_folder(fixture, "pages");
	notices_add(&fixture->notices, below(fixture, "pages"));
	make_folder(fixture, "pages/new");
	assert_true(notices_read(&fixture->notices));
	make_file(fixture, "pages/new/a.html");
	assert_true(notices_read(&fixture->notices));
}

static void of_a_file_only_itself_is_noticed(void **state)
{
	struct fixture *fixture = *state;
	char other[512];

	make_file(fixture, "export.jsonl");
	notices_add(&fixture->notices, below(fixture, "export.jsonl"));
	make_file(fixture, "other.jsonl");
	assert_false(notices_read(&fixture->notices));
	snprintf(other, sizeof(other), "%s", below(fixture, "other.jsonl"));
	assert_int_equal(rename(other, below(fixture, "export.jsonl")), 0);
	assert_true(notices_read(&fixture->notices));
}

static void what_is_not_there_is_noticed_when_it_comes(void **state)
{
	struct fixture *fixture = *state;

	notices_add(&fixture->notices, below(fixture, "a/b/c"));
	make_folder(fixture, "b");
	assert_false(notices_read(&fixture->notices));
	make_folder(fixture, "a");
	assert_true(notices_read(&fixture->notices));
}

static void a_folder_that_goes_and_comes_back_is_noticed_both_times(void **state)
{
	struct fixture *fixture = *state;
	char away[512];

	make_folder(fixture, "pages");
	notices_add(&fixture->notices, below(fixture, "pages"));
	snprintf(away, sizeof(away), "%s", below(fixture, "away"));
	assert_int_equal(rename(below(fixture, "pages"), away), 0);
	assert_true(notices_read(&fixture->notices));
	assert_false(notices_read(&fixture->notices));
	assert_int_equal(rename(away, below(fixture, "pages")), 0);
	assert_true(notices_read(&fixture->notices));
}

static void limits_of_the_kernel_are_named(void **state)
{
	(void)state;
	assert_non_null(strstr(notices_tell_gap(ENOSPC), "max_user_watches"));
	assert_non_null(strstr(notices_tell_gap(EMFILE), "max_user_instances"));
	assert_string_equal(notices_tell_gap(EACCES), strerror(EACCES));
}

int main(void)
{
#define WITH_NOTICES(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)
	const struct CMUnitTest tests[] = {
		WITH_NOTICES(pages_below_a_folder_are_noticed_and_other_files_are_not),
		WITH_NOTICES(folders_that_come_are_watched_at_once),
		WITH_NOTICES(of_a_file_only_itself_is_noticed),
		WITH_NOTICES(what_is_not_there_is_noticed_when_it_comes),
		WITH_NOTICES(a_folder_that_goes_and_comes_back_is_noticed_both_times),
		WITH_NOTICES(limits_of_the_kernel_are_named),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
