/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "sources/site_key.h"
#include "unit.h"

#include <string.h>

/* Host and path, or "none". */
static const char *key_of(const char *address)
{
	static char shown[2][300];
	static int turn;
	SCOPED(buf_release) struct buf host = {0};
	SCOPED(buf_release) struct buf path = {0};

	turn = !turn;
	if (site_key_read(address, strlen(address), &host, &path))
		snprintf(shown[turn], sizeof(shown[turn]), "%s|%s", buf_string(&host),
			buf_string(&path));
	else
		snprintf(shown[turn], sizeof(shown[turn]), "none");
	return shown[turn];
}

static void names_of_one_page_are_one(void **state)
{
	static const char *const names[] = {"https://www.a.example/x/",
		"http://a.example/x", "HTTPS://A.example:443/x.html",
		"http://a.example:80/x.php#top", "https://a.example/x/index.html",
		"https://a.example/x/index.php.html", "https://a.example/%78"};

	(void)state;
	for (size_t i = 0; i < COUNT(names); i++)
		assert_string_equal(key_of(names[i]), "a.example|/x");
	assert_string_equal(key_of("https://a.example"), "a.example|");
	assert_string_equal(key_of("https://a.example/index.html"), "a.example|");
	assert_string_equal(key_of("/x/index.html"), "|/x");
}

static void others_are_not(void **state)
{
	(void)state;
	assert_string_equal(key_of("https://a.example:8080/X"), "a.example:8080|/X");
	assert_string_equal(key_of("https://a.example/x.pdf"), "a.example|/x.pdf");
	assert_string_equal(key_of("https://a.example/x.php?a=%C3%BC&b.html"),
		"a.example|/x?a=\xC3\xBC&b");
	assert_string_equal(key_of("https://a.example/xindex"), "a.example|/xindex");
	assert_string_equal(key_of("https://a.example/%"), "a.example|/%");
}

static void other_addresses_have_none(void **state)
{
	static const char *const bad[] = {"", "x.html", "javascript:alert(1)",
		"ftp://a.example/", "https://", "https:///x", "https://u:p@a.example/",
		"https://[::1]/", "https://www./", "https://a b/"};

	(void)state;
	for (size_t i = 0; i < COUNT(bad); i++)
		assert_string_equal(key_of(bad[i]), "none");
}

static void host_and_path_make_the_digest(void **state)
{
	struct buf host = {.bytes = (char[]){"a.example"}, .length = 9};
	struct buf path = {.bytes = (char[]){"/x"}, .length = 2};
	struct buf none = {0};

	(void)state;
	assert_true(digest_equal(
		site_key_digest(&host, &path), site_key_digest(&host, &path)));
	assert_false(digest_equal(
		site_key_digest(&host, &path), site_key_digest(&none, &path)));
	assert_false(digest_equal(
		site_key_digest(&host, &path), site_key_digest(&host, &none)));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(names_of_one_page_are_one),
		cmocka_unit_test(others_are_not),
		cmocka_unit_test(other_addresses_have_none),
		cmocka_unit_test(host_and_path_make_the_digest),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
