/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "vocabulary/place_verdict.h"

#include <string.h>

enum {
	LARGE = 100000, /* inhabitants */
	CITY = 50000,
	TOWN = 20000,
	VILLAGE = 2000,
};

/* Stadt und Landkreis Leipzig: the city as well. */
static bool is_city_and_county(
	const struct place_scan *scan, const struct place_match *match)
{
	size_t first = match->first;

	return first >= 3 && place_scan_roles(scan, first - 2) & CUE_AND
		&& place_scan_roles(scan, first - 3) & CUE_CITY;
}

static bool is_area(const struct place_scan *scan, const struct place_match *match)
{
	if (place_scan_comes_after(scan, match, CUE_COUNTY))
		return !is_city_and_county(scan, match);
	return place_scan_gap(scan, match->end) == GAP_BLANK
		&& place_scan_roles(scan, match->end) & CUE_COUNTY_AFTER;
}

/* Victoria Derbyshire, but not Florence Airport */
static bool precedes_surname(
	const struct place_scan *scan, const struct place_match *match)
{
	return match->form == FORM_NAME && match->end == match->first + 1
		&& place_scan_gap(scan, match->end) == GAP_BLANK
		&& place_scan_is_capital(scan, match->end)
		&& !place_scan_roles(scan, match->end);
}

/* Dijon Williams, 21, */
static bool is_aged(const struct place_scan *scan, const struct place_match *match)
{
	size_t age = match->end + 1;
	const struct token *token = &scan->tokens.items[age];

	return place_scan_gap(scan, match->end) == GAP_BLANK
		&& place_scan_is_capital(scan, match->end)
		&& place_scan_gap(scan, age) == GAP_COMMA
		&& place_scan_gap(scan, age + 1) == GAP_COMMA
		&& token->traits & TOKEN_DIGIT && token->end - token->start == 2;
}

static bool is_person(const struct place_scan *scan, const struct place_match *match)
{
	const struct token *before;

	if (place_scan_roles(scan, match->first) & CUE_GIVEN
		&& (match->form == FORM_ADJECTIVE || precedes_surname(scan, match)))
		return true;
	if (is_aged(scan, match))
		return true;
	if (match->first < 1)
		return false;
	before = &scan->tokens.items[match->first - 1];
	switch (place_scan_gap(scan, match->first)) {
	case GAP_BLANK:
		return place_scan_comes_after(scan, match, CUE_GIVEN | CUE_TITLE);
	case GAP_STOP: /* Dr. Hagen, A. Hagen */
		return (before->end - before->start == 1
			       && before->traits & TOKEN_CAPITAL)
			|| place_scan_roles(scan, match->first - 1) & CUE_TITLE;
	default:
		return false;
	}
}

/* Leipziger Straße, Oldenburger Land; a small town's adjective is a surname. */
static bool is_vain_adjective(
	const struct place_scan *scan, const struct place_match *match)
{
	size_t next = match->end;

	if (match->form != FORM_NAME && place_scan_roles(scan, match->first) & CUE_WORD)
		return true;
	if (match->form != FORM_ADJECTIVE)
		return false;
	if (place_scan_gap(scan, next) == GAP_BLANK
		&& place_scan_roles(scan, next) & (CUE_STREET | CUE_LAND | CUE_THEME))
		return true;
	return place_scan_place(scan, match)->population < CITY
		&& !(place_scan_gap(scan, next) == GAP_BLANK
			&& place_scan_is_capital(scan, next));
}

/* Müller-Hagen, but not Halle-Leipzig or Ost-Berlin. */
static bool is_end_of_compound(
	const struct place_scan *scan, const struct place_match *match)
{
	if (match->first < 1 || place_scan_gap(scan, match->first) != GAP_HYPHEN)
		return false;
	if (place_scan_before(scan, match)
		|| place_scan_roles(scan, match->first - 1) & CUE_DIRECTION)
		return false;
	return match->need > NEED_NOTHING
		|| place_scan_place(scan, match)->population < LARGE;
}

/* Heubach Colorants Germany GmbH: the firm may have the name of a person. */
static bool is_start_of_firm(
	const struct place_scan *scan, const struct place_match *match)
{
	size_t next = match->end;

	if (match->form != FORM_NAME || place_scan_place(scan, match)->population >= TOWN
		|| !place_scan_is_capital(scan, next)
		|| place_scan_roles(scan, next) & CUE_FIRM
		|| (match->first >= 1 && place_scan_gap(scan, match->first) == GAP_BLANK))
		return false;
	return place_scan_precedes_firm(scan, match);
}

