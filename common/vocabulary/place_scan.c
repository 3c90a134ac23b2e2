/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "vocabulary/place_scan.h"

#include "base/alloc.h"

#include <stdlib.h>
#include <string.h>

enum { FIRM_WORDS = 6 };

void place_scan_read(struct place_scan *scan)
{
	tokens_add(&scan->tokens, scan->text, scan->length);
	place_matches_add(scan->places, scan->text, &scan->tokens, &scan->matches);
	scan->roles = alloc_zeroed(scan->tokens.count, sizeof(*scan->roles));
	county_matches_add(scan, &scan->counties);
}

void place_scan_release(struct place_scan *scan)
{
	free(scan->roles);
	tokens_release(&scan->tokens);
	place_matches_release(&scan->matches);
	county_matches_release(&scan->counties);
}

static unsigned find_roles(const struct place_scan *scan, const struct token *token)
{
	char folded[TOKEN_MAX];

	return place_cues_find(&scan->places->cues, folded,
		tokens_fold(
			scan->text + token->start, token->end - token->start, folded));
}

/* The words around a name are asked for again and again. */
unsigned place_scan_roles(const struct place_scan *scan, size_t index)
{
	if (index >= scan->tokens.count)
		return 0;
	if (!scan->roles)
		return find_roles(scan, &scan->tokens.items[index]);
	if (!(scan->roles[index] & PLACE_SCAN_KNOWN))
		scan->roles[index] =
			find_roles(scan, &scan->tokens.items[index]) | PLACE_SCAN_KNOWN;
	return scan->roles[index] & ~PLACE_SCAN_KNOWN;
}

enum token_gap place_scan_gap(const struct place_scan *scan, size_t index)
{
	return index < scan->tokens.count ? scan->tokens.items[index].gap : GAP_LINE;
}

bool place_scan_has_dash(const struct place_scan *scan, size_t index)
{
	static const char *const dashes[] = {"–", "—", " - "};
	const char *from;
	size_t length;

	if (index < 1 || place_scan_gap(scan, index) == GAP_LINE)
		return false;
	from = scan->text + scan->tokens.items[index - 1].end;
	length = (size_t)(scan->text + scan->tokens.items[index].start - from);
	for (size_t i = 0; i < sizeof(dashes) / sizeof(*dashes); i++)
		if (memmem(from, length, dashes[i], strlen(dashes[i])))
			return true;
	return false;
}

bool place_scan_is_capital(const struct place_scan *scan, size_t index)
{
	return index < scan->tokens.count
		&& scan->tokens.items[index].traits & TOKEN_CAPITAL;
}

const struct place *place_scan_place(
	const struct place_scan *scan, const struct place_match *match)
{
	return &scan->places->items[match->name->place];
}

bool place_scan_comes_after(
	const struct place_scan *scan, const struct place_match *match, unsigned role)
{
	size_t first = match->first;

	if (first < 1 || place_scan_gap(scan, first) != GAP_BLANK)
		return false;
	if (place_scan_roles(scan, first - 1) & role)
		return true;
	return first >= 2 && place_scan_gap(scan, first - 1) == GAP_BLANK
		&& place_scan_roles(scan, first - 1) & CUE_OF
		&& place_scan_roles(scan, first - 2) & role;
}

bool place_scan_precedes_firm(
	const struct place_scan *scan, const struct place_match *match)
{
	for (size_t i = match->end; i < match->end + FIRM_WORDS; i++) {
		enum token_gap gap = place_scan_gap(scan, i);

		if (gap != GAP_BLANK && gap != GAP_OTHER && gap != GAP_HYPHEN)
			return false;
		if (place_scan_roles(scan, i) & CUE_FIRM)
			return true;
	}
	return false;
}

const struct place_match *place_scan_before(
	const struct place_scan *scan, const struct place_match *match)
{
	return match > scan->matches.items && match[-1].end == match->first ? match - 1
									    : NULL;
}

const struct place_match *place_scan_behind(
	const struct place_scan *scan, const struct place_match *match)
{
	const struct place_match *end = scan->matches.items + scan->matches.count;

	return match + 1 < end && match[1].first == match->end ? match + 1 : NULL;
}
