/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "dice.h"
#include "query/query_parser.h"
#include "query/query_reading.h"
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
		"ALL", "", "PHRASE", "NEAR", "AND", "OR", "SOME", "NOT", "", "CLOSE", ""};

	if (query->distance)
		buf_add_format(out, "%u:", query->distance);
	if (query->kind == QUERY_STATE)
		buf_add_format(out, "state%d", (int)query->state);
	else if (query->kind == QUERY_FACET)
		buf_add_format(out, "%s=%s", fields[query->field].name, query->value);
	else if (query->kind == QUERY_WORD)
		buf_add_string(out, query->term_count ? query->terms[0].term : "?");
	else
		buf_add_format(out, "%s(", names[query->kind]);
	for (size_t i = 0; i < query->child_count; i++) {
		buf_add_string(out, i ? " " : "");
		describe(query->children[i], out);
	}
	if (query->kind != QUERY_WORD && query->kind != QUERY_FACET
		&& query->kind != QUERY_STATE)
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
	means("city:(Danzig)", "city=Danzig");
	means("city:\"\" Hafen", "Dhaf");
}

static void fields_have_names_in_two_languages_in_any_case(void **state)
{
	(void)state;
	means("STADT:Rostock", "city=Rostock");
	means("Branche:Holz", "cluster=Holz");
	means("Land:PL", "country=PL");
	means("PROGRAMM:Leader", "programme=Leader");
	means("lang:de", "language=de");
	means("Titel:Hafen", "SDhaf");
	means("foo:bar", "AND(Dfoo Dbar)");
}

static void ranges_are_read_as_people_write_them(void **state)
{
	(void)state;
	means("laufzeit:2007", "running=2007");
	means("year:2005-2008", "year=2005..2008");
	means("year:2005–2008", "year=2005..2008");
	means("year:2008..2005", "year=2005..2008");
	means("jahr:2005..", "year=2005..");
	means("jahr:..2005", "year=..2005");
	means("jahr:>2005", "year=2006..");
	means("jahr:\">= 2005\"", "year=2005..");
	means("jahr:<2005", "year=..2004");
	means("budget:1000000..", "budget=1000000..");
	means("budget:>1m", "budget=>1m");
	means("budget:1,5mio..", "budget=1,5mio..");
	means("budget:1m-2m", "budget=1m..2m");
	means("ort:ohne", "city=none");
	means("year:abc", "AND(Eyear Dabc)");
	means("year:20055", "AND(Eyear 20055)");
	means("budget:viel", "AND(Dbudget dviel?)");
}

static void predicates_are_filters(void **state)
{
	(void)state;
	means("is:undated", "state0");
	means("IST:dublette", "state1");
	means("is:vanished", "state2");
	means("lang:mixed", "state3");
	means("has:city", "NOT(ALL() OR(city=none))");
	means("hat:Jahr", "NOT(ALL() OR(year=none))");
	means("has:date", "NOT(ALL() OR(state0))");
	means("-has:budget", "NOT(ALL() OR(NOT(ALL() OR(budget=none))))");
	means("a1 OR is:undated", "OR(a1 state0)");
	means("is:blue", "AND(Dis? Eblue)");
	means("has:title", "AND(Dhas? Dtitl)");
}

static void words_can_be_near_others(void **state)
{
	(void)state;
	means("a1 NEAR/5 b1", "CLOSE(a1 5:b1)");
	means("a1 nahe/5 b1", "CLOSE(a1 5:b1)");
	means("a1 NEAR b1", "CLOSE(a1 8:b1)");
	means("a1 NAHE/2 b1 NEAR/3 c1", "CLOSE(a1 2:b1 3:c1)");
	means("x1 a1 NEAR/5 b1 c1", "AND(x1 CLOSE(a1 5:b1) c1)");
	means("\"a1 b1\" NEAR/5 „c1“", "CLOSE(PHRASE(a1 b1) 5:c1)");
	means("a1/b1 NEAR/5 c1", "CLOSE(PHRASE(a1 b1) 5:c1)");
	means("a1 OR b1 NEAR/1 c1", "OR(a1 CLOSE(b1 1:c1))");
	means("-a1 NEAR/5 b1", "NOT(ALL() OR(CLOSE(a1 5:b1)))");
	means("a1 NEAR/0 b1", "CLOSE(a1 1:b1)");
	means("a1 NEAR/99999999999999999999 b1", "CLOSE(a1 100:b1)");
	means("! NEAR/5 b1", "5:b1");
}

