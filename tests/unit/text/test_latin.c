/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "text/latin.h"
#include "unit.h"

#include <string.h>

static void names_become_ascii(void **state)
{
	static const char *const cases[][2] = {{"Gdańsk", "gdansk"}, {"GDAŃSK", "gdansk"},
		{"Варна", "varna"}, {"München", "munchen"}, {"Mu\u0308nchen", "munchen"},
		{"Łódź", "lodz"}, {"Neustadt (Sachsen)", "neustadt sachsen"},
		{"  a -- b  ", "a b"}, {"", ""}, {"!?", ""}, {"L'Aquila", "laquila"},
		{"Tromsø", "tromso"}, {"Weißenfels", "weissenfels"}, {"Αθήνα", "athena"},
		{"Rambøll & Co.", "ramboll co"}, {"東京", "dong jing"}};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		SCOPED(buf_release) struct buf name = {0};

		buf_add_string(&name, "=");
		latin_ascii(cases[i][0], strlen(cases[i][0]), &name);
		assert_string_equal(buf_string(&name) + 1, cases[i][1]);
	}
}

/* One character may become many letters. */
static void a_name_may_grow_in_ascii(void **state)
{
	static const char *const units[] = {"壯", "ﷺ", "뾇", "ㄓ", "ა", "щ", "☃壯", "ﬃ"};

	(void)state;
	for (size_t i = 0; i < COUNT(units); i++) {
		SCOPED(buf_release) struct buf text = {0};
		SCOPED(buf_release) struct buf name = {0};

		for (int times = 0; times < 300; times++)
			buf_add_string(&text, units[i]);
		latin_ascii(text.bytes, text.length, &name);
		assert_true(name.length >= 300);
		for (size_t c = 0; c < name.length; c++)
			assert_non_null(strchr(
				" abcdefghijklmnopqrstuvwxyz0123456789", name.bytes[c]));
	}
}

static void running_text_keeps_what_is_no_mark(void **state)
{
	static const struct {
		const char *folded, *umlauts, *none;
	} cases[] = {{"gdańsk", "gdansk", "gdansk"}, {"łódź", "lodz", "lodz"},
		{"münchen", "münchen", "munchen"}, {"tromsø", "tromso", "tromso"},
		{"варна", "варна", "варна"}, {"", "", ""}};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		const char *folded = cases[i].folded;
		SCOPED(buf_release) struct buf umlauts = {0};
		SCOPED(buf_release) struct buf none = {0};

		latin_plain(folded, strlen(folded), LATIN_MARKS_UMLAUTS, &umlauts);
		latin_plain(folded, strlen(folded), LATIN_MARKS_NONE, &none);
		assert_string_equal(buf_string(&umlauts), cases[i].umlauts);
		assert_string_equal(buf_string(&none), cases[i].none);
	}
}

static bool is_foreign(const char *text)
{
	return latin_is_foreign(text, strlen(text));
}

static void other_alphabets_are_told(void **state)
{
	(void)state;
	assert_true(is_foreign("варна") && is_foreign("αθήνα") && is_foreign("東京"));
	assert_false(is_foreign("łódź") || is_foreign("70 €") || is_foreign(""));
	assert_true(latin_has_ideographs("東京", strlen("東京")));
	assert_false(latin_has_ideographs("東 und 京", strlen("東 und 京")));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(names_become_ascii),
		cmocka_unit_test(a_name_may_grow_in_ascii),
		cmocka_unit_test(running_text_keeps_what_is_no_mark),
		cmocka_unit_test(other_alphabets_are_told),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
