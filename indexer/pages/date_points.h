/* SPDX-License-Identifier: GPL-2.0-or-later */
/* date_points: one date as it is written, perhaps without its year or month. */
#ifndef INDEXER_PAGES_DATE_POINTS_H
#define INDEXER_PAGES_DATE_POINTS_H

#include "pages/dates.h"

struct cues;

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

/* A text being read, and how far. */
struct date_cursor {
	const struct cues *words;
	const char *text;
	size_t length;
	size_t at;
	bool linked; /* behind a dash or an and: a date has gone before */
};

/*
 * The same date twice, but for 2005/06, June 3-5 and parts of a year, which are
 * months; what is not said is 0.
 */
struct date_point {
	struct calendar_date from, to;
	bool bare, is_part;
};

/* Reads what stands at the cursor and moves behind it; else leaves it anywhere. */
bool date_points_read(struct date_cursor *cursor, struct date_point *out);

/* Whether there is such a day; months and days that are not said do no harm. */
bool date_points_is_day(const struct calendar_date *date);

/* The four digits of a year at the cursor, perhaps behind a blank. */
bool date_points_read_year(struct date_cursor *cursor, int *out);

char date_points_peek(const struct date_cursor *cursor); /* NUL at the end */
bool date_points_is_digit(const struct date_cursor *cursor, size_t at);
void date_points_skip_blank(struct date_cursor *cursor);
bool date_points_skip_dash(struct date_cursor *cursor);
bool date_points_read_word(struct date_cursor *cursor, int class);

#endif
