/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "base/buf.h"
#include "sources/folder.h"
#include "sources/source.h"
#include "system/scratch.h"
#include "unit.h"

#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static char *root;

static int set_up(void **state)
{
	(void)state;
	must(scratch_make(&root, &err));
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	scratch_remove(&root);
	return 0;
}

static const char *below(const char *path)
{
	static char full[4200];

	snprintf(full, sizeof(full), "%s/%s", root, path);
	return full;
}

static void make_file(const char *path, const char *text)
{
	SCOPED(file_close) FILE *file = fopen(below(path), "w");

	assert_non_null(file);
	fputs(text, file);
}

static void make_folder(const char *path)
{
	assert_int_equal(mkdir(below(path), 0777), 0);
}

/* The paths of the walk, each with a blank; refused ones with a ! before. */
static void walk(struct buf *out)
{
	SCOPED(folder_close) struct folder *folder = NULL;
	struct folder_file file;
	enum folder_step step;

	must(folder_open(root, &folder, &err));
	while ((step = folder_next(folder, &file, &err)) != FOLDER_END)
		buf_add_format(
			out, "%s%s ", step == FOLDER_REFUSED ? "!" : "", file.path);
}

static void pages_come_in_the_order_of_their_names(void **state)
{
	SCOPED(buf_release) struct buf paths = {0};

	(void)state;
	make_folder("b");
	make_folder("empty");
	make_file("c.html", "x");
	make_file("a.txt", "x");
	make_file("b/z.md", "x");
	make_file("b/A.HTM", "x");
	walk(&paths);
	assert_string_equal(buf_string(&paths), "a.txt b/A.HTM b/z.md c.html ");
}

static void only_pages_are_given(void **state)
{
	SCOPED(buf_release) struct buf paths = {0};

	(void)state;
	make_file("a.html", "x");
	make_file("a.png", "x");
	make_file("html", "x");
	make_folder("folder.html");
	assert_int_equal(mkfifo(below("pipe.txt"), 0666), 0);
	assert_int_equal(symlink("a.html", below("link.html")), 0);
	assert_int_equal(symlink("..", below("up")), 0);
	walk(&paths);
	assert_string_equal(buf_string(&paths), "a.html ");
}

static void a_page_that_became_a_link_is_not_opened(void **state)
{
	SCOPED(folder_close) struct folder *folder = NULL;
	struct folder_file file;
	int opened;

	(void)state;
	make_file("a.html", "x");
	must(folder_open(root, &folder, &err));
	assert_int_equal(folder_next(folder, &file, &err), FOLDER_FILE);
	assert_int_equal(unlink(below("a.html")), 0);
	assert_int_equal(symlink("/etc/passwd", below("a.html")), 0);
	must_fail(folder_open_file(folder, &opened, &err), ERROR_SYSTEM);
}

static void a_path_leads_nowhere_but_below(void **state)
{
	static const char *const bad[] = {"a/none", "/a/b.xml", "a//b.xml", "../b.xml",
		"a/../../b.xml", "link/b.xml", "a/link.xml", "a/b.xml/c"};
	int file;

	(void)state;
	make_folder("a");
	make_file("a/b.xml", "x");
	assert_int_equal(symlink("a", below("link")), 0);
	assert_int_equal(symlink("b.xml", below("a/link.xml")), 0);
	must(folder_open_path(root, "a/b.xml", &file, &err));
	close(file);
	for (size_t i = 0; i < COUNT(bad); i++)
		must_fail(folder_open_path(root, bad[i], &file, &err), ERROR_SYSTEM);
}

static void too_deep_a_folder_is_refused_by_name(void **state)
{
	SCOPED(buf_release) struct buf path = {0};
	SCOPED(buf_release) struct buf paths = {0};

	(void)state;
	for (int i = 0; i < FOLDER_DEPTH_MAX; i++) {
		buf_add_string(&path, "d/");
		make_folder(buf_string(&path));
	}
	make_file("e.html", "x");
	walk(&paths);
	assert_int_equal(paths.bytes[0], '!');
	assert_non_null(strstr(buf_string(&paths), " e.html "));
}

static void a_url_is_made_from_the_path(void **state)
{
	SCOPED(source_close) struct source *source = NULL;
	SCOPED(item_release) struct item item = {0};

	(void)state;
	make_folder("a b");
	make_file("a b/ö?.html", "x");
	must(source_open(root, "https://x.example", &source, &err));
	assert_int_equal(source_next(source, &item, &err), SOURCE_ITEM);
	assert_string_equal(
		buf_string(&item.url), "https://x.example/a%20b/%C3%B6%3F.html");
	assert_ptr_equal(item_id(&item), &item.url);
	assert_int_equal(source_next(source, &item, &err), SOURCE_END);
}

static void a_page_written_just_now_is_read_again_next_time(void **state)
{
	SCOPED(source_close) struct source *source = NULL;
	SCOPED(item_release) struct item item = {0};
	SCOPED(buf_release) struct buf bytes = {0};
	struct timespec old[2] = {{.tv_sec = 1000}, {.tv_sec = 1000}};

	(void)state;
	make_file("a.html", "text");
	must(source_open(below("a.html"), NULL, &source, &err));
	assert_int_equal(source_next(source, &item, &err), SOURCE_ITEM);
	assert_string_equal(buf_string(item_id(&item)), "a.html");
	make_file("a.html", "text");
	must(source_read(source, &item, &bytes, &err));
	assert_int_equal(item.mtime_ns, 0);
	assert_int_equal(utimensat(AT_FDCWD, below("a.html"), old, 0), 0);
	must(source_read(source, &item, &bytes, &err));
	assert_string_equal(buf_string(&bytes), "text");
	assert_int_equal(item.mtime_ns, 1000000000000);
}

static void what_is_no_source_is_refused(void **state)
{
	struct source *source = NULL;

	(void)state;
	must_fail(source_open(below("missing"), NULL, &source, &err), ERROR_MISSING);
	make_file("a.png", "x");
	must_fail(source_open(below("a.png"), NULL, &source, &err), ERROR_INVALID);
	must_fail(source_open("/dev/null", NULL, &source, &err), ERROR_INVALID);
	assert_null(source);
}

int main(void)
{
#define WITH_FOLDER(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)
	const struct CMUnitTest tests[] = {
		WITH_FOLDER(pages_come_in_the_order_of_their_names),
		WITH_FOLDER(only_pages_are_given),
		WITH_FOLDER(a_page_that_became_a_link_is_not_opened),
		WITH_FOLDER(a_path_leads_nowhere_but_below),
		WITH_FOLDER(too_deep_a_folder_is_refused_by_name),
		WITH_FOLDER(a_url_is_made_from_the_path),
		WITH_FOLDER(a_page_written_just_now_is_read_again_next_time),
		WITH_FOLDER(what_is_no_source_is_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
