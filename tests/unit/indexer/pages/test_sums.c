/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "pages/sums.h"
#include "sheet_text.h"

static const struct {
	const char *line;
	double budget, grant, rate;
	const char *currency;
} lines[] = {
	{"Gesamtbudget: 1.603.747 €", 1603747, 0, 0, "EUR"},
	{"Förderung: 1.202.810,25 €", 0, 1202810.25, 0, "EUR"},
	{"Budget: 1,4 Mio. Euro, davon 80 % EFRE", 1400000, 0, .8, "EUR"},
	{"Total cost: EUR 1,118,000, of which ERDF EUR 916,760", 1118000, 916760, 0,
		"EUR"},
	{"Budget: 2,4 Mio. € (Eigenanteil 0,6 Mio. €)", 2400000, 0, 0, "EUR"},
	{"Budget: 4.500.000 PLN (ca. 1,05 Mio. EUR)", 1050000, 0, 0, "EUR"},
	{"Budget: 12 Mio. Kč (480.000 €)", 480000, 0, 0, "EUR"},
	{"Budget: 200.000 € und 300.000 CHF", 0, 0, 0, ""},
	{"Budget: CHF 2'150'000", 2150000, 0, 0, "CHF"},
	{"Budget: $1.5 million", 1500000, 0, 0, "USD"},
	{"Budget: 1.6m EUR", 1600000, 0, 0, "EUR"},
	{"Budget: 2.345.600", 2345600, 0, 0, ""},
	{"Budget: 2012", 0, 0, 0, ""},
	{"Budget: k. A.", 0, 0, 0, ""},
	{"Förderung: 75 % aus dem EFRE", 0, 0, .75, ""},
	{"Fördersumme: 1 Mio. Euro (80%)", 0, 1000000, .8, "EUR"},
	{"EU contribution: 85% of 1.2 million euro", 0, 0, .85, ""},
	{"Förderquote: 75", 0, 0, .75, ""},
	{"Förderquote: 0,625", 0, 0, .625, ""},
	{"Förderquote: 62,5 Prozent", 0, 0, .625, ""},
};

static void each_line_has_its_sums(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(lines) / sizeof(lines[0]); i++) {
		SCOPED(sheet_text_close) struct sheet_text text;
		struct sums sums;

		sheet_text_open(&text, lines[i].line);
		assert_int_equal(text.sheet.count, 1);
		sums_read(&text.wording, text.sheet.low.bytes, text.sheet.fields, &sums);
		if (sums.budget != lines[i].budget || sums.grant != lines[i].grant
			|| sums.rate != lines[i].rate
			|| strcmp(sums.currency, lines[i].currency) != 0)
			fail_msg("%s: %g %g %g %s", lines[i].line, sums.budget,
				sums.grant, sums.rate, sums.currency);
	}
}

static void counts_stand_first_or_before_what_they_count(void **state)
{
	SCOPED(sheet_text_close) struct sheet_text text;
	const struct fact_field *fields;
	const char *low;

	(void)state;
	sheet_text_open(&text,
		"Partner: 14\nPartner: 7 from 4 countries\nPartner: 2. Projektphase\n"
		"Partner: 1,2 Mio.\nPartner: in 2012");
	fields = text.sheet.fields;
	low = text.sheet.low.bytes;
	assert_int_equal(sums_count_first(text.wording.amounts, low, &fields[0]), 14);
	assert_int_equal(sums_count_first(text.wording.amounts, low, &fields[1]), 7);
	assert_int_equal(sums_count_of(text.wording.amounts, text.wording.fact_words,
				 FACT_WORD_COUNTRY, low, &fields[1]),
		4);
	for (size_t i = 2; i < 5; i++)
		assert_int_equal(
			sums_count_first(text.wording.amounts, low, &fields[i]), 0);
}

static void countries_are_counted_by_their_names(void **state)
{
	SCOPED(sheet_text_close) struct sheet_text text;
	const struct fact_field *fields;
	const char *low;

	(void)state;
	sheet_text_open(&text,
		"Countries: Denmark, Sweden and Germany\nLänder: 5\nLänder: D / PL / CZ\n"
		"Länder: Vier Länder haben sich an diesem Vorhaben beteiligt.");
	fields = text.sheet.fields;
	low = text.sheet.low.bytes;
	assert_int_equal(sums_count_names(&text.wording, low, &fields[0]), 3);
	assert_int_equal(sums_count_names(&text.wording, low, &fields[1]), 5);
	assert_int_equal(sums_count_names(&text.wording, low, &fields[2]), 3);
	assert_int_equal(sums_count_names(&text.wording, low, &fields[3]), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_line_has_its_sums),
		cmocka_unit_test(counts_stand_first_or_before_what_they_count),
		cmocka_unit_test(countries_are_counted_by_their_names),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
