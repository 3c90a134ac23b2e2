/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Which of the names in a text are said of a place, and of which. */
#include "base/alloc.h"
#include "base/scope.h"
#include "vocabulary/place_company.h"
#include "vocabulary/place_matches.h"

#include <stdlib.h>
#include <string.h>

enum {
	LARGE = 100000, /* inhabitants */
	CITY = 50000,
	TOWN = 20000,
};

enum verdict { DOUBTFUL, REJECTED, REJECTED_LIST, ACCEPTED };

struct scan {
	const struct places *places;
	const char *text;
	size_t length;
	struct tokens tokens;
	struct place_matches matches;
};

static void scan_release(struct scan *scan)
{
	tokens_release(&scan->tokens);
	place_matches_release(&scan->matches);
}

void place_mentions_release(struct place_mentions *mentions)
{
	free(mentions->items);
	*mentions = (struct place_mentions){0};
}

/* Roles of the token some steps before or behind another; 0 beyond the text. */
static unsigned roles(const struct scan *scan, size_t index)
{
	const struct token *token;
	char folded[TOKEN_MAX];

	if (index >= scan->tokens.count)
		return 0;
	token = &scan->tokens.items[index];
	return place_cues_find(&scan->places->cues, folded,
		tokens_fold(
			scan->text + token->start, token->end - token->start, folded));
}

/* What stands before the token; GAP_LINE behind the end of the text. */
static enum token_gap gap(const struct scan *scan, size_t index)
{
	return index < scan->tokens.count ? scan->tokens.items[index].gap : GAP_LINE;
}

static bool is_capital(const struct scan *scan, size_t index)
{
	return index < scan->tokens.count
		&& scan->tokens.items[index].traits & TOKEN_CAPITAL;
}

static const struct place *place_of(
	const struct scan *scan, const struct place_match *match)
{
	return &scan->places->items[match->name->place];
}

/* Whether the word before, or the one before its "of", has a role. */
static bool comes_after(
	const struct scan *scan, const struct place_match *match, unsigned role)
{
	size_t first = match->first;

	if (first < 1 || gap(scan, first) != GAP_BLANK)
		return false;
	if (roles(scan, first - 1) & role)
		return true;
	return first >= 2 && gap(scan, first - 1) == GAP_BLANK
		&& roles(scan, first - 1) & CUE_OF && roles(scan, first - 2) & role;
}

/* Stadt und Landkreis Leipzig: the city as well. */
static bool is_city_and_county(const struct scan *scan, const struct place_match *match)
{
	size_t first = match->first;

	return first >= 3 && roles(scan, first - 2) & CUE_AND
		&& roles(scan, first - 3) & CUE_CITY;
}

static bool is_area(const struct scan *scan, const struct place_match *match)
{
	if (comes_after(scan, match, CUE_COUNTY))
		return !is_city_and_county(scan, match);
	return gap(scan, match->end) == GAP_BLANK
		&& roles(scan, match->end) & CUE_COUNTY_AFTER;
}

static bool is_person(const struct scan *scan, const struct place_match *match)
{
	const struct token *before;

	if (match->form == FORM_ADJECTIVE && roles(scan, match->first) & CUE_GIVEN)
		return true;
	if (match->first < 1)
		return false;
	before = &scan->tokens.items[match->first - 1];
	switch (gap(scan, match->first)) {
	case GAP_BLANK:
		return comes_after(scan, match, CUE_GIVEN | CUE_TITLE);
	case GAP_STOP: /* Dr. Hagen, A. Hagen */
		return (before->end - before->start == 1
			       && before->traits & TOKEN_CAPITAL)
			|| roles(scan, match->first - 1) & CUE_TITLE;
	default:
		return false;
	}
}

