/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "sheet_text.h"

static void a_label_has_the_value_behind_its_colon(void **state)
{
	SCOPED(sheet_text_close) struct sheet_text text;

	(void)state;
	sheet_text_open(&text,
		"Gesamtbudget: 5 Euro\n| Partner 2: Stadt Riesa\nKosten (brutto):7");
	assert_int_equal(text.sheet.count, 3);
	sheet_text_is(&text, 0, FACT_BUDGET, "5 Euro");
	sheet_text_is(&text, 1, FACT_PARTNERS, "Stadt Riesa");
	sheet_text_is(&text, 2, FACT_BUDGET, "7");
}

static void a_label_has_the_value_below_it(void **state)
{
	SCOPED(sheet_text_close) struct sheet_text text;

	(void)state;
	sheet_text_open(&text, "Total budget\nEUR 5\nProgramme:\nURBACT III");
	sheet_text_is(&text, 0, FACT_BUDGET, "EUR 5");
	sheet_text_is(&text, 1, FACT_PROGRAMME, "URBACT III");
}

static void a_label_before_a_label_is_empty(void **state)
{
	SCOPED(sheet_text_close) struct sheet_text text;

	(void)state;
	sheet_text_open(&text, "Förderprogramm:\nStatus:\nGesamtbudget:\nAkronym: UFER");
	sheet_text_is(&text, 0, FACT_PROGRAMME, "");
	sheet_text_is(&text, 1, FACT_OTHER, "");
	sheet_text_is(&text, 2, FACT_BUDGET, "");
	sheet_text_is(&text, 3, FACT_ACRONYM, "UFER");
}

static void a_row_without_a_value_takes_none_from_the_next(void **state)
{
	SCOPED(sheet_text_close) struct sheet_text text;

	(void)state;
	sheet_text_open(&text, "| Förderprogramm\n| Der Park ist offen");
	sheet_text_is(&text, 0, FACT_PROGRAMME, "");
}

static void a_list_is_no_value_but_its_number_is(void **state)
{
	SCOPED(sheet_text_close) struct sheet_text text;

	(void)state;
	sheet_text_open(&text, "Projektpartner\n- Stadt Riesa\nPartners\n14");
	sheet_text_is(&text, 0, FACT_PARTNERS, "");
	sheet_text_is(&text, 2, FACT_PARTNERS, "14");
}

static void a_line_may_have_several_fields(void **state)
{
	SCOPED(sheet_text_close) struct sheet_text text;

	(void)state;
	sheet_text_open(
		&text, "Laufzeit: 2016 | Kosten: 3 Euro · Homepage: ufer.example");
	assert_int_equal(text.sheet.count, 3);
	sheet_text_is(&text, 1, FACT_BUDGET, "3 Euro");
	sheet_text_is(&text, 2, FACT_HOMEPAGE, "ufer.example");
}

static void colons_of_times_and_addresses_end_no_label(void **state)
{
	SCOPED(sheet_text_close) struct sheet_text text;

	(void)state;
	sheet_text_open(&text, "https://ufer.example\nUm 10:30 Uhr\nPartner:innen: 3");
	sheet_text_is(&text, 0, FACT_UNNAMED, "https://ufer.example");
	sheet_text_is(&text, 1, FACT_UNNAMED, "Um 10:30 Uhr");
	sheet_text_is(&text, 2, FACT_PARTNERS, "3");
}

static void a_row_that_lost_its_lines_is_read(void **state)
{
	SCOPED(sheet_text_close) struct sheet_text text;

	(void)state;
	sheet_text_open(&text, "Gesamtkosten 1.200.000 €\nFörderquote 75 %");
	sheet_text_is(&text, 0, FACT_BUDGET, "1.200.000 €");
	sheet_text_is(&text, 1, FACT_RATE, "75 %");
}

static void long_paragraphs_are_no_fields(void **state)
{
	SCOPED(sheet_text_close) struct sheet_text text;

	(void)state;
	sheet_text_open(&text,
		"Das Projekt hat in zwei Jahren und mit vielen Menschen aus der ganzen "
		"Gegend einen Park gebaut, der allen offen steht und in dem auch im Winter "
		"jemand ist, der die Wege räumt und die Lampen putzt.");
	assert_int_equal(text.sheet.count, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_label_has_the_value_behind_its_colon),
		cmocka_unit_test(a_label_has_the_value_below_it),
		cmocka_unit_test(a_label_before_a_label_is_empty),
		cmocka_unit_test(a_row_without_a_value_takes_none_from_the_next),
		cmocka_unit_test(a_list_is_no_value_but_its_number_is),
		cmocka_unit_test(a_line_may_have_several_fields),
		cmocka_unit_test(colons_of_times_and_addresses_end_no_label),
		cmocka_unit_test(a_row_that_lost_its_lines_is_read),
		cmocka_unit_test(long_paragraphs_are_no_fields),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
