/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "vocabulary/tokens.h"

#include "base/alloc.h"
#include "text/unicode.h"

#include <stdlib.h>
#include <string.h>

enum { LATIN_FIRST = 0xC0, LATIN_END = 0x250, SOFT_HYPHEN = 0xAD };

/* Two bytes a letter from U+00C0; dots where there is nothing to write. */
static const char latin[] =
	"a.a.a.a.a.a.aec.e.e.e.e.i.i.i.i.d.n.o.o.o.o.o...o.u.u.u.u.y.thss"
	"a.a.a.a.a.a.aec.e.e.e.e.i.i.i.i.d.n.o.o.o.o.o...o.u.u.u.u.y.thy."
	"a.a.a.a.a.a.c.c.c.c.c.c.c.c.d.d.d.d.e.e.e.e.e.e.e.e.e.e.g.g.g.g."
	"g.g.g.g.h.h.h.h.i.i.i.i.i.i.i.i.i.i.ijijj.j.k.k.k.l.l.l.l.l.l..."
	"..l.l.n.n.n.n.n.n.n.n.n.o.o.o.o.o.o.oeoer.r.r.r.r.r.s.s.s.s.s.s."
	"s.s.t.t.t.t.t.t.u.u.u.u.u.u.u.u.u.u.u.u.w.w.y.y.y.z.z.z.z.z.z.s."
	"................................................................"
	"o.o...........................u.u..............................."
	"..........................a.a.i.i.o.o.u.u.u.u.u.u.u.u.u.u...a.a."
	"a.a.aeae....g.g.k.k.o.o.o.o.....j.......g.g.....n.n.a.a.aeaeo.o."
	"a.a.a.a.e.e.e.e.i.i.i.i.o.o.o.o.r.r.r.r.u.u.u.u.s.s.t.t.....h.h."
	"............a.a.e.e.o.o.o.o.o.o.o.o.y.y........................."
	"................................";

enum byte_class { IS_SIGN, IS_BLANK, IS_SMALL, IS_CAPITAL, IS_DIGIT };

/* What a byte below 0x80 is: every byte of a text is asked, so this is a table. */
static enum byte_class class_of(unsigned char byte)
{
	static const char classes[] = "0000000001000100"
				      "0000000000000000"
				      "1000000000000000"
				      "4444444444000000"
				      "0333333333333333"
				      "3333333333300000"
				      "0222222222222222"
				      "2222222222200000";

	return (enum byte_class)(classes[byte] - '0');
}

static unsigned char small_ascii(unsigned char byte)
{
	return (unsigned char)(byte + ((unsigned)byte - 'A' < 26 ? 0x20 : 0));
}

static bool is_mark(uint32_t c)
{
	return (c >= 0x300 && c < 0x370) || c == SOFT_HYPHEN
		|| (c >= 0x200B && c <= 0x200D);
}

/* Letters and marks; exact for the scripts of Europe. */
static bool is_letter(uint32_t c)
{
	if (c < LATIN_FIRST)
		return c == 0xAA || c == 0xB5 || c == 0xBA || c == SOFT_HYPHEN;
	if (c == 0xD7 || c == 0xF7)
		return false;
	return c < 0x2000 || c >= 0x3040 || is_mark(c);
}

static bool inside(uint32_t c, uint32_t first, uint32_t last)
{
	return c >= first && c <= last;
}

/* Latin letters beyond U+00FF come in pairs: the capital, then the small one. */
static uint32_t small_of_pair(uint32_t c)
{
	bool odd_first = inside(c, 0x139, 0x148) || inside(c, 0x179, 0x17E);

	if (c == 0x130)
		return 'i';
	if (c == 0x178)
		return 0xFF;
	return (c & 1) == odd_first ? c + 1 : c;
}

static uint32_t small_greek(uint32_t c)
{
	static const uint16_t accented[] = {
		0x3AC, 0, 0x3AD, 0x3AE, 0x3AF, 0, 0x3CC, 0, 0x3CD, 0x3CE};

	if (inside(c, 0x391, 0x3AB))
		return c + 0x20;
	if (inside(c, 0x386, 0x38F) && accented[c - 0x386])
		return accented[c - 0x386];
	return c == 0x3C2 ? 0x3C3 : c; /* final sigma */
}

static uint32_t small_cyrillic(uint32_t c)
{
	if (c < 0x410)
		return c + 0x50;
	if (c < 0x430)
		return c + 0x20;
	if (inside(c, 0x460, 0x481) || inside(c, 0x48A, 0x4BF) || c >= 0x4D0)
		return c | 1;
	return c;
}