/* Leipziger Straße, Oldenburger Land; a small town's adjective is a surname. */
static bool is_vain_adjective(const struct scan *scan, const struct place_match *match)
{
	size_t next = match->end;

	if (match->form != FORM_ADJECTIVE)
		return false;
	if (gap(scan, next) == GAP_BLANK && roles(scan, next) & (CUE_STREET | CUE_LAND))
		return true;
	return place_of(scan, match)->population < CITY
		&& !(gap(scan, next) == GAP_BLANK && is_capital(scan, next));
}

static const struct place_match *match_that_ends(
	const struct scan *scan, const struct place_match *match)
{
	return match > scan->matches.items && match[-1].end == match->first ? match - 1
									    : NULL;
}

static const struct place_match *match_that_follows(
	const struct scan *scan, const struct place_match *match)
{
	const struct place_match *end = scan->matches.items + scan->matches.count;

	return match + 1 < end && match[1].first == match->end ? match + 1 : NULL;
}

/* Müller-Hagen, but not Halle-Leipzig or Ost-Berlin. */
static bool is_end_of_compound(const struct scan *scan, const struct place_match *match)
{
	if (match->first < 1 || gap(scan, match->first) != GAP_HYPHEN)
		return false;
	if (match_that_ends(scan, match) || roles(scan, match->first - 1) & CUE_DIRECTION)
		return false;
	return match->need > NEED_NOTHING || place_of(scan, match)->population < LARGE;
}

/* Bologna-Prozess, Lissabon- und: named after the city, but elsewhere. */
static bool is_start_of_compound(const struct scan *scan, const struct place_match *match)
{
	size_t end = scan->tokens.items[match->end - 1].end;

	if (gap(scan, match->end) == GAP_HYPHEN) {
		if (match_that_follows(scan, match))
			return false;
		return !is_capital(scan, match->end) || match->need > NEED_NOTHING
			|| roles(scan, match->end) & CUE_THEME;
	}
	return end < scan->length && scan->text[end] == '-';
}

static bool is_postcode(const struct scan *scan, const struct place_match *match)
{
	const struct token *before;
	const char *digits;

	if (match->first < 1 || gap(scan, match->first) != GAP_BLANK)
		return false;
	before = &scan->tokens.items[match->first - 1];
	if (!(before->traits & TOKEN_DIGIT))
		return false;
	digits = scan->text + before->start;
	if (before->end - before->start == 4) /* a year is none */
		return memcmp(digits, "19", 2) != 0 && memcmp(digits, "20", 2) != 0;
	return before->end - before->start == 5;
}

static bool is_before_country(const struct scan *scan, const struct place_match *match)
{
	enum token_gap after = gap(scan, match->end);

	if (!is_capital(scan, match->end) || !(roles(scan, match->end) & CUE_COUNTRY))
		return false;
	if (after == GAP_COMMA) {
		const struct token *country = &scan->tokens.items[match->end];

		return country->end - country->start > 2;
	}
	return after == GAP_BRACKET;
}

/* von Füssen nach Venedig */
static bool is_journey(const struct scan *scan, const struct place_match *match)
{
	return match->first >= 1 && gap(scan, match->first) == GAP_BLANK
		&& gap(scan, match->end) == GAP_BLANK
		&& roles(scan, match->first - 1) & CUE_OF
		&& roles(scan, match->end) & CUE_AT && !is_capital(scan, match->end);
}

/* A small town behind a capitalised word no one knows: perhaps a surname. */
static bool may_be_surname(const struct scan *scan, const struct place_match *match)
{
	size_t first = match->first;

	return first >= 1 && place_of(scan, match)->population < TOWN
		&& match->end == first + 1 && gap(scan, first) == GAP_BLANK
		&& is_capital(scan, first - 1) && !roles(scan, first - 1)
		&& !match_that_ends(scan, match);
}

/* in Hof und Garten */
static bool is_paired_with_no_place(
	const struct scan *scan, const struct place_match *match)
{
	const struct place_match *end = scan->matches.items + scan->matches.count;
	size_t next = match->end;

	if (gap(scan, next) != GAP_BLANK || !(roles(scan, next) & CUE_AND))
		return false;
	return is_capital(scan, next + 1)
		&& !(match + 1 < end && match[1].first == next + 1);
}

