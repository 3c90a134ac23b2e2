/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "vocabulary/county_matches.h"

#include "base/alloc.h"
#include "vocabulary/place_scan.h"

#include <stdlib.h>
#include <string.h>

enum { ABBREVIATED = 3 }; /* letters before a full stop inside a name: a. d. */

void county_matches_release(struct county_matches *matches)
{
	free(matches->items);
	*matches = (struct county_matches){0};
}

bool county_matches_cover(const struct county_matches *matches, size_t token)
{
	size_t low = 0;
	size_t high = matches->count;

	while (low < high) {
		size_t middle = (low + high) / 2;

		if (matches->items[middle].end <= token)
			low = middle + 1;
		else
			high = middle;
	}
	return low < matches->count && matches->items[low].first <= token;
}

static size_t fold(const struct place_scan *scan, size_t index, char folded[TOKEN_MAX])
{
	const struct token *token = &scan->tokens.items[index];

	return tokens_fold(scan->text + token->start, token->end - token->start, folded);
}

static bool goes_on(const struct place_scan *scan, size_t index)
{
	const struct token *before = &scan->tokens.items[index - 1];

	switch (place_scan_gap(scan, index)) {
	case GAP_BLANK:
	case GAP_HYPHEN:
	case GAP_SLASH:
	case GAP_BRACKET:
		return true;
	case GAP_STOP:
		return before->end - before->start <= ABBREVIATED;
	default:
		return false;
	}
}

/* A blank, or the colon of a label: Landkreis: Leipzig */
static bool is_led(const struct place_scan *scan, size_t first)
{
	enum token_gap gap = place_scan_gap(scan, first);

	return gap == GAP_BLANK
		|| (gap == GAP_OTHER
			&& scan->text[scan->tokens.items[first - 1].end] == ':');
}

/* Landkreis Leipzig, District of Delitzsch */
static unsigned roles_before(const struct place_scan *scan, size_t first)
{
	unsigned roles;

	if (first < 1 || !is_led(scan, first))
		return 0;
	roles = place_scan_roles(scan, first - 1);
	if (roles & CUE_OF && first >= 2 && place_scan_gap(scan, first - 1) == GAP_BLANK)
		roles = place_scan_roles(scan, first - 2);
	return roles & CUE_DISTRICT ? roles : 0;
}

static bool is_district_behind(const struct place_scan *scan, size_t end)
{
	return place_scan_gap(scan, end) == GAP_BLANK
		&& place_scan_roles(scan, end) & CUE_DISTRICT
		&& place_scan_roles(scan, end) & CUE_COUNTY_AFTER;
}

/* Landkreise Bautzen, Görlitz und Meißen: the last two */
static bool goes_on_list(
	const struct place_scan *scan, const struct county_matches *out, size_t first)
{
	const struct county_match *last;

	if (!out->count || !out->items[out->count - 1].listed)
		return false;
	last = &out->items[out->count - 1];
	if (last->end == first)
		return place_scan_gap(scan, first) == GAP_COMMA
			|| place_scan_gap(scan, first) == GAP_SLASH;
	return last->end + 1 == first && place_scan_gap(scan, first) == GAP_BLANK
		&& place_scan_roles(scan, last->end) & CUE_AND;
}

/* Whether the name with so many words is said of a county there. */
static bool match_words(const struct place_scan *scan, const struct county_matches *out,
	size_t count, struct county_match *match)
{
	const struct counties *counties = &scan->places->counties;
	char key[PLACE_KEY_MAX];
	const struct place_name *name;
	size_t first = match->first;
	unsigned roles;

	for (size_t i = 1; i < count; i++)
		if (first + i >= scan->tokens.count || !goes_on(scan, first + i))
			return false;
	name = place_names_find(&counties->names, key,
		place_names_key(scan->text, scan->tokens.items + first, count, key));
	if (!name)
		return false;
	match->end = (uint32_t)(first + count);
	match->county = &counties->items[name->place];
	roles = roles_before(scan, first);
	match->listed = roles & CUE_COUNTIES || goes_on_list(scan, out, first);
	return name->need == NEED_NOTHING || roles || match->listed
		|| is_district_behind(scan, match->end);
}