static uint32_t small(uint32_t c)
{
	if (c < 0x80)
		return small_ascii((unsigned char)c);
	if (c < 0x100)
		return inside(c, 0xC0, 0xDE) && c != 0xD7 ? c + 0x20 : c;
	if (c < 0x180 || inside(c, 0x1CD, 0x24F) || inside(c, 0x1E00, 0x1EFF))
		return small_of_pair(c);
	if (inside(c, 0x370, 0x3FF))
		return small_greek(c);
	return inside(c, 0x400, 0x52F) ? small_cyrillic(c) : c;
}

static uint32_t without_accent(uint32_t c)
{
	static const uint16_t greek[][2] = {{0x3AC, 0x3B1}, {0x3AD, 0x3B5},
		{0x3AE, 0x3B7}, {0x3AF, 0x3B9}, {0x3CC, 0x3BF}, {0x3CD, 0x3C5},
		{0x3CE, 0x3C9}};

	for (size_t i = 0; i < sizeof(greek) / sizeof(*greek); i++)
		if (greek[i][0] == c)
			return greek[i][1];
	return c;
}

static size_t put(char *out, uint32_t c)
{
	if (c < 0x800) {
		out[0] = (char)(0xC0 | (c >> 6));
		out[1] = (char)(0x80 | (c & 0x3F));
		return 2;
	}
	if (c < 0x10000) {
		out[0] = (char)(0xE0 | (c >> 12));
		out[1] = (char)(0x80 | ((c >> 6) & 0x3F));
		out[2] = (char)(0x80 | (c & 0x3F));
		return 3;
	}
	out[0] = (char)(0xF0 | (c >> 18));
	out[1] = (char)(0x80 | ((c >> 12) & 0x3F));
	out[2] = (char)(0x80 | ((c >> 6) & 0x3F));
	out[3] = (char)(0x80 | (c & 0x3F));
	return 4;
}

static size_t fold_letter(uint32_t c, char *out)
{
	const char *two;

	if (is_mark(c))
		return 0;
	if (c == 0x1E9E) /* capital sharp s */
		c = 0xDF;
	if (c < LATIN_FIRST || c >= LATIN_END)
		return put(out, without_accent(small(c)));
	two = latin + (size_t)(c - LATIN_FIRST) * 2;
	if (two[0] == '.')
		return put(out, small(c));
	out[0] = two[0];
	out[1] = two[1];
	return two[1] == '.' ? 1 : 2;
}

size_t tokens_fold(const char *word, size_t length, char folded[TOKEN_MAX])
{
	size_t offset = 0;
	size_t used = 0;

	while (offset < length && used <= TOKEN_MAX - 4) {
		unsigned char byte = (unsigned char)word[offset];

		if (byte < 0x80) {
			folded[used++] = (char)small_ascii(byte);
			offset++;
		} else {
			used += fold_letter(
				unicode_next(word, length, &offset), folded + used);
		}
	}
	return used;
}

uint32_t tokens_hash(uint32_t hash, const char *word, size_t length)
{
	size_t offset = 0;

	while (offset < length) {
		unsigned char byte = (unsigned char)word[offset];
		uint32_t c = byte;

		if (byte < 0x80)
			offset++;
		else
			c = unicode_next(word, length, &offset);
		if (byte < 0x80 || !is_mark(c))
			hash = (hash ^ small(c)) * 0x9E3779B1U;
		hash ^= hash >> 15;
	}
	return hash;
}

/* The gap's class while its signs go by. */
struct gap {
	bool line, stop, comma, slash, bracket, hyphen, blank, other;
};

static void see_sign(struct gap *gap, uint32_t c)
{
	if (c == '\n')
		gap->line = true;
	else if (c == ' ' || c == '\t' || c == '\r' || c == 0xA0 || c == 0x202F)
		gap->blank = true;
	else if (c == '.' || c == '!' || c == '?')
		gap->stop = true;
	else if (c == ',' || c == ';')
		gap->comma = true;
	else if (c == '/')
		gap->slash = true;
	else if (c == '(' || c == ')' || c == '[' || c == ']')
		gap->bracket = true;
	else if (c == '-' || c == 0x2010 || c == 0x2011 || c == 0x2013)
		gap->hyphen = true;
	else
		gap->other = true;
}

static enum token_gap class_of_gap(struct gap gap)
{
	if (gap.line)
		return GAP_LINE;
	if (gap.stop)
		return GAP_STOP;
	if (gap.comma)
		return GAP_COMMA;
	if (gap.slash)
		return GAP_SLASH;
	if (gap.bracket)
		return GAP_BRACKET;
	if (gap.other)
		return GAP_OTHER;
	if (gap.hyphen)
		return gap.blank ? GAP_SUSPENDED : GAP_HYPHEN;
	return gap.blank ? GAP_BLANK : GAP_OTHER;
}

