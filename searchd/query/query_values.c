/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "query/query_values.h"

#include "base/scope.h"
#include "query/budget_range.h"
#include "query/query_names.h"
#include "query/request.h"

#include <stdlib.h>
#include <string.h>

enum { YEAR_DIGITS = 4, YEAR_FIRST = 0, YEAR_LAST = 9999 };

/* What parts the ends of a range. */
static const char *const dashes[] = {"..", "–", "—", "-"};

static bool skip(const char **text, const char *sign)
{
	size_t length = strlen(sign);

	if (strncmp(*text, sign, length) != 0)
		return false;
	*text += length;
	return true;
}

static bool skip_dash(const char **text)
{
	for (size_t i = 0; i < sizeof(dashes) / sizeof(*dashes); i++) {
		if (skip(text, dashes[i]))
			return true;
	}
	return false;
}

static bool read_year(const char **text, int *out)
{
	if (strspn(*text, "0123456789") != YEAR_DIGITS)
		return false;
	*out = atoi(*text);
	*text += YEAR_DIGITS;
	return true;
}

/* > 2005, <= 2008: the range that begins or ends there. */
static bool read_comparison(const char *text, int *from, int *to)
{
	bool above = *text == '>';
	bool equal = text[1] == '=';
	int year;

	text += equal ? 2 : 1;
	text += strspn(text, " ");
	if (!read_year(&text, &year) || *text)
		return false;
	*from = above ? year + !equal : YEAR_FIRST;
	*to = above ? YEAR_LAST : year - !equal;
	return *from <= YEAR_LAST && *to >= YEAR_FIRST;
}

/* 2005..2008, 2005-2008, 2005.., ..2008; an open end is the last there can be. */
static bool read_years(const char *text, int *from, int *to)
{
	bool begins;
	bool ends;

	if (*text == '<' || *text == '>')
		return read_comparison(text, from, to);
	*from = YEAR_FIRST;
	*to = YEAR_LAST;
	begins = read_year(&text, from);
	if (begins && !*text) {
		*to = *from;
		return true;
	}
	if (!skip_dash(&text))
		return false;
	ends = read_year(&text, to);
	return !*text && (begins || ends);
}

static void write_year(struct buf *out, int year)
{
	if (year > YEAR_FIRST && year < YEAR_LAST)
		buf_add_format(out, "%04d", year);
}

static bool add_years(const char *text, struct buf *out)
{
	int from;
	int to;

	if (!read_years(text, &from, &to))
		return false;
	write_year(out, from < to ? from : to);
	if (from == to)
		return true;
	buf_add_string(out, "..");
	write_year(out, from < to ? to : from);
	return true;
}

/* The first dash that is not at the beginning; NULL: there is none. */
static const char *dash_in(const char *text, const char **behind)
{
	for (const char *at = text + 1; *text && *at; at++) {
		*behind = at;
		if (skip_dash(behind))
			return at;
	}
	return NULL;
}

static bool add_amounts(const char *text, struct buf *out)
{
	SCOPED(buf_release) struct buf range = {0};
	struct budget_range parsed;
	const char *behind = NULL;
	const char *dash;

	if (budget_range_parse(text, &parsed)) {
		buf_add_string(out, text);
		return true;
	}
	dash = dash_in(text, &behind);
	if (!dash)
		return false;
	buf_add(&range, text, (size_t)(dash - text));
	buf_add_format(&range, "..%s", behind);
	if (!budget_range_parse(buf_string(&range), &parsed))
		return false;
	buf_add(out, range.bytes, range.length);
	return true;
}

bool query_values_read(
	enum field field, const char *typed, size_t length, struct buf *out)
{
	SCOPED(buf_release) struct buf text = {0};
	int none;

	if (length > REQUEST_VALUE_MAX)
		return false;
	if (query_names_find(NAME_VALUE, typed, length, &none)) {
		buf_add_string(out, VALUE_NONE);
		return true;
	}
	buf_add(&text, typed, length);
	if (fields[field].kind == FIELD_OF_YEARS)
		return add_years(buf_string(&text), out);
	if (fields[field].kind == FIELD_OF_AMOUNTS)
		return add_amounts(buf_string(&text), out);
	buf_add(out, typed, length);
	return true;
}
