/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "pages/last_change.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

enum {
	YEAR_MIN = 1990,
	YEAR_MAX = 2100
}; /* the web's; clocks that stand begin earlier */

static bool is_dated(const struct document *document)
{
	for (size_t i = 0; i < document->date_count; i++) {
		if (document->dates[i].kind == DATE_PUBLISHED
			|| document->dates[i].kind == DATE_UPDATED)
			return true;
	}
	return false;
}

/* The number behind the hyphen at that place; 0: the text ends before it. */
static int part_at(const char *text, size_t place)
{
	return strlen(text) > place ? (int)strtol(text + place + 1, NULL, 10) : 0;
}

void last_change_read(const struct declared *declared, struct document *document)
{
	struct document_date date = {.kind = DATE_UPDATED};
	const char *day = declared->changed;
	const char *evidence =
		declared->changed_evidence ? declared->changed_evidence : "";

	if (!day || strlen(day) < strlen("2007") || is_dated(document))
		return;
	date.year = (int)strtol(day, NULL, 10);
	date.month = part_at(day, strlen("2007"));
	date.day = part_at(day, strlen("2007-04"));
	if (date.year < YEAR_MIN || date.year > YEAR_MAX || date.month < 0
		|| date.month > 12 || date.day < 0 || date.day > 31
		|| (date.day && !date.month))
		return;
	document_add_date(document, date, evidence, strlen(evidence));
}
