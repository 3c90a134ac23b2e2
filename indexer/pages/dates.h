/* SPDX-License-Identifier: GPL-2.0-or-later */
/* dates: where a text says a day, a month or a year, in German and English forms. */
#ifndef INDEXER_PAGES_DATES_H
#define INDEXER_PAGES_DATES_H

#include <stdbool.h>
#include <stddef.h>

enum {
	DATES_YEAR_LEAST = 1800,
	DATES_YEAR_MOST = 2199,
	DATES_PIVOT = 69, /* two-digit years up to it are of this century */
};

struct calendar_date {
	int year;       /* 0: not said */
	int month, day; /* from 1; 0: not said */
};

enum date_form {
	DATE_FORM_POINT,    /* 24.04.07, November 2007 */
	DATE_FORM_RANGE,    /* 2007-2013, 21. und 22.04.2007 */
	DATE_FORM_PART,     /* Q3 2011: from its first month to its last */
	DATE_FORM_BARE_YEAR /* 2007 */
};

/* from and to are the same unless form is a range or a part. */
struct date_span {
	size_t start, end; /* bytes of the text */
	struct calendar_date from, to;
	enum date_form form;
};

struct dates; /* the words of dates; the caller closes them */

struct dates *dates_open(void);
void dates_close(struct dates **dates);

/*
 * The next date at or after *offset, which moves behind it. text is as
 * cues_lower() leaves it. Amounts, phone numbers, centuries and standards are
 * no dates; a day or month without a year is none either.
 */
bool dates_next(const struct dates *dates, const char *text, size_t length,
	size_t *offset, struct date_span *out);

/* Less than, equal, greater than 0, as strcmp; what is not said comes first. */
int dates_compare(struct calendar_date a, struct calendar_date b);

#endif
