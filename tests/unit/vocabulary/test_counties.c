/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "base/buf.h"
#include "unit.h"
#include "vocabulary/places.h"

#include <string.h>

static int open_table(void **state)
{
	struct places *places = NULL;

	must(places_open(&places, &err));
	*state = places;
	return 0;
}

static int close_table(void **state)
{
	struct places *places = *state;

	places_close(&places);
	return 0;
}

/* counties, cities: the values found, each followed by a semicolon. */
static void are_told_apart(const struct places *places, const char *text,
	const char *counties, const char *cities)
{
	SCOPED(place_mentions_release) struct place_mentions mentions = {0};
	SCOPED(buf_release) struct buf found = {0};
	SCOPED(buf_release) struct buf expected = {0};

	places_mentioned(places, text, strlen(text), &mentions);
	for (size_t i = 0; i < mentions.county_count; i++) {
		const struct county_mention *county = &mentions.counties[i];

		buf_add_format(&found, "%s;", county->value);
		assert_true(county->start < county->end);
		assert_true(county->end <= strlen(text));
	}
	buf_add_string(&found, "|");
	for (size_t i = 0; i < mentions.count; i++)
		buf_add_format(&found, "%s;", mentions.items[i].place->value);
	buf_add_format(&expected, "%s|%s", counties, cities);
	if (strcmp(buf_string(&found), buf_string(&expected)) != 0)
		fail_msg("\"%s\": %s, not %s", text, buf_string(&found),
			buf_string(&expected));
}

static void a_county_is_known_by_the_word_before_it(void **state)
{
	are_told_apart(*state, "im Landkreis Leipzig", "Landkreis Leipzig;", "");
	are_told_apart(*state, "des Landkreises Rostock", "Landkreis Rostock;", "");
	are_told_apart(*state, "der Kreis Steinfurt", "Kreis Steinfurt;", "");
	are_told_apart(
		*state, "Kreis Siegen-Wittgenstein", "Kreis Siegen-Wittgenstein;", "");
	are_told_apart(*state, "District of Delitzsch", "Landkreis Delitzsch;", "");
	are_told_apart(*state, "in Leipzig district", "Landkreis Leipzig;", "");
	are_told_apart(*state, "im Landkreis Neumarkt i. d. OPf.",
		"Landkreis Neumarkt in der Oberpfalz;", "");
	are_told_apart(*state, "LANDKREIS GOERLITZ", "Landkreis Görlitz;", "");
}

static void a_city_of_that_name_is_none(void **state)
{
	are_told_apart(*state, "die Stadt Leipzig", "", "Leipzig;");
	are_told_apart(*state, "in Steinfurt", "", "Steinfurt;");
	are_told_apart(*state, "Stadt und Landkreis Heilbronn", "Landkreis Heilbronn;",
		"Heilbronn;");
	are_told_apart(*state, "aus Leipzig und dem Landkreis Leipzig",
		"Landkreis Leipzig;", "Leipzig;");
	are_told_apart(*state, "die Region Leipzig", "", "");
}

static void some_counties_need_no_word(void **state)
{
	are_told_apart(*state, "der Muldentalkreis", "Muldentalkreis;", "");
	are_told_apart(*state, "des Märkischen Kreises", "Märkischer Kreis;", "");
	are_told_apart(*state, "Marburg-Biedenkopf lädt ein",
		"Landkreis Marburg-Biedenkopf;", "");
	are_told_apart(*state, "im Altenburger Land", "Landkreis Altenburger Land;", "");
}

static void counties_come_in_lists(void **state)
{
	are_told_apart(
		*state, "Kreise Borken/Coesfeld", "Kreis Borken;Kreis Coesfeld;", "");
	are_told_apart(*state, "Landkreis: Leipzig", "Landkreis Leipzig;", "");
	are_told_apart(*state, "die Landkreise Nordsachsen, Leipzig und Meißen",
		"Landkreis Nordsachsen;Landkreis Leipzig;Landkreis Meißen;", "");
	are_told_apart(
		*state, "die Kreise Borken und Unna", "Kreis Borken;Kreis Unna;", "");
}

static void an_okres_and_a_powiat_are_counties(void **state)
{
	are_told_apart(*state, "v okrese Plzeň-jih", "okres Plzeň-jih;", "");
	are_told_apart(*state, "okres Česká Lípa", "okres Česká Lípa;", "");
	are_told_apart(*state, "powiat zgorzelecki", "powiat zgorzelecki;", "");
	are_told_apart(*state, "w powiecie zgorzeleckim", "powiat zgorzelecki;", "");
}

static void a_county_tells_when_it_ended(void **state)
{
	static const char text[] = "Muldentalkreis, Landkreis Leipzig";
	SCOPED(place_mentions_release) struct place_mentions mentions = {0};

	places_mentioned(*state, text, strlen(text), &mentions);
	assert_int_equal(mentions.county_count, 2);
	assert_int_equal(mentions.counties[0].abolished, 2008);
	assert_int_equal(mentions.counties[1].abolished, 0);
	assert_string_equal(mentions.counties[0].country, "DE");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_county_is_known_by_the_word_before_it),
		cmocka_unit_test(a_city_of_that_name_is_none),
		cmocka_unit_test(some_counties_need_no_word),
		cmocka_unit_test(counties_come_in_lists),
		cmocka_unit_test(an_okres_and_a_powiat_are_counties),
		cmocka_unit_test(a_county_tells_when_it_ended),
	};

	return cmocka_run_group_tests(tests, open_table, close_table);
}
