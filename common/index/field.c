/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "index/field.h"

#include <stdbool.h>
#include <string.h>

const struct field_info fields[FIELD_COUNT] = {
	[FIELD_CITY] = {"city", "ort", NULL, 0, FIELD_OF_NAMES},
	[FIELD_CLUSTER] = {"cluster", NULL, NULL, 0, FIELD_OF_NAMES},
	[FIELD_YEAR] = {"year", "jahr", NULL, 0, FIELD_OF_YEARS},
	[FIELD_TYPE] = {"type", "typ", NULL, 0, FIELD_OF_NAMES},
	[FIELD_LANGUAGE] = {"language", "sprache", NULL, 0, FIELD_OF_NAMES},
	[FIELD_PROGRAMME] = {"programme", "programm", NULL, 0, FIELD_OF_NAMES},
	[FIELD_COUNTRY] = {"country", "land", NULL, 0, FIELD_OF_NAMES},
	[FIELD_RUNNING] = {"running", "laufzeit", NULL, 0, FIELD_OF_YEARS},
	[FIELD_BUDGET] = {"budget", NULL, NULL, 0, FIELD_OF_AMOUNTS},
	[FIELD_TITLE] = {"title", "titel", "S", 4, FIELD_OF_WORDS},
	[FIELD_BODY] = {"body", "text", "", 1, FIELD_OF_WORDS},
};

static bool is_name(const char *name, size_t length, const char *known)
{
	return known && strlen(known) == length && !strncasecmp(name, known, length);
}

enum field field_find(const char *name, size_t length)
{
	for (int i = 0; i < FIELD_COUNT; i++) {
		if (is_name(name, length, fields[i].name)
			|| is_name(name, length, fields[i].alias))
			return (enum field)i;
	}
	return FIELD_COUNT;
}
