/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "query/query_parser.h"
#include "searchd/small_index.h"

static struct small_index small;
static struct index_reader *reader;

static const struct small_page pages[] = {
	{"raum", "", "Der ländliche Raum braucht Busse.", LANGUAGE_DE, NULL, {0}},
	{"area", "", "Rural areas need buses.", LANGUAGE_EN, NULL, {0}},
	{"verbund", "", "Ein Verbundprojekt zum Wasserstoff.", LANGUAGE_DE, NULL, {0}},
	{"joint", "", "A joint project on hydrogen.", LANGUAGE_EN, NULL, {0}},
	{"kmu", "", "Kleine und mittlere Unternehmen.", LANGUAGE_DE, NULL, {0}},
	{"gift", "", "Das Gift im Boden, das Gift im Fluss.", LANGUAGE_DE, NULL, {0}},
	{"poison", "", "Poison in the soil.", LANGUAGE_EN, NULL, {0}},
	{"present", "", "Eine Gabe. Ein Geschenk.", LANGUAGE_DE, NULL, {0}},
	{"art", "", "An art museum.", LANGUAGE_EN, NULL, {0}},
	{"kunst", "", "Eine Art von Kunst, eine Sorte.", LANGUAGE_DE, NULL, {0}},
	{"kind", "", "A kind of sort.", LANGUAGE_EN, NULL, {0}},
};

static int make(void **state)
{
	(void)state;
	small_index_make(&small);
	for (size_t i = 0; i < COUNT(pages); i++)
		small_index_put(&small, &pages[i]);
	small_index_load(&small);
	reader = snapshot_borrow(small.snapshot);
	return 0;
}

static int release(void **state)
{
	(void)state;
	snapshot_give_back(small.snapshot, reader);
	small_index_release(&small);
	return 0;
}

static struct parsed_query parse(const char *text, enum choice translate)
{
	struct parsed_query parsed = {0};

	must(query_parse(&(struct query_context){small.analyzer, reader,
				 small.snapshot->words, NULL, CHOICE_OFF},
		text, strlen(text), translate, &parsed, &err));
	return parsed;
}

/* from=to,to; and so on */
static void told(const char *text, struct buf *out)
{
	SCOPED(parsed_query_release) struct parsed_query parsed = parse(text, CHOICE_ON);

	for (size_t i = 0; i < parsed.translations.count; i++) {
		const struct translation *item = &parsed.translations.items[i];

		buf_add_format(out, "%s=", item->from);
		for (size_t t = 0; t < item->count; t++)
			buf_add_format(out, "%s%s", t ? "," : "", item->to[t]);
		buf_add_string(out, ";");
	}
}

static void tells(const char *text, const char *wanted)
{
	SCOPED(buf_release) struct buf all = {0};

	told(text, &all);
	if (!strstr(buf_string(&all), wanted))
		fail_msg("'%s' is translated as %s, without %s", text, buf_string(&all),
			wanted);
}

static void does_not_tell(const char *text, const char *unwanted)
{
	SCOPED(buf_release) struct buf all = {0};

	told(text, &all);
	if (strstr(buf_string(&all), unwanted))
		fail_msg("'%s' is translated as %s", text, buf_string(&all));
}

static void words_side_by_side_are_translated_as_a_term(void **state)
{
	(void)state;
	tells("ländlicher Raum", "ländlicher Raum=rural area;");
	tells("laendliche Raeume", "laendliche Raeume=rural area;");
	tells("rural areas", "rural areas=ländlicher raum;");
	tells("joint projects", "joint projects=verbundprojekt;");
	tells("Busse im ländlichen Raum", "ländlichen Raum=rural area;");
	tells("small and medium-sized enterprises",
		"small and medium-sized enterprises=kleine und mittlere unternehmen;");
}

static void the_words_of_a_term_are_still_translated_one_by_one(void **state)
{
	(void)state;
	tells("joint hydrogen project", "hydrogen=wasserstoff;");
	tells("rural areas", "rural=ländlich;");
}

static void what_stands_apart_is_no_term(void **state)
{
	(void)state;
	does_not_tell("areas rural", "ländlicher raum");
	does_not_tell("rural \"areas\"", "ländlicher raum");
	does_not_tell("rural -areas", "ländlicher raum");
	does_not_tell("rural OR areas", "ländlicher raum");
	does_not_tell("\"rural areas\"", "ländlicher raum");
	does_not_tell("title:rural title:areas", "ländlicher raum");
}

static void only_what_some_page_has_is_taken(void **state)
{
	(void)state;
	does_not_tell("rural areas", "region");
	does_not_tell("SMEs", "mittelstand");
	tells("SMEs", "SMEs=kleine und mittlere unternehmen;");
}

static void a_word_of_both_languages_is_read_as_the_pages_have_it(void **state)
{
	(void)state;
	tells("Gift", "poison");
	does_not_tell("Gift", "gabe");
	tells("art", "kunst");
	tells("art", "kind");
	does_not_tell("die", "sterben");
}

static void translations_can_be_turned_off(void **state)
{
	SCOPED(parsed_query_release)
	struct parsed_query parsed = parse("rural areas", CHOICE_OFF);

	(void)state;
	assert_int_equal(parsed.translations.count, 0);
	assert_int_equal(parsed.tree->kind, QUERY_AND);
	assert_int_equal(parsed.tree->child_count, 2);
}

/* The words, and behind them what they are called together. */
static void a_term_is_an_alternative_to_its_words(void **state)
{
	SCOPED(parsed_query_release)
	struct parsed_query parsed = parse("rural areas", CHOICE_ON);
	const struct query *tree = parsed.tree;

	(void)state;
	assert_int_equal(tree->kind, QUERY_OR);
	assert_int_equal(tree->child_count, 2);
	assert_int_equal(tree->children[0]->kind, QUERY_AND);
	assert_int_equal(tree->children[1]->kind, QUERY_NEAR);
	assert_true(tree->children[1]->weight < 1);
	assert_int_equal(parsed.content_words, 2);
}

static void a_translated_term_counts_less_than_a_typed_one(void **state)
{
	SCOPED(parsed_query_release)
	struct parsed_query parsed = parse("hydrogen", CHOICE_ON);
	size_t translated = 0;

	(void)state;
	assert_int_equal(parsed.tree->kind, QUERY_WORD);
	for (size_t i = 0; i < parsed.tree->term_count; i++) {
		const struct query_term *term = &parsed.tree->terms[i];

		if (term->reach != TERM_TRANSLATES)
			continue;
		assert_true(term->weight < 1);
		translated++;
	}
	assert_true(translated > 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(words_side_by_side_are_translated_as_a_term),
		cmocka_unit_test(the_words_of_a_term_are_still_translated_one_by_one),
		cmocka_unit_test(what_stands_apart_is_no_term),
		cmocka_unit_test(only_what_some_page_has_is_taken),
		cmocka_unit_test(a_word_of_both_languages_is_read_as_the_pages_have_it),
		cmocka_unit_test(translations_can_be_turned_off),
		cmocka_unit_test(a_term_is_an_alternative_to_its_words),
		cmocka_unit_test(a_translated_term_counts_less_than_a_typed_one),
	};

	return cmocka_run_group_tests(tests, make, release);
}