static void what_is_near_nothing_is_words(void **state)
{
	(void)state;
	means("NEAR", "Enear");
	means("a1 NEAR", "AND(a1 Enear)");
	means("a1 near b1", "AND(a1 Enear b1)");
	means("(a1) NEAR b1", "AND(a1 Enear b1)");
	means("a1 NEAR (b1)", "AND(a1 Enear b1)");
	means("a1 NEAR/x b1", "AND(a1 Enear Dx b1)");
	means("city:x NEAR b1", "AND(city=x Enear b1)");
}

/* Read, in operators and in plain, again as it was read. */
static void reads(const char *text, enum language language, const char *wanted)
{
	SCOPED(buf_release) struct buf reading = {0};
	SCOPED(parsed_query_release)
	struct parsed_query parsed = parse(text, strlen(text));

	query_reading_write(parsed.tree, text,
		parsed.is_plain ? READING_PLAIN : READING_OPERATORS, language, &reading);
	if (strcmp(buf_string(&reading), wanted) != 0)
		fail_msg(
			"'%s' is read as %s, not %s", text, buf_string(&reading), wanted);
}

static void it_tells_how_it_was_read(void **state)
{
	(void)state;
	reads("", LANGUAGE_EN, "");
	reads("der  Hafen, Rostock!", LANGUAGE_EN, "der Hafen Rostock");
	reads("titel:Hafen -berlin jahr:2005-2008", LANGUAGE_EN,
		"title:Hafen AND year:2005..2008 AND NOT berlin");
	reads("title:Hafen -berlin", LANGUAGE_DE, "titel:Hafen UND NICHT berlin");
	reads("(a1 | b1 OR „c1 d1“) e1", LANGUAGE_EN,
		"((a1 AND b1) OR \"c1 d1\") AND e1");
	reads("a1 NEAR b1", LANGUAGE_DE, "a1 NAHE/8 b1");
	reads("ort:\"Bad Muskau\" hat:Jahr", LANGUAGE_EN,
		"city:\"Bad Muskau\" AND has:year");
	reads("stadt:none -is:undated has:date", LANGUAGE_DE,
		"ort:ohne UND hat:datum UND NICHT ist:undatiert");
	reads("rost* Wirtschafts-Förderung", LANGUAGE_EN,
		"rost* AND Wirtschafts-Förderung");
	reads("Rostock AND", LANGUAGE_EN, "Rostock and");
	reads("Rostock NEAR/5", LANGUAGE_EN, "Rostock near 5");
	reads("Ein- und Ausfuhr", LANGUAGE_EN, "Ein- und Ausfuhr");
	reads("Raumordnung und -planung", LANGUAGE_EN, "Raumordnung und -planung");
	reads("a1:b1, c1/d1", LANGUAGE_EN, "a1:b1 c1/d1");
	reads("a1 OR b1 NOT c1", LANGUAGE_EN, "a1 OR (b1 AND NOT c1)");
	reads("title:(a1 OR \"b1\") c1", LANGUAGE_DE,
		"(titel:a1 ODER titel:\"b1\") UND c1");
	reads("city:(a1 NOT b1)", LANGUAGE_EN, "city:a1 AND NOT city:b1");
}

/* The kinds of the notes, each with what it is on. */
static void is_noted(const char *text, const char *wanted)
{
	SCOPED(buf_release) struct buf told = {0};
	SCOPED(parsed_query_release)
	struct parsed_query parsed = parse(text, strlen(text));

	for (int i = 0; i < NOTE_KIND_COUNT; i++) {
		struct typed_bytes on = parsed.notes.items[i];

		if (on.end)
			buf_add_format(&told, "%s[%.*s]",
				query_notes_name((enum query_note_kind)i),
				(int)(on.end - on.start), text + on.start);
	}
	assert_string_equal(buf_string(&told), wanted);
}

