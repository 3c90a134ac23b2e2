/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "vocabulary/place_manners.h"

#include "vocabulary/place_lists.h"
#include "vocabulary/place_verdict.h"

#include <string.h>

enum {
	LONG_LINE = 10, /* tokens: no heading */
	NEXT_FAR = 10,  /* tokens from the meeting to where it is */
};

/* Of a list that offers its places for choice: what is said holds for none. */
static bool is_choice(const struct place_scan *scan, size_t first, size_t end)
{
	for (size_t i = first + 1; i < end; i++) {
		const struct place_match *match = &scan->matches.items[i];

		if (match[-1].end < match->first
			&& place_scan_roles(scan, match->first - 1) & CUE_OR)
			return true;
	}
	return false;
}

static bool is_long_line(const struct place_scan *scan, size_t token)
{
	for (size_t i = 0; i < LONG_LINE; i++)
		if (place_scan_gap(scan, token + i) == GAP_LINE)
			return false;
	return true;
}

static bool is_digit(const struct place_scan *scan, size_t token)
{
	return token < scan->tokens.count
		&& scan->tokens.items[token].traits & TOKEN_DIGIT;
}

/* Berlin, 3. Mai; Berlin (dpa) -; Berlin/Jever. Der Minister ... */
static bool is_dateline(const struct place_scan *scan, size_t first, size_t end)
{
	const struct place_match *last = &scan->matches.items[end - 1];
	size_t next = last->end;

	if (place_scan_gap(scan, scan->matches.items[first].first) != GAP_LINE
		|| last->form != FORM_NAME)
		return false;
	if (place_scan_gap(scan, next) == GAP_COMMA && is_digit(scan, next))
		return true;
	if (place_scan_gap(scan, next) == GAP_BRACKET
		&& place_scan_roles(scan, next) & CUE_AGENCY)
		return true;
	if (!is_long_line(scan, next))
		return false;
	if (place_scan_has_dash(scan, next))
		return true;
	if (place_scan_gap(scan, next) == GAP_BRACKET)
		return place_scan_has_dash(scan, next + 1);
	return place_scan_gap(scan, next) == GAP_STOP
		&& place_scan_is_capital(scan, next);
}

/* Salzburger Museen, Hallein: where the latter is, not the former. */
static bool is_located_elsewhere(
	const struct place_scan *scan, const struct place_match *match)
{
	const struct place_match *end = scan->matches.items + scan->matches.count;
	size_t token = match->end;

	if (match + 1 >= end || match[1].form != FORM_NAME
		|| match[1].verdict != PLACE_ACCEPTED
		|| !place_scan_is_capital(scan, token)
		|| place_scan_gap(scan, token) != GAP_BLANK)
		return false;
	while (token < match[1].first && place_scan_gap(scan, token) == GAP_BLANK)
		token++;
	return token == match[1].first && place_scan_gap(scan, token) == GAP_COMMA
		&& place_scan_gap(scan, match[1].end) == GAP_LINE;
}

/* Leuna zeigt, In Leuna, Aus Leuna */
static bool opens_sentence(const struct place_scan *scan, const struct place_match *match)
{
	size_t first = match->first;
	enum token_gap before;
	const struct token *token;

	if (match->form != FORM_NAME)
		return false;
	if (first >= 1 && place_scan_gap(scan, first) == GAP_BLANK
		&& place_scan_roles(scan, first - 1) & CUE_AT)
		first--;
	token = &scan->tokens.items[first];
	before = place_scan_gap(scan, first);
	if (before == GAP_OTHER)
		return token->start >= 2
			&& !memcmp(scan->text + token->start - 2, ": ", 2);
	return before == GAP_LINE || before == GAP_STOP;
}

/* Das nächste Treffen findet in Ulm statt. */
static bool is_another_time(
	const struct place_scan *scan, const struct place_match *match)
{
	for (size_t i = match->first; i >= 1; i--) {
		enum token_gap before = place_scan_gap(scan, i);

		if (before == GAP_LINE || before == GAP_STOP
			|| match->first - i > NEXT_FAR)
			return false;
		if (place_scan_roles(scan, i - 1) & CUE_NEXT)
			return true;
	}
	return false;
}

/* anders als in Leipzig, wie in Leipzig */
static bool is_compared(const struct place_scan *scan, const struct place_match *match)
{
	size_t first = match->first;

	return first >= 2 && place_scan_gap(scan, first) == GAP_BLANK
		&& place_scan_gap(scan, first - 1) == GAP_BLANK
		&& place_scan_roles(scan, first - 1) & CUE_AT
		&& place_scan_roles(scan, first - 2) & CUE_BEYOND;
}

/* Oxford-Forscher: from there, and not there now; but Gotha-West is in Gotha */
static bool is_before_hyphen(
	const struct place_scan *scan, const struct place_match *match)
{
	return place_scan_gap(scan, match->end) == GAP_HYPHEN
		&& !place_scan_has_dash(scan, match->end)
		&& !(place_scan_roles(scan, match->end) & CUE_DIRECTION)
		&& !place_scan_behind(scan, match)
		&& (match->first < 1 || place_scan_gap(scan, match->first) != GAP_LINE);
}

/* FC Erlangen, Sheffield United */
static bool is_club(const struct place_scan *scan, const struct place_match *match)
{
	return place_scan_comes_after(scan, match, CUE_CLUB)
		|| (place_scan_gap(scan, match->end) == GAP_BLANK
			&& place_scan_is_capital(scan, match->end)
			&& place_scan_roles(scan, match->end) & CUE_CLUB);
}

/* Gothaer Versicherung AG: wherever its seat is */
static bool is_in_name_of_firm(
	const struct place_scan *scan, const struct place_match *match)
{
	return match->form == FORM_ADJECTIVE && place_scan_precedes_firm(scan, match);
}

static enum place_manner manner_of(
	const struct place_scan *scan, size_t first, size_t end)
{
	const struct place_match *match = &scan->matches.items[first];

	if (is_dateline(scan, first, end))
		return PLACE_DATELINE;
	if (place_verdict_follows_postcode(scan, match))
		return PLACE_ADDRESS;
	if (is_choice(scan, first, end) || is_located_elsewhere(scan, match)
		|| place_scan_comes_after(scan, match, CUE_BEYOND | CUE_QUARTER)
		|| is_compared(scan, match) || is_club(scan, match)
		|| is_before_hyphen(scan, match) || is_in_name_of_firm(scan, match)
		|| is_another_time(scan, match))
		return PLACE_PASSED;
	if (opens_sentence(scan, match))
		return PLACE_OPENING;
	return end == first + 1 && match->form != FORM_GENITIVE
			&& place_scan_roles(scan, match->first) & CUE_SEAT
		? PLACE_PASSED
		: PLACE_NAMED;
}

void place_manners_tell(struct place_scan *scan)
{
	for (size_t i = 0; i < scan->matches.count;) {
		size_t end = place_lists_end(scan, i);
		enum place_manner manner = manner_of(scan, i, end);

		for (; i < end; i++)
			scan->matches.items[i].manner = (uint8_t)manner;
	}
}
