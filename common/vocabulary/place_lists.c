/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "vocabulary/place_lists.h"

/* Whether only a comma, a slash or an "and" stands between two matches. */
static bool is_linked(const struct place_scan *scan, const struct place_match *match)
{
	size_t between;

	if (match == scan->matches.items)
		return false;
	between = match->first - match[-1].end;
	if (between == 0) {
		enum token_gap sign = place_scan_gap(scan, match->first);

		return sign == GAP_COMMA || sign == GAP_SLASH || sign == GAP_HYPHEN;
	}
	return between == 1 && place_scan_gap(scan, match->first) == GAP_BLANK
		&& place_scan_roles(scan, match->first - 1) & CUE_AND;
}

/* Names in one list vouch for each other: two for a cue, three for a strong one. */
static void judge_list(struct place_match *matches, size_t count)
{
	size_t sure = 0;
	bool rejected = matches[0].verdict == PLACE_REJECTED_LIST;

	for (size_t i = 0; i < count; i++) {
		if (rejected)
			matches[i].verdict = PLACE_REJECTED_LIST;
		sure += matches[i].verdict == PLACE_ACCEPTED;
	}
	for (size_t i = 0; i < count; i++)
		if (matches[i].verdict == PLACE_DOUBTFUL && sure > matches[i].need)
			matches[i].verdict = PLACE_ACCEPTED;
}

void place_lists_judge(struct place_scan *scan)
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
