/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "pages/html_guard.h"

#include "pages/html.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

/* Behind a comment, a script or a style sheet that begins at at; else at. */
static const char *skip_opaque(const char *at, const char *end)
{
	static const struct {
		const char *open, *close;
	} opaque[] = {{"<!--", "-->"}, {"<script", "</script"}, {"<style", "</style"}};

	for (size_t i = 0; i < sizeof(opaque) / sizeof(opaque[0]); i++) {
		size_t length = strlen(opaque[i].open);

		if ((size_t)(end - at) < length
			|| strncasecmp(at, opaque[i].open, length) != 0)
			continue;
		size_t close = strlen(opaque[i].close);
		const char *stop = at + length;

		while ((stop = memchr(stop, opaque[i].close[0], (size_t)(end - stop)))) {
			if ((size_t)(end - stop) < close)
				return end;
			if (strncasecmp(stop, opaque[i].close, close) == 0)
				return stop + 1;
			stop++;
		}
		return end;
	}
	return at;
}

/* How many attributes the tag at at has; *after: behind the tag. */
static size_t count_attributes(const char *at, const char *end, const char **after)
{
	size_t count = 0;
	char before = ' ';

	for (at++; at < end && *at != '>'; at++) {
		if ((*at == '"' || *at == '\'') && before == '=') {
			const char *close = memchr(at + 1, *at, (size_t)(end - at - 1));

			at = close ? close : end - 1;
			before = ' ';
			count++;
		} else if (isspace((unsigned char)*at)) {
			count += before != ' ' && before != '=';
			before = before == '=' ? '=' : ' ';
		} else {
			before = *at;
		}
	}
	*after = at;
	return count;
}

bool html_guard_is_sane(const char *bytes, size_t length)
{
	const char *end = bytes + length;

	while ((bytes = memchr(bytes, '<', (size_t)(end - bytes)))) {
		const char *next = skip_opaque(bytes, end);

		if (next == bytes && end - bytes > 1 && isalpha((unsigned char)bytes[1])
			&& count_attributes(bytes, end, &next) > HTML_ATTRIBUTES_MAX)
			return false;
		bytes = next == bytes ? bytes + 1 : next;
		if (bytes >= end)
			break;
	}
	return true;
}
