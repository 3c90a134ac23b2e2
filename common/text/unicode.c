/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "text/unicode.h"

#include "base/alloc.h"
#include "base/scope.h"

#include <unicode/uchar.h>
#include <unicode/ucnv.h>
#include <unicode/ucol.h>
#include <unicode/unorm2.h>
#include <unicode/ustring.h>
#include <unicode/utf8.h>
#include <unicode/utrans.h>

#include <limits.h>
#include <string.h>

/* UTF-16, as ICU wants it. {0} is empty. */
struct wide {
	UChar *units;
	int32_t length;
};

static void wide_release(struct wide *wide)
{
	free(wide->units);
	*wide = (struct wide){0};
}

/* ICU counts in 31 bits; a text is never that long (pages are capped). */
static int32_t icu_length(size_t length)
{
	return (int32_t)(length < INT_MAX / 4 ? length : INT_MAX / 4);
}

static struct wide wide_from(const char *text, size_t length)
{
	UErrorCode status = U_ZERO_ERROR;
	int32_t room = icu_length(length);
	struct wide wide = {alloc_resize(NULL, (size_t)room + 1, sizeof(UChar)), 0};

	u_strFromUTF8WithSub(
		wide.units, room + 1, &wide.length, text, room, 0xFFFD, NULL, &status);
	return wide;
}

static void add_wide(struct buf *out, const UChar *units, int32_t length)
{
	UErrorCode status = U_ZERO_ERROR;
	int32_t written = 0;

	buf_reserve(out, (size_t)length * 3);
	u_strToUTF8WithSub(out->bytes + out->length, length * 3 + 1, &written, units,
		length, 0xFFFD, NULL, &status);
	out->length += (size_t)written;
	out->bytes[out->length] = '\0';
}

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
	SCOPED(wide_release) struct wide from = wide_from(text, length);
	SCOPED(wide_release) struct wide to = {0};

	to.length =
		unorm2_normalize(normalizer, from.units, from.length, NULL, 0, &status);
	status = U_ZERO_ERROR;
	to.units = alloc_resize(NULL, (size_t)to.length + 1, sizeof(UChar));
	unorm2_normalize(
		normalizer, from.units, from.length, to.units, to.length + 1, &status);
	add_wide(out, to.units, to.length);
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
static void transliterate_with(UTransliterator *to_ascii, const struct wide *from,
	int32_t room, struct wide *out)
{
	UErrorCode status = U_ZERO_ERROR;
	int32_t limit = from->length;

	wide_release(out);
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

static void transliterate(UTransliterator *to_ascii, struct wide *wide)
{
	SCOPED(wide_release) struct wide latin = {0};
	int32_t room = wide->length * 4 + 16;
	struct wide swapped;

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
	UErrorCode status = U_ZERO_ERROR;
	SCOPED(buf_release) struct buf parted = {0};
	size_t i = 0;

	add_normal(unorm2_getNFKDInstance(&status), buf_string(folded), folded->length,
		&parted);
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
		SCOPED(wide_release)
		struct wide wide = wide_from(folded.bytes, folded.length);

		out->length = before;
		if (!*latin)
			*latin = open_transliterator();
		transliterate(*latin, &wide);
		add_wide(out, wide.units, wide.length);
	}
	keep_ascii(out, before);
}

void unicode_ascii(const char *text, size_t length, struct buf *out)
{
	UTransliterator *latin = NULL;

	add_ascii(&latin, text, length, out);
	if (latin)
		utrans_close(latin);
}

struct unicode_latin {
	UTransliterator *to_ascii; /* NULL: not needed yet */
};

struct unicode_latin *unicode_latin_open(void)
{
	return alloc_zeroed(1, sizeof(struct unicode_latin));
}

void unicode_latin_close(struct unicode_latin **latin)
{
	if (*latin && (*latin)->to_ascii)
		utrans_close((*latin)->to_ascii);
	free(*latin);
	*latin = NULL;
}

void unicode_latin_add(
	struct unicode_latin *latin, const char *text, size_t length, struct buf *out)
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

void unicode_plain(
	const char *folded, size_t length, enum unicode_marks kept, struct buf *out)
{
	size_t same = kept == UNICODE_MARKS_UMLAUTS ? count_german(folded, length) : 0;

	buf_add(out, folded, same);
	for (size_t i = same; i < length;) {
		size_t start = i;
		uint32_t c = unicode_next(folded, length, &i);
		bool stays = !is_marked_latin(c)
			|| (kept == UNICODE_MARKS_UMLAUTS && is_umlaut(c));

		if (stays || !add_bare_letter(c, out))
			buf_add(out, folded + start, i - start);
	}
}

bool unicode_is_foreign(const char *text, size_t length)
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

bool unicode_has_ideographs(const char *text, size_t length)
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

void unicode_compose(const char *text, size_t length, struct buf *out)
{
	UErrorCode status = U_ZERO_ERROR;
	size_t composed = count_composed(text, length);
	size_t before = out->length;
	bool plain = true;

	/* below U+0300 all text is composed already */
	for (size_t i = composed; i < length && plain; i++)
		plain = (unsigned char)text[i] < 0xCC;
	if (plain)
		buf_add(out, text, length);
	else
		add_normal(unorm2_getNFCInstance(&status), text, length, out);
	drop_controls(out, plain ? before + composed : before);
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
	int32_t given = icu_length(length);
	SCOPED(wide_release) struct wide wide = {0};

	if (U_FAILURE(status) || !converter)
		return error_set(err, ERROR_INVALID, "unknown encoding '%s'", encoding);
	wide.length = ucnv_toUChars(converter, NULL, 0, bytes, given, &status);
	status = U_ZERO_ERROR;
	wide.units = alloc_resize(NULL, (size_t)wide.length + 1, sizeof(UChar));
	ucnv_toUChars(converter, wide.units, wide.length + 1, bytes, given, &status);
	ucnv_close(converter);
	add_wide(out, wide.units, wide.length);
	return true;
}

int unicode_compare(const char *a, const char *b)
{
	UErrorCode status = U_ZERO_ERROR;
	UCollator *collator = ucol_open("de", &status);
	UCollationResult order;

	if (U_FAILURE(status))
		return strcmp(a, b);
	order = ucol_strcollUTF8(collator, a, -1, b, -1, &status);
	ucol_close(collator);
	return order == UCOL_LESS ? -1 : order == UCOL_GREATER;
}
