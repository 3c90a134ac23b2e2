/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "text/unicode.h"

#include "base/alloc.h"
#include "base/scope.h"
#include "text/utf16.h"

#include <unicode/ucnv.h>
#include <unicode/unorm2.h>
#include <unicode/utf8.h>

#include <string.h>

/* Behind the whole words of memory from i on that hold nothing but ASCII, and no NUL. */
static size_t skip_ascii(const char *bytes, size_t i, size_t length)
{
	static const uint64_t lows = UINT64_C(0x0101010101010101);
	static const uint64_t highs = UINT64_C(0x8080808080808080);
	uint64_t word;

	for (; i + sizeof(word) <= length; i += sizeof(word)) {
		memcpy(&word, bytes + i, sizeof(word));
		if ((word | (word - lows)) & highs)
			break;
	}
	return i;
}

/* ICU's macros nest deeper than our functions may. NOLINTBEGIN(readability-function-size) */

bool unicode_valid(const char *bytes, size_t length)
{
	const uint8_t *units = (const uint8_t *)bytes;
	size_t i = 0;

	while (i < length) {
		UChar32 c = units[i];

		if (c > 0 && c < 0x80) {
			i = skip_ascii(bytes, i + 1, length);
			continue;
		}
		U8_NEXT(units, i, length, c);
		if (c <= 0)
			return false;
	}
	return true;
}

uint32_t unicode_next(const char *text, size_t length, size_t *offset)
{
	const uint8_t *units = (const uint8_t *)text;
	UChar32 c;

	(void)length;
	U8_NEXT_UNSAFE(units, *offset, c);
	return (uint32_t)c;
}

void unicode_add(struct buf *out, uint32_t code_point)
{
	uint8_t bytes[U8_MAX_LENGTH];
	size_t length = 0;

	U8_APPEND_UNSAFE(bytes, length, code_point);
	buf_add(out, (const char *)bytes, length);
}

/* NOLINTEND(readability-function-size) */

/* Appends the normal form of text; the slow road of all that normalises. */
static void add_normal(
	const UNormalizer2 *normalizer, const char *text, size_t length, struct buf *out)
{
	UErrorCode status = U_ZERO_ERROR;
	SCOPED(utf16_release) struct utf16 from = utf16_from(text, length);
	SCOPED(utf16_release) struct utf16 to = {0};

	to.length =
		unorm2_normalize(normalizer, from.units, from.length, NULL, 0, &status);
	status = U_ZERO_ERROR;
	to.units = alloc_resize(NULL, (size_t)to.length + 1, sizeof(UChar));
	unorm2_normalize(
		normalizer, from.units, from.length, to.units, to.length + 1, &status);
	utf16_write(&to, out);
}

/* Small letters of ASCII for capitals. */
static char fold_ascii(char c)
{
	if (c >= 'A' && c <= 'Z')
		c = (char)(c + ('a' - 'A'));
	return c;
}

/*
 * Folds the letter of Latin-1 whose second byte in UTF-8 is next (the first
 * one is 0xC3). False: a sign, not a letter.
 */
static bool fold_latin_letter(unsigned char next, char out[2])
{
	static const unsigned char times = 0x97;
	static const unsigned char divided = 0xB7;
	static const unsigned char sharp_s = 0x9F;

	if (next == times || next == divided)
		return false;
	if (next == sharp_s) {
		out[0] = out[1] = 's';
		return true;
	}
	out[0] = '\xC3';
	out[1] = (char)(next < sharp_s ? next + 0x20 : next);
	return true;
}

/*
 * Folds ASCII and the letters of Latin-1 without ICU. Yields how many bytes
 * it could: what follows may combine, so the caller starts over with ICU.
 */
static size_t fold_latin(const char *text, size_t length, struct buf *out)
{
	size_t i = 0;

	buf_reserve(out, length);
	while (i < length) {
		char letter[2];

		if ((unsigned char)text[i] < 0x80) {
			out->bytes[out->length++] = fold_ascii(text[i++]);
			continue;
		}
		if (text[i] != '\xC3' || i + 1 == length
			|| !fold_latin_letter((unsigned char)text[i + 1], letter))
			break;
		memcpy(out->bytes + out->length, letter, sizeof(letter));
		out->length += sizeof(letter);
		i += sizeof(letter);
	}
	out->bytes[out->length] = '\0';
	return i;
}

void unicode_fold(const char *text, size_t length, struct buf *out)
{
	UErrorCode status = U_ZERO_ERROR;
	size_t before = out->length;

	if (fold_latin(text, length, out) == length)
		return;
	out->length = before;
	add_normal(unorm2_getNFKCCasefoldInstance(&status), text, length, out);
}