/* Bologna-Prozess, Lissabon- und: named after the city, but elsewhere. */
static bool is_start_of_compound(
	const struct place_scan *scan, const struct place_match *match)
{
	size_t end = scan->tokens.items[match->end - 1].end;

	if (place_scan_gap(scan, match->end) == GAP_BLANK
		&& place_scan_roles(scan, match->end) & CUE_THEME)
		return true;
	if (place_scan_gap(scan, match->end) == GAP_HYPHEN) {
		if (match->form == FORM_GENITIVE)
			return true;
		if (place_scan_behind(scan, match))
			return false;
		return !place_scan_is_capital(scan, match->end)
			|| match->need > NEED_NOTHING
			|| place_scan_place(scan, match)->population < TOWN
			|| place_scan_roles(scan, match->end) & CUE_THEME;
	}
	return end < scan->length && scan->text[end] == '-';
}

/* Vertrag von Lissabon, Frieden von Münster */
static bool is_treaty(const struct place_scan *scan, const struct place_match *match)
{
	size_t first = match->first;

	return first >= 2 && place_scan_gap(scan, first) == GAP_BLANK
		&& place_scan_gap(scan, first - 1) == GAP_BLANK
		&& place_scan_roles(scan, first - 1) & CUE_OF
		&& place_scan_roles(scan, first - 2) & CUE_TREATY;
}

bool place_verdict_follows_postcode(
	const struct place_scan *scan, const struct place_match *match)
{
	const struct token *before;
	const char *digits;

	if (match->first < 1 || place_scan_gap(scan, match->first) != GAP_BLANK)
		return false;
	before = &scan->tokens.items[match->first - 1];
	if (!(before->traits & TOKEN_DIGIT))
		return false;
	digits = scan->text + before->start;
	if (before->end - before->start == 4) /* a year is none */
		return memcmp(digits, "19", 2) != 0 && memcmp(digits, "20", 2) != 0;
	return before->end - before->start == 5;
}

static bool is_before_country(
	const struct place_scan *scan, const struct place_match *match)
{
	enum token_gap after = place_scan_gap(scan, match->end);

	if (!place_scan_is_capital(scan, match->end)
		|| !(place_scan_roles(scan, match->end) & CUE_COUNTRY))
		return false;
	if (place_scan_roles(scan, match->first) & CUE_COUNTRY) /* itself a country */
		return false;
	if (after == GAP_COMMA) {
		const struct token *country = &scan->tokens.items[match->end];

		return country->end - country->start > 2;
	}
	return after == GAP_BRACKET;
}

/* von Füssen nach Venedig */
static bool is_journey(const struct place_scan *scan, const struct place_match *match)
{
	return match->first >= 1 && place_scan_gap(scan, match->first) == GAP_BLANK
		&& place_scan_gap(scan, match->end) == GAP_BLANK
		&& place_scan_roles(scan, match->first - 1) & CUE_OF
		&& place_scan_roles(scan, match->end) & CUE_AT
		&& !place_scan_is_capital(scan, match->end);
}

/* Paris, Texas; Boston (USA) */
static bool is_overseas(const struct place_scan *scan, const struct place_match *match)
{
	enum token_gap after = place_scan_gap(scan, match->end);

	return (after == GAP_COMMA || after == GAP_BRACKET)
		&& place_scan_is_capital(scan, match->end)
		&& place_scan_roles(scan, match->end) & CUE_OVERSEAS;
}

/* A village alone is no sign of itself: surnames are made of such names. */
static bool is_bare_village(
	const struct place_scan *scan, const struct place_match *match)
{
	return match->need == NEED_NOTHING && match->end == match->first + 1
		&& place_scan_place(scan, match)->population < VILLAGE
		&& place_verdict_cue(scan, match) == NEED_NOTHING;
}

/* A small town behind a capitalised word no one knows: perhaps a surname. */
static bool may_be_surname(const struct place_scan *scan, const struct place_match *match)
{
	size_t first = match->first;

	return first >= 1 && place_scan_place(scan, match)->population < TOWN
		&& match->end == first + 1 && place_scan_gap(scan, first) == GAP_BLANK
		&& place_scan_is_capital(scan, first - 1)
		&& !place_scan_roles(scan, first - 1) && !place_scan_before(scan, match);
}

/* in Hof und Garten */
static bool is_paired_with_no_place(
	const struct place_scan *scan, const struct place_match *match)
{
	const struct place_match *end = scan->matches.items + scan->matches.count;
	size_t next = match->end;

	if (place_scan_gap(scan, next) != GAP_BLANK
		|| !(place_scan_roles(scan, next) & CUE_AND))
		return false;
	return place_scan_is_capital(scan, next + 1)
		&& !(match + 1 < end && match[1].first == next + 1);
}

