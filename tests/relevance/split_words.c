/* SPDX-License-Identifier: GPL-2.0-or-later */
/* split_words: a word a line on standard input, its parts with | between on output. */
#include "base/buf.h"
#include "base/scope.h"
#include "text/compounds.h"
#include "text/unicode.h"

#include <stdio.h>
#include <string.h>

static void print_parts(const char *word)
{
	SCOPED(buf_release) struct buf folded = {0};
	struct compound compound;

	unicode_fold(word, strlen(word), &folded);
	if (!compounds_split(buf_string(&folded), folded.length, &compound)) {
		puts(buf_string(&folded));
		return;
	}
	for (size_t i = 0; i < compound.count; i++)
		printf("%s%.*s", i ? "|" : "",
			compound.parts[i].end - compound.parts[i].start,
			folded.bytes + compound.parts[i].start);
	putchar('\n');
}

int main(void)
{
	char line[4096];

	while (fgets(line, sizeof(line), stdin)) {
		line[strcspn(line, "\n")] = '\0';
		print_parts(line);
	}
	return 0;
}
