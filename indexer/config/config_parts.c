/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config/config_parts.h"

#include <string.h>

/* Tabs inside are blanks as well: what is written down is parted by tabs. */
static char *trim(char *text)
{
	char *end;

	for (char *tab = text; (tab = strchr(tab, '\t'));)
		*tab = ' ';
	text += strspn(text, " ");
	end = text + strlen(text);
	while (end > text && end[-1] == ' ')
		end--;
	*end = '\0';
	return text;
}

bool config_parts_cut(
	char *value, char **parts, size_t most, size_t *count, struct error *err)
{
	*count = 0;
	for (char *next = value; next;) {
		char *end = strchr(next, ';');

		if (*count == most)
			return error_set(err, ERROR_INVALID,
				"more than %zu parts with ; between", most);
		if (end)
			*end++ = '\0';
		parts[*count] = trim(next);
		if (!*parts[*count])
			return error_set(err, ERROR_INVALID,
				"part %zu is empty; leave out the ; as well", *count + 1);
		++*count;
		next = end;
	}
	return true;
}
