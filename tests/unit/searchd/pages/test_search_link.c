/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "pages/search_link.h"
#include "unit.h"

#include <string.h>

static void parse(const char *const *pairs, size_t count, struct request *out)
{
	struct parameter parameters[8];

	for (size_t i = 0; i < count; i++)
		parameters[i] = (struct parameter){.name = pairs[2 * i],
			.value = pairs[2 * i + 1],
			.value_length = strlen(pairs[2 * i + 1])};
	must(request_parse(parameters, count, LANGUAGE_DE, out, &err));
}

static const char *const sample[] = {"q", "häfen & meer", "city", "Rostock", "city",
	"Danzig", "year", "2005..2008", "sort", "newest"};

static void a_link_keeps_the_whole_search(void **state)
{
	SCOPED(request_release) struct request request = {0};
	SCOPED(buf_release) struct buf page = {0};
	struct search_link link;

	(void)state;
	parse(sample, 5, &request);
	link = search_link_to(&request, LANGUAGE_UNKNOWN);
	search_link_write(&page, &link);
	assert_string_equal(buf_string(&page),
		"/?q=h%C3%A4fen%20%26%20meer&amp;city=Rostock&amp;city=Danzig"
		"&amp;year=2005..2008&amp;sort=newest");
}

static void a_value_is_added_or_dropped(void **state)
{
	SCOPED(request_release) struct request request = {0};
	SCOPED(buf_release) struct buf page = {0};
	struct search_link link;

	(void)state;
	parse(sample, 3, &request);
	link = search_link_to(&request, LANGUAGE_EN);
	link.field = FIELD_CITY;
	link.drop = "Rostock";
	link.add = "Gdańsk";
	link.page = 3;
	search_link_write(&page, &link);
	assert_string_equal(buf_string(&page),
		"/?q=h%C3%A4fen%20%26%20meer&amp;city=Danzig&amp;city=Gda%C5%84sk"
		"&amp;ui=en&amp;page=3");
}

static void all_filters_can_be_dropped(void **state)
{
	SCOPED(request_release) struct request request = {0};
	SCOPED(buf_release) struct buf page = {0};
	struct search_link link;

	(void)state;
	parse(sample + 2, 3, &request);
	link = search_link_to(&request, LANGUAGE_UNKNOWN);
	link.filters = FILTERS_DROPPED;
	search_link_write(&page, &link);
	assert_string_equal(buf_string(&page), "/");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_link_keeps_the_whole_search),
		cmocka_unit_test(a_value_is_added_or_dropped),
		cmocka_unit_test(all_filters_can_be_dropped),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
