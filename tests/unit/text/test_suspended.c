/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "base/buf.h"
#include "text/suspended.h"
#include "unit.h"

#include <string.h>

/* The first word of the text that hangs or trails. */
static bool complete(const char *text, struct buf *out)
{
	struct word last = {0};
	struct word before = {0};
	struct word word;
	size_t length = strlen(text);
	size_t offset = 0;

	while (words_next(text, length, &offset, &word)) {
		if (suspended_hangs(text, length, &word) && !suspended_joins(text, &word))
			return suspended_complete(text, length, &word, LANGUAGE_DE, out);
		if (before.end && suspended_trails(text, &word))
			return suspended_complete_after(text, &before, &word, out);
		before = last;
		last = word;
	}
	return false;
}

static void completes(const char *text, const char *wanted)
{
	SCOPED(buf_release) struct buf out = {0};

	if (!complete(text, &out))
		fail_msg("nothing completes %s", text);
	assert_string_equal(out.bytes, wanted);
}

static void the_end_of_the_full_word_is_lent(void **state)
{
	(void)state;
	completes("Metall- oder Holzverarbeitung", "metallverarbeitung");
	completes("Kindergarten- und Schulentwicklungsplanung",
		"kindergartenentwicklungsplanung");
	completes("Wirtschafts-, Gründungs- und Dienstleistungsinfrastruktur",
		"wirtschaftsinfrastruktur");
	completes("Kultur- bzw. Sportvereine", "kulturvereine");
	completes("Groß- & Einzelhandel", "grosshandel");
	completes("Ein-/Ausfuhr", "einfuhr");
	completes("vor- und nachgelagert", "vorgelagert");
	completes("ent- oder weiterentwickelt", "entwickelt");
	completes("small- and medium-sized", "smallsized");
}

static void the_beginning_of_the_full_word_is_lent(void **state)
{
	(void)state;
	completes("Stadtplanung und -entwicklung", "stadtentwicklung");
	completes("Wirtschaftsförderung und -entwicklung", "wirtschaftsentwicklung");
	completes("Jugend und-ämter", "jugendämter");
}

static void nothing_is_made_up(void **state)
{
	static const char *const texts[] = {"Kultur-", "Kultur- und", "Kultur- Verein",
		"Kultur- und. Sportverein", "Kultur- und 2007", "Kultur- und der",
		"Kultur- und Kultur- und Kultur-", "und -entwicklung"};

	(void)state;
	for (size_t i = 0; i < COUNT(texts); i++) {
		SCOPED(buf_release) struct buf out = {0};

		if (complete(texts[i], &out))
			fail_msg("%s gives %s", texts[i], out.bytes);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_end_of_the_full_word_is_lent),
		cmocka_unit_test(the_beginning_of_the_full_word_is_lent),
		cmocka_unit_test(nothing_is_made_up),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
