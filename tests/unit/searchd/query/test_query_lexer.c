/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "base/buf.h"
#include "dice.h"
#include "query/query_lexer.h"
#include "unit.h"

#include <string.h>

/* The pieces of a query, each as its kind's letter, its field and its words. */
static void reads(const char *text, const char *wanted)
{
	static const char letters[] = {'.', 'w', 'p', '&', '|', '-', '(', ')'};
	SCOPED(buf_release) struct buf pieces = {0};
	size_t length = strlen(text);
	size_t offset = 0;

	for (;;) {
		struct lexeme piece = lexeme_next(text, length, &offset);

		if (piece.kind == LEXEME_END)
			break;
		buf_add_format(
			&pieces, "%s%c", pieces.length ? " " : "", letters[piece.kind]);
		if (piece.field != FIELD_COUNT)
			buf_add_format(&pieces, "[%s]", fields[piece.field].name);
		if (piece.kind == LEXEME_WORDS || piece.kind == LEXEME_PHRASE)
			buf_add_format(&pieces, "%.*s", (int)(piece.end - piece.start),
				text + piece.start);
	}
	assert_string_equal(buf_string(&pieces), wanted);
}

static void words_end_at_blanks(void **state)
{
	(void)state;
	reads("", "");
	reads("   ", "");
	reads("Leipzig", "wLeipzig");
	reads(" zwei\tWörter\n", "wzwei wWörter");
	reads("a\xC2\xA0"
	      "b",
		"wa wb");
	reads("\xC2\xA0Leipzig\xC2\xA0", "wLeipzig");
}

static void a_bracket_within_a_word_is_no_group(void **state)
{
	(void)state;
	reads("Akteur(innen) Netz", "wAkteur(innen) wNetz");
	reads("(Akteur(innen))", "( wAkteur(innen) )");
	reads("Akteur(Netz)", "wAkteur ( wNetz )");
	reads("Akteur (innen)", "wAkteur ( winnen )");
}

static void quotation_marks_of_all_kinds_hold_a_phrase(void **state)
{
	(void)state;
	reads("\"a b\"", "pa b");
	reads("„a b“ c", "pa b wc");
	reads("«a b» „c”", "pa b pc");
	reads("»a b«", "pa b");
	reads("“a b”", "pa b");
	reads("x\"a b\"y", "wx pa b wy");
	reads("\"a b", "pa b");
	reads("a \"", "wa p");
	reads("\"\"", "p");
	reads("\"a AND (b)\"", "pa AND (b)");
}

static void operators_are_in_capitals(void **state)
{
	(void)state;
	reads("a AND b OR c NOT d", "wa & wb | wc - wd");
	reads("a UND b ODER c NICHT d", "wa & wb | wc - wd");
	reads("a and b", "wa wand wb");
	reads("ANDERS NOTE ORT", "wANDERS wNOTE wORT");
	reads("(a)", "( wa )");
	reads("a(b", "wa ( wb");
}

static void a_minus_parts_only_before_a_word(void **state)
{
	(void)state;
	reads("-a", "- wa");
	reads("a-b", "wa-b");
	reads("a - b", "wa w- wb");
	reads("a -", "wa w-");
	reads("-\"a b\"", "- pa b");
	reads("-(a)", "- ( wa )");
	reads("-city:a", "- w[city]a");
	reads("a und -b", "wa wund w-b");
	reads("a oder -b", "wa woder w-b");
	reads("a und -B", "wa wund - wB");
	reads("a UND -b", "wa & - wb");
}

static void a_field_has_a_name_and_a_value(void **state)
{
	(void)state;
	reads("city:Leipzig", "w[city]Leipzig");
	reads("Ort:\"Bad Muskau\"", "p[city]Bad Muskau");
	reads("JAHR:2005..2008", "w[year]2005..2008");
	reads("titel:„neuer Hafen“", "p[title]neuer Hafen");
	reads("city: Leipzig", "wcity: wLeipzig");
	reads("city:", "wcity:");
	reads("city:\xC2\xA0x", "wcity: wx");
	reads("http://x", "whttp://x");
	reads("city:a:b", "w[city]a:b");
	reads(":a", "w:a");
	reads("city:AND", "w[city]AND");
}

