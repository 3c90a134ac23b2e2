/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "base/scope.h"
#include "text/wordbook.h"
#include "unit.h"

#include <string.h>

static struct analyzer *analyzer;
static struct wordbook *wordbook;

static void add_synonyms(enum language language, const char *a, const char *b)
{
	const struct wordbook_word words[] = {{a, language}, {b, language}};

	wordbook_add(wordbook, analyzer, WORDBOOK_SYNONYM, words, COUNT(words));
}

static void add_translations(const char *german, const char *english, const char *more)
{
	const struct wordbook_word words[] = {
		{german, LANGUAGE_DE}, {english, LANGUAGE_EN}, {more, LANGUAGE_EN}};

	wordbook_add(wordbook, analyzer, WORDBOOK_TRANSLATION, words, more ? 3 : 2);
}

static int make(void **state)
{
	(void)state;
	must(analyzer_open(&analyzer, &err));
	wordbook_open(&wordbook);
	add_synonyms(LANGUAGE_DE, "Kita", "Kindertagesstätte");
	add_synonyms(LANGUAGE_DE, "Kita", "Hort");
	add_synonyms(LANGUAGE_DE, "Wasserstoff", "H2");
	add_synonyms(LANGUAGE_DE, "E-Mobilität", "Elektromobilität");
	add_synonyms(LANGUAGE_DE, "Rat", "Stadtparlament");
	add_synonyms(LANGUAGE_DE, "Startup", "Gründung");
	add_synonyms(
		LANGUAGE_DE, "GRW", "Verbesserung der regionalen Wirtschaftsstruktur");
	add_synonyms(LANGUAGE_EN, "nursery school", "kindergarten");
	add_translations("EFRE", "ERDF", NULL);
	add_translations("Strukturwandel", "structural change", "transition");
	wordbook_pack(wordbook);
	return 0;
}

static int release(void **state)
{
	(void)state;
	wordbook_close(&wordbook);
	analyzer_close(&analyzer);
	return 0;
}

/* What all of the text is also called: a, b */
static void asked(const char *text, enum language language, struct buf *out)
{
	SCOPED(analysis_release) struct analysis analysis = {0};
	struct wordbook_offer offers[WORDBOOK_OFFERS_MAX];
	struct passage passage = {&analysis, 0, 0, text};
	size_t count;

	analyzer_analyze(analyzer, ANALYZER_QUERY, text, strlen(text), LANGUAGE_UNKNOWN,
		&analysis);
	passage.end = analysis.word_count;
	count = wordbook_find(wordbook, &passage, language, offers);
	for (size_t i = 0; i < count; i++) {
		if (!offers[i].is_form)
			buf_add_format(out, "%s%s:%s", out->length ? ", " : "",
				language_code(offers[i].language), offers[i].text);
	}
}

static void is_called_in(enum language language, const char *text, const char *wanted)
{
	SCOPED(buf_release) struct buf all = {0};

	asked(text, language, &all);
	if (strcmp(buf_string(&all), wanted) != 0)
		fail_msg("'%s' is '%s', not '%s'", text, buf_string(&all), wanted);
}

static void is_called(const char *text, const char *wanted)
{
	is_called_in(LANGUAGE_UNKNOWN, text, wanted);
}

static void words_are_known_in_all_groups_and_forms(void **state)
{
	(void)state;
	is_called("Kita", "de:Kindertagesstätte, de:Hort");
	is_called("KITAS", "de:Kindertagesstätte, de:Hort");
	is_called("Kindertagesstätten", "de:Kita");
	is_called("kindertagesstaette", "de:Kita");
	is_called("Horten", "de:Kita");
	is_called("Kindergarten", "en:nursery school");
	is_called("Schule", "");
	is_called("Startups", "de:Gründung");
	is_called_in(LANGUAGE_DE, "Gründungen", "de:Startup");
}

static void terms_are_known_by_what_they_say(void **state)
{
	(void)state;
	is_called("die Verbesserung regionaler Wirtschaftsstrukturen", "");
	is_called("Verbesserung regionaler Wirtschaftsstrukturen", "de:GRW");
	is_called("nursery schools", "en:kindergarten");
	is_called("school nursery", "");
}

static void words_with_digits_and_hyphens_are_known(void **state)
{
	(void)state;
	is_called("H2", "de:Wasserstoff");
	is_called("h2", "de:Wasserstoff");
	is_called("Elektromobilität", "de:E-Mobilität");
	is_called("E-Mobilität", "de:Elektromobilität");
	is_called("Emobilität", "de:Elektromobilität");
}

static void translations_go_both_ways_but_not_across(void **state)
{
	(void)state;
	is_called("Strukturwandels", "en:structural change, en:transition");
	is_called("structural changes", "de:Strukturwandel");
	is_called("transition", "de:Strukturwandel");
}

static void a_word_counts_in_its_language_and_an_acronym_in_both(void **state)
{
	(void)state;
	is_called_in(LANGUAGE_DE, "Rat", "de:Stadtparlament");
	is_called_in(LANGUAGE_EN, "rat", "");
	is_called_in(LANGUAGE_EN, "efre", "en:ERDF");
	is_called_in(LANGUAGE_DE, "ERDF", "de:EFRE");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(words_are_known_in_all_groups_and_forms),
		cmocka_unit_test(terms_are_known_by_what_they_say),
		cmocka_unit_test(words_with_digits_and_hyphens_are_known),
		cmocka_unit_test(translations_go_both_ways_but_not_across),
		cmocka_unit_test(a_word_counts_in_its_language_and_an_acronym_in_both),
	};

	return cmocka_run_group_tests(tests, make, release);
}
