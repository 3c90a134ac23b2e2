/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "accept_language.h"

#include <stdio.h>
#include <string.h>

enum { RANGE_MAX = 16 }; /* bytes of de-AT-1996; what is longer is none of ours */

/* Thousandths of "0.8" in ";q=0.8"; 1000 if there is none. */
static int weight_of(const char *range, size_t length)
{
	const char *weight = memchr(range, ';', length);
	int thousandths = 0;
	int place = 1000;

	if (!weight)
		return 1000;
	weight += strspn(weight, "; \tqQ=");
	for (const char *c = weight; c < range + length && place; c++) {
		if (*c == '.')
			continue;
		if (*c < '0' || *c > '9')
			break;
		thousandths += (*c - '0') * place;
		place /= 10;
	}
	return thousandths;
}

static enum language language_of_range(const char *range, size_t length)
{
	char code[RANGE_MAX];
	size_t end = 0;

	while (end < length && !strchr("; \t", range[end]))
		end++;
	if (end == 1 && *range == '*')
		return LANGUAGE_DE;
	if (end >= sizeof(code))
		return LANGUAGE_UNKNOWN;
	memcpy(code, range, end);
	code[end] = '\0';
	return language_of_code(code);
}

enum language accept_language_choose(const char *header)
{
	enum language best = LANGUAGE_EN;
	int best_weight = 0;

	if (!header || !*header)
		return LANGUAGE_DE;
	for (const char *range = header; *range;) {
		range += strspn(range, " \t,");
		size_t length = strcspn(range, ",");
		enum language language = language_of_range(range, length);
		int weight = weight_of(range, length);

		if (language != LANGUAGE_UNKNOWN && weight > best_weight) {
			best = language;
			best_weight = weight;
		}
		range += length;
	}
	return best;
}
