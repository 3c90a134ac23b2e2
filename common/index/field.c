/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "index/field.h"

#include <string.h>

const struct field_info fields[FIELD_COUNT] = {
	[FIELD_CITY] = {"city", "ort", NULL, 0, true},
	[FIELD_CLUSTER] = {"cluster", NULL, NULL, 0, true},
	[FIELD_YEAR] = {"year", "jahr", NULL, 0, true},
	[FIELD_TYPE] = {"type", "typ", NULL, 0, false},
	[FIELD_LANGUAGE] = {"language", "sprache", NULL, 0, false},
	[FIELD_TITLE] = {"title", "titel", "S", 4, false},
	[FIELD_BODY] = {"body", "text", "", 1, false},
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
