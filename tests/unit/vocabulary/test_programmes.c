/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "base/buf.h"
#include "base/scope.h"
#include "unit.h"
#include "vocabulary/programmes.h"

#include <string.h>

static int open_table(void **state)
{
	struct named_values *known = NULL;

	must(named_values_open(NAMED_PROGRAMMES, &known, &err));
	*state = known;
	return 0;
}

static int close_table(void **state)
{
	struct named_values *known = *state;

	named_values_close(&known);
	return 0;
}

/* expected: values, each followed by a semicolon. */
static void are_read(
	const struct named_values *known, const char *text, const char *expected)
{
	SCOPED(string_table_release) struct string_table found = {0};
	SCOPED(buf_release) struct buf values = {0};

	programmes_read(known, text, &found);
	for (uint32_t i = 0; i < found.count; i++)
		buf_add_format(&values, "%s;", string_table_get(&found, i));
	if (strcmp(buf_string(&values), expected) != 0)
		fail_msg("\"%s\": %s, not %s", text, buf_string(&values), expected);
}

static void spellings_of_a_programme_are_one_value(void **state)
{
	static const char *const spellings[] = {"Interreg IV B", "INTERREG IVB",
		"Interreg IV-B", "interreg ivb", "Interreg 4 B", "INTERREG IV  B"};

	for (size_t i = 0; i < COUNT(spellings); i++)
		are_read(*state, spellings[i], "Interreg IV B;");
	are_read(*state, "ERDF", "EFRE;");
	are_read(*state, "Europäischer Fonds für regionale Entwicklung (EFRE)", "EFRE;");
}

static void all_known_programmes_are_read_once(void **state)
{
	are_read(*state, "Interreg IV B CENTRAL EUROPE 2007-2013",
		"Interreg IV B;Central Europe;");
	are_read(*state, "GRW, kofinanziert aus EFRE", "GRW;EFRE;");
	are_read(*state, "LEADER in ELER, LEADER", "LEADER;ELER;");
}

static void an_unknown_programme_is_tidied(void **state)
{
	are_read(*state, "Sonderprogramm „Kleine Häfen“ 2012–2016, Teil B",
		"Sonderprogramm Kleine Häfen;");
	are_read(*state, "  Sonderprogramm  Kleine Häfen (2012 - 2016)",
		"Sonderprogramm Kleine Häfen;");
	are_read(*state, "Haus\t1000 Dächer.", "Haus 1000 Dächer;");
	are_read(*state, "„“", "");
	are_read(*state, "", "");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(spellings_of_a_programme_are_one_value),
		cmocka_unit_test(all_known_programmes_are_read_once),
		cmocka_unit_test(an_unknown_programme_is_tidied),
	};

	return cmocka_run_group_tests(tests, open_table, close_table);
}