/* Control characters but tab and newline: C0, DEL and C1. */
static bool is_control(const char *text, size_t i, size_t length)
{
	unsigned char c = (unsigned char)text[i];

	if (c == 0xC2 && i + 1 < length)
		return (unsigned char)text[i + 1] < 0xA0;
	return (c < 0x20 && c != '\t' && c != '\n') || c == 0x7F;
}

/*
 * Bytes at the beginning, eight at a time, of which none is a control character or
 * begins a character that may be one or is above U+0300, where text may be decomposed.
 */
static size_t count_composed(const char *text, size_t length)
{
	static const uint64_t ones = UINT64_C(0x0101010101010101);
	static const uint64_t highs = UINT64_C(0x8080808080808080);
	size_t i = 0;
	uint64_t word;

	for (; i + sizeof(word) <= length; i += sizeof(word)) {
		memcpy(&word, text + i, sizeof(word));
		uint64_t below_blank = (word - ones * 0x20) & ~word;
		uint64_t from_cc = ((word & ~highs) + ones * (0x80 - 0x4C)) & word;
		uint64_t delete = word ^ (ones * 0x7F);
		uint64_t c2 = word ^ (ones * 0xC2);
		uint64_t zero = ((delete - ones) & ~delete) | ((c2 - ones) & ~c2);

		if ((below_blank | from_cc | zero) & highs)
			break;
	}
	return i;
}

static void drop_controls(struct buf *text, size_t from)
{
	size_t to = from;

	for (size_t i = from; i < text->length; i++) {
		if (is_control(text->bytes, i, text->length))
			i += (unsigned char)text->bytes[i] == 0xC2;
		else
			text->bytes[to++] = text->bytes[i];
	}
	text->length = to;
	if (text->bytes)
		text->bytes[to] = '\0';
}

/* What a text has that may not stay. */
struct impurity {
	bool controls;
	bool composes; /* a character that may take part in composing */
};

static struct impurity impurity_of(
	const UNormalizer2 *normalizer, const char *text, size_t length)
{
	struct impurity found = {0};

	for (size_t i = count_composed(text, length); i < length && !found.composes;
		i += count_composed(text + i, length - i)) {
		found.controls = found.controls || is_control(text, i, length);
		/* below U+0300 all text is composed already */
		if ((unsigned char)text[i] < 0xCC)
			i++;
		else
			found.composes = !unorm2_isInert(
				normalizer, (UChar32)unicode_next(text, length, &i));
	}
	return found;
}

void unicode_compose(const char *text, size_t length, struct buf *out)
{
	UErrorCode status = U_ZERO_ERROR;
	const UNormalizer2 *normalizer = unorm2_getNFCInstance(&status);
	struct impurity impurity = impurity_of(normalizer, text, length);
	size_t before = out->length;

	if (impurity.composes)
		add_normal(normalizer, text, length, out);
	else
		buf_add(out, text, length);
	if (impurity.composes || impurity.controls)
		drop_controls(out, before);
}

void unicode_decompose(const char *text, size_t length, struct buf *out)
{
	UErrorCode status = U_ZERO_ERROR;

	add_normal(unorm2_getNFKDInstance(&status), text, length, out);
}

/* The encodings that browsers read as windows-1252 (WHATWG Encoding). */
static bool is_latin(const char *encoding)
{
	static const char *const names[] = {"iso-8859-1", "iso8859-1", "iso_8859-1",
		"latin1", "latin-1", "l1", "ascii", "us-ascii", "cp1252", "windows-1252"};

	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
		if (!strcasecmp(encoding, names[i]))
			return true;
	}
	return false;
}

bool unicode_convert(const char *encoding, const char *bytes, size_t length,
	struct buf *out, struct error *err)
{
	UErrorCode status = U_ZERO_ERROR;
	const char *name = is_latin(encoding) ? "windows-1252" : encoding;
	UConverter *converter = ucnv_open(name, &status);
	int32_t given = utf16_icu_length(length);
	SCOPED(utf16_release) struct utf16 wide = {0};

	if (U_FAILURE(status) || !converter)
		return error_set(err, ERROR_INVALID, "unknown encoding '%s'", encoding);
	wide.length = ucnv_toUChars(converter, NULL, 0, bytes, given, &status);
	status = U_ZERO_ERROR;
	wide.units = alloc_resize(NULL, (size_t)wide.length + 1, sizeof(UChar));
	ucnv_toUChars(converter, wide.units, wide.length + 1, bytes, given, &status);
	ucnv_close(converter);
	utf16_write(&wide, out);
	return true;
}
