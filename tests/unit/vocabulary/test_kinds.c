/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "unit.h"
#include "vocabulary/kinds.h"

static void every_spelling_finds_its_type(void **state)
{
	static const struct {
		const char *spelling;
		enum page_type type;
	} cases[] = {{"project", PAGE_PROJECT}, {"projekt", PAGE_PROJECT},
		{"Projekte", PAGE_PROJECT}, {"PROJECTS", PAGE_PROJECT},
		{"network", PAGE_NETWORK}, {"Netzwerk", PAGE_NETWORK},
		{"Netzwerke", PAGE_NETWORK}, {"news", PAGE_NEWS},
		{"Nachricht", PAGE_NEWS}, {"nachrichten", PAGE_NEWS},
		{"other", PAGE_OTHER}, {"Sonstiges", PAGE_OTHER}};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		enum page_type type = PAGE_TYPE_COUNT;

		assert_true(page_type_find(cases[i].spelling, &type));
		assert_int_equal(type, cases[i].type);
	}
}

static void other_words_are_no_type(void **state)
{
	static const char *const words[] = {"", " ", "proj", "projekt projekte",
		"newsletter",
		"a word that is longer than any name of a type or its label may ever become"};
	enum page_type type = PAGE_NEWS;

	(void)state;
	for (size_t i = 0; i < COUNT(words); i++)
		assert_false(page_type_find(words[i], &type));
	assert_int_equal(type, PAGE_NEWS);
}

static void names_and_labels_find_their_own_type(void **state)
{
	(void)state;
	for (int i = 0; i < PAGE_TYPE_COUNT; i++) {
		enum page_type type = PAGE_TYPE_COUNT;

		assert_true(page_type_find(page_type_name((enum page_type)i), &type));
		assert_int_equal(type, i);
		assert_true(
			page_type_find(page_type_label((enum page_type)i, "de"), &type));
		assert_int_equal(type, i);
		assert_true(
			page_type_find(page_type_label((enum page_type)i, "en"), &type));
		assert_int_equal(type, i);
	}
}

static void dates_have_the_names_of_the_interface(void **state)
{
	(void)state;
	assert_string_equal(date_kind_name(DATE_PUBLISHED), "published");
	assert_string_equal(date_kind_name(DATE_MENTIONED), "mentioned");
	for (int i = 0; i < DATE_KIND_COUNT; i++)
		assert_non_null(date_kind_name((enum date_kind)i));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_spelling_finds_its_type),
		cmocka_unit_test(other_words_are_no_type),
		cmocka_unit_test(names_and_labels_find_their_own_type),
		cmocka_unit_test(dates_have_the_names_of_the_interface),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
