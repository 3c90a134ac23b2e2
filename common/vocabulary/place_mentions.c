/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Which of the names in a text are said of a place, and of which. */
#include "base/alloc.h"
#include "base/scope.h"
#include "vocabulary/place_company.h"
#include "vocabulary/place_lists.h"
#include "vocabulary/place_manners.h"
#include "vocabulary/place_verdict.h"

#include <stdlib.h>
#include <string.h>

enum {
	NAMESAKE = 5000, /* inhabitants: no more are one of many */
	LARGE = 100000,  /* seldom a surname */
	FAMOUS = 500000, /* known all over the world */
	NEXT_FAR_KM = 60,
	OVERSEAS_LEAST = 2, /* names of states or countries */
};

void place_mentions_release(struct place_mentions *mentions)
{
	for (size_t i = 0; i < mentions->county_count; i++)
		free(mentions->counties[i].value);
	free(mentions->counties);
	free(mentions->items);
	*mentions = (struct place_mentions){0};
}

/* One flag a name: said of a place somewhere in the text. The caller frees it. */
static bool *names_accepted(const struct place_scan *scan)
{
	bool *accepted = alloc_zeroed(scan->places->names.count, sizeof(*accepted));

	for (size_t i = 0; i < scan->matches.count; i++) {
		const struct place_match *match = &scan->matches.items[i];

		if (match->verdict == PLACE_ACCEPTED && match->form == FORM_NAME)
			accepted[match->name - scan->places->names.items] = true;
	}
	return accepted;
}

/* Whether a name alone may be one the text has spoken of: not "ein gutes Essen". */
static bool may_stand_alone(
	const struct place_scan *scan, const struct place_match *match)
{
	if (match->verdict != PLACE_DOUBTFUL || match->need > NEED_CUE)
		return false;
	return place_scan_gap(scan, match->first) != GAP_BLANK
		|| place_scan_is_capital(scan, match->first - 1)
		|| place_scan_roles(scan, match->first - 1);
}

/* What the text has once said of a name holds where the name stands alone. */
static void judge_again(struct place_scan *scan)
{
	bool *accepted = NULL;

	for (size_t i = 0; i < scan->matches.count; i++) {
		struct place_match *match = &scan->matches.items[i];

		if (!may_stand_alone(scan, match))
			continue;
		if (!accepted)
			accepted = names_accepted(scan);
		if (accepted[match->name - scan->places->names.items])
			match->verdict = PLACE_ACCEPTED;
	}
	free(accepted);
}

static bool is_called_so(const struct place_scan *scan, const struct place_match *match)
{
	for (size_t i = 0; i < scan->matches.count; i++)
		if (scan->matches.items[i].verdict == PLACE_REJECTED_PERSON
			&& scan->matches.items[i].name == match->name)
			return true;
	return false;
}

/* Scheinfeld says, after Jörg Scheinfeld was named: no town. */
static void judge_surnames(struct place_scan *scan)
{
	bool any = false;

	for (size_t i = 0; i < scan->matches.count; i++)
		any |= scan->matches.items[i].verdict == PLACE_REJECTED_PERSON;
	for (size_t i = 0; any && i < scan->matches.count; i++) {
		struct place_match *match = &scan->matches.items[i];

		if (match->verdict == PLACE_ACCEPTED && match->form == FORM_NAME
			&& place_scan_place(scan, match)->population < LARGE
			&& place_verdict_cue(scan, match) == NEED_NOTHING
			&& is_called_so(scan, match))
			match->verdict = PLACE_REJECTED;
	}
}

/* British names are at home overseas as well, more than any others. */
static bool has_namesake_overseas(
	const struct place_scan *scan, const struct place_match *match)
{
	static const char *const countries[] = {"GB", "IE", "MT"};
	const struct place *place = place_scan_place(scan, match);

	if (match->verdict != PLACE_ACCEPTED || place->population >= FAMOUS
		|| place_verdict_cue(scan, match) == NEED_STRONG)
		return false;
	for (size_t i = 0; i < sizeof(countries) / sizeof(*countries); i++)
		if (!strcmp(place->country, countries[i]))
			return true;
	return false;
}

static bool is_set_overseas(const struct place_scan *scan)
{
	size_t overseas = 0;
	size_t homes = 0;

	for (size_t i = 0; i < scan->tokens.count; i++) {
		unsigned roles;

		if (!place_scan_is_capital(scan, i))
			continue;
		roles = place_scan_roles(scan, i);
		overseas += (roles & CUE_OVERSEAS) != 0;
		homes += (roles & CUE_COUNTRY) != 0;
	}
	return overseas >= OVERSEAS_LEAST && overseas > homes;
}

/* Cambridge, in a report from Massachusetts */
static void judge_overseas(struct place_scan *scan)
{
	bool known = false;

	for (size_t i = 0; i < scan->matches.count; i++) {
		struct place_match *match = &scan->matches.items[i];

		if (!has_namesake_overseas(scan, match))
			continue;
		if (!known && !is_set_overseas(scan))
			return;
		known = true;
		match->verdict = PLACE_REJECTED;
	}
}