static void what_is_not_taken_as_typed_is_told(void **state)
{
	SCOPED(buf_release) struct buf many = {0};

	(void)state;
	is_noted("a1 \"b1 c1\" city:x abc* NOT d1 NEAR/5 e1", "");
	is_noted("a1 ro*", "short_wildcard[ro*]");
	is_noted("abc* abd* abe*", "many_wildcards[abe*]");
	is_noted("((((((((((((((((a1 (b1", "deep[(]");
	is_noted("a1 NEAR/101 b1", "distance[NEAR/101]");
	is_noted("a1 year:bc", "value[year:bc]");
	is_noted("a1 AND", "operator[AND]");
	is_noted("a1 has:bc", "value[has:bc]");
	is_noted("year:(bc)", "value[bc]");
	is_noted("clutser:a1", "unknown_field[clutser:a1]");
	is_noted("a1 title: b1", "no_value[title:]");
	for (int i = 0; i < QUERY_WORDS_MAX; i++)
		buf_add_string(&many, "wort ");
	buf_add_string(&many, "und mehr");
	is_noted(buf_string(&many), "many_words[und mehr]");
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

/* Which words are talk depends on all that is typed, and so does what ties them. */
static void drop_ties(struct buf *reading)
{
	static const char tie[] = " UND ";
	char *at = reading->bytes;

	while (at && (at = strstr(at, tie)))
		memmove(at, at + strlen(tie) - 1, strlen(at + strlen(tie) - 1) + 1);
}

/* What it was read as is read as just that. */
static void reads_again(const struct parsed_query *parsed, const char *text)
{
	SCOPED(buf_release) struct buf reading = {0};
	SCOPED(buf_release) struct buf again = {0};
	SCOPED(parsed_query_release) struct parsed_query second = {0};
	enum reading_style style = parsed->is_plain ? READING_PLAIN : READING_OPERATORS;

	query_reading_write(parsed->tree, text, style, LANGUAGE_DE, &reading);
	if (!strpbrk(buf_string(&reading), "abcdefghijklmnopqrstuvwxyz"))
		return; /* shouted: operators are words then */
	second = parse(buf_string(&reading), reading.length);
	query_reading_write(
		second.tree, buf_string(&reading), style, LANGUAGE_DE, &again);
	drop_ties(&reading);
	drop_ties(&again);
	if (strcmp(buf_string(&reading), buf_string(&again)) != 0)
		fail_msg("'%s' is read as '%s', and that as '%s'", text,
			buf_string(&reading), buf_string(&again));
}

static void no_text_is_an_error(void **state)
{
	static const char *const pieces[] = {"a", "Ü", "\xC2\xA0", " ", "\"", "„", "“",
		"(", ")", "-", "--", ":", "city:", "AND", " AND ", " OR ", " NOT ", "*",
		"abc*", "\xF0\x9F\x98\x80", "e\xCC\x81", "\xCC\x81", "\n",
		"title:", "year:..", "..", "\xC2\xAD", "a-b", "'", "\xE2\x80\x99",
		"1.234", "der", "city:\"", "ﷺ", "½", " NEAR/5 ", " NAHE ", "is:undated ",
		" has:city ", "jahr:2005-", "budget:>", "1m", "lang:mixed ", "/", "none"};
	uint64_t seed = 815;

	(void)state;
	for (int i = 0; i < 3000; i++) {
		SCOPED(buf_release) struct buf text = {0};
		SCOPED(parsed_query_release) struct parsed_query parsed = {0};

		for (uint32_t count = dice_roll(&seed, 14); count; count--)
			buf_add_string(&text, pieces[dice_roll(&seed, COUNT(pieces))]);
		parsed = parse(buf_string(&text), text.length);
		assert_true(!parsed.tree || count_words(parsed.tree, 0) < 200);
		reads_again(&parsed, buf_string(&text));
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
		cmocka_unit_test(fields_have_names_in_two_languages_in_any_case),
		cmocka_unit_test(ranges_are_read_as_people_write_them),
		cmocka_unit_test(predicates_are_filters),
		cmocka_unit_test(words_can_be_near_others),
		cmocka_unit_test(what_is_near_nothing_is_words),
		cmocka_unit_test(it_tells_how_it_was_read),
		cmocka_unit_test(what_is_not_taken_as_typed_is_told),
		cmocka_unit_test(parentheses_need_not_balance),
		cmocka_unit_test(whether_it_is_plain_is_told),
		cmocka_unit_test(a_huge_query_is_capped),
		cmocka_unit_test(no_text_is_an_error),
	};

	return cmocka_run_group_tests(tests, make, release);
}
