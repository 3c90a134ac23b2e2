/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "pages/addresses.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

/* Whether a word of an address may be one: keep.eu, not z.B. */
static bool is_host(const char *text, size_t length)
{
	size_t label = 0;
	bool dotted = false;

	for (size_t i = 0; i < length && text[i] != '/'; i++) {
		if (text[i] == '.') {
			if (label < 2)
				return false;
			dotted = true;
			label = 0;
		} else if (isalnum((unsigned char)text[i]) || text[i] == '-') {
			label++;
		} else {
			return false;
		}
	}
	return dotted && label >= 2;
}

static bool is_address(const char *text, size_t length)
{
	static const char *const schemes[] = {"http://", "https://"};

	for (size_t i = 0; i < sizeof(schemes) / sizeof(schemes[0]); i++) {
		size_t scheme = strlen(schemes[i]);

		if (length > scheme && strncasecmp(text, schemes[i], scheme) == 0)
			return true;
	}
	return is_host(text, length);
}

bool addresses_find(const char *text, size_t end, size_t *start, size_t *length)
{
	for (size_t at = *start; at < end;) {
		size_t stop = at;

		while (stop < end && text[stop] != ' ')
			stop++;
		size_t next = stop + 1;

		while (stop > at && strchr(".,;)>", text[stop - 1]))
			stop--;
		while (at < stop && strchr("(<", text[at]))
			at++;
		if (is_address(text + at, stop - at)) {
			*start = at;
			*length = stop - at;
			return true;
		}
		at = next;
	}
	return false;
}