/* The places that are named beyond doubt tell what the other names mean. */
static void gather(const struct place_scan *scan, struct place_company *company)
{
	for (size_t i = 0; i < scan->matches.count; i++) {
		const struct place_match *match = &scan->matches.items[i];

		if (match->verdict == PLACE_ACCEPTED
			&& !place_names_alike(&scan->places->names, match->name))
			place_company_add(company, place_scan_place(scan, match));
	}
}

/* Porto lost thirty studios: a subject, not a noun on its own or with a verb's "to". */
static bool is_subject(const struct place_scan *scan, const struct place_match *match)
{
	enum token_gap before = place_scan_gap(scan, match->first);
	enum token_gap after = place_scan_gap(scan, match->end);
	unsigned next = place_scan_roles(scan, match->end);

	if (match->form != FORM_NAME || match->need > NEED_CUE
		|| (before != GAP_LINE && before != GAP_STOP && before != GAP_COMMA))
		return false;
	return after == GAP_BLANK && !place_scan_is_capital(scan, match->end)
		&& !(next & (CUE_AND | CUE_AT | CUE_OF | CUE_ARTICLE));
}

static void judge_by_company(struct place_scan *scan, const struct place_company *company)
{
	for (size_t i = 0; i < scan->matches.count; i++) {
		struct place_match *match = &scan->matches.items[i];

		if (match->verdict == PLACE_DOUBTFUL && is_subject(scan, match)
			&& place_company_suits(company, place_scan_place(scan, match)))
			match->verdict = PLACE_ACCEPTED;
	}
}

/* The end of the name, with the bracket that Halle (Saale) closes. */
static size_t end_of(const struct place_scan *scan, const struct place_match *match)
{
	size_t end = scan->tokens.items[match->end - 1].end;
	bool opened = match->end > match->first + 1
		&& place_scan_gap(scan, match->end - 1) == GAP_BRACKET;

	return opened && end < scan->length && scan->text[end] == ')' ? end + 1 : end;
}

/* Petersberg bei Fulda: none of those in the table is there. */
static bool is_far_from_next(const struct place_scan *scan,
	const struct place_match *match, const struct place *place)
{
	const struct place_match *end = scan->matches.items + scan->matches.count;
	const struct place_match *next = match + 1;

	return next < end && next->first == match->end + 1
		&& next->verdict == PLACE_ACCEPTED
		&& place_scan_gap(scan, match->end) == GAP_BLANK
		&& place_scan_roles(scan, match->end) & CUE_NEAR
		&& place_company_distance_km(place, place_scan_place(scan, next))
		> NEXT_FAR_KM;
}

/* One of several small places of that name, and far from all others of the text. */
static bool is_far_namesake(const struct place_scan *scan,
	const struct place_company *company, const struct place_match *match,
	const struct place *place)
{
	if (is_far_from_next(scan, match, place))
		return true;
	return place->population < NAMESAKE && company->count
		&& place_names_alike(&scan->places->names, match->name)
		&& !place_company_is_near(company, place);
}

static void add_mentions(const struct place_scan *scan,
	const struct place_company *company, struct place_mentions *out)
{
	for (size_t i = 0; i < scan->matches.count; i++) {
		const struct place_match *match = &scan->matches.items[i];
		const struct place *place;

		if (match->verdict != PLACE_ACCEPTED)
			continue;
		place = place_company_choose(company, scan->places, match->name);
		if (is_far_namesake(scan, company, match, place))
			continue;
		out->items = alloc_grow(
			out->items, out->count, &out->room, sizeof(*out->items));
		out->items[out->count++] = (struct place_mention){
			.place = place,
			.start = scan->tokens.items[match->first].start,
			.end = end_of(scan, match),
			.manner = (enum place_manner)match->manner,
		};
	}
}

static void add_counties(const struct place_scan *scan, struct place_mentions *out)
{
	for (size_t i = 0; i < scan->counties.count; i++) {
		const struct county_match *match = &scan->counties.items[i];
		SCOPED(buf_release) struct buf value = {0};

		county_matches_name(scan, match, &value);
		out->counties = alloc_grow(out->counties, out->county_count,
			&out->county_room, sizeof(*out->counties));
		out->counties[out->county_count++] = (struct county_mention){
			.value = alloc_copy(value.bytes, value.length),
			.country = county_matches_country(scan, match),
			.abolished = match->county ? match->county->abolished : 0,
			.start = scan->tokens.items[match->first].start,
			.end = scan->tokens.items[match->end - 1].end,
		};
	}
}

void places_mentioned(const struct places *places, const char *text, size_t length,
	struct place_mentions *out)
{
	SCOPED(place_scan_release)
	struct place_scan scan = {.places = places, .text = text, .length = length};
	struct place_company company = {0};

	place_scan_read(&scan);
	for (size_t i = 0; i < scan.matches.count; i++)
		scan.matches.items[i].verdict =
			(uint8_t)place_verdict_of(&scan, &scan.matches.items[i]);
	place_lists_judge(&scan);
	judge_again(&scan);
	judge_surnames(&scan);
	judge_overseas(&scan);
	gather(&scan, &company);
	judge_by_company(&scan, &company);
	place_manners_tell(&scan);
	add_mentions(&scan, &company, out);
	add_counties(&scan, out);
}