/* im böhmischen Krupka */
static bool is_in_land(const struct place_scan *scan, const struct place_match *match)
{
	static const char ending[] = "ischen";
	const struct place *place = place_scan_place(scan, match);
	const struct token *before;

	if (match->first < 2 || !strcmp(place->country, "DE"))
		return false;
	if (place_scan_roles(scan, match->first - 1) & CUE_NATIVE)
		return place_scan_gap(scan, match->first) == GAP_BLANK;
	if (place->population >= TOWN)
		return false;
	before = &scan->tokens.items[match->first - 1];
	return before->end - before->start > strlen(ending)
		&& !memcmp(
			scan->text + before->end - strlen(ending), ending, strlen(ending))
		&& place_scan_gap(scan, match->first - 1) == GAP_BLANK
		&& place_scan_roles(scan, match->first - 2) & (CUE_AT | CUE_ARTICLE);
}

enum place_need place_verdict_cue(
	const struct place_scan *scan, const struct place_match *match)
{
	if (place_scan_comes_after(scan, match, CUE_CITY)
		|| place_verdict_follows_postcode(scan, match)
		|| is_before_country(scan, match))
		return NEED_STRONG;
	if (place_scan_gap(scan, match->end) == GAP_BLANK
		&& place_scan_roles(scan, match->end) & CUE_CITY_AFTER)
		return NEED_STRONG;
	if (match->first >= 1 && place_scan_gap(scan, match->first) == GAP_BLANK
		&& (place_scan_roles(scan, match->first - 1) & CUE_AT
			|| is_in_land(scan, match))
		&& !is_paired_with_no_place(scan, match))
		return NEED_CUE;
	return is_journey(scan, match) ? NEED_CUE : NEED_NOTHING;
}

static bool follows_article(
	const struct place_scan *scan, const struct place_match *match)
{
	return match->first >= 1 && place_scan_gap(scan, match->first) == GAP_BLANK
		&& place_scan_roles(scan, match->first - 1) & CUE_ARTICLE;
}

/* Leipzig-Schönefeld, Dresdner Neustadt: a quarter, not the town of that name. */
static bool is_quarter(const struct place_scan *scan, const struct place_match *match)
{
	const struct place_match *left = place_scan_before(scan, match);

	if (left && left->form == FORM_ADJECTIVE
		&& place_scan_gap(scan, match->first) == GAP_BLANK)
		return true;
	return left && place_scan_gap(scan, match->first) == GAP_HYPHEN
		&& !place_scan_has_dash(scan, match->first) && left->form == FORM_NAME
		&& place_scan_place(scan, left)->population >= LARGE
		&& place_scan_place(scan, match)->population < LARGE;
}

/* "am Petersberg", "im Essen": cities have no article, hills and nouns do. */
static bool is_common_noun(const struct place_scan *scan, const struct place_match *match)
{
	if (match->form == FORM_ADJECTIVE || !follows_article(scan, match))
		return false;
	return match->need > NEED_NOTHING
		|| place_scan_place(scan, match)->population < TOWN;
}

/* Schloss Hartenfels: the town of that name may be elsewhere. */
static bool is_landmark(const struct place_scan *scan, const struct place_match *match)
{
	return place_scan_place(scan, match)->population < TOWN
		&& place_scan_comes_after(scan, match, CUE_LANDMARK);
}

enum place_verdict place_verdict_of(
	const struct place_scan *scan, const struct place_match *match)
{
	const struct place_match *left = place_scan_before(scan, match);

	if (county_matches_cover(&scan->counties, match->first)
		&& !is_city_and_county(scan, match))
		return PLACE_REJECTED;
	if (place_scan_comes_after(scan, match, CUE_COUNTIES) || is_treaty(scan, match))
		return PLACE_REJECTED_LIST;
	if (left && left->verdict != PLACE_ACCEPTED && left->verdict != PLACE_DOUBTFUL
		&& place_scan_gap(scan, match->first) == GAP_HYPHEN)
		return PLACE_REJECTED;
	if (is_person(scan, match))
		return PLACE_REJECTED_PERSON;
	if (is_area(scan, match) || is_vain_adjective(scan, match)
		|| is_start_of_compound(scan, match) || is_end_of_compound(scan, match))
		return PLACE_REJECTED;
	if (is_quarter(scan, match) || is_common_noun(scan, match)
		|| is_start_of_firm(scan, match) || is_overseas(scan, match))
		return PLACE_REJECTED;
	if (is_landmark(scan, match) || is_bare_village(scan, match)
		|| (match->need == NEED_NOTHING && may_be_surname(scan, match)))
		return PLACE_DOUBTFUL;
	return place_verdict_cue(scan, match) >= match->need ? PLACE_ACCEPTED
							     : PLACE_DOUBTFUL;
}
