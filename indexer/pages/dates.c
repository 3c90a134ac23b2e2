/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "pages/dates.h"

#include "base/alloc.h"
#include "base/embed.h"
#include "pages/cues.h"
#include "pages/date_points.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

EMBEDDED(date_words);

static const char *const classes[] = {"1", "2", "3", "4", "5", "6", "7", "8", "9", "10",
	"11", "12", "range", "and", "ordinal", "of", "quarter", "unit", "year", "number"};

struct dates {
	struct cues *words;
};

enum link_kind { LINK_NONE, LINK_RANGE, LINK_AND };

struct dates *dates_open(void)
{
	struct dates *dates = alloc_zeroed(1, sizeof(*dates));

	dates->words = cues_open(date_words_begin, date_words_end, classes, WORD_COUNT);
	return dates;
}

void dates_close(struct dates **dates)
{
	if (*dates)
		cues_close(&(*dates)->words);
	free(*dates);
	*dates = NULL;
}

int dates_compare(struct calendar_date a, struct calendar_date b)
{
	if (a.year != b.year)
		return a.year - b.year;
	return a.month != b.month ? a.month - b.month : a.day - b.day;
}

/* What stands before a number that is no date: part of a longer number or word. */
static bool starts_clean(const struct date_cursor *cursor)
{
	size_t at = cursor->at;
	unsigned char before = at ? (unsigned char)cursor->text[at - 1] : ' ';

	if (isalnum(before) || before >= 0xc0 || before == '$' || before == '#'
		|| before == '+')
		return false;
	if (before >= 0x80 && at > 1 && (unsigned char)cursor->text[at - 2] == 0xc3)
		return false; /* a letter: ü */
	if ((before == '.' || before == ',' || before == ':') && at > 1
		&& isdigit((unsigned char)cursor->text[at - 2]))
		return false;
	return before != 0xa7; /* the paragraph sign */
}

static enum link_kind read_link(struct date_cursor *cursor)
{
	enum link_kind kind = LINK_NONE;

	bool dotted = cursor->at && cursor->text[cursor->at - 1] == '.';

	date_points_skip_blank(cursor);
	if (date_points_peek(cursor) == '&'
		|| (date_points_peek(cursor) == ',' && dotted)) {
		cursor->at++;
		kind = LINK_AND;
	} else if (date_points_peek(cursor) == '/') {
		cursor->at++;
		kind = LINK_RANGE;
	} else if (date_points_skip_dash(cursor)
		|| date_points_read_word(cursor, WORD_RANGE)) {
		kind = LINK_RANGE;
	} else if (date_points_read_word(cursor, WORD_AND)) {
		kind = LINK_AND;
	}
	date_points_skip_blank(cursor);
	cursor->linked = true;
	return kind;
}

/* What the first date leaves unsaid, the second says. */
static bool merge(
	struct date_point *first, const struct date_point *second, enum link_kind link)
{
	struct calendar_date *from = &first->from;
	const struct calendar_date *to = &second->to;
	bool whole = from->year != 0;

	if (whole && (!to->year || link == LINK_AND))
		return false;
	if (!whole && to->day == 0 && from->day)
		return false;
	if (!from->month && from->day)
		from->month = to->month;
	if (!whole && to->year)
		from->year = to->year - (from->month > to->month ? 1 : 0);
	first->to = *to;
	first->bare = false;
	first->is_part = false;
	return !to->year || dates_compare(*from, *to) <= 0;
}

/* Dates joined by dashes and words, as long as they make one. */
static bool read_span(struct date_cursor *cursor, struct date_span *out)
{
	struct date_point first;
	size_t start = cursor->at;

	if (!date_points_read(cursor, &first))
		return false;
	for (int i = 0; i < 4; i++) {
		struct date_cursor probe = *cursor;
		enum link_kind link = read_link(&probe);
		struct date_point merged = first;
		struct date_point second;

		if (link == LINK_NONE || !date_points_read(&probe, &second)
			|| !merge(&merged, &second, link))
			break;
		first = merged;
		*cursor = probe;
	}
	if (!first.from.year || (first.from.day && !first.from.month)
		|| !date_points_is_day(&first.from) || !date_points_is_day(&first.to))
		return false;
	*out = (struct date_span){.start = start,
		.end = cursor->at,
		.from = first.from,
		.to = first.to,
		.form = first.bare                            ? DATE_FORM_BARE_YEAR
			: first.is_part                       ? DATE_FORM_PART
			: dates_compare(first.from, first.to) ? DATE_FORM_RANGE
							      : DATE_FORM_POINT};
	return true;
}

static bool is_alphanumeric(char c)
{
	return (unsigned char)(c - 'a') < 26 || (unsigned char)(c - '0') < 10;
}

/* Where a date may begin: a digit, or a letter that begins a month, Q3 or H1. */
static bool may_begin(char c)
{
	switch (c) {
	case 'a':
	case 'd':
	case 'f':
	case 'h':
	case 'j':
	case 'm':
	case 'n':
	case 'o':
	case 'q':
	case 's':
		return true;
	default:
		return (unsigned char)(c - '0') < 10;
	}
}

bool dates_next(const struct dates *dates, const char *text, size_t length,
	size_t *offset, struct date_span *out)
{
	struct date_cursor cursor = {
		.words = dates->words, .text = text, .length = length, .at = *offset};

	while (cursor.at < length) {
		struct date_cursor probe = cursor;

		if (may_begin(text[cursor.at]) && starts_clean(&cursor)
			&& read_span(&probe, out)) {
			*offset = probe.at;
			return true;
		}
		/* No date begins inside a word or number. */
		do {
			cursor.at++;
		} while (cursor.at < length && is_alphanumeric(text[cursor.at - 1]));
	}
	*offset = length;
	return false;
}
