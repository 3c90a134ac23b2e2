/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "text/kindred.h"
#include "text/stems.h"
#include "unit.h"

#include <stdio.h>
#include <string.h>

static struct stems *stems[LANGUAGE_COUNT];

static int make(void **state)
{
	(void)state;
	must(stems_open("de", &stems[LANGUAGE_DE], &err));
	must(stems_open("en", &stems[LANGUAGE_EN], &err));
	return 0;
}

static int release(void **state)
{
	(void)state;
	stems_close(&stems[LANGUAGE_DE]);
	stems_close(&stems[LANGUAGE_EN]);
	return 0;
}

/* How one word is kin to another; -1: not at all. */
static int kinship_of(enum language language, const char *word, const char *other)
{
	struct kin kindred[KINDRED_MAX];
	char stem[100];
	const char *wanted;
	size_t count;

	snprintf(stem, sizeof(stem), "%s",
		stems_stem(stems[language], word, strlen(word)));
	count = kindred_find(language, stem, strlen(stem), kindred);
	wanted = stems_stem(stems[language], other, strlen(other));
	for (size_t i = 0; i < count; i++) {
		if (kindred[i].length == strlen(wanted)
			&& !memcmp(kindred[i].stem, wanted, kindred[i].length))
			return (int)kindred[i].kinship;
	}
	return -1;
}

static void forms_of_a_verb_are_kin(void **state)
{
	(void)state;
	assert_int_equal(kinship_of(LANGUAGE_DE, "gegeben", "geben"), KINSHIP_FORM);
	assert_int_equal(kinship_of(LANGUAGE_DE, "geben", "gegeben"), KINSHIP_FORM);
	assert_int_equal(kinship_of(LANGUAGE_DE, "schloss", "geschlossen"), KINSHIP_FORM);
	assert_int_equal(kinship_of(LANGUAGE_EN, "sold", "sell"), KINSHIP_FORM);
}

static void plurals_are_kin(void **state)
{
	(void)state;
	assert_int_equal(kinship_of(LANGUAGE_DE, "museum", "museen"), KINSHIP_FORM);
	assert_int_equal(kinship_of(LANGUAGE_EN, "children", "child"), KINSHIP_FORM);
	assert_int_equal(kinship_of(LANGUAGE_EN, "mouse", "mice"), KINSHIP_FORM);
	assert_int_equal(kinship_of(LANGUAGE_EN, "crisis", "crises"), KINSHIP_FORM);
	assert_int_equal(kinship_of(LANGUAGE_DE, "fonds", "fond"), -1);
}

static void derived_words_are_kin(void **state)
{
	(void)state;
	assert_int_equal(
		kinship_of(LANGUAGE_DE, "gründung", "gegründet"), KINSHIP_DERIVED);
	assert_int_equal(
		kinship_of(LANGUAGE_DE, "begleiterin", "begleiter"), KINSHIP_DERIVED);
}

static void synonyms_are_kin(void **state)
{
	(void)state;
	assert_int_equal(
		kinship_of(LANGUAGE_DE, "herrscher", "machthaber"), KINSHIP_SYNONYM);
}

static void strangers_are_not(void **state)
{
	(void)state;
	assert_int_equal(kinship_of(LANGUAGE_DE, "netzwerk", "hafen"), -1);
	assert_int_not_equal(kinship_of(LANGUAGE_DE, "wand", "winden"), KINSHIP_FORM);
	assert_int_equal(kinship_of(LANGUAGE_DE, "stadt", "stadion"), -1);
	assert_int_equal(kinship_of(LANGUAGE_EN, "potato", "tatter"), -1);
	assert_int_equal(kinship_of(LANGUAGE_DE, "zzyzx", "stadt"), -1);
}

/* Closest first, no word twice, none its own. */
static void kindred_stand_in_their_order(void **state)
{
	static const char *const words[] = {"förder", "netzwerk", "schloss", "grund"};

	(void)state;
	for (size_t i = 0; i < COUNT(words); i++) {
		struct kin kindred[KINDRED_MAX];
		size_t count =
			kindred_find(LANGUAGE_DE, words[i], strlen(words[i]), kindred);

		for (size_t a = 0; a < count; a++) {
			assert_false(kindred[a].length == strlen(words[i])
				&& !memcmp(kindred[a].stem, words[i], kindred[a].length));
			for (size_t b = a + 1; b < count; b++) {
				assert_true(kindred[a].kinship <= kindred[b].kinship);
				assert_ptr_not_equal(kindred[a].stem, kindred[b].stem);
			}
		}
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(forms_of_a_verb_are_kin),
		cmocka_unit_test(plurals_are_kin),
		cmocka_unit_test(derived_words_are_kin),
		cmocka_unit_test(synonyms_are_kin),
		cmocka_unit_test(strangers_are_not),
		cmocka_unit_test(kindred_stand_in_their_order),
	};

	return cmocka_run_group_tests(tests, make, release);
}