static void a_field_without_a_value_is_a_word(void **state)
{
	(void)state;
	reads("(city:)", "( wcity: )");
	reads("foo:(Leipzig)", "wfoo: ( wLeipzig )");
}

static void a_field_may_have_a_group(void **state)
{
	(void)state;
	reads("city:(Leipzig OR b)", "([city] wLeipzig | wb )");
	reads("-titel:(a)", "- ([title] wa )");
}

static void single_quotation_marks_come_in_pairs(void **state)
{
	(void)state;
	reads("‚a b‘ c", "pa b wc");
	reads("‘a’s b’.", "pa’s b w.");
	reads("‹a› ›b c‹", "pa pb c");
	reads("'a b' c", "pa b wc");
	reads("city:'Bad Muskau'", "p[city]Bad Muskau");
	reads("'a' c", "w'a' wc");
	reads("rock 'n' roll", "wrock w'n' wroll");
	reads("Hafen's Stadt's", "wHafen's wStadt's");
	reads("l’aéroport d’Azur", "wl’aéroport wd’Azur");
	reads("‚a b", "w‚a wb");
}

static void what_looks_like_a_field_is_told(void **state)
{
	static const struct {
		const char *text;
		enum lexeme_flaw flaw;
	} cases[] = {{"title:a", FLAW_NONE}, {"titel: a", FLAW_NOTHING},
		{"city:", FLAW_NOTHING}, {"year:abc", FLAW_VALUE},
		{"has:abc", FLAW_VALUE}, {"is:", FLAW_NOTHING},
		{"clutser:abc", FLAW_NAME}, {"a:b", FLAW_NONE}, {"http://a", FLAW_NONE},
		{"Akteur:innen", FLAW_NONE}, {"10:30", FLAW_NONE},
		{"foo bar:c", FLAW_NONE}};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		size_t offset = 0;
		struct lexeme piece =
			lexeme_next(cases[i].text, strlen(cases[i].text), &offset);

		if (piece.flaw != cases[i].flaw)
			fail_msg("%s: %d", cases[i].text, piece.flaw);
	}
}

/* Any bytes of valid UTF-8: pieces ascend, stay inside and cut no character. */
static void any_text_is_read_to_its_end(void **state)
{
	static const char *const pieces[] = {"a", "Ü", "\xC2\xA0", " ", "\"", "„", "“",
		"»", "(", ")", "-", ":", "city:", "AND", "OR", "NOT", "*",
		"\xF0\x9F\x98\x80", "e\xCC\x81", "\n", "title:", "..", "'", "‚", "’",
		"und", "is:", "\xE2\x80\x8B"};
	uint64_t seed = 4711;

	(void)state;
	for (int i = 0; i < 3000; i++) {
		SCOPED(buf_release) struct buf text = {0};
		size_t offset = 0;
		struct lexeme piece;

		for (uint32_t count = dice_roll(&seed, 12); count; count--)
			buf_add_string(&text, pieces[dice_roll(&seed, COUNT(pieces))]);
		do {
			size_t before = offset;

			piece = lexeme_next(buf_string(&text), text.length, &offset);
			assert_true(offset <= text.length);
			assert_true(piece.kind == LEXEME_END || offset > before);
			assert_true(piece.start <= piece.end && piece.end <= offset);
			assert_int_not_equal(
				(unsigned char)buf_string(&text)[piece.start] & 0xC0,
				0x80);
			assert_int_not_equal(
				(unsigned char)buf_string(&text)[piece.end] & 0xC0, 0x80);
		} while (piece.kind != LEXEME_END);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(words_end_at_blanks),
		cmocka_unit_test(a_bracket_within_a_word_is_no_group),
		cmocka_unit_test(quotation_marks_of_all_kinds_hold_a_phrase),
		cmocka_unit_test(operators_are_in_capitals),
		cmocka_unit_test(a_minus_parts_only_before_a_word),
		cmocka_unit_test(a_field_has_a_name_and_a_value),
		cmocka_unit_test(a_field_without_a_value_is_a_word),
		cmocka_unit_test(a_field_may_have_a_group),
		cmocka_unit_test(single_quotation_marks_come_in_pairs),
		cmocka_unit_test(what_looks_like_a_field_is_told),
		cmocka_unit_test(any_text_is_read_to_its_end),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
