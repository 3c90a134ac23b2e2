/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "base/buf.h"
#include "pages/sitemap.h"
#include "unit.h"

#include <string.h>

/* All entries as "P DAY ADDRESS\n" of a page, "M DAY ADDRESS\n" of a sitemap. */
static const char *entries_of(const char *text)
{
	static char shown[1000];
	SCOPED(sitemap_close) struct sitemap *sitemap = NULL;
	SCOPED(buf_release) struct buf out = {0};
	struct sitemap_entry entry;

	must(sitemap_open(text, strlen(text), &sitemap, &err));
	while (sitemap && sitemap_next(sitemap, &entry))
		buf_add_format(&out, "%c %u %s\n", entry.kind == SITEMAP_PAGE ? 'P' : 'M',
			entry.day, entry.address);
	snprintf(shown, sizeof(shown), "%s", buf_string(&out));
	return shown;
}

static void pages_have_days_or_none(void **state)
{
	(void)state;
	assert_string_equal(
		entries_of("\xEF\xBB\xBF<?xml version='1.0'?><!-- - --><s:urlset "
			   "xmlns:s='x' xmlns:i='y'>"
			   "<s:url><s:loc> http://a.example/?x&amp;y \n</s:loc>"
			   "<i:image><i:loc>http://a.example/p.png</i:loc></i:image>"
			   "<s:lastmod><![CDATA[2007-04-24]]></s:lastmod></s:url>"
			   "<url><loc>http://a.example/b</loc></url>"
			   "<url><lastmod>2007-04-24</lastmod></url>"
			   "<url><loc/></url><url/>"
			   "<url><loc>http://a.example/c d</loc></url></s:urlset>"),
		"P 20070424 http://a.example/?x&y\nP 0 http://a.example/b\n");
}

static void an_index_and_robots_name_sitemaps(void **state)
{
	(void)state;
	assert_string_equal(
		entries_of("<sitemapindex><sitemap><loc>http://a.example/s.xml</loc>"
			   "<lastmod>2007-04</lastmod></sitemap></sitemapindex>"),
		"M 20070400 http://a.example/s.xml\n");
	assert_string_equal(
		entries_of("User-agent: *\r\nSITEMAP:http://a.example/s.xml\r\n"
			   "# Sitemap: http://a.example/no.xml\nSitemap:\n"
			   "Sitemap: http://a.example/t.xml"),
		"M 0 http://a.example/s.xml\nM 0 http://a.example/t.xml\n");
	assert_string_equal(entries_of(""), "");
}

static void what_stands_well_before_damage_counts(void **state)
{
	SCOPED(buf_release) struct buf text = {0};

	(void)state;
	buf_add_string(&text, "<urlset><url><loc>http://a.example/</loc></url>");
	for (int i = 0; i < 2000; i++)
		buf_add_string(&text, " ");
	buf_add_string(&text, "<url></b>");
	assert_string_equal(entries_of(text.bytes), "P 0 http://a.example/\n");
}

static void what_is_no_sitemap_is_refused(void **state)
{
	static const char *const bad[] = {"<", "<rss/>", "<?xml version='1.0'?>",
		"<!DOCTYPE urlset><urlset/>", "<urlset><url>&x;</url></urlset>",
		"<!-- x --><!doctype x [<!ENTITY a 'b'>]><urlset/>"};
	struct sitemap *sitemap;

	(void)state;
	for (size_t i = 0; i < COUNT(bad); i++)
		must_fail(sitemap_open(bad[i], strlen(bad[i]), &sitemap, &err),
			ERROR_INVALID);
}

static void a_page_of_a_server_is_passed_over(void **state)
{
	(void)state;
	assert_string_equal(entries_of("<!doctype HTML><title>404</title>"), "");
	assert_string_equal(entries_of("<!-- x -->\n<html><br></html>"), "");
}

static void days_are_those_that_exist(void **state)
{
	(void)state;
	assert_int_equal(sitemap_day("2007"), 20070000);
	assert_int_equal(sitemap_day(" 2007-04\n"), 20070400);
	assert_int_equal(sitemap_day("2007-04-24"), 20070424);
	assert_int_equal(sitemap_day("2007-04-24T23:59:59.5-11:00"), 20070424);
	assert_int_equal(sitemap_day("2007-04-24 10:00"), 20070424);
	assert_int_equal(sitemap_day("2008-02-29"), 20080229);
	for (size_t i = 0; i < 8; i++) {
		static const char *const bad[] = {"", "24.04.2007", "2007-4-24",
			"2007-13", "2007-00-01", "2007-02-29", "2007-04-240", "20070424"};

		assert_int_equal(sitemap_day(bad[i]), 0);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(pages_have_days_or_none),
		cmocka_unit_test(an_index_and_robots_name_sitemaps),
		cmocka_unit_test(what_stands_well_before_damage_counts),
		cmocka_unit_test(what_is_no_sitemap_is_refused),
		cmocka_unit_test(a_page_of_a_server_is_passed_over),
		cmocka_unit_test(days_are_those_that_exist),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
