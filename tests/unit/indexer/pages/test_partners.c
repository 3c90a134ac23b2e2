/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "base/alloc.h"
#include "base/buf.h"
#include "pages/facts.h"
#include "pages/partners.h"
#include "sheet_text.h"
#include "vocabulary/places.h"

/* "role: name (place)" each, parted by bars. */
static void has(const char *lines, const char *wanted)
{
	SCOPED(places_close) struct places *places = NULL;
	SCOPED(sheet_text_close) struct sheet_text text;
	SCOPED(buf_release) struct buf found = {0};
	SCOPED(facts_free) struct facts *facts = alloc_zeroed(1, sizeof(*facts));

	must(places_open(&places, &err));
	sheet_text_open(&text, lines);
	partners_read(&text.wording, places, &text.document, &text.sheet, facts);
	for (size_t i = 0; i < facts->listed_count; i++) {
		const struct fact_partner *partner = &facts->partners[i];

		buf_add_format(
			&found, "%s%s: %s", i ? " | " : "", partner->role, partner->name);
		if (partner->place)
			buf_add_format(&found, " (%s)", partner->place);
	}
	assert_string_equal(buf_string(&found), wanted);
}

static void a_list_below_a_label(void **state)
{
	(void)state;
	has("# Projektpartner\n- Lead Partner: City of Pilsen\n- Stadt Trier\n- Stadt Trier\nEnde",
		"lead: City of Pilsen (Plzeň) | partner: Stadt Trier (Trier)");
	has("Projektpartner: 14\n- Stadt Trier", "partner: Stadt Trier (Trier)");
	has("Partner\nBeteiligt sind:\n- Stadt Trier", "partner: Stadt Trier (Trier)");
}

static void a_list_on_one_line(void **state)
{
	(void)state;
	has("Partner: Stadt Trier; Handwerkskammer Mosel; Verein Garten, Haus e. V.",
		"partner: Stadt Trier (Trier) | partner: Handwerkskammer Mosel | "
		"partner: Verein Garten, Haus e. V.");
	has("Partner: Stadt Riesa, Stadt Torgau und Landkreis Nordland",
		"partner: Stadt Riesa (Riesa) | partner: Stadt Torgau (Torgau) | "
		"partner: Landkreis Nordland");
	has("Projektpartner\nStadt Riesa, Stadt Torgau, Hafen Riesa GmbH",
		"partner: Stadt Riesa (Riesa) | partner: Stadt Torgau (Torgau) | "
		"partner: Hafen Riesa GmbH (Riesa)");
	has("Projektpartner\nDie Stadt Riesa, die Nachbarn und alle anderen bauen mit.",
		"");
}

static void rows_of_a_table(void **state)
{
	(void)state;
	has("# Project partners\n| No.: Partner | Country | Role\n"
	    "| 1: City of Pilsen | Czech Republic | Lead partner\n"
	    "| 2: Municipality of Trier | Germany | Partner",
		"lead: City of Pilsen (Plzeň) | partner: Municipality of Trier (Trier)");
}

static void a_leader_named_elsewhere(void **state)
{
	(void)state;
	has("Partner: Stadt Riesa; Stadt Torgau\nLead Partner: Stadt Torgau",
		"partner: Stadt Riesa (Riesa) | lead: Stadt Torgau (Torgau)");
	has("Projektträger: Gemeinde Feldheim\nPartner: Stadt Torgau",
		"beneficiary: Gemeinde Feldheim | partner: Stadt Torgau (Torgau)");
	has("Projektleitung: Dr. Anna Beispiel", "");
}

static void numbers_and_labels_are_nobody(void **state)
{
	(void)state;
	has("Number of partners: fourteen", "");
	has("Projektpartner:\nStatus: offen", "");
	has("Partner: 3", "");
}

static void roles_stand_behind_names_too(void **state)
{
	(void)state;
	has("Partner:\n- Stadt Riesa (Lead Partner)\n- Stadt Torgau, assoziierter Partner",
		"lead: Stadt Riesa (Riesa) | associated: Stadt Torgau (Torgau)");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_list_below_a_label),
		cmocka_unit_test(a_list_on_one_line),
		cmocka_unit_test(rows_of_a_table),
		cmocka_unit_test(a_leader_named_elsewhere),
		cmocka_unit_test(numbers_and_labels_are_nobody),
		cmocka_unit_test(roles_stand_behind_names_too),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
