/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "base/buf.h"
#include "base/scope.h"
#include "pages/amounts.h"
#include "pages/cues.h"
#include "unit.h"

#include <math.h>
#include <string.h>

/* The first amount of a text that is no bare number; else the first of all. */
static struct amount first_of(const char *text)
{
	SCOPED(cues_close) struct cues *words = amounts_open_words();
	SCOPED(buf_release) struct buf low = {0};
	struct amount amount;
	struct amount first = {0};
	size_t offset = 0;

	cues_lower(text, strlen(text), &low);
	while (amounts_next(words, buf_string(&low), low.length, &offset, &amount)) {
		if (amount.kind != AMOUNT_BARE)
			return amount;
		if (!first.end)
			first = amount;
	}
	return first;
}

static const struct {
	const char *text;
	double value;
	const char *currency;
} moneys[] = {
	{"Gesamtbudget: 1.603.747 €", 1603747, "EUR"},
	{"1.202.810,25 €", 1202810.25, "EUR"},
	{"1.202.810,25\u00a0€", 1202810.25, "EUR"},
	{"EUR 1.6 million", 1.6e6, "EUR"},
	{"1,2 Mio. Euro", 1.2e6, "EUR"},
	{"1,2 Mio.\u00a0Euro", 1.2e6, "EUR"},
	{"rund 2,5 Millionen Euro", 2.5e6, "EUR"},
	{"3,4 Mio. EUR", 3.4e6, "EUR"},
	{"€ 1,802,000", 1802000, "EUR"},
	{"€1,802,000.50", 1802000.5, "EUR"},
	{"EUR 1,947,300", 1947300, "EUR"},
	{"€7.2m", 7.2e6, "EUR"},
	{"€ 31 m", 31e6, "EUR"},
	{"EUR1.6m", 1.6e6, "EUR"},
	{"€ 1.64 million", 1.64e6, "EUR"},
	{"a €3.5-million project", 3.5e6, "EUR"},
	{"TEUR 450", 450e3, "EUR"},
	{"450 TEUR", 450e3, "EUR"},
	{"1.250 T€", 1250e3, "EUR"},
	{"450 T€", 450e3, "EUR"},
	{"450 Tsd. Euro", 450e3, "EUR"},
	{"450 tausend Euro", 450e3, "EUR"},
	{"Budget in TEUR: 450", 450e3, "EUR"},
	{"Budget (EUR): 1,603,747", 1603747, "EUR"},
	{"Gesamtbudget in Mio. €: 1,4", 1.4e6, "EUR"},
	{"Gesamtkosten (in Tsd. Euro): 870", 870e3, "EUR"},
	{"Mio. € 1,2", 1.2e6, "EUR"},
	{"1,4 Mrd. Euro", 1.4e9, "EUR"},
	{"EUR 1.4 bn", 1.4e9, "EUR"},
	{"12 000 €", 12000, "EUR"},
	{"1\u202f234\u202f567,89 €", 1234567.89, "EUR"},
	{"1'200'000 CHF", 1.2e6, "CHF"},
	{"1.500,- Euro", 1500, "EUR"},
	{"1.500,– €", 1500, "EUR"},
	{"1.500,-- Euro", 1500, "EUR"},
	{"3,000.00 €", 3000, "EUR"},
	{"1580,38 €", 1580.38, "EUR"},
	{"4876,3 €", 4876.3, "EUR"},
	{"1.355,90 €", 1355.9, "EUR"},
	{"0,075 €", 0.075, "EUR"},
	{"2.340 Mio. Euro", 2.34e6, "EUR"},
	{"2.340 Euro", 2340, "EUR"},
	{"18,6 Mio. DM", 18.6e6, "DEM"},
	{"£40k", 40e3, "GBP"},
	{"PLN 2.5 mln", 2.5e6, "PLN"},
	{"95 Euro", 95, "EUR"},
};

static void every_form_of_money_is_read(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(moneys); i++) {
		struct amount amount = first_of(moneys[i].text);

		if (amount.kind != AMOUNT_MONEY
			|| fabs(amount.value - moneys[i].value) > 1e-9 * moneys[i].value
			|| strcmp(amount.currency, moneys[i].currency) != 0)
			fail_msg("%s: %.15g %s", moneys[i].text, amount.value,
				amount.currency);
	}
}

static const struct {
	const char *text;
	double value;
} rates[] = {
	{"75 %", 75},
	{"75%", 75},
	{"75\u00a0%", 75},
	{"62,5 %", 62.5},
	{"62.5 per cent", 62.5},
	{"60 v. H.", 60},
	{"85 v.H.", 85},
	{"80 Prozent", 80},
	{"80-percent funding", 80},
};

static void every_form_of_a_rate_is_read(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(rates); i++) {
		struct amount amount = first_of(rates[i].text);

		if (amount.kind != AMOUNT_PERCENT
			|| fabs(amount.value - rates[i].value) > 1e-9)
			fail_msg("%s: %.15g", rates[i].text, amount.value);
	}
}

static void what_is_no_amount_is_none(void **state)
{
	static const char *const texts[] = {"24.04.2007", "H2", "04/2005", "0931/201407",
		"https://keep.eu/project-ext/161/", "3D-Drucker", "bis", "CO2-Bilanz"};

	(void)state;
	for (size_t i = 0; i < COUNT(texts); i++) {
		struct amount amount = first_of(texts[i]);

		if (amount.end && amount.kind != AMOUNT_BARE)
			fail_msg("%s: %.15g", texts[i], amount.value);
	}
	assert_int_equal(first_of("24.04.2007").end, 0);
	assert_int_equal(first_of("H2").end, 0);
	assert_int_equal(first_of("14").kind, AMOUNT_BARE);
	assert_false(first_of("2014 Projekte").is_large);
	assert_true(first_of("1.250 Projekte").is_large);
	assert_int_equal(first_of("6.3 million people").kind, AMOUNT_BARE);
}

static void an_amount_tells_where_it_stands(void **state)
{
	const char *text = "Budget: EUR 1.6 million, 2007";
	struct amount amount = first_of(text);

	(void)state;
	assert_int_equal(amount.start, strlen("Budget: "));
	assert_int_equal(amount.end, strlen("Budget: EUR 1.6 million"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_form_of_money_is_read),
		cmocka_unit_test(every_form_of_a_rate_is_read),
		cmocka_unit_test(what_is_no_amount_is_none),
		cmocka_unit_test(an_amount_tells_where_it_stands),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
