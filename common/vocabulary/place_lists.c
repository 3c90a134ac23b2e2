/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "vocabulary/place_lists.h"

#include "vocabulary/place_verdict.h"

enum { LINES_LEAST = 2 }; /* sure names alone on their lines, for a doubtful one */

/* Whether only a comma, a slash, a dash or an "and" stands between two matches. */
static bool is_linked(const struct place_scan *scan, const struct place_match *match)
{
	size_t between = match->first - match[-1].end;

	if (between == 0) {
		enum token_gap sign = place_scan_gap(scan, match->first);

		return sign == GAP_COMMA || sign == GAP_SLASH || sign == GAP_HYPHEN
			|| place_scan_has_dash(scan, match->first);
	}
	return between == 1 && place_scan_gap(scan, match->first) == GAP_BLANK
		&& place_scan_roles(scan, match->first - 1) & CUE_AND;
}

size_t place_lists_end(const struct place_scan *scan, size_t first)
{
	size_t end = first + 1;

	while (end < scan->matches.count && is_linked(scan, &scan->matches.items[end]))
		end++;
	return end;
}

/* A cue before the list holds for all of it. */
static void judge_list(struct place_scan *scan, size_t first, size_t end)
{
	struct place_match *matches = scan->matches.items;
	bool rejected = matches[first].verdict == PLACE_REJECTED_LIST;
	bool cued = place_verdict_cue(scan, &matches[first]) != NEED_NOTHING;
	size_t sure = 0;

	for (size_t i = first; i < end; i++) {
		if (rejected)
			matches[i].verdict = PLACE_REJECTED_LIST;
		sure += matches[i].verdict == PLACE_ACCEPTED;
	}
	for (size_t i = first; sure && i < end; i++)
		if (matches[i].verdict == PLACE_DOUBTFUL
			&& sure + cued >= matches[i].need)
			matches[i].verdict = PLACE_ACCEPTED;
}

static bool is_line(const struct place_scan *scan, const struct place_match *match)
{
	return match->form == FORM_NAME && place_scan_gap(scan, match->first) == GAP_LINE
		&& place_scan_gap(scan, match->end) == GAP_LINE;
}

static void judge_lines(struct place_scan *scan)
{
	struct place_match *matches = scan->matches.items;
	size_t sure = 0;

	for (size_t i = 0; i < scan->matches.count; i++)
		sure += matches[i].verdict == PLACE_ACCEPTED
			&& is_line(scan, &matches[i]);
	for (size_t i = 0; sure >= LINES_LEAST && i < scan->matches.count; i++)
		if (matches[i].verdict == PLACE_DOUBTFUL && matches[i].need <= NEED_CUE
			&& is_line(scan, &matches[i]))
			matches[i].verdict = PLACE_ACCEPTED;
}

void place_lists_judge(struct place_scan *scan)
{
	for (size_t i = 0; i < scan->matches.count;) {
		size_t end = place_lists_end(scan, i);

		if (end > i + 1)
			judge_list(scan, i, end);
		i = end;
	}
	judge_lines(scan);
}
