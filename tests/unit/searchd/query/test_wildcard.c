/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "query/wildcard.h"
#include "searchd/small_search.h"

static struct small_index small;

static void put(
	const char *id, const char *title, const char *text, enum language language)
{
	small_index_put(
		&small, &(struct small_page){id, title, text, language, NULL, {0}});
}

static int make(void **state)
{
	(void)state;
	small_index_make(&small);
	put("a", NULL, "Die Förderung läuft.", LANGUAGE_DE);
	put("b", NULL, "Die Forderung steht.", LANGUAGE_DE);
	put("c", NULL, "Foerderungen und FÖRDERER", LANGUAGE_DE);
	put("d", NULL, "Wirtschaftsförderung im Landkreis", LANGUAGE_DE);
	put("e", NULL, "Ein Haus aus Stein", LANGUAGE_DE);
	put("f", "Häuserzeile", "Zwei Häuser, eine Straße", LANGUAGE_DE);
	put("g", NULL, "CO2 und CO₂-Speicher seit 2007, 20070 und 5G-Netze", LANGUAGE_DE);
	put("h", NULL, "Gdańsk, Łódź und die CityRegio", LANGUAGE_DE);
	put("i", "Strategies", "Cities and their strategies", LANGUAGE_EN);
	put("j", "Das Haus", "Es steht bei anderen Häusern.", LANGUAGE_DE);
	small_index_load(&small);
	return 0;
}

static int release(void **state)
{
	(void)state;
	small_index_release(&small);
	return 0;
}

/* The ids of what a query finds. */
static void finds(const char *typed, const char *wanted)
{
	SCOPED(matches_release) struct matches found = small_search(&small, typed);
	SCOPED(buf_release) struct buf ids = {0};

	for (size_t i = 0; i < found.count; i++) {
		struct record_part id =
			small_index_id(small.snapshot, found.documents[i]);

		buf_add(&ids, id.bytes, id.length);
	}
	if (strcmp(buf_string(&ids), wanted) != 0)
		fail_msg("'%s' finds '%s', not '%s'", typed, buf_string(&ids), wanted);
}

static void umlauts_that_were_typed_are_wanted_in_any_spelling(void **state)
{
	(void)state;
	finds("Förder*", "ac");
	finds("FOERDER*", "ac");
	finds("fo\xCC\x88rder*", "ac");
	finds("Förderung*", "ac");
	finds("Förderungen*", "c");
}

static void letters_without_marks_are_any(void **state)
{
	(void)state;
	finds("Forder*", "abc");
	finds("Gdans*", "h");
	finds("Gdańs*", "h");
	finds("Lod*", "h");
	finds("stras*", "f");
	finds("straß*", "f");
}

static void compounds_are_found_by_their_first_letters(void **state)
{
	(void)state;
	finds("Wirtschaftsfoer*", "d");
	finds("Wirtschaftsför*", "d");
	finds("Wirtschaftsfor*", "d");
	finds("wirt*", "d");
}

static void the_letters_stand_on_the_page(void **state)
{
	(void)state;
	finds("Haus*", "efj"); /* häus is haus without its marks */
	finds("Häuse*", "fj");
	finds("Häusern*", "j");
	finds("Hausern*", "j");
	finds("strategie*", "i");
	finds("strategy*", "");
	finds("cities*", "i");
}

static void a_title_has_words_of_its_own(void **state)
{
	(void)state;
	finds("title:Häuse*", "f");
	finds("title:Haus*", "fj");
	finds("title:Strateg*", "i");
}

static void words_with_digits_and_joined_ones_are_found(void **state)
{
	(void)state;
	finds("CO2*", "g");
	finds("CO₂*", "g");
	finds("200*", "g");
	finds("2007*", "g");
	finds("2008*", "");
	finds("CityReg*", "h");
}

static void a_wildcard_goes_with_other_words(void **state)
{
	(void)state;
	finds("Förder* läuft", "a");
	finds("Förder* -läuft", "c");
	finds("Förder* OR Stein", "ace");
	finds("xylo*", "");
}

static struct parsed_query parse(const char *typed)
{
	struct index_reader *reader = snapshot_borrow(small.snapshot);
	const struct query_context context = {
		small.analyzer, reader, small.snapshot->words, NULL, CHOICE_OFF};
	struct parsed_query parsed = {0};

	must(query_parse(&context, typed, strlen(typed), CHOICE_OFF, &parsed, &err));
	snapshot_give_back(small.snapshot, reader);
	return parsed;
}

static void only_stems_that_others_share_ask_for_the_written_word(void **state)
{
	SCOPED(parsed_query_release) struct parsed_query shared = parse("Häuser*");
	SCOPED(parsed_query_release) struct parsed_query own = parse("Landkr*");

	(void)state;
	assert_int_equal(shared.tree->terms[0].reach, TERM_WRITTEN);
	assert_int_equal(shared.tree->form_count, 3);
	assert_int_equal(own.tree->terms[0].reach, TERM_FINDS);
	assert_int_equal(own.tree->form_count, 0);
}

static void the_most_frequent_words_are_taken_first(void **state)
{
	SCOPED(parsed_query_release) struct parsed_query parsed = {0};
	SCOPED(buf_release) struct buf text = {0};

	(void)state;
	for (int i = 0; i < 2 * WILDCARD_TERMS_MAX; i++)
		buf_add_format(&text, "wal%c%c ", 'a' + i / 26, 'a' + i % 26);
	put("k", NULL, text.bytes, LANGUAGE_DE);
	put("l", NULL, "Der Walzug", LANGUAGE_DE);
	put("m", NULL, "Ein Walzug", LANGUAGE_DE);
	small_index_load(&small);
	parsed = parse("wal*");
	assert_true(parsed.tree->term_count <= WILDCARD_TERMS_MAX);
	assert_true(parsed.tree->term_count > WILDCARD_TERMS_MAX / 2);
	assert_string_equal(parsed.tree->terms[0].term, "Dwalzug");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(umlauts_that_were_typed_are_wanted_in_any_spelling),
		cmocka_unit_test(letters_without_marks_are_any),
		cmocka_unit_test(compounds_are_found_by_their_first_letters),
		cmocka_unit_test(the_letters_stand_on_the_page),
		cmocka_unit_test(a_title_has_words_of_its_own),
		cmocka_unit_test(words_with_digits_and_joined_ones_are_found),
		cmocka_unit_test(a_wildcard_goes_with_other_words),
		cmocka_unit_test(only_stems_that_others_share_ask_for_the_written_word),
		cmocka_unit_test(the_most_frequent_words_are_taken_first),
	};

	return cmocka_run_group_tests(tests, make, release);
}
