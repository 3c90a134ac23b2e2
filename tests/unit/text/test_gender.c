/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "base/buf.h"
#include "text/gender.h"
#include "unit.h"

#include <string.h>

static void has_base(const char *text, const char *wanted)
{
	SCOPED(buf_release) struct buf base = {0};
	struct word word;
	size_t offset = 0;

	assert_true(words_next(text, strlen(text), &offset, &word));
	assert_int_equal(word.end, strlen(text));
	if (wanted) {
		assert_true(gender_base(text, &word, &base));
		assert_string_equal(base.bytes, wanted);
	} else if (gender_base(text, &word, &base)) {
		fail_msg("%s has the base %s", text, base.bytes);
	}
}

static void forms_for_both_have_a_base(void **state)
{
	(void)state;
	has_base("Akteur:innen", "akteur");
	has_base("Akteur/-innen", "akteur");
	has_base("Akteur(innen)", "akteur");
	has_base("Akteur\u00B7innen", "akteur");
	has_base("Ärzt*in", "ärzt");
	has_base("BürgerInnen", "bürger");
	has_base("BürgerIn", "bürger");
	has_base("Kund:innenbindung", "kundenbindung");
	has_base("jede:r", "jede");
}

static void other_words_have_none(void **state)
{
	(void)state;
	has_base("Akteurinnen", NULL);
	has_base("LinkedIn", NULL);
	has_base("CityRegio", NULL);
	has_base("Innen", NULL);
}

static void has_masculine(const char *folded, const char *wanted)
{
	SCOPED(buf_release) struct buf word = {0};
	SCOPED(buf_release) struct buf masculine = {0};

	buf_add_string(&word, folded);
	if (wanted) {
		assert_true(gender_masculine(&word, &masculine));
		assert_string_equal(masculine.bytes, wanted);
	} else if (gender_masculine(&word, &masculine)) {
		fail_msg("%s comes from %s", folded, masculine.bytes);
	}
}

static void names_of_women_come_from_those_of_men(void **state)
{
	static const char *const others[] = {"beginn", "beginnen", "berlin", "medizin",
		"termin", "schwerin", "innen", "drinnen", "gewinnen", "in", "benzin", ""};

	(void)state;
	has_masculine("bürgerinnen", "bürger");
	has_masculine("bürgerin", "bürger");
	has_masculine("ärztinnen", "ärzt");
	has_masculine("kulturakteurinnen", "kulturakteur");
	for (size_t i = 0; i < COUNT(others); i++)
		has_masculine(others[i], NULL);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(forms_for_both_have_a_base),
		cmocka_unit_test(other_words_have_none),
		cmocka_unit_test(names_of_women_come_from_those_of_men),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