static uint8_t traits_beyond_ascii(uint32_t c, bool first)
{
	bool capital = small(c) != c;
	unsigned traits = is_mark(c) ? 0 : TOKEN_ACCENTED;

	if (!capital && !is_mark(c))
		traits |= TOKEN_SMALL;
	return (uint8_t)(traits | (capital && first ? TOKEN_CAPITAL : 0U));
}

/* Reads on over letters and digits of ASCII; what they are, a set of classes. */
static unsigned read_ascii(const char *text, size_t length, size_t *offset)
{
	size_t at = *offset;
	unsigned seen = 0;

	while (at < length && (unsigned char)text[at] < 0x80) {
		enum byte_class class = class_of((unsigned char)text[at]);

		if (class < IS_SMALL)
			break;
		seen |= 1U << class;
		at++;
	}
	*offset = at;
	return seen;
}

/* Reads on to the end of the word that begins at *offset. */
static uint8_t read_word(const char *text, size_t length, size_t *offset)
{
	static const uint8_t first_traits[] = {[IS_SMALL] = TOKEN_SMALL,
		[IS_CAPITAL] = TOKEN_CAPITAL,
		[IS_DIGIT] = TOKEN_DIGIT};
	size_t start = *offset;
	unsigned traits = 0;

	if (start < length && (unsigned char)text[start] < 0x80)
		traits = first_traits[class_of((unsigned char)text[start])];
	for (;;) {
		unsigned seen = read_ascii(text, length, offset);
		size_t next = *offset;
		uint32_t c;

		traits |= seen & 1U << IS_SMALL ? TOKEN_SMALL : 0U;
		if (next == length || (unsigned char)text[next] < 0x80)
			return (uint8_t)traits;
		c = unicode_next(text, length, &next);
		if (!is_letter(c))
			return (uint8_t)traits;
		traits |= traits_beyond_ascii(c, *offset == start);
		*offset = next;
	}
}

static enum token_gap read_gap(const char *text, size_t length, size_t *offset)
{
	struct gap gap = {.line = *offset == 0};

	while (*offset < length) {
		size_t next = *offset;
		unsigned char byte = (unsigned char)text[next];
		uint32_t c = byte;

		if (byte < 0x80) {
			if (class_of(byte) >= IS_SMALL)
				break;
			next++;
		} else {
			c = unicode_next(text, length, &next);
			if (is_letter(c))
				break;
		}
		see_sign(&gap, c);
		*offset = next;
	}
	return class_of_gap(gap);
}

/* Most gaps are one blank. */
static bool skip_blank(const char *text, size_t length, size_t *offset)
{
	size_t next = *offset + 1;

	if (next == 1 || next >= length || text[*offset] != ' '
		|| (unsigned char)text[next] >= 0x80
		|| class_of((unsigned char)text[next]) < IS_SMALL)
		return false;
	*offset = next;
	return true;
}

void tokens_add(struct tokens *tokens, const char *text, size_t length)
{
	size_t offset = 0;

	while (offset < length) {
		enum token_gap gap = skip_blank(text, length, &offset)
			? GAP_BLANK
			: read_gap(text, length, &offset);
		size_t start = offset;
		uint8_t traits = read_word(text, length, &offset);

		if (offset == start)
			break;
		tokens->items = alloc_grow(tokens->items, tokens->count, &tokens->room,
			sizeof(*tokens->items));
		tokens->items[tokens->count++] = (struct token){
			(uint32_t)start, (uint32_t)offset, traits, (uint8_t)gap};
	}
}

void tokens_release(struct tokens *tokens)
{
	free(tokens->items);
	*tokens = (struct tokens){0};
}

bool tokens_add_typed(const char *text, struct buf *out)
{
	static const char *const letters[][2] = {{"ä", "ae"}, {"ö", "oe"}, {"ü", "ue"},
		{"Ä", "Ae"}, {"Ö", "Oe"}, {"Ü", "Ue"}, {"ø", "oe"}, {"Ø", "Oe"},
		{"å", "aa"}, {"Å", "Aa"}};
	size_t before = out->length;
	bool differs = false;

	for (const char *at = text + strcspn(text, "\xC3"); *at;
		at += strcspn(at, "\xC3")) {
		size_t i = 0;

		while (i < sizeof(letters) / sizeof(*letters)
			&& strncmp(at, letters[i][0], 2) != 0)
			i++;
		if (i < sizeof(letters) / sizeof(*letters)) {
			buf_add(out, text, (size_t)(at - text));
			buf_add_string(out, letters[i][1]);
			text = at + 2;
			differs = true;
		}
		at += 2;
	}
	if (differs)
		buf_add_string(out, text);
	return out->length > before;
}
