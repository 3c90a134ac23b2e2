/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "text/stems.h"
#include "unit.h"

#include <string.h>

static const struct {
	const char *language, *word, *stem;
} cases[] = {
	{"de", "häfen", "haf"},
	{"de", "förderungen", "forder"},
	{"en", "harbours", "harbour"},
	{"fr", "régionales", "régional"},
};

static void inflections_share_a_stem(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		SCOPED(stems_close) struct stems *stems = NULL;

		must(stems_open(cases[i].language, &stems, &err));
		assert_string_equal(
			stems_stem(stems, cases[i].word, strlen(cases[i].word)),
			cases[i].stem);
	}
}

static void an_unknown_language_is_refused(void **state)
{
	struct stems *stems = NULL;

	(void)state;
	must_fail(stems_open("tlh", &stems, &err), ERROR_INVALID);
	assert_null(stems);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(inflections_share_a_stem),
		cmocka_unit_test(an_unknown_language_is_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
