/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "pages/date_quarters.h"

#include <string.h>

/* A quarter or a half of a year, from its first month to its last. */
static bool set_part(struct date_point *out, char letter, int number, int year)
{
	int months = letter == 'h' ? 6 : 3;

	if (number < 1 || number * months > 12)
		return false;
	out->from =
		(struct calendar_date){.year = year, .month = (number - 1) * months + 1};
	out->to = (struct calendar_date){.year = year, .month = number * months};
	out->is_part = true;
	return true;
}

/* Q3 2011, H1/2012 */
bool date_quarters_read(struct date_cursor *cursor, struct date_point *out)
{
	struct date_cursor probe = *cursor;
	char letter = date_points_peek(&probe);
	int number;
	int year = 0;

	if (!letter || !strchr("qh", letter)
		|| !date_points_is_digit(&probe, probe.at + 1))
		return false;
	number = probe.text[probe.at + 1] - '0';
	probe.at += 2;
	if (date_points_peek(&probe) == '/')
		probe.at++;
	if (!date_points_read_year(&probe, &year) || !set_part(out, letter, number, year))
		return false;
	*cursor = probe;
	return true;
}

/* Behind "3.": "Quartal 2011" */
bool date_quarters_read_named(
	struct date_cursor *cursor, int number, struct date_point *out)
{
	struct date_cursor probe = *cursor;
	int year = 0;

	date_points_skip_blank(&probe);
	char letter = date_points_peek(&probe);

	if (!date_points_read_word(&probe, WORD_QUARTER)
		|| !date_points_read_year(&probe, &year)
		|| !set_part(out, letter, number, year))
		return false;
	*cursor = probe;
	return true;
}
