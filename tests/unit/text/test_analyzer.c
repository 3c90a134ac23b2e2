/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "dice.h"
#include "text/analyzer.h"
#include "text/unicode.h"
#include "unit.h"

#include <string.h>

static struct analyzer *analyzer;
static struct analysis analysis;

static int make(void **state)
{
	(void)state;
	return !analyzer_open(&analyzer, &err);
}

static int release(void **state)
{
	(void)state;
	analyzer_close(&analyzer);
	analysis_release(&analysis);
	return 0;
}

static void analyze(enum analyzer_side side, enum language language, const char *text)
{
	analysis_clear(&analysis);
	analyzer_analyze(analyzer, side, text, strlen(text), language, &analysis);
}

/* Every word: its bytes of the text, = before a whole, and its terms. */
static void describe(const char *text, struct buf *out)
{
	for (size_t i = 0; i < analysis.word_count; i++) {
		const struct analyzed_word *word = &analysis.words[i];

		buf_add_format(out, "%s%s%.*s@%u", i ? " " : "",
			word->role == WORD_HYPHENATED ? "=" : "",
			(int)(word->end - word->start), text + word->start,
			word->position);
		for (uint32_t t = 0; t < word->term_count; t++)
			buf_add_format(out, "/%s",
				analysis_term(&analysis, word->first_term + t));
	}
}

static void yields(const char *text, enum language language, const char *wanted)
{
	SCOPED(buf_release) struct buf words = {0};

	analyze(ANALYZER_PAGE, language, text);
	describe(text, &words);
	assert_string_equal(buf_string(&words), wanted);
}

static void a_page_has_the_stems_of_its_language(void **state)
{
	(void)state;
	yields("Häfen, Harbours", LANGUAGE_DE,
		"Häfen@0/Dhaf Harbours@1/Dharbour/Eharbor");
	yields("Häfen, Harbours", LANGUAGE_EN,
		"Häfen@0/Ehafen/Ehaefen Harbours@1/Eharbor");
	yields("Häfen", LANGUAGE_UNKNOWN, "Häfen@0/Dhaf");
	yields("", LANGUAGE_DE, "");
	yields("... - !", LANGUAGE_DE, "");
}

static bool meet(const char *page, enum language language, const char *query)
{
	SCOPED(analysis_release) struct analysis asked = {0};

	analyze(ANALYZER_PAGE, language, page);
	analyzer_analyze(
		analyzer, ANALYZER_QUERY, query, strlen(query), LANGUAGE_UNKNOWN, &asked);
	for (size_t i = 0; i < analysis.term_count; i++) {
		for (size_t j = 0; j < asked.term_count; j++) {
			if (!strcmp(analysis_term(&analysis, i),
				    analysis_term(&asked, j)))
				return true;
		}
	}
	return false;
}

static void spellings_of_one_word_meet(void **state)
{
	static const char *const groups[][6] = {
		{"Städte", "Staedte", "Stadte", "städte", "STÄDTE", "Sta\u0308dte"},
		{"Förderung", "Foerderung", "FÖRDERUNGEN", "Fo\u0308rderung",
			"För\u00ADderung", "förderung"},
		{"Straße", "Strasse", "STRASSE", "STRA\u1E9EE", "straße", "Stra\u00ADße"},
		{"Finanzierung", "\xEF\xAC\x81nanzierung", "finanzierung", "FINANZIERUNG",
			"Fi\xE2\x80\x8Bnanzierung", "Finanzierungen"},
		{"Größe", "Groesse", "Grösse", "GRÖSSE", "größe", "Gro\u0308ße"},
		{"1.603.747", "1603747", "1.603.747", "1603747", "1603747", "1603747"},
		{"CO2", "co2", "CO\xE2\x82\x82", "Co2", "co2", "ＣＯ２"},
	};

	(void)state;
	for (size_t i = 0; i < COUNT(groups); i++) {
		for (size_t j = 0; j < 36; j++) {
			const char *page = groups[i][j / 6];
			const char *query = groups[i][j % 6];

			if (!meet(page, LANGUAGE_DE, query))
				fail_msg("%s does not meet %s", page, query);
		}
	}
}

static void different_words_do_not_meet(void **state)
{
	static const char *const pairs[][2] = {{"neue", "nü"}, {"Bauer", "Baur"},
		{"2007", "207"}, {"24.04.07", "240407"}};

	(void)state;
	for (size_t i = 0; i < COUNT(pairs); i++) {
		if (meet(pairs[i][0], LANGUAGE_DE, pairs[i][1]))
			fail_msg("%s meets %s", pairs[i][0], pairs[i][1]);
	}
}

static void english_meets_english(void **state)
{
	(void)state;
	assert_true(meet("Harbours", LANGUAGE_EN, "harbour"));
	assert_true(meet("Europe's strategies", LANGUAGE_EN, "Europe\xE2\x80\x99s"));
	assert_true(meet("strategies", LANGUAGE_EN, "strategy"));
	assert_true(meet("Städte in English", LANGUAGE_EN, "Städte"));
}

