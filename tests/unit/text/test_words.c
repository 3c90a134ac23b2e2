/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "base/buf.h"
#include "text/words.h"
#include "unit.h"

#include <unicode/ubrk.h>

#include <string.h>

static void reads(const char *text, const char *wanted)
{
	SCOPED(buf_release) struct buf words = {0};
	struct word word;
	size_t offset = 0;

	while (words_next(text, strlen(text), &offset, &word)) {
		assert_int_equal(offset, word.end);
		buf_add_format(&words, "%s%s%.*s", words.length ? "|" : "",
			word.traits & WORD_JOINS_LEFT ? "-" : "",
			(int)(word.end - word.start), text + word.start);
	}
	assert_int_equal(offset, strlen(text));
	assert_string_equal(buf_string(&words), wanted);
}

static void signs_part_words(void **state)
{
	(void)state;
	reads("", "");
	reads(" -- ...", "");
	reads("Hafen, Messe; (Netz)", "Hafen|Messe|Netz");
	reads("„Städte“ und »Räume«", "Städte|und|Räume");
	reads("a:b a/b a_b a.b a@b", "a|b|a|b|a|b|a|b|a|b");
	reads("a\xC2\xA0"
	      "b\xE2\x80\x93"
	      "c…d",
		"a|b|c|d");
}

static void gender_forms_are_one_word(void **state)
{
	(void)state;
	reads("die Akteur:innen der", "die|Akteur:innen|der");
	reads("Akteur*innen Akteur_innen Akteur/-innen Akteur/innen Akteur(innen)",
		"Akteur*innen|Akteur_innen|Akteur/-innen|Akteur/innen|Akteur(innen)");
	reads("Akteur:in, Akteur*in. Akteur/in", "Akteur:in|Akteur*in|Akteur/in");
	reads("Kund:innenbindung", "Kund:innenbindung");
	reads("Mitarbeiter(innen)kreis", "Mitarbeiter(innen)kreis");
	reads("B\u00FCrger\u00B7innen jede:r", "B\u00FCrger\u00B7innen|jede:r");
	reads("AKTEUR:INNEN", "AKTEUR:INNEN");
	reads("außen/innen Ort:innerhalb an/in (innen)",
		"außen|innen|Ort|innerhalb|an|in|innen");
	reads("Akteur (innen) Betrieb(innen und außen)",
		"Akteur|innen|Betrieb|innen|und|außen");
}

static void usual_abbreviations_are_one_word(void **state)
{
	(void)state;
	reads("wie z. B. hier", "wie|z. B.|hier");
	reads("z.B. z.B z.\u00A0B.", "z.B.|z.B|z.\u00A0B.");
	reads("u. a. i. d. R. o. ä. Dinge", "u. a.|i. d. R.|o. ä.|Dinge");
	reads("the U.S. and the U.K.", "the|U.S.|and|the|U.K.");
	reads("i.e. e. g. such", "i.e.|e. g.|such");
	reads("Verein e. V. Mitglied", "Verein|e. V.|Mitglied");
	reads("Plan B. C. Müller a.b", "Plan|B|C|Müller|a|b");
	reads("GmbH & Co. KG", "GmbH|Co|KG");
}

static void signs_tie_lone_letters(void **state)
{
	(void)state;
	reads("F&E und R & D, F+E", "F&E|und|R & D|F+E");
	reads("C++ und C# 5G", "C++|und|C#|5G");
	reads("A&O, Haus&Hof, a & b", "A&O|Haus|Hof|a|b");
}

static void blanks_part_the_groups_of_a_number(void **state)
{
	(void)state;
	reads("1 603 747 Euro", "1 603 747|Euro");
	reads("1\u202F603 und 1\u00A0603,50", "1\u202F603|und|1\u00A0603,50");
	reads("von 1 603 bis 2 604", "von|1|603|bis|2|604");
	reads("0341 123 456, +49 341 123 456", "0341|123|456|49|341|123|456");
	reads("12 345 6789", "12|345|6789");
}

static void hyphens_are_remembered(void **state)
{
	(void)state;
	reads("City-Regio-Netz", "City|-Regio|-Netz");
	reads("an- und ab", "an|und|ab");
	reads("-Ämter", "Ämter");
	reads("a--b", "a|b");
	reads("City\xE2\x80\x91Regio", "City|-Regio");
	reads("2007-2013", "2007|-2013");
	reads("Cafe\xCC\x81-Bar", "Cafe\xCC\x81|-Bar");
	reads("a!-b", "a|b");
}

static void apostrophes_tie_letters(void **state)
{
	(void)state;
	reads("Europe's d'Actium", "Europe's|d'Actium");
	reads("Europe\xE2\x80\x99s", "Europe\xE2\x80\x99s");
	reads("'quoted' rock'", "quoted|rock");
	reads("90's", "90|s");
	reads("a''b", "a|b");
}

