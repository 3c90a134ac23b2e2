/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "http/accept_language.h"

#include "http/quality.h"

#include <string.h>

enum { RANGE_MAX = 16 }; /* bytes of de-AT-1996; what is longer is none of ours */

static enum language language_of_range(const struct quality_entry *range)
{
	char code[RANGE_MAX];

	if (range->length == 1 && *range->name == '*')
		return LANGUAGE_DE;
	if (range->length >= sizeof(code))
		return LANGUAGE_UNKNOWN;
	memcpy(code, range->name, range->length);
	code[range->length] = '\0';
	return language_of_code(code);
}

enum language accept_language_choose(const char *header)
{
	enum language best = LANGUAGE_EN;
	struct quality_entry range;
	int best_weight = 0;

	if (!header || !*header)
		return LANGUAGE_DE;
	while (quality_next(&header, &range)) {
		enum language language = language_of_range(&range);

		if (language != LANGUAGE_UNKNOWN && range.weight > best_weight) {
			best = language;
			best_weight = range.weight;
		}
	}
	return best;
}
