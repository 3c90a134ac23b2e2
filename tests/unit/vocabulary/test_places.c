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

static void is_found(const struct places *places, const char *spelling, const char *value)
{
	const struct place *place = places_find(places, spelling);

	if (!place)
		fail_msg("no place for %s", spelling);
	else
		assert_string_equal(place->value, value);
}

/* expected: the values found in the text, each followed by a semicolon. */
static void are_mentioned(
	const struct places *places, const char *text, const char *expected)
{
	SCOPED(place_mentions_release) struct place_mentions mentions = {0};
	SCOPED(buf_release) struct buf found = {0};

	places_mentioned(places, text, strlen(text), &mentions);
	for (size_t i = 0; i < mentions.count; i++) {
		buf_add_format(&found, "%s;", mentions.items[i].place->value);
		assert_true(mentions.items[i].start < mentions.items[i].end);
		assert_true(mentions.items[i].end <= strlen(text));
	}
	if (strcmp(buf_string(&found), expected) != 0)
		fail_msg("\"%s\": %s, not %s", text, buf_string(&found), expected);
}

static void every_spelling_finds_its_city(void **state)
{
	static const char *const cases[][2] = {
		{"Gdańsk", "Gdańsk"},
		{"Danzig", "Gdańsk"},
		{"gdansk", "Gdańsk"},
		{"GDAŃSK", "Gdańsk"},
		{"Варна", "Varna"},
		{"Warna", "Varna"},
		{"Лейпциг", "Leipzig"},
		{"Αθήνα", "Athína"},
		{"Koeln", "Köln"},
		{"koln", "Köln"},
		{"Cologne", "Köln"},
		{"Pilsen", "Plzeň"},
		{"Pressburg", "Bratislava"},
		{"Breslau", "Wrocław"},
		{"Stettin", "Szczecin"},
		{"kopenhagen", "København"},
		{"Fünfkirchen", "Pécs"},
		{"Halle", "Halle (Saale)"},
		{"Halle (Saale)", "Halle (Saale)"},
		{"halle saale", "Halle (Saale)"},
		{"Halle/Saale", "Halle (Saale)"},
		{"Frankfurt", "Frankfurt am Main"},
		{"Frankfurt a. M.", "Frankfurt am Main"},
		{"Frankfurt/Oder", "Frankfurt (Oder)"},
		{"Freiburg", "Freiburg im Breisgau"},
		{"Neustadt in Sachsen", "Neustadt in Sachsen"},
		{"Neustadt (Sachsen)", "Neustadt in Sachsen"},
	};

	for (size_t i = 0; i < COUNT(cases); i++)
		is_found(*state, cases[i][0], cases[i][1]);
}

static void official_forms_find_their_city(void **state)
{
	is_found(*state, "Stadt Leipzig", "Leipzig");
	is_found(*state, "Dresden, Stadt", "Dresden");
	is_found(*state, "City of Nice", "Nice");
	is_found(*state, "Bologna, Italy", "Bologna");
	is_found(*state, "Lugau/Erzgeb., Stadt", "Lugau");
}

static void what_is_no_place_is_not_found(void **state)
{
	assert_null(places_find(*state, ""));
	assert_null(places_find(*state, "  -- "));
	assert_null(places_find(*state, "Nirgendwoburg"));
	assert_null(places_find(*state, "Bërlin"));
	assert_null(places_find(*state, "a b c d e f g h i j k l m n o p"));
}

static void a_value_finds_itself(void **state)
{
	static const char *const values[] = {"Wien", "Warszawa", "München", "Praha",
		"Mülheim an der Ruhr", "Lutherstadt Wittenberg",
		"Brandenburg an der Havel"};

	for (size_t i = 0; i < COUNT(values); i++)
		is_found(*state, values[i], values[i]);
}

static void a_place_knows_its_names_and_where_it_is(void **state)
{
	const struct place *place = places_find(*state, "Gdańsk");

	assert_non_null(place);
	assert_string_equal(place->name_de, "Danzig");
	assert_string_equal(place->name_en, "Gdansk");
	assert_string_equal(place->country, "PL");
	assert_int_equal(place->geoname, 3099434);
	assert_true(place->population > 400000);
	assert_true(place->latitude > 54 && place->latitude < 55);
	assert_true(place->longitude > 18 && place->longitude < 19);
}

