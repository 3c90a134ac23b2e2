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

void last_change_read(const struct declared *declared, struct document *document)
{
	struct document_date date = {.kind = DATE_UPDATED};
	const char *day = declared->changed;
	const char *evidence =
		declared->changed_evidence ? declared->changed_evidence : "";

	if (!day || strlen(day) < strlen("2007-04-24") || is_dated(document))
		return;
	date.year = (int)strtol(day, NULL, 10);
	date.month = (int)strtol(day + 5, NULL, 10);
	date.day = (int)strtol(day + 8, NULL, 10);
	if (date.year < YEAR_MIN || date.year > YEAR_MAX || date.month < 1
		|| date.month > 12 || date.day < 1 || date.day > 31)
		return;
	document_add_date(document, date, evidence, strlen(evidence));
}
