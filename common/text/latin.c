/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "text/latin.h"

#include "base/alloc.h"
#include "base/scope.h"
#include "text/unicode.h"
#include "text/utf16.h"

#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/utrans.h>

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* Drops what is no letter or digit of ASCII; runs of it become one blank. */
static void keep_ascii(struct buf *text, size_t from)
{
	size_t to = from;

	for (size_t i = from; i < text->length; i++) {
		char c = text->bytes[i];
		bool kept = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');

		if (c == '\'' || (unsigned char)c >= 0x80)
			continue;
		if (kept)
			text->bytes[to++] = c;
		else if (to > from && text->bytes[to - 1] != ' ')
			text->bytes[to++] = ' ';
	}
	if (to > from && text->bytes[to - 1] == ' ')
		to--;
	text->length = to;
	if (text->bytes)
		text->bytes[to] = '\0';
}

/* ICU changes the text in place: one character may become several letters. */
static void transliterate_with(UTransliterator *to_ascii, const struct utf16 *from,
	int32_t room, struct utf16 *out)
{
	UErrorCode status = U_ZERO_ERROR;
	int32_t limit = from->length;

	utf16_release(out);
	out->units = alloc_zeroed((size_t)room, sizeof(UChar));
	out->length = from->length;
	memcpy(out->units, from->units, (size_t)from->length * sizeof(UChar));
	utrans_transUChars(to_ascii, out->units, &out->length, room, 0, &limit, &status);
}

static UTransliterator *open_transliterator(void)
{
	static const UChar rule[] = u"Any-Latin; Latin-ASCII; Lower";
	UErrorCode status = U_ZERO_ERROR;
	UTransliterator *to_ascii =
		utrans_openU(rule, -1, UTRANS_FORWARD, NULL, 0, NULL, &status);

	return U_FAILURE(status) ? NULL : to_ascii;
}

static void transliterate(UTransliterator *to_ascii, struct utf16 *wide)
{
	SCOPED(utf16_release) struct utf16 latin = {0};
	int32_t room = wide->length * 4 + 16;
	struct utf16 swapped;

	if (!to_ascii)
		return;
	transliterate_with(to_ascii, wide, room, &latin);
	if (latin.length > room) /* it tells how much it needs */
		transliterate_with(to_ascii, wide, latin.length, &latin);
	swapped = *wide;
	*wide = latin;
	latin = swapped;
}

/* Letters of Latin alphabets that do not decompose into a letter and a mark. */
static const char *plain_letter(uint32_t c)
{
	static const struct {
		uint32_t letter;
		const char *plain;
	} letters[] = {{0xE6, "ae"}, {0xF0, "d"}, {0xF8, "o"}, {0xFE, "th"}, {0x111, "d"},
		{0x127, "h"}, {0x131, "i"}, {0x142, "l"}, {0x14B, "n"}, {0x153, "oe"},
		{0x167, "t"}};

	for (size_t i = 0; i < sizeof(letters) / sizeof(*letters); i++) {
		if (letters[i].letter == c)
			return letters[i].plain;
	}
	return NULL;
}

/* Appends folded text without marks. False: some letter is not Latin. */
static bool add_without_marks(const struct buf *folded, struct buf *out)
{
	SCOPED(buf_release) struct buf parted = {0};
	size_t i = 0;

	unicode_decompose(buf_string(folded), folded->length, &parted);
	while (i < parted.length) {
		size_t start = i;
		uint32_t c = unicode_next(parted.bytes, parted.length, &i);
		uint32_t category = U_GET_GC_MASK((UChar32)c);

		if (plain_letter(c))
			buf_add_string(out, plain_letter(c));
		else if (c < 0x80)
			buf_add(out, parted.bytes + start, i - start);
		else if (category & U_GC_L_MASK)
			return false;
		else if (!(category & U_GC_M_MASK))
			buf_add(out, " ", 1);
	}
	return true;
}