static void names_are_found_in_text(void **state)
{
	are_mentioned(
		*state, "Ein Treffen zwischen Leipzig und Plzeň.", "Leipzig;Plzeň;");
	are_mentioned(
		*state, "partners from Pecs, Varna and Gdansk", "Pécs;Varna;Gdańsk;");
	are_mentioned(
		*state, "Halle (Saale) liegt bei Leipzig", "Halle (Saale);Leipzig;");
	are_mentioned(*state, "KÖLN UND LEIPZIG", "Köln;Leipzig;");
	are_mentioned(*state, "in leipzig", "");
	are_mentioned(*state, "", "");
}

static void inflected_names_are_found(void **state)
{
	are_mentioned(*state, "der Leipziger Verein", "Leipzig;");
	are_mentioned(*state, "die Dresdner Firmen", "Dresden;");
	are_mentioned(*state, "viele Münchner Firmen", "München;");
	are_mentioned(*state, "mit Bremer Hilfe", "Bremen;");
	are_mentioned(*state, "Göttinger Forscher", "Göttingen;");
	are_mentioned(*state, "Rostocks Hafen", "Rostock;");
	are_mentioned(*state, "im Bornaer Landratsamt", "Borna;");
	are_mentioned(*state, "Hallesche Unternehmen", "Halle (Saale);");
	are_mentioned(*state, "Leipzig's mayor", "Leipzig;");
}

static void hyphens_and_slashes_join_cities(void **state)
{
	are_mentioned(*state, "Raum Halle-Leipzig", "Halle (Saale);Leipzig;");
	are_mentioned(*state, "Achse Berlin-Kopenhagen/Malmö sowie Hamburg-Stettin",
		"Berlin;København;Malmö;Hamburg;Szczecin;");
	are_mentioned(*state, "in Leipzig-Schönefeld", "Leipzig;");
	are_mentioned(*state, "Herr Sommer-Ulrich", "");
}

static void partner_lists_name_their_cities(void **state)
{
	are_mentioned(*state, "City of Bologna", "Bologna;");
	are_mentioned(*state, "Municipality of Kaposvár city", "Kaposvár;");
	are_mentioned(*state, "Община Варна", "Varna;");
	are_mentioned(*state, "Urząd Miasta Gdańsk", "Gdańsk;");
	are_mentioned(*state, "Urząd Miasta Gdańska", "Gdańsk;");
	are_mentioned(*state, "Oberbürgermeister von Worms", "Worms;");
}

static void counties_and_regions_are_no_cities(void **state)
{
	static const char *const texts[] = {"Landkreis Leipzig",
		"des Landkreises Leipzig", "Kreis Siegen-Wittgenstein",
		"die Landkreise Leipzig und Rostock", "District of Delitzsch",
		"Region Leipzig", "Bistum Trier", "Regierungsbezirk Köln",
		"Leipziger Land", "County of Bristol", "Regensburg district"};

	for (size_t i = 0; i < COUNT(texts); i++)
		are_mentioned(*state, texts[i], "");
	are_mentioned(*state, "Stadt und Landkreis Heilbronn", "Heilbronn;");
}

static void names_that_are_words_need_a_cue(void **state)
{
	are_mentioned(*state, "Wir treffen uns in Essen.", "Essen;");
	are_mentioned(*state, "in Siegen und in Halle", "Siegen;Halle (Saale);");
	are_mentioned(*state, "a meeting in Nice", "Nice;");
	are_mentioned(*state, "Stadt Hof in Bayern", "Hof;");
	are_mentioned(*state, "57072 Siegen", "Siegen;");
	are_mentioned(*state, "Nice, France", "Nice;");
	are_mentioned(*state, "Das Essen war gut, beim Siegen und Singen.", "");
	are_mentioned(*state, "in Hof und Garten", "");
	are_mentioned(*state, "Auch die Welt ist in Lage und Form anders.", "");
	are_mentioned(*state, "Nice to meet you", "");
}

static void names_in_a_list_vouch_for_each_other(void **state)
{
	are_mentioned(*state,
		"Bielefeld, Erfurt, Koblenz, Paderborn, Rostock, Siegen, Trier und Würzburg",
		"Bielefeld;Erfurt;Koblenz;Paderborn;Rostock;Siegen;Trier;Würzburg;");
}

