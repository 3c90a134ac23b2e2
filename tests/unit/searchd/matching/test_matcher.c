/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "searchd/small_search.h"

static struct small_index small;

static int make(void **state)
{
	(void)state;
	small_index_make(&small);
	return 0;
}

static int release(void **state)
{
	(void)state;
	small_index_release(&small);
	return 0;
}

static void put(const char *id, const char *title, const char *text)
{
	small_index_put(
		&small, &(struct small_page){id, title, text, LANGUAGE_DE, NULL, {0}});
}

/* The ids of what the query finds, in the order they were put. */
static void finds(const char *text, const char *wanted)
{
	SCOPED(matches_release) struct matches found = small_search(&small, text);
	SCOPED(buf_release) struct buf ids = {0};

	for (size_t i = 0; i < found.count; i++) {
		struct record_part id =
			small_index_id(small.snapshot, found.documents[i]);

		buf_add(&ids, id.bytes, id.length);
	}
	if (strcmp(buf_string(&ids), wanted) != 0)
		fail_msg("'%s' finds '%s', not '%s'", text, buf_string(&ids), wanted);
}

static void words_side_by_side_are_all_wanted(void **state)
{
	(void)state;
	put("a", "Hafen", "Der Hafen von Rostock.");
	put("b", "Messe", "Die Messe in Leipzig und der Hafen.");
	put("c", "Leer", "Nichts davon.");
	small_index_load(&small);
	finds("hafen", "ab");
	finds("hafen leipzig", "b");
	finds("hafen OR davon", "abc");
	finds("hafen -leipzig", "a");
	finds("NOT hafen", "c");
	finds("-hafen -davon", "");
	finds("hafen rostock leipzig", "");
}

static void stop_words_never_exclude(void **state)
{
	(void)state;
	put("a", NULL, "Hafen Rostock");
	put("b", NULL, "der Hafen");
	small_index_load(&small);
	finds("der Hafen", "ab");
	finds("Leipzig AND", "");
	finds("Hafen AND", "ab");
	finds("der", "b");
	finds("\"der Hafen\"", "b");
}

static void an_operator_without_operand_is_a_word(void **state)
{
	(void)state;
	put("a", NULL, "Hafen");
	put("b", NULL, "not Rostock");
	small_index_load(&small);
	finds("AND", "");
	finds("NOT", "b");
	finds("Hafen OR", "a");
	finds("OR Hafen", "a");
	finds("( Hafen", "a");
	finds(") Hafen", "a");
	finds("Hafen )( Hafen", "a");
	finds("\"Hafen", "a");
	finds("()", "ab");
	finds("\"\"", "ab");
	finds("Hafen -", "a");
}

static void spellings_of_umlauts_meet_in_words_and_phrases(void **state)
{
	(void)state;
	put("a", NULL, "Die europäischen Städte");
	put("b", NULL, "Die europaeischen Staedte");
	put("c", NULL, "Die europäische Stadt");
	put("d", NULL, "STÄDTE, EUROPÄISCHE");
	put("e", NULL, "europa\u0308ische Sta\u0308dte");
	small_index_load(&small);
	finds("Städte", "abcde");
	finds("staedte", "abcde");
	finds("Stadte", "abcde");
	finds("Sta\u0308dte", "abcde");
	finds("\"europäische städte\"", "abce");
	finds("\"europaeische staedte\"", "abce");
}

static void a_hyphenated_word_is_found_whole_and_in_parts(void **state)
{
	(void)state;
	put("a", NULL, "Das City-Regio Projekt");
	put("b", NULL, "Die City Regio");
	put("c", NULL, "Cityregio");
	put("d", NULL, "Regio und City");
	put("e", NULL, "und der");
	small_index_load(&small);
	finds("City-Regio", "abc");
	finds("cityregio", "ac");
	finds("\"City Regio\"", "ab");
	finds("city", "abd");
	finds("-city-regio", "de");
	finds("\"City-Regio Projekt\"", "a");
	finds("Regio-und-City", "d");
	finds("und-der", "e");
}

static void a_phrase_does_not_reach_from_block_to_block(void **state)
{
	(void)state;
	put("a", "Neuer Hafen", "Rostock baut\nLeipzig plant");
	small_index_load(&small);
	finds("\"Rostock baut\"", "a");
	finds("\"baut Leipzig\"", "");
	finds("\"Hafen Rostock\"", "");
	finds("\"Neuer Hafen\"", "a");
}

static void a_field_is_searched_alone(void **state)
{
	(void)state;
	put("a", "Hafen", "Rostock");
	put("b", "Rostock", "Hafen");
	small_index_load(&small);
	finds("title:hafen", "a");
	finds("TITEL:Häfen", "a");
	finds("title:hafen rostock", "a");
	finds("-title:hafen", "b");
	finds("title:haf*", "a");
	finds("body:hafen", "ab");
}

static void a_wildcard_stands_for_what_begins_with_it(void **state)
{
	(void)state;
	put("a", NULL, "Wirtschaftsförderung");
	put("b", NULL, "Wirtschaft");
	put("c", NULL, "Förderungen 2007");
	put("d", NULL, "Wirt");
	small_index_load(&small);
	finds("wirtschaft*", "ab");
	finds("Wirtschaftsför*", "a");
	finds("Förderung*", "c");
	finds("förderungen*", "c");
	finds("200*", "c");
	finds("wi*", "");
}

static void a_wildcard_has_letters(void **state)
{
	(void)state;
	put("a", NULL, "Hafen");
	small_index_load(&small);
	finds("hafen AND ...*", "a");
	finds("-\"!!!\" -!!!*", "a");
	finds("rostock OR \xF0\x9F\x98\x80\xF0\x9F\x98\x80\xF0\x9F\x98\x80*", "");
	finds("rostock OR \u00AD\u00AD\u00AD*", "");
}

enum { MANY = 2500, RARE_EVERY = 1100 };

/* Long lists are read in pieces, or only at the candidates of a rarer word. */
static void long_lists_are_exact(void **state)
{
	SCOPED(matches_release) struct matches all = {0};
	SCOPED(matches_release) struct matches few = {0};

	(void)state;
	for (int i = 0; i < MANY; i++) {
		char id[16];

		snprintf(id, sizeof(id), "%d", i);
		put(id, NULL, i % RARE_EVERY ? "Wasser" : "Wasser selten");
	}
	small_index_load(&small);
	all = small_search(&small, "wasser");
	assert_int_equal(all.count, MANY);
	few = small_search(&small, "wasser selten");
	assert_int_equal(few.count, 3);
	finds("wasser AND selten", "011002200");
	finds("(wasser OR messe) selten", "011002200");
	finds("\"wasser selten\"", "011002200");
	finds("selten -wasser", "");
	assert_true(few.scores[0] > all.scores[1]);
}

#define promise(test) cmocka_unit_test_setup_teardown(test, make, release)

int main(void)
{
	const struct CMUnitTest tests[] = {
		promise(words_side_by_side_are_all_wanted),
		promise(stop_words_never_exclude),
		promise(an_operator_without_operand_is_a_word),
		promise(spellings_of_umlauts_meet_in_words_and_phrases),
		promise(a_hyphenated_word_is_found_whole_and_in_parts),
		promise(a_phrase_does_not_reach_from_block_to_block),
		promise(a_field_is_searched_alone),
		promise(a_wildcard_stands_for_what_begins_with_it),
		promise(a_wildcard_has_letters),
		promise(long_lists_are_exact),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
