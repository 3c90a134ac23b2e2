/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "pages/address.h"
#include "pages/cues.h"
#include "unit.h"

#include <string.h>

static void assert_address(const char *address, const char *expected, unsigned traits)
{
	SCOPED(cues_close) struct cues *words = address_open_words();
	SCOPED(buf_release) struct buf out = {0};

	assert_int_equal(address_add(words, address, &out), traits);
	assert_string_equal(buf_string(&out), expected);
}

static void one_page_has_one_address(void **state)
{
	static const char *const all[] = {"http://www.stadt.example/projekte/",
		"http://stadt.example/projekte", "HTTP://Stadt.Example:80/projekte",
		"http://stadt.example/projekte/index.html",
		"http://stadt.example//projekte/default.aspx#oben",
		"http://stadt.example/projekte?utm_source=brief&PHPSESSID=1",
		"http://stadt.example/projekte/index.php;jsessionid=12"};

	(void)state;
	for (size_t i = 0; i < COUNT(all); i++)
		assert_address(all[i], "stadt.example/projekte", 0);
	assert_address("https://stadt.example/projekte", "stadt.example/projekte",
		ADDRESS_SECURE);
	assert_address("http://stadt.example", "stadt.example", 0);
	assert_address("stadt.example/a/b.txt", "stadt.example/a/b.txt", 0);
}

static void a_print_view_has_the_address_of_its_page(void **state)
{
	static const char *const all[] = {"http://stadt.example/a/hafen.html?print=1",
		"http://stadt.example/a/hafen.html?view=print",
		"http://stadt.example/print/a/hafen.html",
		"http://stadt.example/a/hafen-druckversion.html",
		"http://stadt.example/a/druckansicht_hafen.html",
		"http://stadt.example/a/hafen.html/drucken"};

	(void)state;
	for (size_t i = 0; i < COUNT(all); i++)
		assert_address(all[i], "stadt.example/a/hafen.html", ADDRESS_PRINT);
	assert_address("http://stadt.example/3d-printing.html",
		"stadt.example/3d-printing.html", 0);
}

static void what_makes_another_page_stays(void **state)
{
	(void)state;
	assert_address("http://stadt.example/show?id=17&lang=de",
		"stadt.example/show?id=17&lang=de", 0);
	assert_address(
		"http://stadt.example/index/hafen", "stadt.example/index/hafen", 0);
	assert_address("http://wwwhafen.example/", "wwwhafen.example", 0);
	assert_address("http://stadt.example:8080/", "stadt.example:8080", 0);
	assert_address("", "", 0);
	assert_address("?", "", 0);
	assert_address("http://", "", 0);
	assert_address("https:///?;&&", "", ADDRESS_SECURE);
}

static void assert_link(const char *link, const char *page, const char *expected)
{
	SCOPED(cues_close) struct cues *words = address_open_words();
	SCOPED(buf_release) struct buf out = {0};

	address_add_link(words, link, page, &out);
	assert_string_equal(buf_string(&out), expected);
}

static void a_link_is_read_from_its_page(void **state)
{
	(void)state;
	assert_link("https://www.a.example/x/", "http://b.example/y", "a.example/x");
	assert_link("/x", "http://b.example/y?z", "b.example/x");
	assert_link("//c.example/x", "http://b.example/y", "c.example/x");
	assert_link("/x", "b.example/y/z.html", "b.example/x");
	assert_link("x.html", "http://b.example/y", "");
	assert_link("/x", NULL, "");
	assert_link("", "http://b.example/y", "");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(one_page_has_one_address),
		cmocka_unit_test(a_print_view_has_the_address_of_its_page),
		cmocka_unit_test(what_makes_another_page_stays),
		cmocka_unit_test(a_link_is_read_from_its_page),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
