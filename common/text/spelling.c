/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "text/spelling.h"

#include "text/unicode.h"

#include <string.h>

/* The umlaut that ae, oe or ue at word[i] may stand for; NULL: none. */
static const char *umlaut_at(const char *word, size_t i)
{
	char before = ' ';

	if (i)
		before = word[i - 1];

	if (word[i + 1] != 'e' || !strchr("aou", word[i]))
		return NULL;
	if (word[i] == 'u' && strchr("aeq", before)) /* Bauer, neue, Quelle */
		return NULL;
	return word[i] == 'a' ? "ä" : word[i] == 'o' ? "ö" : "ü";
}

bool spelling_restore_umlauts(const struct buf *word, struct buf *out)
{
	bool found = false;

	buf_clear(out);
	for (size_t i = 0; i < word->length; i++) {
		const char *umlaut = word->bytes[i] ? umlaut_at(word->bytes, i) : NULL;

		if (umlaut)
			buf_add_string(out, umlaut);
		else
			buf_add(out, word->bytes + i, 1);
		i += umlaut != NULL;
		found = found || umlaut;
	}
	return found;
}

/* A number's groups are one number: 1.603.747 is 1603747; 24.04.07 stays. */
static bool is_grouped_number(const char *word)
{
	size_t run = 0;
	size_t groups = 0;

	for (const char *c = word; *c; c++) {
		if (*c == '.') {
			if (groups ? run != 3 : run < 1 || run > 3)
				return false;
			groups++;
			run = 0;
		} else if (*c < '0' || *c > '9') {
			return false;
		} else {
			run++;
		}
	}
	return groups && run == 3;
}

static void drop_bytes(struct buf *word, const char *dropped)
{
	size_t kept = 0;

	for (size_t i = 0; i < word->length; i++) {
		if (!strchr(dropped, word->bytes[i]))
			word->bytes[kept++] = word->bytes[i];
	}
	word->length = kept;
	word->bytes[kept] = '\0';
}

/* Europe's is europe, d'Actium dactium. */
static void drop_apostrophes(struct buf *word)
{
	char *typographic;

	while ((typographic = strstr(word->bytes, "\xE2\x80\x99"))) {
		*typographic = '\'';
		memmove(typographic + 1, typographic + 3, strlen(typographic + 3) + 1);
		word->length -= 2;
	}
	if (word->length > 2 && !strcmp(word->bytes + word->length - 2, "'s"))
		word->length -= 2;
	word->bytes[word->length] = '\0';
	drop_bytes(word, "'");
}

void spelling_fold(const char *text, const struct word *word, struct buf *out)
{
	buf_clear(out);
	unicode_fold(text + word->start, word->end - word->start, out);
	if (!(word->traits & WORD_IS_ASCII) && !(word->traits & WORD_HAS_DIGIT))
		drop_apostrophes(out);
	if ((word->traits & WORD_HAS_DIGIT) && is_grouped_number(out->bytes))
		drop_bytes(out, ".");
}
