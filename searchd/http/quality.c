/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "http/quality.h"

#include <string.h>

/* Thousandths of "0.8" in "q=0.8"; of none, or of what is no number, all. */
static int weight_of(const char *entry, const char *end)
{
	const char *weight = memchr(entry, ';', (size_t)(end - entry));
	int thousandths = 0;
	int place = QUALITY_MAX;

	while (weight && strncasecmp(weight + strspn(weight, "; \t"), "q=", 2) != 0)
		weight = memchr(weight + 1, ';', (size_t)(end - weight - 1));
	if (!weight)
		return QUALITY_MAX;
	weight += strspn(weight, "; \tqQ=");
	for (; weight < end && place; weight++) {
		if (*weight == '.')
			continue;
		if (*weight < '0' || *weight > '9')
			break;
		thousandths += (*weight - '0') * place;
		place /= 10;
	}
	return thousandths < QUALITY_MAX ? thousandths : QUALITY_MAX;
}

bool quality_next(const char **next, struct quality_entry *out)
{
	const char *entry = *next + strspn(*next, " \t,");
	const char *end = entry + strcspn(entry, ",");

	*next = end;
	if (entry == end)
		return false;
	out->name = entry;
	out->length = strcspn(entry, ";, \t");
	out->weight = weight_of(entry, end);
	return true;
}

int quality_of(const char *header, const char *name, int other)
{
	struct quality_entry entry;

	while (quality_next(&header, &entry)) {
		if (entry.length == strlen(name)
			&& !strncasecmp(entry.name, name, entry.length))
			return entry.weight;
	}
	return other;
}
