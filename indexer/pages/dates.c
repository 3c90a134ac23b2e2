/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "pages/dates.h"

#include "base/alloc.h"
#include "base/embed.h"
#include "pages/cues.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

EMBEDDED(date_words);

/* Months are classes 0 to 11. */
enum word_class {
	WORD_RANGE = 12,
	WORD_AND,
	WORD_ORDINAL,
	WORD_OF,
	WORD_QUARTER,
	WORD_UNIT,
	WORD_YEAR,
	WORD_NUMBER,
	WORD_COUNT
};

static const char *const classes[] = {"1", "2", "3", "4", "5", "6", "7", "8", "9", "10",
	"11", "12", "range", "and", "ordinal", "of", "quarter", "unit", "year", "number"};

struct dates {
	struct cues *words;
};

/* A text being read, and how far. */
struct cursor {
	const struct cues *words;
	const char *text;
	size_t length;
	size_t at;
	bool linked; /* behind a dash or an and: a date has gone before */
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

static char peek(const struct cursor *cursor)
{
	return cursor->at < cursor->length ? cursor->text[cursor->at] : '\0';
}

static bool is_digit(const struct cursor *cursor, size_t at)
{
	return at < cursor->length && isdigit((unsigned char)cursor->text[at]);
}

static void skip_blank(struct cursor *cursor)
{
	if (peek(cursor) == ' ')
		cursor->at++;
}

/* The digits at the cursor, up to five; returns how many. */
static int read_number(struct cursor *cursor, int *value)
{
	int count = 0;

	*value = 0;
	while (is_digit(cursor, cursor->at) && count < 5) {
		*value = *value * 10 + (cursor->text[cursor->at] - '0');
		cursor->at++;
		count++;
	}
	return count;
}

static bool read_word(struct cursor *cursor, int class)
{
	const struct cue *cue
		= cues_at(cursor->words, cursor->text, cursor->length, cursor->at);

	if (!cue || cue->class != class)
		return false;
	cursor->at += cue->length;
	return true;
}

/* A month's name and the full stop of its short form; 0: none. */
static int read_month(struct cursor *cursor)
{
	const struct cue *cue
		= cues_at(cursor->words, cursor->text, cursor->length, cursor->at);

	if (!cue || cue->class > 11)
		return 0;
	cursor->at += cue->length;
	if (peek(cursor) == '.' && cue->length <= 5)
		cursor->at++;
	return cue->class + 1;
}

static bool is_year(int value)
{
	return value >= DATES_YEAR_LEAST && value <= DATES_YEAR_MOST;
}

/* A year of four digits behind an optional blank. */
static bool read_year(struct cursor *cursor, int *year)
{
	struct cursor probe = *cursor;
	int value;

	if (peek(&probe) == ',')
		probe.at++;
	skip_blank(&probe);
	if (read_number(&probe, &value) != 4 || !is_year(value) || is_digit(&probe, probe.at))
		return false;
	*year = value;
	*cursor = probe;
	return true;
}

static bool is_day(const struct calendar_date *date)
{
	static const int days[] = {31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

	if (date->month < 0 || date->month > 12 || date->day < 0)
		return false;
	return date->day <= (date->month ? days[date->month - 1] : 31);
}

/* Behind 24.04. or 24.4: the year of two or four digits, if there is one. */
static void read_short_year(struct cursor *cursor, struct calendar_date *out)
{
	struct cursor probe = *cursor;
	int value;

	skip_blank(&probe);
	bool spaced = probe.at > cursor->at;
	int count = read_number(&probe, &value);
	bool goes_on = is_digit(&probe, probe.at)
		|| ((peek(&probe) == '.' || peek(&probe) == ':' || peek(&probe) == ',')
			&& is_digit(&probe, probe.at + 1));

	if (goes_on || (count != 2 && count != 4) || (count == 2 && spaced))
		return;
	if (count == 2)
		value += value <= DATES_PIVOT ? 2000 : 1900;
	if (!is_year(value))
		return;
	out->year = value;
	*cursor = probe;
}

/* Behind "24.": "04.2007", "11.", "2005" (a month then), "April 2007", nothing. */
static bool read_dotted(struct cursor *cursor, int first, struct calendar_date *out)
{
	struct cursor probe = *cursor;
	int value;

	skip_blank(&probe);
	struct cursor word = probe;
	int month = read_month(&word);

	if (month) {
		*out = (struct calendar_date){.day = first, .month = month};
		*cursor = word;
		read_year(cursor, &out->year);
		return true;
	}
	if (read_word(&word, WORD_QUARTER)) {
		*cursor = word;
		return read_year(cursor, &out->year);
	}
	bool spaced = probe.at > cursor->at;
	int count = read_number(&probe, &value);

	out->day = first;
	if (count == 4 && !spaced && first <= 12 && is_year(value)) {
		*out = (struct calendar_date){.year = value, .month = first};
		*cursor = probe;
		return !is_digit(cursor, cursor->at);
	}
	if (count < 1 || count > 2 || value > 12)
		return count == 0 || spaced;
	out->month = value;
	*cursor = probe;
	if (peek(cursor) == '.') {
		cursor->at++;
		read_short_year(cursor, out);
	}
	return true;
}

/* 31/05/2012, 5/31/2012, 04/2005, 31-05-2012. */
static bool read_slashed(struct cursor *cursor, int first, struct calendar_date *out)
{
	struct cursor probe = *cursor;
	char mark = peek(&probe);
	int second;
	int third;

	probe.at++;
	int count = read_number(&probe, &second);

	if (count == 4 && mark == '/' && first <= 12 && is_year(second)) {
		*out = (struct calendar_date){.year = second, .month = first};
		*cursor = probe;
		return true;
	}
	if (count < 1 || count > 2 || peek(&probe) != mark)
		return false;
	probe.at++;
	if (read_number(&probe, &third) != 4 || !is_year(third) || is_digit(&probe, probe.at))
		return false;
	bool month_first = second > 12;

	*out = (struct calendar_date){.year = third,
		.month = month_first ? first : second,
		.day = month_first ? second : first};
	*cursor = probe;
	return true;
}

/* "12 March 2014", "12th of March", or a mere day that what follows completes. */
static void read_spaced(struct cursor *cursor, int first, struct calendar_date *out)
{
	struct cursor probe = *cursor;

	out->day = first;
	if (read_word(&probe, WORD_ORDINAL))
		*cursor = probe;
	skip_blank(&probe);
	if (read_word(&probe, WORD_OF))
		skip_blank(&probe);
	int month = read_month(&probe);

	if (!month)
		return;
	out->month = month;
	*cursor = probe;
	read_year(cursor, &out->year);
}

/* Behind the year of 2012-05-31, 2012/05/31, 2012-05, 2005/06, 2007-13. */
static void read_after_year(struct cursor *cursor, int year, struct calendar_date *from,
	struct calendar_date *to)
{
	struct cursor probe = *cursor;
	char mark = peek(&probe);
	int second;
	int third;

	*from = *to = (struct calendar_date){.year = year};
	if (mark != '-' && mark != '/' && mark != '.')
		return;
	probe.at++;
	if (read_number(&probe, &second) != 2)
		return;
	struct cursor after = probe;

	if (peek(&probe) == mark && mark != '\0') {
		probe.at++;
		struct calendar_date day = {.year = year, .month = second};

		if (read_number(&probe, &third) == 2 && !is_digit(&probe, probe.at)) {
			day.day = third;
			if (second >= 1 && third >= 1 && is_day(&day)) {
				*from = *to = day;
				*cursor = probe;
			}
			return;
		}
	}
	if (mark == '.' || is_digit(&after, after.at) || peek(&after) == mark)
		return;
	if (second == (year + 1) % 100 || (second > 12 && second > year % 100)) {
		to->year = year - year % 100 + second + (second < year % 100 ? 100 : 0);
		*cursor = after;
	} else if (mark == '-' && second >= 1 && second <= 12) {
		from->month = to->month = second;
		*cursor = after;
	}
}

/* What stands before a number that is no date: part of a longer number or word. */
static bool starts_clean(const struct cursor *cursor)
{
	size_t at = cursor->at;
	unsigned char before = at ? (unsigned char)cursor->text[at - 1] : ' ';

	if (isalnum(before) || before >= 0xc0 || before == '$' || before == '#'
		|| before == '+')
		return false;
	if (before >= 0x80 && at > 1 && (unsigned char)cursor->text[at - 2] == 0xc3)
		return false; /* a letter: ü */
	if ((before == '.' || before == ',') && at > 1
		&& isdigit((unsigned char)cursor->text[at - 2]))
		return false;
	return !(at > 1 && before == 0xa7); /* the paragraph sign */
}

/* The word before a position, if a cue knows it. */
static const struct cue *word_before(const struct cursor *cursor, size_t at)
{
	size_t end = at;

	while (end && (cursor->text[end - 1] == ' ' || cursor->text[end - 1] == '.'))
		end--;
	size_t start = end;

	while (start && end - start < 20
		&& (isalnum((unsigned char)cursor->text[start - 1])
			|| (unsigned char)cursor->text[start - 1] >= 0x80))
		start--;
	if (start == end)
		return NULL;
	const struct cue *cue = cues_at(cursor->words, cursor->text, end, start);

	return cue && cue->length == end - start ? cue : NULL;
}

static bool follows_number(const struct cursor *cursor, size_t at)
{
	return at > 1 && strchr(" /-", cursor->text[at - 1])
		&& isdigit((unsigned char)cursor->text[at - 2]);
}

/* Whether the four digits from start to the cursor may be a year by themselves. */
static bool is_bare_year(const struct cursor *cursor, size_t start)
{
	struct cursor after = *cursor;
	const struct cue *before = word_before(cursor, start);

	if ((peek(&after) == '.' || peek(&after) == ',' || peek(&after) == ':')
		&& is_digit(&after, after.at + 1))
		return false;
	if (before && (before->class == WORD_YEAR || before->class == WORD_RANGE))
		return true;
	if (!cursor->linked
		&& ((before && before->class == WORD_NUMBER) || follows_number(cursor, start)
			|| (start && cursor->text[start - 1] == '-')))
		return false;
	skip_blank(&after);
	static const char *const marks[] = {"€", "%", "$", "m²", "km²", "°"};

	for (size_t i = 0; i < sizeof(marks) / sizeof(marks[0]); i++) {
		size_t length = strlen(marks[i]);

		if (after.length - after.at >= length
			&& memcmp(after.text + after.at, marks[i], length) == 0)
			return false;
	}
	return !read_word(&after, WORD_UNIT);
}

struct point {
	struct calendar_date from, to;
	bool bare;
};

static bool skip_dash(struct cursor *cursor)
{
	static const char *const dashes[] = {"-", "–", "—", "‐", "‑"};

	for (size_t i = 0; i < sizeof(dashes) / sizeof(dashes[0]); i++) {
		size_t length = strlen(dashes[i]);

		if (cursor->length - cursor->at >= length
			&& memcmp(cursor->text + cursor->at, dashes[i], length) == 0) {
			cursor->at += length;
			return true;
		}
	}
	return false;
}

/* A month's name first: "November 2007", "March 12, 2014", "June 3-5, 2014". */
static bool read_month_first(struct cursor *cursor, struct point *out)
{
	int month = read_month(cursor);
	int day;

	if (!month)
		return false;
	out->from = out->to = (struct calendar_date){.month = month};
	if (read_year(cursor, &out->to.year)) {
		out->from.year = out->to.year;
		return true;
	}
	struct cursor probe = *cursor;

	skip_blank(&probe);
	int count = read_number(&probe, &day);

	if (count < 1 || count > 2 || is_digit(&probe, probe.at))
		return true;
	read_word(&probe, WORD_ORDINAL);
	out->from.day = out->to.day = day;
	*cursor = probe;
	if (skip_dash(&probe) && read_number(&probe, &day) <= 2 && day > 0) {
		read_word(&probe, WORD_ORDINAL);
		if (read_year(&probe, &out->to.year)) {
			out->to.day = day;
			*cursor = probe;
		}
	}
	if (!out->to.year)
		read_year(cursor, &out->to.year);
	out->from.year = out->to.year;
	return true;
}

static bool read_quarter(struct cursor *cursor, struct point *out)
{
	struct cursor probe = *cursor;

	if (peek(&probe) != 'q' || !is_digit(&probe, probe.at + 1))
		return false;
	probe.at += 2;
	if (peek(&probe) == '/')
		probe.at++;
	if (!read_year(&probe, &out->from.year))
		return false;
	out->to = out->from;
	*cursor = probe;
	return true;
}

static bool read_number_first(struct cursor *cursor, struct point *out)
{
	size_t start = cursor->at;
	int value;
	int count = read_number(cursor, &value);

	if (count == 4 && is_year(value) && !is_digit(cursor, cursor->at)) {
		read_after_year(cursor, value, &out->from, &out->to);
		out->bare = !out->from.month && dates_compare(out->from, out->to) == 0;
		return !out->bare || is_bare_year(cursor, start);
	}
	if (count > 2 || value < 1 || value > 31)
		return false;
	bool read = true;

	switch (peek(cursor)) {
	case '.':
		cursor->at++;
		read = read_dotted(cursor, value, &out->from);
		break;
	case '/':
	case '-':
		read = read_slashed(cursor, value, &out->from);
		if (!read)
			out->from = (struct calendar_date){.day = value};
		read = true;
		break;
	default:
		read_spaced(cursor, value, &out->from);
		break;
	}
	out->to = out->from;
	return read && is_day(&out->from);
}

static bool read_point(struct cursor *cursor, struct point *out)
{
	*out = (struct point){0};
	if (is_digit(cursor, cursor->at))
		return read_number_first(cursor, out);
	return read_quarter(cursor, out) || read_month_first(cursor, out);
}

static enum link_kind read_link(struct cursor *cursor)
{
	enum link_kind kind = LINK_NONE;

	bool dotted = cursor->at && cursor->text[cursor->at - 1] == '.';

	skip_blank(cursor);
	if (peek(cursor) == '&' || (peek(cursor) == ',' && dotted)) {
		cursor->at++;
		kind = LINK_AND;
	} else if (peek(cursor) == '/') {
		cursor->at++;
		kind = LINK_RANGE;
	} else if (skip_dash(cursor) || read_word(cursor, WORD_RANGE)) {
		kind = LINK_RANGE;
	} else if (read_word(cursor, WORD_AND)) {
		kind = LINK_AND;
	}
	skip_blank(cursor);
	cursor->linked = true;
	return kind;
}

/* What the first date leaves unsaid, the second says. */
static bool merge(struct point *first, const struct point *second, enum link_kind link)
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
	return !to->year || dates_compare(*from, *to) <= 0;
}

/* Dates joined by dashes and words, as long as they make one. */
static bool read_span(struct cursor *cursor, struct date_span *out)
{
	struct point first;
	size_t start = cursor->at;

	if (!read_point(cursor, &first))
		return false;
	for (int i = 0; i < 4; i++) {
		struct cursor probe = *cursor;
		enum link_kind link = read_link(&probe);
		struct point merged = first;
		struct point second;

		if (link == LINK_NONE || !read_point(&probe, &second)
			|| !merge(&merged, &second, link))
			break;
		first = merged;
		*cursor = probe;
	}
	if (!first.from.year || (first.from.day && !first.from.month)
		|| !is_day(&first.from) || !is_day(&first.to))
		return false;
	*out = (struct date_span){.start = start,
		.end = cursor->at,
		.from = first.from,
		.to = first.to,
		.form = first.bare                             ? DATE_FORM_BARE_YEAR
			: dates_compare(first.from, first.to) ? DATE_FORM_RANGE
							      : DATE_FORM_POINT};
	return true;
}

/* Where a date may begin: a digit, or a letter that begins a month or Q3. */
static bool may_begin(const struct cursor *cursor)
{
	char c = peek(cursor);

	return isdigit((unsigned char)c) || (c && strchr("jfmasondq", c));
}

bool dates_next(const struct dates *dates, const char *text, size_t length, size_t *offset,
	struct date_span *out)
{
	struct cursor cursor
		= {.words = dates->words, .text = text, .length = length, .at = *offset};

	while (cursor.at < length) {
		if (!may_begin(&cursor) || !starts_clean(&cursor)) {
			cursor.at++;
			continue;
		}
		struct cursor probe = cursor;

		if (read_span(&probe, out)) {
			*offset = probe.at;
			return true;
		}
		bool digit = is_digit(&cursor, cursor.at);

		do {
			cursor.at++;
		} while (digit && is_digit(&cursor, cursor.at));
	}
	*offset = length;
	return false;
}