static void people_streets_and_treaties_are_no_cities(void **state)
{
	are_mentioned(*state, "Anna Hagen und Dr. Hagen", "");
	are_mentioned(*state, "Herr Minden sprach", "");
	are_mentioned(*state, "Leipziger Straße 5", "");
	are_mentioned(*state, "die Lissabon- bzw. Göteborg-Ziele", "");
	are_mentioned(*state, "der Bologna-Prozess", "");
	are_mentioned(*state, "eine CD-ROM der EU", "");
	are_mentioned(*state, "Victoria Derbyshire asked him", "");
	are_mentioned(*state, "Dijon Williams, 21, was taken home", "");
	are_mentioned(*state, "Anna Scheinfeld kam. Scheinfeld fragt weiter.", "");
	are_mentioned(*state, "the Paris Agreement and the Bologna Process", "");
}

static void firms_and_words_are_no_cities(void **state)
{
	are_mentioned(*state, "Heubach Colorants Germany GmbH", "");
	are_mentioned(*state, "Stadtwerke Borna GmbH", "Borna;");
	are_mentioned(*state, "Further Reading", "");
	are_mentioned(*state, "Leider hat Reuss-Borst recht.", "");
	are_mentioned(*state, "Berner Sennenhunde", "");
	are_mentioned(*state, "weit über Essen hinaus", "");
	are_mentioned(*state, "in heimischen Bergen", "");
	are_mentioned(*state, "im englischen Hatfield", "Hatfield;");
}

static void a_namesake_far_away_is_not_meant(void **state)
{
	are_mentioned(*state, "Petersberg bei Fulda", "Fulda;");
	are_mentioned(
		*state, "Cambridge and Boston in Massachusetts, unlike Virginia", "");
	are_mentioned(*state, "Cambridge and Oxford", "Cambridge;Oxford;");
}

static void neighbours_tell_which_of_a_name_is_meant(void **state)
{
	are_mentioned(*state, "Firmen aus Halle und Bielefeld und Gütersloh",
		"Halle (Westfalen);Bielefeld;Gütersloh;");
	are_mentioned(*state, "Firmen aus Frankfurt, Eisenhüttenstadt und Fürstenwalde",
		"Frankfurt (Oder);Eisenhüttenstadt;Fürstenwalde;");
}

static void company_and_words_around_vouch_for_a_name(void **state)
{
	are_mentioned(*state, "Nice and Nuremberg: sixty years", "Nice;Nürnberg;");
	are_mentioned(*state, "aus Konz und Bernkastel-Kues", "Konz;Bernkastel-Kues;");
	are_mentioned(*state, "Radweg Bremen–Delmenhorst–Oldenburg",
		"Bremen;Delmenhorst;Oldenburg;");
	are_mentioned(*state, "im böhmischen Krupka", "Krupka;");
	are_mentioned(*state, "Paris, Texas", "");
	are_mentioned(*state, "Schloss Moritzburg", "");
	are_mentioned(*state, "Brandenburg, Sachsen-Anhalt, Thüringen", "");
}

static void is_named_so(
	const struct places *places, const char *text, enum place_manner manner)
{
	SCOPED(place_mentions_release) struct place_mentions mentions = {0};

	places_mentioned(places, text, strlen(text), &mentions);
	if (mentions.count < 1 || mentions.items[0].manner != manner)
		fail_msg("\"%s\" is named in another manner", text);
}

static void a_mention_tells_its_manner(void **state)
{
	is_named_so(*state, "Der Verein sitzt in Leipzig.", PLACE_NAMED);
	is_named_so(*state, "In Leipzig entsteht ein Haus.", PLACE_OPENING);
	is_named_so(*state, "Er zog nach Leipzig.", PLACE_PASSED);
	is_named_so(*state, "Sie liegt südlich von Leipzig.", PLACE_PASSED);
	is_named_so(*state, "Wege nach Bremen oder Leipzig", PLACE_PASSED);
	is_named_so(*state, "Das nächste Treffen ist in Leipzig.", PLACE_PASSED);
	is_named_so(*state, "Leipzig, 3. Mai 2007 - Der Verein", PLACE_DATELINE);
	is_named_so(*state, "Kongresshalle, 04109 Leipzig", PLACE_ADDRESS);
	is_named_so(*state, "ein Sieg gegen den FC Augsburg", PLACE_PASSED);
	is_named_so(*state, "das Landgericht Berlin", PLACE_PASSED);
	is_named_so(*state, "Die Gothaer Allgemeine Versicherung AG", PLACE_PASSED);
}