static void offsets_are_those_of_the_input(void **state)
{
	(void)state;
	yields("Ein Stra\u00ADßen", LANGUAGE_DE, "Ein@0/dein Stra\u00ADßen@1/Dstrass");
	yields("(Sta\u0308dte)", LANGUAGE_DE, "Sta\u0308dte@0/Dstadt");
	yields("die \xEF\xAC\x81nanzierung!", LANGUAGE_DE,
		"die@0/ddie \xEF\xAC\x81nanzierung@1/Dfinanzier");
	yields("\xE2\x80\x9E"
	       "Häfen\xE2\x80\x9C",
		LANGUAGE_DE, "Häfen@0/Dhaf");
	yields("Europe\xE2\x80\x99s d'Actium", LANGUAGE_EN,
		"Europe\xE2\x80\x99s@0/Eeurop d'Actium@1/Edactium/Eactium");
}

static void hyphens_make_a_whole_and_parts(void **state)
{
	(void)state;
	yields("das City-Regio-Netz am", LANGUAGE_DE,
		"das@0/ddas =City-Regio-Netz@1/Dcityregionetz City@1/Dcity Regio@2/Dregio"
		" Netz@3/Dnetz am@4/dam");
	yields("Haus - Hof", LANGUAGE_DE, "Haus@0/Dhaus Hof@1/Dhof");
	yields("An- und Bau", LANGUAGE_DE, "An@0/dan und@1/dund Bau@2/Dbau");
	yields("a-b-c-d-e-f-g-h", LANGUAGE_DE,
		"=a-b-c-d-e-f@0/Dabcdef a@0/Da b@1/Db c@2/Dc d@3/Dd e@4/De f@5/Df"
		" =g-h@6/Dgh g@6/Dg h@7/Dh");
	yields("City\xE2\x80\x90Regio", LANGUAGE_DE,
		"=City\xE2\x80\x90Regio@0/Dcityregio City@0/Dcity Regio@1/Dregio");
	yields("EU-2020", LANGUAGE_DE, "=EU-2020@0/eu2020/Deu/2020 EU@0/Deu 2020@1/2020");
}

static void a_hyphen_after_a_mark_joins_too(void **state)
{
	(void)state;
	yields("Café-Bar", LANGUAGE_EN, "=Café-Bar@0/Ecafebar Café@0/Ecafe Bar@1/Ebar");
	yields("Cafe\xCC\x81-Bar", LANGUAGE_EN,
		"=Cafe\xCC\x81-Bar@0/Ecafebar Cafe\xCC\x81@0/Ecafe Bar@1/Ebar");
}

static void capitals_inside_part_as_hyphens_do(void **state)
{
	(void)state;
	yields("CityRegio", LANGUAGE_DE,
		"=CityRegio@0/Dcityregio City@0/Dcity Regio@1/Dregio");
	/* a part without digits is a word like others */
	yields("2vwRegio", LANGUAGE_DE, "=2vwRegio@0/2vwregio 2vw@0/2vw Regio@1/Dregio");
	yields("GmbH McDonald", LANGUAGE_DE, "GmbH@0/Dgmbh McDonald@1/Dmcdonald");
}

static void forms_for_women_and_men_are_one_word(void **state)
{
	(void)state;
	yields("Akteur:innen am", LANGUAGE_DE,
		"Akteur:innen@0/Dakteur/Dakteurinn am@1/dam");
	yields("AkteurInnen", LANGUAGE_DE, "AkteurInnen@0/Dakteur/Dakteurinn");
	yields("Akteurinnen", LANGUAGE_DE, "Akteurinnen@0/Dakteurinn/Dakteur");
}

static void a_suspended_compound_has_the_whole_word_too(void **state)
{
	const struct analyzed_term *terms;

	(void)state;
	yields("Ein- und Ausfuhr", LANGUAGE_DE,
		"Ein@0/dein/Deinfuhr und@1/dund Ausfuhr@2/Dausfuhr");
	analyze(ANALYZER_PAGE, LANGUAGE_DE, "Ein- und Ausfuhr");
	terms = analysis.terms + analysis.words[0].first_term;
	assert_int_equal(terms[0].kind, TERM_STEM);
	assert_int_equal(terms[1].kind, TERM_VARIANT);
}

static void who_asks_for_it_does_not_ask_for_a_stop_word(void **state)
{
	(void)state;
	analyze(ANALYZER_QUERY, LANGUAGE_UNKNOWN, "Ein- und Ausfuhr");
	assert_int_equal(analysis.words[0].stop, 0);
	assert_string_equal(analysis_term(&analysis, 0), "Deinfuhr");
}

static void positions_go_on_from_text_to_text(void **state)
{
	(void)state;
	analyze(ANALYZER_PAGE, LANGUAGE_DE, "eins zwei-drei");
	analyzer_analyze(analyzer, ANALYZER_PAGE, "vier", 4, LANGUAGE_DE, &analysis);
	assert_int_equal(analysis.word_count, 5);
	assert_int_equal(analysis.words[4].position, 3);
	assert_int_equal(analysis.words[4].start, 0);
}

