/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "base/scope.h"
#include "unit.h"
#include "writing/iri.h"

static void assert_iri(const char *address, const char *expected)
{
	SCOPED(buf_release) struct buf iri = {0};

	iri_add(&iri, address);
	assert_string_equal(buf_string(&iri), expected);
}

static void what_is_one_stays(void **state)
{
	(void)state;
	assert_iri("https://müller.example:81/straße?q=%C3%A4&r=a+b#c",
		"https://müller.example:81/straße?q=%C3%A4&r=a+b#c");
	assert_iri("http://[::1]:80/a'(b)~*", "http://[::1]:80/a'(b)~*");
	assert_iri("HTTP://a.example", "HTTP://a.example");
}

static void what_none_can_have_is_encoded(void **state)
{
	(void)state;
	assert_iri(
		"https://a.example/a b\t<c>\"", "https://a.example/a%20b%09%3Cc%3E%22");
	assert_iri("https://a.example/{a}|b\\c^d`",
		"https://a.example/%7Ba%7D%7Cb%5Cc%5Ed%60");
	assert_iri("https://a.example/[x]?y[]=1", "https://a.example/%5Bx%5D?y%5B%5D=1");
	assert_iri("https://a.example?x[0]", "https://a.example?x%5B0%5D");
	assert_iri("https://a.example/100%", "https://a.example/100%25");
	assert_iri("https://a.example/%4", "https://a.example/%254");
	assert_iri("https://a.example/%zz%41", "https://a.example/%25zz%41");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_is_one_stays),
		cmocka_unit_test(what_none_can_have_is_encoded),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