static void a_mention_spans_the_name(void **state)
{
	static const char text[] = "Die Stadt Halle (Saale) lädt ein";
	SCOPED(place_mentions_release) struct place_mentions mentions = {0};

	places_mentioned(*state, text, strlen(text), &mentions);
	assert_int_equal(mentions.count, 1);
	assert_int_equal(mentions.items[0].start, strlen("Die Stadt "));
	assert_int_equal(mentions.items[0].end, strlen("Die Stadt Halle (Saale)"));
}

static void places_and_names_can_be_added(void **state)
{
	static const char text[] = "In Testhausen und in Lipsk.";
	const struct place_extra extra = {
		.place = {.value = "Testhausen",
			.name_de = "Testhausen",
			.name_en = "Testhausen",
			.country = "DE",
			.region = "",
			.latitude = 51.5,
			.longitude = 12.25},
		.names = {"Tésthusen"},
		.name_count = 1,
	};
	const struct place_extra known = {
		.place = {.value = "Leipzig", .country = "DE"},
		.names = {"Messestadt"},
		.name_count = 1,
	};
	SCOPED(places_close) struct places *places = NULL;
	SCOPED(place_mentions_release) struct place_mentions mentions = {0};

	(void)state;
	must(places_open(&places, &err));
	places_add(places, &extra);
	places_add(places, &known);
	is_found(places, "testhusen", "Testhausen");
	is_found(places, "Messestadt", "Leipzig");
	assert_true(places_find(places, "Leipzig")->population > 0);
	places_mentioned(places, text, strlen(text), &mentions);
	assert_true(mentions.count > 0);
	assert_string_equal(mentions.items[0].place->value, "Testhausen");
}

static void all_names_of_a_place_are_told(void **state)
{
	struct place_spelling spelling = {0};
	bool danzig = false;
	bool unusual = false;

	while (places_next_spelling(*state, &spelling)) {
		if (strcmp(spelling.place->value, "Gdańsk") != 0)
			continue;
		danzig |= !strcmp(spelling.folded, "danzig")
			&& spelling.usage == PLACE_USUAL;
		unusual |= spelling.usage == PLACE_UNUSUAL;
		assert_null(strstr(spelling.folded, "danziger"));
	}
	assert_true(danzig);
	assert_true(unusual);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_spelling_finds_its_city),
		cmocka_unit_test(official_forms_find_their_city),
		cmocka_unit_test(what_is_no_place_is_not_found),
		cmocka_unit_test(a_value_finds_itself),
		cmocka_unit_test(a_place_knows_its_names_and_where_it_is),
		cmocka_unit_test(names_are_found_in_text),
		cmocka_unit_test(inflected_names_are_found),
		cmocka_unit_test(hyphens_and_slashes_join_cities),
		cmocka_unit_test(partner_lists_name_their_cities),
		cmocka_unit_test(counties_and_regions_are_no_cities),
		cmocka_unit_test(names_that_are_words_need_a_cue),
		cmocka_unit_test(names_in_a_list_vouch_for_each_other),
		cmocka_unit_test(people_streets_and_treaties_are_no_cities),
		cmocka_unit_test(firms_and_words_are_no_cities),
		cmocka_unit_test(a_namesake_far_away_is_not_meant),
		cmocka_unit_test(neighbours_tell_which_of_a_name_is_meant),
		cmocka_unit_test(company_and_words_around_vouch_for_a_name),
		cmocka_unit_test(a_mention_tells_its_manner),
		cmocka_unit_test(a_mention_spans_the_name),
		cmocka_unit_test(places_and_names_can_be_added),
		cmocka_unit_test(all_names_of_a_place_are_told),
	};

	return cmocka_run_group_tests(tests, open_table, close_table);
}
