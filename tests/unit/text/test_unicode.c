/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "dice.h"
#include "text/unicode.h"
#include "unit.h"

#include <string.h>

#define NFD_U "u\u0308"

typedef void transform(const char *text, size_t length, struct buf *out);

static void gives(transform *change, const char *text, const char *wanted)
{
	SCOPED(buf_release) struct buf out = {0};

	buf_add_string(&out, "=");
	change(text, strlen(text), &out);
	assert_int_equal(out.length, strlen(buf_string(&out)));
	assert_string_equal(buf_string(&out) + 1, wanted);
}

static void only_well_formed_text_is_valid(void **state)
{
	static const char *const good[] = {"", "a", "ä", "\xEF\xBF\xBF",
		"\xF4\x8F\xBF\xBF", "\xED\x9F\xBF", "\xC2\x80", "\xE0\xA0\x80",
		"\xF0\x90\x80\x80"};
	static const char *const bad[] = {"\x80", "\xC3", "\xC0\x80", "\xC1\xBF",
		"\xED\xA0\x80", "\xE0\x80\x80", "\xF0\x80\x80\x80", "\xF4\x90\x80\x80",
		"\xFF", "a\xE2\x82", "\xF8\x88\x80\x80\x80", "ä\xA4"};

	(void)state;
	for (size_t i = 0; i < COUNT(good); i++)
		assert_true(unicode_valid(good[i], strlen(good[i])));
	for (size_t i = 0; i < COUNT(bad); i++)
		assert_false(unicode_valid(bad[i], strlen(bad[i])));
	assert_false(unicode_valid("a\0b", 3));
}

static void characters_are_read_and_written(void **state)
{
	static const uint32_t characters[] = {
		1, 0x7F, 0x80, 0x7FF, 0x800, 0xFFFF, 0x10000, 0x10FFFF};
	SCOPED(buf_release) struct buf text = {0};
	size_t offset = 0;

	(void)state;
	for (size_t i = 0; i < COUNT(characters); i++)
		unicode_add(&text, characters[i]);
	for (size_t i = 0; i < COUNT(characters); i++)
		assert_int_equal(
			unicode_next(text.bytes, text.length, &offset), characters[i]);
	assert_int_equal(offset, text.length);
}

static void folding_makes_spellings_agree(void **state)
{
	static const char *const cases[][2] = {{"", ""}, {"Leipzig", "leipzig"},
		{"STRAßE", "strasse"}, {"STRA\u1E9EE", "strasse"}, {"MÜNCHEN", "münchen"},
		{"M" NFD_U "nchen", "münchen"}, {"So\u00ADja", "soja"},
		{"\xEF\xAC\x81x", "fix"}, {"１２", "12"}, {"x\xE2\x80\x8By", "xy"},
		{"a\xC2\xA0"
		 "b",
			"a b"},
		{"ÀÖØÞ", "àöøþ"}, {"×÷", "×÷"}, {"ǅ", "dž"}, {"ΣΑΣ", "σασ"}, {"ÿŸ", "ÿÿ"},
		{"e\xCC\x81", "é"}, {"aé\xCC\xA7", "aȩ\xCC\x81"}};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++)
		gives(unicode_fold, cases[i][0], cases[i][1]);
}

/* What the short cut for Latin letters yields is what ICU would. */
static void folding_twice_changes_nothing(void **state)
{
	uint64_t seed = 99;

	(void)state;
	for (int i = 0; i < 3000; i++) {
		SCOPED(buf_release) struct buf text = {0};
		SCOPED(buf_release) struct buf once = {0};
		SCOPED(buf_release) struct buf slow = {0};

		for (uint32_t count = dice_roll(&seed, 12); count; count--)
			unicode_add(&text, 1 + dice_roll(&seed, i % 2 ? 0xFF : 0x36F));
		unicode_fold(buf_string(&text), text.length, &once);
		assert_true(unicode_valid(once.bytes, once.length));
		/* a letter behind sends all of it the long way */
		unicode_add(&text, 0x4E00);
		unicode_fold(text.bytes, text.length, &slow);
		assert_int_equal(slow.length, once.length + 3);
		assert_memory_equal(slow.bytes, once.bytes, once.length);
	}
}

static void composing_keeps_the_text(void **state)
{
	(void)state;
	gives(unicode_compose, "M" NFD_U "nchen", "München");
	gives(unicode_compose, "a\tb\nc", "a\tb\nc");
	gives(unicode_compose,
		"a\rb\x7F"
		"c\xC2\x85"
		"d",
		"abcd");
	gives(unicode_compose, "Straße \xEF\xAC\x81", "Straße \xEF\xAC\x81");
	gives(unicode_compose, "", "");
}

static void converts(const char *encoding, const char *bytes, const char *wanted)
{
	SCOPED(buf_release) struct buf out = {0};

	must(unicode_convert(encoding, bytes, strlen(bytes), &out, &err));
	assert_string_equal(buf_string(&out), wanted);
	assert_true(unicode_valid(buf_string(&out), out.length));
}

static void encodings_are_read_as_browsers_do(void **state)
{
	SCOPED(buf_release) struct buf out = {0};

	(void)state;
	converts("windows-1252", "M\xFCnchen \x80 \x84x\x93", "München € „x“");
	converts("ISO-8859-1", "\x80", "€");
	converts("latin1", "\xE4", "ä");
	converts("windows-1250", "Gda\xF1sk", "Gdańsk");
	converts("utf-8", "ä\xFFz", "ä\xEF\xBF\xBDz");
	converts("utf-8", "", "");
	must_fail(unicode_convert("klingon", "a", 1, &out, &err), ERROR_INVALID);
	assert_int_equal(out.length, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(only_well_formed_text_is_valid),
		cmocka_unit_test(characters_are_read_and_written),
		cmocka_unit_test(folding_makes_spellings_agree),
		cmocka_unit_test(folding_twice_changes_nothing),
		cmocka_unit_test(composing_keeps_the_text),
		cmocka_unit_test(encodings_are_read_as_browsers_do),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
