/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * mark_places: a text a line on standard input; for each place it names a line
 * on output: number of the text from 0, start and end in bytes, value.
 */
#include "base/scope.h"
#include "vocabulary/places.h"

#include <stdio.h>
#include <string.h>

static void print_places(const struct places *places, size_t number, const char *text)
{
	SCOPED(place_mentions_release) struct place_mentions mentions = {0};

	places_mentioned(places, text, strlen(text), &mentions);
	for (size_t i = 0; i < mentions.count; i++)
		printf("%zu\t%zu\t%zu\t%s\n", number, mentions.items[i].start,
			mentions.items[i].end, mentions.items[i].place->value);
}

int main(void)
{
	SCOPED(places_close) struct places *places = NULL;
	struct error err = {0};
	char line[16384];

	if (!places_open(&places, &err)) {
		fprintf(stderr, "mark_places: %s\n", err.text);
		return 1;
	}
	for (size_t number = 0; fgets(line, sizeof(line), stdin); number++) {
		line[strcspn(line, "\n")] = '\0';
		print_places(places, number, line);
	}
	return 0;
}
