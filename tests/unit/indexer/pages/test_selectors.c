/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "pages/selectors.h"
#include "unit.h"

#include <string.h>

enum { ATTRIBUTES_MAX = 6 };

/* An element: its name, then names and values of attributes. */
struct element {
	const char *words[1 + ATTRIBUTES_MAX + 1];
};

/* Whether the innermost of elements, each inside the one before, is selected. */
static bool selects(const char *selector, const struct element *elements, size_t count)
{
	SCOPED(selectors_release) struct selectors selectors = {0};
	SCOPED(selectors_path_release) struct selectors_path path = {0};
	unsigned marks = 0;

	must(selectors_add(&selectors, selector, 4, &err));
	selectors_path_open(&path, &selectors);
	for (size_t i = 0; i < count; i++)
		marks = selectors_path_enter(
			&path, i + 1, elements[i].words[0], elements[i].words + 1);
	return marks == 4;
}

static const struct element page[] = {
	{{"body", "class", "page wide"}},
	{{"div", "id", "content", "class", "Main"}},
	{{"div", "role", "main", "data-part", "the text"}},
	{{"p", "class", "lead first\tlong", "hidden", NULL}},
};

static void an_element_is_told_by_name_id_class_and_attribute(void **state)
{
	static const char *const right[] = {"p", "P", ".lead", ".long", "p.lead.first",
		"[class]", "[hidden]", "p[hidden]", "div p", "body #content p.lead",
		"div div p", "[role=main] p", "[data-part='the text'] .first",
		"div#content.Main .lead", "  body   p  "};
	static const char *const wrong[] = {"div", ".lea", ".Lead", "#lead", "p#content",
		"p div", "div div div p", "main p", ".main p", "[role=mai] p", "p p",
		"[id] [id] p", "p [role=main]"};

	(void)state;
	for (size_t i = 0; i < COUNT(right); i++) {
		if (!selects(right[i], page, COUNT(page)))
			fail_msg("%s selects nothing", right[i]);
	}
	for (size_t i = 0; i < COUNT(wrong); i++) {
		if (selects(wrong[i], page, COUNT(page)))
			fail_msg("%s selects it", wrong[i]);
	}
}

static void what_has_closed_counts_no_more(void **state)
{
	static const char *const inner[] = {"class", "b", NULL};
	SCOPED(selectors_release) struct selectors selectors = {0};
	SCOPED(selectors_path_release) struct selectors_path path = {0};

	(void)state;
	must(selectors_add(&selectors, "div .b p", 1, &err));
	selectors_path_open(&path, &selectors);
	assert_int_equal(selectors_path_enter(&path, 1, "div", NULL), 0);
	assert_int_equal(selectors_path_enter(&path, 2, "div", inner), 0);
	assert_int_equal(selectors_path_enter(&path, 3, "p", NULL), 1);
	assert_int_equal(selectors_path_enter(&path, 2, "div", NULL), 0);
	assert_int_equal(selectors_path_enter(&path, 3, "p", NULL), 0);
}

static void marks_of_several_selectors_add_up(void **state)
{
	static const char *const attributes[] = {"class", "a", "id", "b", NULL};
	SCOPED(selectors_release) struct selectors selectors = {0};
	SCOPED(selectors_path_release) struct selectors_path path = {0};

	(void)state;
	must(selectors_add(&selectors, ".a", 1, &err));
	must(selectors_add(&selectors, "#b", 2, &err));
	must(selectors_add(&selectors, "#c", 8, &err));
	selectors_path_open(&path, &selectors);
	assert_int_equal(selectors_path_enter(&path, 1, "div", attributes), 3);
}

static void a_deep_page_is_followed_to_its_end(void **state)
{
	static const char *const root[] = {"id", "a", NULL};
	SCOPED(selectors_release) struct selectors selectors = {0};
	SCOPED(selectors_path_release) struct selectors_path path = {0};

	(void)state;
	must(selectors_add(&selectors, "#a i", 1, &err));
	selectors_path_open(&path, &selectors);
	selectors_path_enter(&path, 1, "div", root);
	for (size_t depth = 2; depth < 10000; depth++)
		assert_int_equal(selectors_path_enter(&path, depth, "b", NULL), 0);
	assert_int_equal(selectors_path_enter(&path, 10000, "i", NULL), 1);
}

static void no_selectors_mark_nothing(void **state)
{
	SCOPED(selectors_path_release) struct selectors_path path = {0};

	(void)state;
	selectors_path_open(&path, NULL);
	assert_int_equal(selectors_path_enter(&path, 1, "p", NULL), 0);
}

static void what_is_no_selector_is_refused_with_its_place(void **state)
{
	static const struct {
		const char *text, *hint;
	} cases[] = {
		{"", "missing"},
		{"main > p", "letter 6"},
		{"a, b", "line of its own"},
		{"p:first-child", "letter 2"},
		{"*", "letter 1"},
		{"div .", "letter 6"},
		{"#", "letter 2"},
		{"[", "letter 2"},
		{"[a", "]"},
		{"[a=]", "letter 4"},
		{"[a='b]", "letter 4"},
		{"[a^=b]", "letter 3"},
		{"a b c d e f g h i", "too many steps"},
		{".a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a",
			"too many conditions"},
	};
	SCOPED(selectors_release) struct selectors selectors = {0};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		must_fail(
			selectors_add(&selectors, cases[i].text, 1, &err), ERROR_INVALID);
		if (!strstr(err.text, cases[i].hint))
			fail_msg("%s: %s", cases[i].text, err.text);
	}
	assert_int_equal(selectors.count, 0);
}

static void there_are_not_too_many_selectors(void **state)
{
	SCOPED(selectors_release) struct selectors selectors = {0};

	(void)state;
	for (int i = 0; i < SELECTORS_MAX; i++)
		must(selectors_add(&selectors, "p", 1, &err));
	must_fail(selectors_add(&selectors, "p", 1, &err), ERROR_INVALID);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_element_is_told_by_name_id_class_and_attribute),
		cmocka_unit_test(what_has_closed_counts_no_more),
		cmocka_unit_test(marks_of_several_selectors_add_up),
		cmocka_unit_test(a_deep_page_is_followed_to_its_end),
		cmocka_unit_test(no_selectors_mark_nothing),
		cmocka_unit_test(what_is_no_selector_is_refused_with_its_place),
		cmocka_unit_test(there_are_not_too_many_selectors),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