static enum place_need cue_for(const struct scan *scan, const struct place_match *match)
{
	if (comes_after(scan, match, CUE_CITY) || is_postcode(scan, match)
		|| is_before_country(scan, match))
		return NEED_STRONG;
	if (match->first >= 1 && gap(scan, match->first) == GAP_BLANK
		&& roles(scan, match->first - 1) & CUE_AT
		&& !is_paired_with_no_place(scan, match))
		return NEED_CUE;
	return is_journey(scan, match) ? NEED_CUE : NEED_NOTHING;
}

static bool follows_article(const struct scan *scan, const struct place_match *match)
{
	return match->first >= 1 && gap(scan, match->first) == GAP_BLANK
		&& roles(scan, match->first - 1) & CUE_ARTICLE;
}

/* Leipzig-Schönefeld, Dresdner Neustadt: a quarter, not the town of that name. */
static bool is_quarter(const struct scan *scan, const struct place_match *match)
{
	const struct place_match *left = match_that_ends(scan, match);

	if (left && left->form == FORM_ADJECTIVE && gap(scan, match->first) == GAP_BLANK)
		return true;
	return left && gap(scan, match->first) == GAP_HYPHEN && left->form == FORM_NAME
		&& place_of(scan, left)->population >= LARGE
		&& place_of(scan, match)->population < LARGE;
}

/* "am Petersberg", "im Essen": cities have no article, hills and nouns do. */
static bool is_common_noun(const struct scan *scan, const struct place_match *match)
{
	if (match->form == FORM_ADJECTIVE || !follows_article(scan, match))
		return false;
	return match->need > NEED_NOTHING || place_of(scan, match)->population < TOWN;
}

static enum verdict judge(const struct scan *scan, const struct place_match *match)
{
	const struct place_match *left = match_that_ends(scan, match);

	if (comes_after(scan, match, CUE_COUNTIES))
		return REJECTED_LIST;
	if (left && left->verdict != ACCEPTED && left->verdict != DOUBTFUL
		&& gap(scan, match->first) == GAP_HYPHEN)
		return REJECTED;
	if (is_area(scan, match) || is_person(scan, match)
		|| is_vain_adjective(scan, match) || is_start_of_compound(scan, match)
		|| is_end_of_compound(scan, match))
		return REJECTED;
	if (is_quarter(scan, match) || is_common_noun(scan, match))
		return REJECTED;
	if (match->need == NEED_NOTHING && may_be_surname(scan, match))
		return DOUBTFUL;
	return cue_for(scan, match) >= match->need ? ACCEPTED : DOUBTFUL;
}

/* Whether only a comma, a slash or an "and" stands between two matches. */
static bool is_linked(const struct scan *scan, const struct place_match *match)
{
	size_t between;

	if (match == scan->matches.items)
		return false;
	between = match->first - match[-1].end;
	if (between == 0) {
		enum token_gap sign = gap(scan, match->first);

		return sign == GAP_COMMA || sign == GAP_SLASH || sign == GAP_HYPHEN;
	}
	return between == 1 && gap(scan, match->first) == GAP_BLANK
		&& roles(scan, match->first - 1) & CUE_AND;
}

/* Names in one list vouch for each other: two for a cue, three for a strong one. */
static void judge_list(struct place_match *matches, size_t count)
{
	size_t sure = 0;
	bool rejected = matches[0].verdict == REJECTED_LIST;

	for (size_t i = 0; i < count; i++) {
		if (rejected)
			matches[i].verdict = REJECTED_LIST;
		sure += matches[i].verdict == ACCEPTED;
	}
	for (size_t i = 0; i < count; i++)
		if (matches[i].verdict == DOUBTFUL && sure > matches[i].need)
			matches[i].verdict = ACCEPTED;
}