static void stop_words_are_told_by_language(void **state)
{
	(void)state;
	analyze(ANALYZER_QUERY, LANGUAGE_UNKNOWN, "der the in Hafen 2007");
	assert_int_equal(analysis.words[0].stop, 1U << LANGUAGE_DE);
	assert_int_equal(analysis.words[1].stop, 1U << LANGUAGE_EN);
	assert_int_equal(analysis.words[2].stop, 1U << LANGUAGE_DE | 1U << LANGUAGE_EN);
	assert_int_equal(analysis.words[3].stop, 0);
	assert_int_equal(analysis.words[4].stop, 0);
}

static void has_form(const char *text, size_t word, const char *wanted)
{
	for (int side = ANALYZER_PAGE; side <= ANALYZER_QUERY; side++) {
		analyze((enum analyzer_side)side, LANGUAGE_DE, text);
		assert_string_equal(
			analysis_form(&analysis, &analysis.words[word]), wanted);
		assert_int_equal(analysis.words[word].form_length, strlen(wanted));
	}
}

static void a_word_tells_its_form(void **state)
{
	(void)state;
	has_form("die Städte", 1, "städte");
	has_form("STÄDTE", 0, "städte");
	has_form("Staedte", 0, "staedte");
	has_form("Stadt", 0, "stadt");
	has_form("im Jahr 2007", 2, "2007");
	has_form("City-Regio", 0, "cityregio");
	has_form("City-Regio", 2, "regio");
}

static void a_word_has_the_same_terms_wherever_it_was_met_first(void **state)
{
	struct analyzer *fresh = NULL;

	(void)state;
	must(analyzer_open(&fresh, &err));
	analysis_clear(&analysis);
	analyzer_analyze(
		fresh, ANALYZER_PAGE, "FörderSane und Sane", 20, LANGUAGE_DE, &analysis);
	analyzer_close(&fresh);
	assert_int_equal(analysis.words[4].term_count, 2);
	assert_string_equal(
		analysis_term(&analysis, analysis.words[4].first_term + 1), "Esane");
}

/* Folded it is formularsstabelle, which is parted within the letter. */
static void parts_are_cut_between_letters(void **state)
{
	static const char text[] = "Formularßtabelle";

	(void)state;
	analyze(ANALYZER_QUERY, LANGUAGE_DE, text);
	assert_int_equal(analysis.word_count, 3);
	for (size_t i = 0; i < analysis.word_count; i++) {
		const struct analyzed_word *word = &analysis.words[i];

		assert_true(unicode_valid(text + word->start, word->end - word->start));
	}
}

static void has_stems_alone(const char *text, const char *const *terms, size_t count)
{
	analyze(ANALYZER_PAGE, LANGUAGE_DE, text);
	assert_int_equal(analysis.word_count, count);
	assert_int_equal(analysis.term_count, count);
	for (size_t i = 0; i < count; i++)
		assert_string_equal(analysis_term(&analysis, i), terms[i]);
}

static void by_stems_alone_a_word_is_its_stem(void **state)
{
	static const char *const terms[] = {
		"Dwirtschaftsfoerder", "dund", "Dstaedt", "Dcityregio"};

	(void)state;
	analyzer_use(analyzer, ANALYSIS_STEMS);
	has_stems_alone("Wirtschaftsförderung und Staedte, CityRegio", terms, 4);
	has_stems_alone("Aus- Ausfuhr", (const char *const[]){"daus", "Dausfuhr"}, 2);
	analyze(ANALYZER_QUERY, LANGUAGE_UNKNOWN, "Hafenwirtschaft");
	assert_int_equal(analysis.word_count, 1);
	assert_int_equal(analysis.term_count, 2);
	analyzer_use(analyzer, ANALYSIS_FULL);
	analyze(ANALYZER_QUERY, LANGUAGE_UNKNOWN, "Hafenwirtschaft");
	assert_int_equal(analysis.word_count, 3);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_page_has_the_stems_of_its_language),
		cmocka_unit_test(spellings_of_one_word_meet),
		cmocka_unit_test(different_words_do_not_meet),
		cmocka_unit_test(english_meets_english),
		cmocka_unit_test(offsets_are_those_of_the_input),
		cmocka_unit_test(hyphens_make_a_whole_and_parts),
		cmocka_unit_test(a_hyphen_after_a_mark_joins_too),
		cmocka_unit_test(capitals_inside_part_as_hyphens_do),
		cmocka_unit_test(forms_for_women_and_men_are_one_word),
		cmocka_unit_test(a_suspended_compound_has_the_whole_word_too),
		cmocka_unit_test(who_asks_for_it_does_not_ask_for_a_stop_word),
		cmocka_unit_test(positions_go_on_from_text_to_text),
		cmocka_unit_test(stop_words_are_told_by_language),
		cmocka_unit_test(a_word_tells_its_form),
		cmocka_unit_test(a_word_has_the_same_terms_wherever_it_was_met_first),
		cmocka_unit_test(by_stems_alone_a_word_is_its_stem),
		cmocka_unit_test(parts_are_cut_between_letters),
	};

	return cmocka_run_group_tests(tests, make, release);
}