static void numbers_hold_their_signs(void **state)
{
	(void)state;
	reads("1.603.747 Euro, 24.04.07.", "1.603.747|Euro|24.04.07");
	reads("3,5 und 1,", "3,5|und|1");
	reads("CO2 B96a 3D", "CO2|B96a|3D");
	reads("v1.x", "v1|x");
	reads("km\xC2\xB2", "km\xC2\xB2");
}

static void invisible_characters_part_nothing(void **state)
{
	(void)state;
	reads("Stra\u00ADße", "Stra\u00ADße");
	reads("Sta\u0308dte", "Sta\u0308dte");
	reads("a\xE2\x80\x8B"
	      "b\xEF\xBB\xBF"
	      "c",
		"a\xE2\x80\x8B"
		"b\xEF\xBB\xBF"
		"c");
	reads("\u00AD", "");
}

static void has_traits(const char *text, unsigned wanted)
{
	struct word word;
	size_t offset = 0;

	assert_true(words_next(text, strlen(text), &offset, &word));
	assert_int_equal(word.traits, wanted);
}

static void traits_are_told(void **state)
{
	(void)state;
	has_traits("hafen", WORD_HAS_LETTER | WORD_IS_ASCII);
	has_traits("Hafen", WORD_HAS_LETTER | WORD_IS_ASCII | WORD_IS_CAPITAL);
	has_traits("Ämter", WORD_HAS_LETTER | WORD_IS_CAPITAL);
	has_traits("2007", WORD_HAS_DIGIT | WORD_IS_ASCII);
	has_traits("1.5", WORD_HAS_DIGIT);
	has_traits("co2", WORD_HAS_LETTER | WORD_HAS_DIGIT | WORD_IS_ASCII);
	has_traits("don't", WORD_HAS_LETTER);
}

static void add_icu_words(const char *text, struct buf *out)
{
	UErrorCode status = U_ZERO_ERROR;
	UText *wide = utext_openUTF8(NULL, text, (int64_t)strlen(text), &status);
	UBreakIterator *words = ubrk_open(UBRK_WORD, "de", NULL, 0, &status);
	int32_t start;

	ubrk_setUText(words, wide, &status);
	assert_true(U_SUCCESS(status));
	start = ubrk_first(words);
	for (int32_t end = ubrk_next(words); end != UBRK_DONE; end = ubrk_next(words)) {
		if (ubrk_getRuleStatus(words) != UBRK_WORD_NONE)
			buf_add_format(out, "%.*s|", end - start, text + start);
		start = end;
	}
	ubrk_close(words);
	utext_close(wide);
}

/* Where our own rules have nothing to say, Unicode's hold. */
static void plain_text_is_parted_as_unicode_does(void **state)
{
	static const char *const texts[] = {
		"Die Stadt fördert seit 2007 ein Netzwerk der Häfen; 34 Partner aus 8 Ländern "
		"beteiligen sich (darunter Gdańsk, Plzeň und Varna).",
		"„Wir wollen die Wege verkürzen“, sagte die Bürgermeisterin. Bis zum 24.04.07 "
		"flossen 1.603.747,50 Euro – mehr als geplant!",
		"The region's harbours don't compete: they share data, staff and 3.5 million "
		"euros. \"That works,\" said O'Brien, \"since 1999.\"",
		"Straße, STRASSE, stra\xC3\x9F"
		"e; Fo\u0308rderung, \xEF\xAC\x81nanziell, "
		"Ca\u00ADfé \xF0\x9F\x98\x80 Łódź, Ωmega, Привет мир.",
		"«L'avenir», d'abord; n° 5 & 6 = 11 % [sic] {x} <y> #z $1 §2 €3",
	};

	(void)state;
	for (size_t i = 0; i < COUNT(texts); i++) {
		SCOPED(buf_release) struct buf ours = {0};
		SCOPED(buf_release) struct buf theirs = {0};
		struct word word;
		size_t offset = 0;

		while (words_next(texts[i], strlen(texts[i]), &offset, &word))
			buf_add_format(&ours, "%.*s|", (int)(word.end - word.start),
				texts[i] + word.start);
		add_icu_words(texts[i], &theirs);
		assert_string_equal(buf_string(&ours), buf_string(&theirs));
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(signs_part_words),
		cmocka_unit_test(gender_forms_are_one_word),
		cmocka_unit_test(usual_abbreviations_are_one_word),
		cmocka_unit_test(signs_tie_lone_letters),
		cmocka_unit_test(blanks_part_the_groups_of_a_number),
		cmocka_unit_test(hyphens_are_remembered),
		cmocka_unit_test(apostrophes_tie_letters),
		cmocka_unit_test(numbers_hold_their_signs),
		cmocka_unit_test(invisible_characters_part_nothing),
		cmocka_unit_test(traits_are_told),
		cmocka_unit_test(plain_text_is_parted_as_unicode_does),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
