/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "dice.h"
#include "query_parser.h"
#include "searchd/small_index.h"

static struct small_index small;
static struct index_reader *reader;

static int make(void **state)
{
	(void)state;
	small_index_make(&small);
	small_index_put(&small,
		&(struct small_page){
			"a", "Hafen", "Rostock und Rostocker", LANGUAGE_DE, NULL, {0}});
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

static struct parsed_query parse(const char *text, size_t length)
{
	struct parsed_query parsed = {0};

	must(query_parse(&(struct query_context){small.analyzer, reader,
				 small.snapshot->words, NULL, CHOICE_OFF},
		text, length, CHOICE_OFF, &parsed, &err));
	return parsed;
}

static void describe(const struct query *query, struct buf *out)
{
	static const char *const names[] = {
		"ALL", "", "PHRASE", "NEAR", "AND", "OR", "SOME", "NOT", ""};

	if (query->kind == QUERY_FACET)
		buf_add_format(out, "%s=%s", fields[query->field].name, query->value);
	else if (query->kind == QUERY_WORD)
		buf_add_string(out, query->term_count ? query->terms[0].term : "?");
	else
		buf_add_format(out, "%s(", names[query->kind]);
	for (size_t i = 0; i < query->child_count; i++) {
		buf_add_string(out, i ? " " : "");
		describe(query->children[i], out);
	}
	if (query->kind != QUERY_WORD && query->kind != QUERY_FACET)
		buf_add_string(out, ")");
	if (query->need == QUERY_OPTIONAL)
		buf_add_string(out, "?");
}

static void means(const char *text, const char *wanted)
{
	SCOPED(parsed_query_release)
	struct parsed_query parsed = parse(text, strlen(text));
	SCOPED(buf_release) struct buf tree = {0};

	if (parsed.tree)
		describe(parsed.tree, &tree);
	if (strcmp(buf_string(&tree), wanted) != 0)
		fail_msg("'%s' means %s, not %s", text, buf_string(&tree), wanted);
}

static void words_are_anded(void **state)
{
	(void)state;
	means("", "");
	means("  ", "");
	means("!?", "");
	means("Hafen", "Dhaf");
	means("Hafen Rostock", "AND(Dhaf Drostock)");
	means("Hafen AND Rostock", "AND(Dhaf Drostock)");
	means("(Hafen) UND (Rostock)", "AND(Dhaf Drostock)");
}

static void and_binds_tighter_than_or(void **state)
{
	(void)state;
	means("a1 b1 OR c1 d1", "OR(AND(a1 b1) AND(c1 d1))");
	means("a1 (b1 OR c1) d1", "AND(a1 OR(b1 c1) d1)");
	means("a1 ODER b1 ODER c1", "OR(a1 b1 c1)");
}

static void unwanted_words_are_taken_away(void **state)
{
	(void)state;
	means("a1 -b1", "NOT(a1 OR(b1))");
	means("a1 NOT b1 NICHT c1", "NOT(a1 OR(b1 c1))");
	means("-a1", "NOT(ALL() OR(a1))");
	means("a1 AND NOT b1", "NOT(a1 OR(b1))");
	means("a1 -(b1 c1)", "NOT(a1 OR(AND(b1 c1)))");
	means("a1 -\"b1 c1\"", "NOT(a1 OR(PHRASE(b1 c1)))");
	means("a1 -!", "a1");
	means("--a1", "NOT(ALL() OR(a1))");
}

static void what_is_no_operator_is_a_word(void **state)
{
	(void)state;
	means("Rostock AND", "AND(Drostock Dand?)");
	means("AND Rostock", "AND(Dand? Drostock)");
	means("Rostock ODER", "AND(Drostock doder?)");
	means("NOT", "Dnot");
	means("OR", "Dor");
	means("a1 OR OR b1", "OR(AND(a1 Dor?) b1)");
	means("city: a1", "AND(Dcity a1)");
}

static void stop_words_are_optional_beside_others(void **state)
{
	(void)state;
	means("der Hafen und die Stadt", "AND(dder? Dhaf dund? ddie? Dstadt)");
	means("der", "dder");
	means("der die", "AND(dder ddie)");
	means("und/oder Hafen", "AND(dund? doder? Dhaf)");
	means("\"der Hafen\"", "PHRASE(dder Dhaf)");
	means("(der) Hafen", "AND(dder Dhaf)");
}

static void fields_are_filters_or_prefixes(void **state)
{
	(void)state;
	means("city:Danzig", "city=Danzig");
	means("ort:\"Bad Muskau\" Hafen", "AND(city=Bad Muskau Dhaf)");
	means("jahr:2005..2008", "year=2005..2008");
	means("title:Hafen", "SDhaf");
	means("titel:\"neuer Hafen\"", "AND(SDneu SDhaf)");
	means("-type:news", "NOT(ALL() OR(type=news))");
	means("city:(Danzig)", "AND(Dcity Ddanzig)");
	means("city:\"\" Hafen", "Dhaf");
}

static void parentheses_need_not_balance(void **state)
{
	(void)state;
	means("((a1", "a1");
	means("a1))", "a1");
	means(")a1(", "a1");
	means("a1) b1", "AND(a1 b1)");
	means("()", "");
	means("a1 OR ()", "a1");
}

static void whether_it_is_plain_is_told(void **state)
{
	static const struct {
		const char *text;
		int is_plain;
		size_t content_words;
	} cases[] = {{"Hafen Rostock", 1, 2}, {"der Hafen", 1, 1}, {"City-Regio", 1, 2},
		{"\"a1 b1\"", 1, 2}, {"a1 OR b1", 0, 2}, {"-a1", 0, 1}, {"(a1)", 0, 1},
		{"city:x a1", 0, 1}, {"title:a1", 0, 1}, {"rost*", 0, 1},
		{"AND a1", 1, 1}};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		SCOPED(parsed_query_release)
		struct parsed_query parsed = parse(cases[i].text, strlen(cases[i].text));

		if (!!parsed.is_plain != cases[i].is_plain
			|| parsed.content_words != cases[i].content_words)
			fail_msg("%s: plain %d, %zu words", cases[i].text,
				parsed.is_plain, parsed.content_words);
	}
}

