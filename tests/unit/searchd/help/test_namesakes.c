/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "help/namesakes.h"
#include "unit.h"

#include <string.h>

static void assert_namesakes(const char *word, const char *own, const char *other)
{
	SCOPED(namesakes_release) struct namesakes found = {0};

	namesakes_find(word, strlen(word), &found);
	assert_string_equal(buf_string(&found.own), own);
	assert_string_equal(buf_string(&found.other), other);
}

static void nouns_that_an_e_parts_are_namesakes_but_no_plurals(void **state)
{
	(void)state;
	assert_namesakes("kohle", "kohle", "kohl");
	assert_namesakes("kohlen", "kohle", "kohl");
	assert_namesakes("kohls", "kohl", "kohle");
	assert_namesakes("rat", "rat", "rate");
	assert_namesakes("rates", "rat", "rate");
	assert_namesakes("tag", "tag", "");
	assert_namesakes("tage", "tag", "");
	assert_namesakes("projekte", "projekt", "");
	assert_namesakes("xqzw", "", "");
	assert_namesakes("", "", "");
}

static void assert_told(const char *noun, const char *word, enum namesake expected)
{
	SCOPED(namesakes_release) struct namesakes found = {0};

	namesakes_find(noun, strlen(noun), &found);
	assert_int_equal(namesakes_tell(&found, word, strlen(word)), expected);
}

static void forms_and_compounds_tell_which_of_both_is_meant(void **state)
{
	(void)state;
	assert_told("kohle", "kohlen", NAMESAKE_OWN);
	assert_told("kohle", "braunkohlekraftwerk", NAMESAKE_OWN);
	assert_told("kohle", "kohl", NAMESAKE_OTHER);
	assert_told("kohle", "grünkohl", NAMESAKE_OTHER);
	assert_told("kohl", "kohlekraftwerk", NAMESAKE_OTHER);
	assert_told("rat", "landratsamt", NAMESAKE_OWN);
	assert_told("rat", "geburtenrate", NAMESAKE_OTHER);
	assert_told("rat", "hafen", NAMESAKE_UNKNOWN);
	assert_told("tag", "tage", NAMESAKE_UNKNOWN);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(nouns_that_an_e_parts_are_namesakes_but_no_plurals),
		cmocka_unit_test(forms_and_compounds_tell_which_of_both_is_meant),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
