/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "base/buf.h"
#include "pages/cues.h"
#include "pages/dates.h"
#include "unit.h"

#include <string.h>

struct found {
	struct date_span spans[8];
	size_t count;
};

static struct found find_all(const char *text)
{
	SCOPED(dates_close) struct dates *dates = dates_open();
	SCOPED(buf_release) struct buf low = {0};
	struct found found = {0};
	size_t offset = 0;

	cues_lower(text, strlen(text), &low);
	while (found.count < COUNT(found.spans)
		&& dates_next(dates, buf_string(&low), low.length, &offset,
			&found.spans[found.count]))
		found.count++;
	return found;
}

static void show(struct calendar_date date, char out[16])
{
	snprintf(out, 16,
		date.day             ? "%04d-%02d-%02d"
			: date.month ? "%04d-%02d"
				     : "%04d",
		date.year, date.month, date.day);
}

static const struct {
	const char *text, *from, *to;
} forms[] = {
	{"am 23. November 2007 in Marseille", "2007-11-23", "2007-11-23"},
	{"23 November 2007", "2007-11-23", "2007-11-23"},
	{"24.04.07 Tagung", "2007-04-24", "2007-04-24"},
	{"24.4.1998", "1998-04-24", "1998-04-24"},
	{"den 3.5.70", "1970-05-03", "1970-05-03"},
	{"am 21. und 22.04.2007 statt", "2007-04-21", "2007-04-22"},
	{"am 21./22.04.2007", "2007-04-21", "2007-04-22"},
	{"21., 22. und 23. April 2007", "2007-04-21", "2007-04-23"},
	{"vom 30.12.-02.01.2008", "2007-12-30", "2008-01-02"},
	{"vom 3. bis 5. Mai 2011", "2011-05-03", "2011-05-05"},
	{"30. Dezember 2007 bis 2. Januar 2008", "2007-12-30", "2008-01-02"},
	{"Programm 2007-2013", "2007", "2013"},
	{"in den Jahren 2021–2027", "2021", "2027"},
	{"2014 bis 2020", "2014", "2020"},
	{"from 2007 to 2013", "2007", "2013"},
	{"WS 2005/06", "2005", "2006"},
	{"Wintersemester 2005/2006", "2005", "2006"},
	{"seit 04/2005", "2005-04", "2005-04"},
	{"10/2016 bis 09/2020", "2016-10", "2020-09"},
	{"Januar bis März 2008", "2008-01", "2008-03"},
	{"November 2007 bis Februar 2008", "2007-11", "2008-02"},
	{"im Jänner 2012", "2012-01", "2012-01"},
	{"Ende November 2007", "2007-11", "2007-11"},
	{"Nov. 2007", "2007-11", "2007-11"},
	{"Q3 2011", "2011-07", "2011-09"},
	{"H2/2012", "2012-07", "2012-12"},
	{"Q3 2011 – Q2 2014", "2011-07", "2014-06"},
	{"2. Halbjahr 2009 bis 1. Quartal 2010", "2009-07", "2010-03"},
	{"H1 2012", "2012-01", "2012-06"},
	{"24. Juli 2017 - 18:55", "2017-07-24", "2017-07-24"},
	{"23.-26.8.2017", "2017-08-23", "2017-08-26"},
	{"Projekte 2007ff.", "2007", "2007"},
	{"Phase II 2011", "2011", "2011"},
	{"Studienjahr 2011/2012", "2011", "2012"},
	{"im 3. Quartal 2011", "2011-07", "2011-09"},
	{"2012-05-31T10:00", "2012-05-31", "2012-05-31"},
	{"2012-05-31", "2012-05-31", "2012-05-31"},
	{"2012/05/31", "2012-05-31", "2012-05-31"},
	{"12 March 2014", "2014-03-12", "2014-03-12"},
	{"March 12, 2014", "2014-03-12", "2014-03-12"},
	{"March 12th, 2014", "2014-03-12", "2014-03-12"},
	{"the 12th of March 2014", "2014-03-12", "2014-03-12"},
	{"June 3-5, 2014", "2014-06-03", "2014-06-05"},
	{"31/05/2012", "2012-05-31", "2012-05-31"},
	{"5/31/2012", "2012-05-31", "2012-05-31"},
	{"Aktenzeichen 80101911/26.06.2025", "2025-06-26", "2025-06-26"},
	{"bis 31.03.2008", "2008-03-31", "2008-03-31"},
	{"im Jahr 2016 zusammengeschlossen", "2016", "2016"},
};

static void every_form_is_read(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(forms); i++) {
		struct found found = find_all(forms[i].text);
		char from[16];
		char to[16];

		if (found.count != 1)
			fail_msg("%s: %zu dates", forms[i].text, found.count);
		show(found.spans[0].from, from);
		show(found.spans[0].to, to);
		if (strcmp(from, forms[i].from) != 0 || strcmp(to, forms[i].to) != 0)
			fail_msg("%s: %s to %s", forms[i].text, from, to);
	}
}

static const char *const others[] = {
	"im 20. Jahrhundert",
	"rund 2.000 Einwohner",
	"1.603.747 €",
	"1990,50 Euro",
	"DIN EN ISO 2001",
	"2007 Einwohner",
	"1950 km",
	"Telefon 0341 2007",
	"Fax 0341 2008 2009",
	"DIN EN ISO 9001:2015",
	"Maßstab 1:2000",
	"Richtlinie 2014/24/EU",
	"Verordnung (EG) Nr. 1083/2006",
	"SGB II 2005/12",
	"SGB XII 2005",
	"§ 2004 BGB",
	"€ 2009",
	"Raum 2010",
	"in den 1990er Jahren",
	"in the 1990s",
	"IBAN DE12 2007 2008 2009 2010 11",
	"um 18:55 Uhr",
	"04109 Leipzig",
	"18.30 Uhr",
	"§ 141 BauGB",
	"am 3. Mai",
	"5 und 6",
	"32.13.2007x",
	"Version 1.2.3.4",
	"im Mai kommenden Jahres",
	"A 9 und A 38",
};

static void other_numbers_are_no_dates(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(others); i++) {
		if (find_all(others[i]).count)
			fail_msg("%s is taken for a date", others[i]);
	}
}

static void an_unfinished_date_at_the_end_is_harmless(void **state)
{
	static const char *const ends[] = {"2007-", "2007-05-", "12.", "12.3",
		"March 12-", "q3", "21. und", "1", ""};

	(void)state;
	for (size_t i = 0; i < COUNT(ends); i++)
		find_all(ends[i]);
}

static void several_dates_keep_their_places(void **state)
{
	struct found found = find_all("Am 3.5.2011 in Jena, am 4.6.2012 in Gera.");

	(void)state;
	assert_int_equal(found.count, 2);
	assert_int_equal(found.spans[0].start, 3);
	assert_int_equal(found.spans[0].end, 11);
	assert_int_equal(found.spans[1].from.year, 2012);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_form_is_read),
		cmocka_unit_test(other_numbers_are_no_dates),
		cmocka_unit_test(an_unfinished_date_at_the_end_is_harmless),
		cmocka_unit_test(several_dates_keep_their_places),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
