/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "sources/mirror.h"
#include "unit.h"

#include <string.h>

static const char *url_of(const char *path)
{
	static char text[300];
	SCOPED(buf_release) struct buf url = {0};

	mirror_read_path(path, &url);
	snprintf(text, sizeof(text), "%s", buf_string(&url));
	return text;
}

static void the_folder_of_a_host_begins_the_address(void **state)
{
	(void)state;
	assert_string_equal(url_of("www.stadt.example/a/b.html"),
		"https://www.stadt.example/a/b.html");
	assert_string_equal(
		url_of("stadt.example:8080/a.html"), "https://stadt.example:8080/a.html");
	assert_string_equal(url_of("pages/a.html"), "");
	assert_string_equal(url_of("a.html"), "");
	assert_string_equal(url_of("2007.12/a.html"), "");
	assert_string_equal(url_of("notes.txt/a.html"), "");
	assert_string_equal(url_of("old pages.de/a.html"), "");
}

static void what_wget_adds_is_taken_off(void **state)
{
	(void)state;
	assert_string_equal(url_of("stadt.example/index.html"), "https://stadt.example/");
	assert_string_equal(
		url_of("stadt.example/a/index.htm"), "https://stadt.example/a/");
	assert_string_equal(url_of("stadt.example/page.php?id=3&l=de.html"),
		"https://stadt.example/page.php?id=3&l=de");
	assert_string_equal(
		url_of("stadt.example/page.php.html"), "https://stadt.example/page.php");
	assert_string_equal(url_of("stadt.example/a b/\xC3\xB6.html"),
		"https://stadt.example/a%20b/%C3%B6.html");
}

static void httrack_says_where_a_page_was(void **state)
{
	static const char page[] =
		"<html>\n<!-- Mirrored from www.stadt.example/a.php?id=3 by HTTrack "
		"Website Copier/3.x [XR&CO'2014], Mon, 23 Apr 2007 10:00:00 GMT -->\n";
	static const char forged[] =
		"<!-- Mirrored from javascript:alert(1) by HTTrack -->";
	SCOPED(buf_release) struct buf url = {0};

	(void)state;
	mirror_read_comment(page, strlen(page), &url);
	assert_string_equal(buf_string(&url), "https://www.stadt.example/a.php?id=3");
	mirror_read_comment(forged, strlen(forged), &url);
	assert_string_equal(buf_string(&url), "https://www.stadt.example/a.php?id=3");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_folder_of_a_host_begins_the_address),
		cmocka_unit_test(what_wget_adds_is_taken_off),
		cmocka_unit_test(httrack_says_where_a_page_was),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
