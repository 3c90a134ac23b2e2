/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "vocabulary/programmes.h"

#include "base/buf.h"
#include "base/scope.h"

#include <string.h>

/* What ends a programme's name, and what is no part of it. */
static const char *const enders[] = {",", ";", "(", "[", "|", " / "};
static const char *const quotes[] = {"\"", "„", "“", "”", "«", "»", "‚", "‘"};
static const char *const dashes[] = {"-", "–", "—"};

#define COUNT_OF(list) (sizeof(list) / sizeof((list)[0]))

/* Bytes of what text begins with; 0: none of the list. */
static size_t begins(const char *text, const char *const *list, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		if (!strncmp(text, list[i], strlen(list[i])))
			return strlen(list[i]);
	}
	return 0;
}

static size_t year_at(const char *text)
{
	return strspn(text, "0123456789") == 4 ? 4 : 0;
}

/* Bytes of a period: 2007-2013, 2014 – 2020. */
static size_t period_at(const char *text)
{
	size_t at = year_at(text);
	size_t dash;

	if (!at)
		return 0;
	at += strspn(text + at, " ");
	dash = begins(text + at, dashes, COUNT_OF(dashes));
	at += dash;
	at += strspn(text + at, " ");
	return dash && year_at(text + at) ? at + 4 : 0;
}

/* Of blanks side by side, one is kept; at the beginning none. */
static void add_letter(char letter, struct buf *out)
{
	if (strchr(" \t\r\n", letter))
		letter = ' ';
	if (letter != ' ' || (out->length && out->bytes[out->length - 1] != ' '))
		buf_add(out, &letter, 1);
}

static void tidy(const char *text, struct buf *out)
{
	for (const char *at = text; *at;) {
		size_t left_out = begins(at, quotes, COUNT_OF(quotes));

		if (!left_out)
			left_out = period_at(at);
		if (!left_out && begins(at, enders, COUNT_OF(enders)) && out->length)
			break;
		if (!left_out)
			add_letter(*at, out);
		at += left_out ? left_out : 1;
	}
	while (out->length && strchr(" .:-", out->bytes[out->length - 1]))
		out->bytes[--out->length] = '\0';
}

void programmes_read(
	const struct named_values *known, const char *text, struct string_table *out)
{
	SCOPED(buf_release) struct buf name = {0};
	size_t before = out->count;

	named_values_mentioned(known, text, out);
	if (out->count > before)
		return;
	tidy(text, &name);
	if (name.length)
		string_table_add(out, name.bytes, name.length);
}
