/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config/nearest.h"

#include <string.h>

enum { WORD_MAX = 32 }; /* bytes; longer words resemble nothing */

static int least_of(int a, int b)
{
	return a < b ? a : b;
}

/* Letters to change, add or drop to come from a to b (Levenshtein 1965). */
static int distance(const char *a, const char *b)
{
	int row[WORD_MAX + 1];
	int length = (int)strlen(b);

	for (int j = 0; j <= length; j++)
		row[j] = j;
	for (int i = 1; a[i - 1]; i++) {
		int corner = row[0];

		row[0] = i;
		for (int j = 1; j <= length; j++) {
			int above = row[j];

			row[j] = least_of(least_of(row[j], row[j - 1]) + 1,
				corner + (a[i - 1] != b[j - 1]));
			corner = above;
		}
	}
	return row[length];
}

const char *nearest_word(const char *word, const char *(*known)(int), int count)
{
	const char *best = NULL;
	size_t length = strlen(word);
	int least = length > 4 ? 4 : 3; /* one more than may differ */

	if (length >= WORD_MAX)
		return NULL;
	for (int i = 0; i < count; i++) {
		int letters = distance(word, known(i));

		if (letters < least) {
			least = letters;
			best = known(i);
		}
	}
	return best;
}
