/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "base/scope.h"
#include "unit.h"
#include "writing/site_address.h"

static void assert_site(const char *public_url, const char *host, const char *expected)
{
	SCOPED(buf_release) struct buf site = {0};

	site_address_write(&site, public_url, host);
	assert_string_equal(buf_string(&site), expected);
}

static void assert_document(const char *id, const char *expected)
{
	SCOPED(buf_release) struct buf path = {0};

	site_address_add_document(&path, id);
	assert_string_equal(buf_string(&path), expected);
}

static void what_the_maintainer_says_comes_first(void **state)
{
	(void)state;
	assert_site("https://a.example/", "b.example", "https://a.example");
	assert_site("https://a.example/x//", "b.example", "https://a.example/x");
	assert_site(NULL, "b.example:8080", "http://b.example:8080");
	assert_site(NULL, "[::1]:80", "http://[::1]:80");
}

static void a_host_that_is_none_is_not_repeated(void **state)
{
	(void)state;
	assert_site(NULL, "a\"b", "http://localhost");
	assert_site(NULL, "a/b", "http://localhost");
	assert_site(NULL, "", "http://localhost");
	assert_site(NULL, NULL, "http://localhost");
}

static void only_web_addresses_are_public(void **state)
{
	(void)state;
	assert_true(site_address_is_valid("https://a.example"));
	assert_true(site_address_is_valid("http://a.example:81/x/"));
	assert_false(site_address_is_valid("a.example"));
	assert_false(site_address_is_valid("ftp://a.example"));
	assert_false(site_address_is_valid("https://"));
	assert_false(site_address_is_valid("https://a.example/?x"));
	assert_false(site_address_is_valid("https://a.example/\"x"));
}

static void slashes_stay_where_they_cannot_be_mistaken(void **state)
{
	(void)state;
	assert_document("a.html", "/document/a.html");
	assert_document("a/b c/d.html", "/document/a/b%20c/d.html");
	assert_document("https://a/b", "/document/https%3A%2F%2Fa%2Fb");
	assert_document("a/../b", "/document/a%2F..%2Fb");
	assert_document("a/", "/document/a%2F");
	assert_document("100%", "/document/100%25");
	assert_document("größe?x=1#y", "/document/gr%C3%B6%C3%9Fe%3Fx%3D1%23y");
	assert_document("a/...", "/document/a/...");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_the_maintainer_says_comes_first),
		cmocka_unit_test(a_host_that_is_none_is_not_repeated),
		cmocka_unit_test(only_web_addresses_are_public),
		cmocka_unit_test(slashes_stay_where_they_cannot_be_mistaken),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
