/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "text/gender.h"

#include "base/scope.h"
#include "text/compounds.h"
#include "text/latin.h"
#include "text/lexicon.h"
#include "text/unicode.h"

#include <string.h>

enum { BASE_BYTES_MIN = 3 };

static bool is_word(const struct buf *word)
{
	const struct lexicon_entry *entry = lexicon_find(word->bytes, word->length);

	return entry && (entry->flags & LEXICON_WORD);
}

static bool is_compound(const struct buf *word)
{
	struct compound compound;

	return compounds_split(word->bytes, word->length, &compound);
}

/* Bytes of innen, inn*en or in that the word begins with; 0: it does not. */
static size_t feminine_at(const char *text, size_t length)
{
	if (length >= 6 && !strncasecmp(text, "inn", 3) && strchr(":*_", text[3]))
		return 6;
	if (length >= 4 && text[-1] == '!')
		return 4;
	if (length >= 5 && !strncasecmp(text, "innen", 5))
		return 5;
	return length >= 2 && !strncasecmp(text, "in", 2) ? 2 : 0;
}

/* Bytes of the sign at written[at]; 0: none. */
static size_t sign_at(const char *written, size_t length, size_t at)
{
	if (at + 1 < length && !memcmp(written + at, "\u00B7", 2))
		return 2;
	return at < length && strchr(":*_/(-.!", written[at]) ? 1 : 0;
}

/* Where the sign of the form stands; length: nowhere. */
static size_t find_sign(const char *written, size_t length)
{
	size_t at = 0;

	while (at < length && !sign_at(written, length, at))
		at++;
	return at;
}

static size_t skip_signs(const char *written, size_t length, size_t at)
{
	while (sign_at(written, length, at))
		at += sign_at(written, length, at);
	return at;
}

/* AkteurInnen, AkteurIn: where the capital stands; length: nowhere. */
static size_t find_capital(const char *written, size_t length)
{
	for (size_t i = BASE_BYTES_MIN; i + 1 < length; i++) {
		bool behind_small = (unsigned char)written[i - 1] >= 0x80
			|| (written[i - 1] >= 'a' && written[i - 1] <= 'z');

		if (!behind_small || written[i] != 'I')
			continue;
		if (length - i >= 5 && !memcmp(written + i, "Innen", 5))
			return i;
		if (length - i == 2 && written[i + 1] == 'n')
			return i;
	}
	return length;
}

/* Kund + innen + bindung: kundenbindung, if that is a word. */
static void add_rest(
	const struct buf *base, const char *rest, size_t length, struct buf *out)
{
	static const char *const links[] = {"", "n", "en", "e", "s", "er"};

	for (size_t i = 0; i < sizeof(links) / sizeof(*links); i++) {
		buf_clear(out);
		buf_add(out, base->bytes, base->length);
		buf_add_string(out, links[i]);
		unicode_fold(rest, length, out);
		if (is_word(out) || is_compound(out))
			return;
	}
}

static bool is_known_base(const struct buf *base)
{
	SCOPED(buf_release) struct buf longer = {0};

	buf_add(&longer, base->bytes, base->length);
	buf_add_string(&longer, "e");
	return is_word(base) || is_word(&longer);
}

bool gender_base(const char *text, const struct word *word, struct buf *out)
{
	SCOPED(buf_release) struct buf base = {0};
	const char *written = text + word->start;
	size_t length = word->end - word->start;
	bool is_signed = word->traits & WORD_IS_GENDERED;
	size_t sign = is_signed ? find_sign(written, length) : length;
	size_t at = sign;

	if (!is_signed && (word->traits & WORD_HAS_INNER_CAPITAL))
		at = sign = find_capital(written, length);
	if (sign == length)
		return false;
	unicode_fold(written, sign, &base);
	if (is_signed)
		at = skip_signs(written, length, at);
	else if (length - at == 2 && !is_known_base(&base)) /* LinkedIn */
		return false;
	buf_clear(out);
	at += feminine_at(written + at, length - at);
	if (at < length && written[at] == ')')
		at++;
	if (at + 2 < length)
		add_rest(&base, written + at, length - at, out);
	else
		buf_add(out, base.bytes, base.length);
	return true;
}

static bool ends_with(const struct buf *word, const char *ending)
{
	size_t size = strlen(ending);

	return word->length >= size + BASE_BYTES_MIN
		&& !memcmp(word->bytes + word->length - size, ending, size);
}

/* Französ is Franzos, without e as with it. */
static bool has_plain_base(const struct buf *base)
{
	SCOPED(buf_release) struct buf plain = {0};

	latin_plain(base->bytes, base->length, LATIN_MARKS_NONE, &plain);
	return plain.length != base->length && is_known_base(&plain);
}

bool gender_masculine(const struct buf *word, struct buf *out)
{
	SCOPED(buf_release) struct buf other = {0};
	bool is_one = ends_with(word, "in");

	if (!word->length || (!is_one && !ends_with(word, "innen")))
		return false;
	buf_clear(out);
	buf_add(out, word->bytes, word->length - (is_one ? 2 : 5));
	buf_add(&other, out->bytes, out->length);
	buf_add_string(&other, is_one ? "innen" : "in");
	/* Termin and Term are words, but Termininnen is none, nor is gewin */
	if (!is_word(&other))
		return is_compound(out) && (!is_one || is_compound(&other));
	return is_known_base(out) || has_plain_base(out) || is_compound(out);
}