/* Appends text in ASCII; latin is opened when it is needed. */
static void add_ascii(
	UTransliterator **latin, const char *text, size_t length, struct buf *out)
{
	size_t before = out->length;
	SCOPED(buf_release) struct buf folded = {0};

	unicode_fold(text, length, &folded);
	if (!add_without_marks(&folded, out)) {
		SCOPED(utf16_release)
		struct utf16 wide = utf16_from(folded.bytes, folded.length);

		out->length = before;
		if (!*latin)
			*latin = open_transliterator();
		transliterate(*latin, &wide);
		utf16_write(&wide, out);
	}
	keep_ascii(out, before);
}

void latin_ascii(const char *text, size_t length, struct buf *out)
{
	UTransliterator *latin = NULL;

	add_ascii(&latin, text, length, out);
	if (latin)
		utrans_close(latin);
}

struct latin {
	UTransliterator *to_ascii; /* NULL: not needed yet */
};

struct latin *latin_open(void)
{
	return alloc_zeroed(1, sizeof(struct latin));
}

void latin_close(struct latin **latin)
{
	if (*latin && (*latin)->to_ascii)
		utrans_close((*latin)->to_ascii);
	free(*latin);
	*latin = NULL;
}

void latin_add(struct latin *latin, const char *text, size_t length, struct buf *out)
{
	add_ascii(&latin->to_ascii, text, length, out);
}

static bool is_umlaut(uint32_t c)
{
	return c == 0xE4 || c == 0xF6 || c == 0xFC;
}

/* The blocks of Latin letters with marks; folding has left small ones. */
static bool is_marked_latin(uint32_t c)
{
	return (c >= 0xC0 && c < 0x250) || (c >= 0x1E00 && c < 0x1F00);
}

/* Appends the letter that c has under its marks. False: it has none in ASCII. */
static bool add_bare_letter(uint32_t c, struct buf *out)
{
	UErrorCode status = U_ZERO_ERROR;
	UChar parts[8];
	const char *plain = plain_letter(c);
	char letter;

	if (plain) {
		buf_add_string(out, plain);
		return true;
	}
	if (unorm2_getDecomposition(unorm2_getNFKDInstance(&status), (UChar32)c, parts,
		    sizeof(parts) / sizeof(*parts), &status)
			<= 0
		|| U_FAILURE(status) || parts[0] >= 0x80)
		return false;
	letter = (char)parts[0];
	buf_add(out, &letter, 1);
	return true;
}

/* Bytes at the beginning that are ASCII or umlauts: nearly always all. */
static size_t count_german(const char *folded, size_t length)
{
	size_t i = 0;

	while (i < length) {
		if ((unsigned char)folded[i] < 0x80)
			i++;
		else if (folded[i] == '\xC3' && i + 1 < length
			&& (folded[i + 1] == '\xA4' || folded[i + 1] == '\xB6'
				|| folded[i + 1] == '\xBC'))
			i += 2;
		else
			break;
	}
	return i;
}

void latin_plain(
	const char *folded, size_t length, enum latin_marks kept, struct buf *out)
{
	size_t same = kept == LATIN_MARKS_UMLAUTS ? count_german(folded, length) : 0;

	buf_add(out, folded, same);
	for (size_t i = same; i < length;) {
		size_t start = i;
		uint32_t c = unicode_next(folded, length, &i);
		bool stays = !is_marked_latin(c)
			|| (kept == LATIN_MARKS_UMLAUTS && is_umlaut(c));

		if (stays || !add_bare_letter(c, out))
			buf_add(out, folded + start, i - start);
	}
}

bool latin_is_foreign(const char *text, size_t length)
{
	for (size_t i = 0; i < length;) {
		uint32_t c = unicode_next(text, length, &i);

		/* Greek is the first alphabet behind the Latin ones and their marks */
		if (c >= 0x370 && !is_marked_latin(c)
			&& (U_GET_GC_MASK((UChar32)c) & U_GC_L_MASK))
			return true;
	}
	return false;
}

bool latin_has_ideographs(const char *text, size_t length)
{
	bool before = false;

	for (size_t i = 0; i < length;) {
		uint32_t c = unicode_next(text, length, &i);
		bool is_one = c >= 0x3400
			&& u_hasBinaryProperty((UChar32)c, UCHAR_UNIFIED_IDEOGRAPH);

		if (before && is_one)
			return true;
		before = is_one;
	}
	return false;
}
