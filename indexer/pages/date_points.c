/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "pages/date_points.h"

#include "pages/cues.h"
#include "pages/date_quarters.h"

#include <ctype.h>
#include <string.h>

char date_points_peek(const struct date_cursor *cursor)
{
	if (cursor->at >= cursor->length)
		return '\0';
	return cursor->text[cursor->at];
}

bool date_points_is_digit(const struct date_cursor *cursor, size_t at)
{
	return at < cursor->length && isdigit((unsigned char)cursor->text[at]);
}

void date_points_skip_blank(struct date_cursor *cursor)
{
	if (date_points_peek(cursor) == ' ')
		cursor->at++;
}

/* The digits at the cursor, up to five; returns how many. */
static int read_number(struct date_cursor *cursor, int *value)
{
	int count = 0;

	*value = 0;
	while (date_points_is_digit(cursor, cursor->at) && count < 5) {
		*value = *value * 10 + (cursor->text[cursor->at] - '0');
		cursor->at++;
		count++;
	}
	return count;
}

bool date_points_read_word(struct date_cursor *cursor, int class)
{
	const struct cue *cue =
		cues_at(cursor->words, cursor->text, cursor->length, cursor->at);

	if (!cue || cue->class != class)
		return false;
	cursor->at += cue->length;
	return true;
}

/* A month's name and the full stop of its short form; 0: none. */
static int read_month(struct date_cursor *cursor)
{
	const struct cue *cue =
		cues_at(cursor->words, cursor->text, cursor->length, cursor->at);

	if (!cue || cue->class > 11)
		return 0;
	cursor->at += cue->length;
	if (date_points_peek(cursor) == '.' && cue->length <= 5)
		cursor->at++;
	return cue->class + 1;
}

static bool is_year(int value)
{
	return value >= DATES_YEAR_LEAST && value <= DATES_YEAR_MOST;
}

bool date_points_read_year(struct date_cursor *cursor, int *year)
{
	struct date_cursor probe = *cursor;
	int value;

	if (date_points_peek(&probe) == ',')
		probe.at++;
	date_points_skip_blank(&probe);
	if (read_number(&probe, &value) != 4 || !is_year(value)
		|| date_points_is_digit(&probe, probe.at))
		return false;
	*year = value;
	*cursor = probe;
	return true;
}

