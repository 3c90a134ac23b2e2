/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "text/spelling.h"

#include "base/scope.h"
#include "text/unicode.h"

#include <string.h>

enum { PARTICLE_LETTERS_MAX = 2, NAME_BYTES_MIN = 3 };

/* The umlaut that ae, oe or ue at word[i] may stand for; NULL: none. */
static const char *umlaut_at(const char *word, size_t i)
{
	char before = ' ';

	if (word[i] != 'a' && word[i] != 'o' && word[i] != 'u')
		return NULL;
	if (word[i + 1] != 'e')
		return NULL;
	if (i)
		before = word[i - 1];
	if (word[i] == 'u' && strchr("aeq", before)) /* Bauer, neue, Quelle */
		return NULL;
	return word[i] == 'a' ? "ä" : word[i] == 'o' ? "ö" : "ü";
}

bool spelling_restore_umlauts(const struct buf *word, struct buf *out)
{
	size_t first = 0;
	bool found = false;

	while (first < word->length && !umlaut_at(word->bytes, first))
		first++;
	buf_clear(out);
	buf_add(out, word->bytes, first);
	for (size_t i = first; i < word->length; i++) {
		const char *umlaut = umlaut_at(word->bytes, i);

		if (umlaut)
			buf_add_string(out, umlaut);
		else
			buf_add(out, word->bytes + i, 1);
		i += umlaut != NULL;
		found = found || umlaut;
	}
	return found;
}

bool spelling_spell_out_umlauts(const struct buf *word, struct buf *out)
{
	static const char *const spelled[][2] = {{"ä", "ae"}, {"ö", "oe"}, {"ü", "ue"}};
	bool found = false;

	buf_clear(out);
	for (size_t i = 0; i < word->length; i++) {
		size_t which = 0;

		while (which < 3 && memcmp(word->bytes + i, spelled[which][0], 2) != 0)
			which++;
		if (which < 3)
			buf_add_string(out, spelled[which][1]);
		else
			buf_add(out, word->bytes + i, 1);
		i += which < 3;
		found = found || which < 3;
	}
	return found;
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

	if (!word->length)
		return;
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

/* F&E and F+E; not C++, not C#. */
static void fold_sign(struct buf *word)
{
	char *plus = strchr(word->bytes, '+');

	drop_bytes(word, " ");
	if (plus && plus[1] != '+' && plus[1])
		*plus = '&';
}

/* FuE: what F&E is called aloud. */
static bool is_spoken_sign(const char *written, size_t length)
{
	return length == 3 && written[0] >= 'A' && written[0] <= 'Z' && written[1] == 'u'
		&& written[2] >= 'A' && written[2] <= 'Z';
}

static void drop_gender_sign(struct buf *word)
{
	char *dot;

	while ((dot = strstr(word->bytes, "\u00B7"))) {
		memmove(dot, dot + 2, strlen(dot + 2) + 1);
		word->length -= 2;
	}
	if ((dot = strchr(word->bytes, '!')))
		*dot = 'i';
	drop_bytes(word, ":*_/-().");
}

void spelling_fold(const char *text, const struct word *word, struct buf *out)
{
	size_t length = word->end - word->start;

	buf_clear(out);
	unicode_fold(text + word->start, length, out);
	if (word->traits & WORD_IS_ASCII) {
		if (is_spoken_sign(text + word->start, length))
			out->bytes[1] = '&';
		return;
	}
	if (word->traits & WORD_IS_GENDERED)
		drop_gender_sign(out);
	else if (word->traits & WORD_IS_ABBREVIATION)
		drop_bytes(out, ". ");
	else if (word->traits & WORD_HAS_SIGN)
		fold_sign(out);
	if (!(word->traits & WORD_HAS_DIGIT))
		drop_apostrophes(out);
}

static bool is_apostrophe(const char *letters)
{
	return *letters == '\'' || !strncmp(letters, "\xE2\x80\x99", 3);
}

static size_t count_letters(const char *word, size_t length)
{
	size_t letters = 0;

	for (size_t i = 0; i < length; i++)
		letters += unicode_begins(word[i]);
	return letters;
}

bool spelling_drop_particle(const char *text, const struct word *word, struct buf *out)
{
	SCOPED(buf_release) struct buf folded = {0};
	size_t at = 0;
	size_t behind;

	if (word->traits & (WORD_IS_ASCII | WORD_HAS_DIGIT))
		return false;
	unicode_fold(text + word->start, word->end - word->start, &folded);
	while (at < folded.length && !is_apostrophe(folded.bytes + at))
		at++;
	if (at == folded.length)
		return false;
	behind = at + (folded.bytes[at] == '\'' ? 1 : 3);
	buf_clear(out);
	if (count_letters(folded.bytes, at) <= PARTICLE_LETTERS_MAX)
		buf_add(out, folded.bytes + behind, folded.length - behind);
	else if (!strncmp(folded.bytes + behind, "sch", 3))
		buf_add(out, folded.bytes, at);
	drop_apostrophes(out);
	return out->length >= NAME_BYTES_MIN;
}
