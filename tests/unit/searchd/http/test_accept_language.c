/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "http/accept_language.h"
#include "unit.h"

static const struct {
	const char *header;
	enum language language;
} cases[] = {
	{NULL, LANGUAGE_DE},
	{"", LANGUAGE_DE},
	{"de", LANGUAGE_DE},
	{"de-AT,de;q=0.9,en;q=0.8", LANGUAGE_DE},
	{"en-GB,en;q=0.9,de;q=0.8", LANGUAGE_EN},
	{"en;q=0.3, de;q=0.7", LANGUAGE_DE},
	{"en;q=0.31,de;q=0.301", LANGUAGE_EN},
	{"fr,pl;q=0.9", LANGUAGE_EN},
	{"fr,pl;q=0.9,de;q=0.1", LANGUAGE_DE},
	{"*", LANGUAGE_DE},
	{"en, *;q=0.5", LANGUAGE_EN},
	{"de;q=0, en;q=0.1", LANGUAGE_EN},
	{"de;q=0", LANGUAGE_EN},
	{",,;q=,;;,en;q=x,\"", LANGUAGE_EN},
	{"deutsch-wie-man-es-in-sachsen-spricht", LANGUAGE_EN},
};

static void the_preferred_of_our_two_languages_is_chosen(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		enum language chosen = accept_language_choose(cases[i].header);

		if (chosen != cases[i].language)
			fail_msg("%s", cases[i].header ? cases[i].header : "no header");
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_preferred_of_our_two_languages_is_chosen),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
