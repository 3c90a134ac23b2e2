/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "text/glossary.h"
#include "unit.h"

#include <string.h>

static bool offers(enum language language, const char *stem, const char *wanted)
{
	struct glossary_translation found[GLOSSARY_TRANSLATIONS_MAX];
	size_t count = glossary_find(language, stem, strlen(stem), found);

	for (size_t i = 0; i < count; i++) {
		if (found[i].length == strlen(wanted)
			&& !memcmp(found[i].text, wanted, found[i].length))
			return true;
	}
	return false;
}

static void words_are_translated_both_ways(void **state)
{
	(void)state;
	assert_true(offers(LANGUAGE_DE, "wasserstoff", "hydrogen"));
	assert_true(offers(LANGUAGE_EN, "hydrogen", "wasserstoff"));
	assert_true(offers(LANGUAGE_EN, "brownfield", "industriebrache"));
	assert_true(offers(LANGUAGE_DE, "wirtschaftsfoerder", "economic development"));
}

static void terms_of_several_words_are_translated_both_ways(void **state)
{
	(void)state;
	assert_true(offers(LANGUAGE_DE, "landlich raum", "rural area"));
	assert_true(offers(LANGUAGE_EN, "rural area", "ländlicher raum"));
	assert_true(offers(LANGUAGE_EN, "joint project", "verbundprojekt"));
	assert_true(offers(LANGUAGE_DE, "erneuerbar energi", "renewable energy"));
	assert_true(offers(LANGUAGE_EN, "european region develop fund", "efre"));
	assert_true(offers(LANGUAGE_EN, "red wine", "rotwein")); /* the dictionary's */
}

static void small_words_inside_a_term_do_not_count(void **state)
{
	(void)state;
	assert_true(offers(LANGUAGE_EN, "research develop", "forschung und entwicklung"));
	assert_true(
		offers(LANGUAGE_DE, "forschung entwickl", "research and development"));
}

/* Not what eines Tages (one day) leaves without its small word. */
static void what_needs_a_small_word_at_its_end_is_no_term(void **state)
{
	(void)state;
	assert_false(offers(LANGUAGE_DE, "tag", "one day"));
	assert_true(
		offers(LANGUAGE_DE, "tag", "days") || offers(LANGUAGE_DE, "tag", "day"));
}

static void languages_do_not_mix(void **state)
{
	(void)state;
	assert_true(offers(LANGUAGE_DE, "gift", "poison"));
	assert_false(offers(LANGUAGE_EN, "gift", "poison"));
	assert_false(offers(LANGUAGE_DE, "hydrogen", "wasserstoff"));
}

static void what_is_in_no_dictionary_has_no_translation(void **state)
{
	struct glossary_translation found[GLOSSARY_TRANSLATIONS_MAX];
	char endless[300];

	(void)state;
	memset(endless, 'x', sizeof(endless));
	assert_int_equal(glossary_find(LANGUAGE_DE, "xyzzy", 5, found), 0);
	assert_int_equal(glossary_find(LANGUAGE_DE, "", 0, found), 0);
	assert_int_equal(glossary_find(LANGUAGE_EN, endless, sizeof(endless), found), 0);
}

static void the_usual_sense_comes_first(void **state)
{
	struct glossary_translation found[GLOSSARY_TRANSLATIONS_MAX];
	size_t count = glossary_find(LANGUAGE_DE, "landkreis", 9, found);

	(void)state;
	assert_true(count > 1);
	for (size_t i = 1; i < count; i++)
		assert_true(found[i - 1].weight >= found[i].weight);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(words_are_translated_both_ways),
		cmocka_unit_test(terms_of_several_words_are_translated_both_ways),
		cmocka_unit_test(small_words_inside_a_term_do_not_count),
		cmocka_unit_test(what_needs_a_small_word_at_its_end_is_no_term),
		cmocka_unit_test(languages_do_not_mix),
		cmocka_unit_test(what_is_in_no_dictionary_has_no_translation),
		cmocka_unit_test(the_usual_sense_comes_first),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