static bool match_name(const struct place_scan *scan, const struct county_matches *out,
	size_t index, struct county_match *match)
{
	char folded[TOKEN_MAX];
	unsigned longest = place_names_longest(
		&scan->places->counties.names, folded, fold(scan, index, folded));

	*match = (struct county_match){.first = (uint32_t)index};
	for (size_t count = longest; count > 0; count--)
		if (match_words(scan, out, count, match))
			return true;
	return false;
}

/* The country whose word for a county the token is; NULL: it is none. */
static const char *country_of_word(const struct place_scan *scan, size_t index)
{
	static const char *const words[][2] = {{"okres", "CZ"}, {"okresu", "CZ"},
		{"okrese", "CZ"}, {"powiat", "PL"}, {"powiatu", "PL"},
		{"powiecie", "PL"}};
	const struct token *token = &scan->tokens.items[index];
	char folded[TOKEN_MAX];
	size_t length;

	if (!strchr("oOpP", scan->text[token->start]))
		return NULL;
	length = fold(scan, index, folded);
	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++)
		if (strlen(words[i][0]) == length && !memcmp(words[i][0], folded, length))
			return words[i][1];
	return NULL;
}

static bool ends_with(const struct place_scan *scan, size_t index, const char *ending)
{
	const struct token *token = &scan->tokens.items[index];
	size_t length = strlen(ending);

	return token->end - token->start > length
		&& !memcmp(scan->text + token->end - length, ending, length);
}

/* zgorzelecki, zgorzeleckiego, zgorzeleckim */
static bool is_polish_adjective(const struct place_scan *scan, size_t index)
{
	return ends_with(scan, index, "ki") || ends_with(scan, index, "kiego")
		|| ends_with(scan, index, "kim");
}

/* Česká Lípa */
static bool is_czech_adjective(const struct place_scan *scan, size_t index)
{
	return ends_with(scan, index, "á") || ends_with(scan, index, "é")
		|| ends_with(scan, index, "ý");
}

/* okres Děčín, powiat zgorzelecki */
static bool match_foreign(
	const struct place_scan *scan, size_t index, struct county_match *match)
{
	size_t first = index + 1;
	size_t end = first + 1;

	if (first >= scan->tokens.count || place_scan_gap(scan, first) != GAP_BLANK
		|| !country_of_word(scan, index))
		return false;
	if (!place_scan_is_capital(scan, first) && !is_polish_adjective(scan, first))
		return false;
	if (is_czech_adjective(scan, first) && place_scan_gap(scan, end) == GAP_BLANK
		&& place_scan_is_capital(scan, end))
		end++;
	while (end < scan->tokens.count && place_scan_gap(scan, end) == GAP_HYPHEN)
		end++;
	*match = (struct county_match){.first = (uint32_t)first, .end = (uint32_t)end};
	return true;
}

static bool match_at(const struct place_scan *scan, const struct county_matches *out,
	size_t index, struct county_match *match)
{
	if (match_foreign(scan, index, match))
		return true;
	return place_scan_is_capital(scan, index) && match_name(scan, out, index, match);
}

void county_matches_add(const struct place_scan *scan, struct county_matches *out)
{
	for (size_t i = 0; i < scan->tokens.count;) {
		struct county_match match;

		if (!match_at(scan, out, i, &match)) {
			i++;
			continue;
		}
		out->items = alloc_grow(
			out->items, out->count, &out->room, sizeof(*out->items));
		out->items[out->count++] = match;
		i = match.end;
	}
}

const char *county_matches_country(
	const struct place_scan *scan, const struct county_match *match)
{
	return match->county ? "DE" : country_of_word(scan, match->first - 1);
}

/* In the nominative: Polish adjectives lose -ego and -m. */
void county_matches_name(
	const struct place_scan *scan, const struct county_match *match, struct buf *out)
{
	size_t start = scan->tokens.items[match->first].start;
	size_t end = scan->tokens.items[match->end - 1].end;

	if (match->county) {
		buf_add_string(out, match->county->value);
		return;
	}
	buf_add_string(out,
		!strcmp(county_matches_country(scan, match), "CZ") ? "okres "
								   : "powiat ");
	if (ends_with(scan, match->end - 1, "kiego"))
		end -= strlen("ego");
	else if (ends_with(scan, match->end - 1, "kim"))
		end -= strlen("m");
	buf_add(out, scan->text + start, end - start);
}
