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

	if (end - at < 2 || !strchr("!sS", at[1]))
		return at;
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

/* Behind the equals sign that a value may follow, and blanks. */
static bool follows_equals(const char *at)
{
	while (isspace((unsigned char)at[-1]))
		at--;
	return at[-1] == '=';
}

/* The > of the tag at at, or end; quoted values may hold others. */
static const char *end_of_tag(const char *at, const char *end)
{
	for (at++; at < end && *at != '>'; at++) {
		const char *close;

		if ((*at != '"' && *at != '\'') || !follows_equals(at))
			continue;
		close = memchr(at + 1, *at, (size_t)(end - at - 1));
		at = close ? close : end - 1;
	}
	return at;
}

/* How many attributes a tag has. */
static size_t count_attributes(const char *at, const char *end)
{
	size_t count = 0;
	char before = ' ';

	for (at++; at < end; at++) {
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
	return count;
}

/* An attribute takes two bytes at least: nearly all tags need no counting. */
static bool has_too_many(const char *tag, const char *end)
{
	return (end - tag) / 2 > HTML_ATTRIBUTES_MAX
		&& count_attributes(tag, end) > HTML_ATTRIBUTES_MAX;
}

bool html_guard_is_sane(const char *bytes, size_t length)
{
	const char *end = bytes + length;

	while ((bytes = memchr(bytes, '<', (size_t)(end - bytes)))) {
		const char *next = skip_opaque(bytes, end);

		if (next == bytes && end - bytes > 1
			&& isalpha((unsigned char)bytes[1])) {
			next = end_of_tag(bytes, end);
			if (has_too_many(bytes, next))
				return false;
		}
		bytes = next == bytes ? bytes + 1 : next;
		if (bytes >= end)
			break;
	}
	return true;
}