static void judge_lists(struct scan *scan)
{
	struct place_match *matches = scan->matches.items;

	for (size_t i = 0; i < scan->matches.count;) {
		size_t end = i + 1;

		while (end < scan->matches.count && is_linked(scan, &matches[end]))
			end++;
		if (end > i + 1)
			judge_list(matches + i, end - i);
		i = end;
	}
}

/* One flag a name: said of a place somewhere in the text. The caller frees it. */
static bool *names_accepted(const struct scan *scan)
{
	bool *accepted = alloc_zeroed(scan->places->names.count, sizeof(*accepted));

	for (size_t i = 0; i < scan->matches.count; i++) {
		const struct place_match *match = &scan->matches.items[i];

		if (match->verdict == ACCEPTED && match->form == FORM_NAME)
			accepted[match->name - scan->places->names.items] = true;
	}
	return accepted;
}

/* Whether a name alone may be one the text has spoken of: not "ein gutes Essen". */
static bool may_stand_alone(const struct scan *scan, const struct place_match *match)
{
	if (match->verdict != DOUBTFUL || match->need > NEED_CUE)
		return false;
	return gap(scan, match->first) != GAP_BLANK || is_capital(scan, match->first - 1)
		|| roles(scan, match->first - 1);
}

/* What the text has once said of a name holds where the name stands alone. */
static void judge_again(struct scan *scan)
{
	bool *accepted = NULL;

	for (size_t i = 0; i < scan->matches.count; i++) {
		struct place_match *match = &scan->matches.items[i];

		if (!may_stand_alone(scan, match))
			continue;
		if (!accepted)
			accepted = names_accepted(scan);
		if (accepted[match->name - scan->places->names.items])
			match->verdict = ACCEPTED;
	}
	free(accepted);
}

/* The places that are named beyond doubt tell what the other names mean. */
static void gather(const struct scan *scan, struct place_company *company)
{
	for (size_t i = 0; i < scan->matches.count; i++) {
		const struct place_match *match = &scan->matches.items[i];

		if (match->verdict == ACCEPTED
			&& !place_names_alike(&scan->places->names, match->name))
			place_company_add(company, place_of(scan, match));
	}
}

/* The end of the name, with the bracket that Halle (Saale) closes. */
static size_t end_of(const struct scan *scan, const struct place_match *match)
{
	size_t end = scan->tokens.items[match->end - 1].end;
	bool opened =
		match->end > match->first + 1 && gap(scan, match->end - 1) == GAP_BRACKET;

	return opened && end < scan->length && scan->text[end] == ')' ? end + 1 : end;
}

static void add_mentions(const struct scan *scan, struct place_mentions *out)
{
	struct place_company company = {0};

	gather(scan, &company);
	for (size_t i = 0; i < scan->matches.count; i++) {
		const struct place_match *match = &scan->matches.items[i];

		if (match->verdict != ACCEPTED)
			continue;
		out->items = alloc_grow(
			out->items, out->count, &out->room, sizeof(*out->items));
		out->items[out->count++] = (struct place_mention){
			.place =
				place_company_choose(&company, scan->places, match->name),
			.start = scan->tokens.items[match->first].start,
			.end = end_of(scan, match),
		};
	}
}

void places_mentioned(const struct places *places, const char *text, size_t length,
	struct place_mentions *out)
{
	SCOPED(scan_release)
	struct scan scan = {.places = places, .text = text, .length = length};

	tokens_add(&scan.tokens, text, length);
	place_matches_add(places, text, &scan.tokens, &scan.matches);
	for (size_t i = 0; i < scan.matches.count; i++)
		scan.matches.items[i].verdict =
			(uint8_t)judge(&scan, &scan.matches.items[i]);
	judge_lists(&scan);
	judge_again(&scan);
	add_mentions(&scan, out);
}
