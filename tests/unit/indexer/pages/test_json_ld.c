/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "base/scope.h"
#include "pages/json_ld.h"
#include "unit.h"

#include <string.h>

static void read(const char *json, struct json_ld *out)
{
	json_ld_read(json, strlen(json), out);
}

static void assert_value(
	const struct json_ld *entity, enum json_ld_key key, const char *wanted)
{
	assert_string_equal(buf_string(&entity->values[key]), wanted);
}

static void the_article_counts_and_not_the_site(void **state)
{
	SCOPED(json_ld_release) struct json_ld entity = {0};

	(void)state;
	read("[{\"@type\":\"WebSite\",\"description\":\"site\"},"
	     "{\"@type\":\"WebPage\",\"description\":\"page\"},"
	     "{\"@type\":\"Article\",\"description\":\"article\"}]",
		&entity);
	assert_value(&entity, JSON_LD_DESCRIPTION, "article");
	read("{\"@type\":\"WebPage\",\"description\":\"later\"}", &entity);
	assert_value(&entity, JSON_LD_DESCRIPTION, "article");
}

static void what_is_inside_another_thing_is_not_the_page(void **state)
{
	SCOPED(json_ld_release) struct json_ld entity = {0};

	(void)state;
	read("{\"@type\":\"Article\",\"comment\":[{\"@type\":\"Article\","
	     "\"datePublished\":\"2001-01-01\"}],\"datePublished\":\"2002-02-02\"}",
		&entity);
	assert_value(&entity, JSON_LD_PUBLISHED, "2002-02-02");
}

static void authors_are_named_however_they_are_written(void **state)
{
	SCOPED(json_ld_release) struct json_ld entity = {0};

	(void)state;
	read("{\"author\":[{\"name\":\"A\",\"@type\":\"Person\"},\"B\"],\"@type\":"
	     "\"NewsArticle\"}",
		&entity);
	assert_value(&entity, JSON_LD_AUTHOR, "A, B");
}

static void escapes_become_characters(void **state)
{
	SCOPED(json_ld_release) struct json_ld entity = {0};

	(void)state;
	read("{\"@type\":\"Event\",\"name\":\"K\\u00f6ln\\/\\ud83d\\ude00 \\\"x\\\"\\ud83d\"}",
		&entity);
	assert_value(&entity, JSON_LD_HEADLINE, "Köln/😀 \"x\"");
}

static void what_is_broken_or_deep_does_no_harm(void **state)
{
	SCOPED(json_ld_release) struct json_ld entity = {0};
	SCOPED(buf_release) struct buf deep = {0};
	static const char *const broken[] = {"", "{", "}", "\"", "\"\\",
		"{\"@type\":", "]}{[\"\\u",
		"{\"@type\":\"Article\",\"headline\":\"cut sh"};

	(void)state;
	for (size_t i = 0; i < sizeof(broken) / sizeof(broken[0]); i++)
		read(broken[i], &entity);
	for (int i = 0; i < 1000; i++)
		buf_add_string(&deep, "{\"@graph\":[");
	read(buf_string(&deep), &entity);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_article_counts_and_not_the_site),
		cmocka_unit_test(what_is_inside_another_thing_is_not_the_page),
		cmocka_unit_test(authors_are_named_however_they_are_written),
		cmocka_unit_test(escapes_become_characters),
		cmocka_unit_test(what_is_broken_or_deep_does_no_harm),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