static size_t count_words(const struct query *query, unsigned depth)
{
	size_t count = query->kind == QUERY_WORD;

	assert_true(depth <= 3 * QUERY_DEPTH_MAX + 4);
	for (size_t i = 0; i < query->child_count; i++)
		count += count_words(query->children[i], depth + 1);
	return count;
}

/* pieces of text, each so many times, one behind the other */
static void repeat(const char *piece, size_t times, struct buf *out)
{
	while (times--)
		buf_add_string(out, piece);
}

static void a_huge_query_is_capped(void **state)
{
	static const char *const pieces[] = {"Wort ", "(", "(a1 OR ", ")", "-", "\"",
		"a1-", "\"a b\" ", "city:x ", "wort* ", "NOT ", "AND ", "OR ", "(-a1 ",
		"(a1) ", "„", "a1 OR (", "City-Regio "};

	(void)state;
	for (size_t i = 0; i < COUNT(pieces); i++) {
		SCOPED(buf_release) struct buf text = {0};
		SCOPED(parsed_query_release) struct parsed_query parsed = {0};

		repeat(pieces[i], 10000, &text);
		buf_add_string(&text, "Hafen");
		parsed = parse(text.bytes, text.length);
		if (parsed.tree) /* each hyphenated word may have one more */
			assert_true(count_words(parsed.tree, 0)
				<= (size_t)2 * QUERY_WORDS_MAX);
	}
}

static void no_text_is_an_error(void **state)
{
	static const char *const pieces[] = {"a", "Ü", "\xC2\xA0", " ", "\"", "„", "“",
		"(", ")", "-", "--", ":", "city:", "AND", " AND ", " OR ", " NOT ", "*",
		"abc*", "\xF0\x9F\x98\x80", "e\xCC\x81", "\xCC\x81", "\n",
		"title:", "year:..", "..", "\xC2\xAD", "a-b", "'", "\xE2\x80\x99",
		"1.234", "der", "city:\"", "ﷺ", "½"};
	uint64_t seed = 815;

	(void)state;
	for (int i = 0; i < 3000; i++) {
		SCOPED(buf_release) struct buf text = {0};
		SCOPED(parsed_query_release) struct parsed_query parsed = {0};

		for (uint32_t count = dice_roll(&seed, 14); count; count--)
			buf_add_string(&text, pieces[dice_roll(&seed, COUNT(pieces))]);
		parsed = parse(buf_string(&text), text.length);
		assert_true(!parsed.tree || count_words(parsed.tree, 0) < 200);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(words_are_anded),
		cmocka_unit_test(and_binds_tighter_than_or),
		cmocka_unit_test(unwanted_words_are_taken_away),
		cmocka_unit_test(what_is_no_operator_is_a_word),
		cmocka_unit_test(stop_words_are_optional_beside_others),
		cmocka_unit_test(fields_are_filters_or_prefixes),
		cmocka_unit_test(parentheses_need_not_balance),
		cmocka_unit_test(whether_it_is_plain_is_told),
		cmocka_unit_test(a_huge_query_is_capped),
		cmocka_unit_test(no_text_is_an_error),
	};

	return cmocka_run_group_tests(tests, make, release);
}