bool date_points_is_day(const struct calendar_date *date)
{
	static const int days[] = {31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

	if (date->month < 0 || date->month > 12 || date->day < 0)
		return false;
	return date->day <= (date->month ? days[date->month - 1] : 31);
}

/* Behind 24.04. or 24.4: the year of two or four digits, if there is one. */
static void read_short_year(struct date_cursor *cursor, struct calendar_date *out)
{
	struct date_cursor probe = *cursor;
	int value;

	date_points_skip_blank(&probe);
	bool spaced = probe.at > cursor->at;
	int count = read_number(&probe, &value);
	bool goes_on = date_points_is_digit(&probe, probe.at)
		|| ((date_points_peek(&probe) == '.' || date_points_peek(&probe) == ':'
			    || date_points_peek(&probe) == ',')
			&& date_points_is_digit(&probe, probe.at + 1));

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
static bool read_dotted(struct date_cursor *cursor, int first, struct calendar_date *out)
{
	struct date_cursor probe = *cursor;
	int value;

	date_points_skip_blank(&probe);
	struct date_cursor word = probe;
	int month = read_month(&word);

	if (month) {
		*out = (struct calendar_date){.day = first, .month = month};
		*cursor = word;
		date_points_read_year(cursor, &out->year);
		return true;
	}
	bool spaced = probe.at > cursor->at;
	int count = read_number(&probe, &value);

	out->day = first;
	if (count == 4 && !spaced && first <= 12 && is_year(value)) {
		*out = (struct calendar_date){.year = value, .month = first};
		*cursor = probe;
		return !date_points_is_digit(cursor, cursor->at);
	}
	if (count < 1 || count > 2 || value > 12)
		return count == 0 || spaced;
	out->month = value;
	*cursor = probe;
	if (date_points_peek(cursor) == '.') {
		cursor->at++;
		read_short_year(cursor, out);
	}
	return true;
}

/* 31/05/2012, 5/31/2012, 04/2005, 31-05-2012. */
static bool read_slashed(struct date_cursor *cursor, int first, struct calendar_date *out)
{
	struct date_cursor probe = *cursor;
	char mark = date_points_peek(&probe);
	int second;
	int third;

	probe.at++;
	int count = read_number(&probe, &second);

	if (count == 4 && mark == '/' && first <= 12 && is_year(second)) {
		*out = (struct calendar_date){.year = second, .month = first};
		*cursor = probe;
		return true;
	}
	if (count < 1 || count > 2 || date_points_peek(&probe) != mark)
		return false;
	probe.at++;
	if (read_number(&probe, &third) != 4 || !is_year(third)
		|| date_points_is_digit(&probe, probe.at))
		return false;
	bool month_first = second > 12;

	*out = (struct calendar_date){.year = third,
		.month = month_first ? first : second,
		.day = month_first ? second : first};
	*cursor = probe;
	return true;
}

/* "12 March 2014", "12th of March", or a mere day that what follows completes. */
static void read_spaced(struct date_cursor *cursor, int first, struct calendar_date *out)
{
	struct date_cursor probe = *cursor;

	out->day = first;
	if (date_points_read_word(&probe, WORD_ORDINAL))
		*cursor = probe;
	date_points_skip_blank(&probe);
	if (date_points_read_word(&probe, WORD_OF))
		date_points_skip_blank(&probe);
	int month = read_month(&probe);

	if (!month)
		return;
	out->month = month;
	*cursor = probe;
	date_points_read_year(cursor, &out->year);
}

/* Behind 2012-05: a day after the same mark. */
static bool read_iso_day(
	struct date_cursor *cursor, char mark, struct calendar_date *date)
{
	struct date_cursor probe = *cursor;
	int day;

	if (date_points_peek(&probe) != mark)
		return false;
	probe.at++;
	if (read_number(&probe, &day) != 2 || date_points_is_digit(&probe, probe.at))
		return false;
	date->day = day;
	if (date->month < 1 || day < 1 || !date_points_is_day(date))
		return false;
	*cursor = probe;
	return true;
}

/* The year that two digits behind another one name, in 2005/06 or 2007-13; 0: none. */
static int year_behind(int year, int digits)
{
	int century = year - year % 100;

	if (digits == (year + 1) % 100)
		return year + 1;
	return digits > 12 && digits > year % 100 ? century + digits : 0;
}

/* Behind the year of 2012-05-31, 2012/05/31, 2012-05, 2005/06, 2007-13. */
static void read_after_year(struct date_cursor *cursor, int year,
	struct calendar_date *from, struct calendar_date *to)
{
	struct date_cursor probe = *cursor;
	char mark = date_points_peek(&probe);
	int second;

	*from = *to = (struct calendar_date){.year = year};
	if (mark != '-' && mark != '/' && mark != '.')
		return;
	probe.at++;
	if (read_number(&probe, &second) != 2 || date_points_is_digit(&probe, probe.at))
		return;
	struct calendar_date day = {.year = year, .month = second};

	if (read_iso_day(&probe, mark, &day)) {
		*from = *to = day;
		*cursor = probe;
		return;
	}
	if (mark == '.' || date_points_peek(&probe) == mark)
		return;
	int last = year_behind(year, second);

	if (last) {
		to->year = last;
	} else if (mark == '-' && second >= 1 && second <= 12) {
		from->month = to->month = second;
	} else {
		return;
	}
	*cursor = probe;
}

/* II, XII: the number of a book of law. */
static bool is_roman(const char *word, size_t length)
{
	return length <= 4 && strspn(word, "ivx") >= length;
}

/* The word before a position, if a cue knows it. */
static const struct cue *word_before(const struct date_cursor *cursor, size_t at)
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
	if (is_roman(cursor->text + start, end - start))
		return word_before(cursor, start);
	const struct cue *cue = cues_at(cursor->words, cursor->text, end, start);

	return cue && cue->length == end - start ? cue : NULL;
}

static bool follows_number(const struct date_cursor *cursor, size_t at)
{
	return at > 1 && strchr(" /-", cursor->text[at - 1])
		&& isdigit((unsigned char)cursor->text[at - 2]);
}

/* "2.013", "2014/24/EU", "1990er": more than the four digits before it. */
static bool goes_on(const struct date_cursor *cursor)
{
	struct date_cursor probe = *cursor;
	char mark = date_points_peek(&probe);
	int number;

	if (isalpha((unsigned char)mark))
		return mark != 'f';
	probe.at++;
	if (mark == '/')
		return date_points_is_digit(&probe, probe.at)
			&& read_number(&probe, &number) != 4;
	return (mark == '.' || mark == ',' || mark == ':')
		&& date_points_is_digit(&probe, probe.at);
}

/* Whether the four digits from start to the cursor may be a year by themselves. */
static bool is_bare_year(const struct date_cursor *cursor, size_t start)
{
	struct date_cursor after = *cursor;
	const struct cue *before = word_before(cursor, start);

	if (goes_on(cursor))
		return false;
	if (before && (before->class == WORD_YEAR || before->class == WORD_RANGE))
		return true;
	if (!cursor->linked
		&& ((before && before->class == WORD_NUMBER)
			|| follows_number(cursor, start)
			|| (start && cursor->text[start - 1] == '-')))
		return false;
	date_points_skip_blank(&after);
	static const char *const marks[] = {"€", "%", "$", "m²", "km²", "°"};

	for (size_t i = 0; i < sizeof(marks) / sizeof(marks[0]); i++) {
		size_t length = strlen(marks[i]);

		if (after.length - after.at >= length
			&& memcmp(after.text + after.at, marks[i], length) == 0)
			return false;
	}
	return !date_points_read_word(&after, WORD_UNIT);
}

bool date_points_skip_dash(struct date_cursor *cursor)
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
static bool read_month_first(struct date_cursor *cursor, struct date_point *out)
{
	int month = read_month(cursor);
	int day;

	if (!month)
		return false;
	out->from = out->to = (struct calendar_date){.month = month};
	if (date_points_read_year(cursor, &out->to.year)) {
		out->from.year = out->to.year;
		return true;
	}
	struct date_cursor probe = *cursor;

	date_points_skip_blank(&probe);
	int count = read_number(&probe, &day);

	if (count < 1 || count > 2 || date_points_is_digit(&probe, probe.at))
		return true;
	date_points_read_word(&probe, WORD_ORDINAL);
	out->from.day = out->to.day = day;
	*cursor = probe;
	if (date_points_skip_dash(&probe) && read_number(&probe, &day) <= 2 && day > 0) {
		date_points_read_word(&probe, WORD_ORDINAL);
		if (date_points_read_year(&probe, &out->to.year)) {
			out->to.day = day;
			*cursor = probe;
		}
	}
	if (!out->to.year)
		date_points_read_year(cursor, &out->to.year);
	out->from.year = out->to.year;
	return true;
}

static bool read_number_first(struct date_cursor *cursor, struct date_point *out)
{
	size_t start = cursor->at;
	int value;
	int count = read_number(cursor, &value);

	if (count == 4 && is_year(value) && !date_points_is_digit(cursor, cursor->at)) {
		read_after_year(cursor, value, &out->from, &out->to);
		out->bare = !out->from.month && dates_compare(out->from, out->to) == 0;
		return !out->bare || is_bare_year(cursor, start);
	}
	if (count > 2 || value < 1 || value > 31)
		return false;
	if (date_points_peek(cursor) == ':'
		&& date_points_is_digit(cursor, cursor->at + 1))
		return false; /* 18:55 */
	bool read = true;

	switch (date_points_peek(cursor)) {
	case '.':
		cursor->at++;
		if (date_quarters_read_named(cursor, value, out))
			return true;
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
	return read && date_points_is_day(&out->from);
}

bool date_points_read(struct date_cursor *cursor, struct date_point *out)
{
	*out = (struct date_point){0};
	if (date_points_is_digit(cursor, cursor->at))
		return read_number_first(cursor, out);
	return date_quarters_read(cursor, out) || read_month_first(cursor, out);
}
