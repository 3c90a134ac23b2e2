/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "pages/charset.h"

#include "base/embed.h"
#include "pages/prescan.h"
#include "text/unicode.h"

#include <ctype.h>
#include <stdint.h>
#include <string.h>
#include <strings.h>

EMBEDDED(encodings);

enum { NAME_MAX_BYTES = 16 };

struct magic {
	const char *bytes;
	size_t length;
	const char *name;
};

static const struct magic magics[] = {
	{"%PDF-", 5, "a PDF file"},
	{"PK\3\4", 4, "a ZIP archive or an office file"},
	{"\x89PNG", 4, "a PNG image"},
	{"\xff\xd8\xff", 3, "a JPEG image"},
	{"GIF8", 4, "a GIF image"},
	{"\x1f\x8b", 2, "a gzip file"},
	{"BZh", 3, "a bzip2 file"},
	{"\xfd"
	 "7zXZ",
		5, "an xz file"},
	{"\x7f"
	 "ELF",
		4, "a program"},
	{"\xd0\xcf\x11\xe0", 4, "an old office file"},
};

static const char *magic_name(const struct page *page)
{
	for (size_t i = 0; i < sizeof(magics) / sizeof(magics[0]); i++) {
		if (page->length >= magics[i].length
			&& memcmp(page->bytes, magics[i].bytes, magics[i].length) == 0)
			return magics[i].name;
	}
	return NULL;
}

static const char *mark_encoding(const struct page *page, size_t *mark_length)
{
	const unsigned char *b = (const unsigned char *)page->bytes;

	*mark_length = 0;
	if (page->length >= 3 && b[0] == 0xef && b[1] == 0xbb && b[2] == 0xbf) {
		*mark_length = 3;
		return "utf-8";
	}
	if (page->length >= 2 && b[0] == 0xff && b[1] == 0xfe) {
		*mark_length = 2;
		return "utf-16le";
	}
	if (page->length >= 2 && b[0] == 0xfe && b[1] == 0xff) {
		*mark_length = 2;
		return "utf-16be";
	}
	return NULL;
}

/* Whether the labels, which blanks part and a tab or line end closes, have this one. */
static bool has_label(const char *labels, const char *label, size_t length)
{
	for (;;) {
		size_t size = strcspn(labels, " \t\n");

		if (size == length && strncasecmp(labels, label, length) == 0)
			return true;
		if (labels[size] != ' ')
			return false;
		labels += size + 1;
	}
}

/* The encoding that a label means, as ICU names it; false: it means nothing. */
static bool find_encoding(const char *label, char out[NAME_MAX_BYTES])
{
	const char *line = encodings_begin;
	size_t length;

	label += strspn(label, " \t\r\n\f\"'");
	length = strcspn(label, " \t\r\n\f\"';");
	for (; line < encodings_end; line += strcspn(line, "\n") + 1) {
		size_t name = strcspn(line, "\t\n");

		if (*line == '#' || line[name] != '\t' || name >= NAME_MAX_BYTES
			|| !has_label(line + name + 1, label, length))
			continue;
		memcpy(out, line, name);
		out[name] = '\0';
		return true;
	}
	return false;
}

/* Whether eight bytes hold no control character: all are 0x20 or above. */
static bool is_free_of_controls(const char *bytes)
{
	static const uint64_t blanks = UINT64_C(0x2020202020202020);
	static const uint64_t highs = UINT64_C(0x8080808080808080);
	uint64_t word;

	memcpy(&word, bytes, sizeof(word));
	return !((word - blanks) & ~word & highs);
}

/* Bytes no text has in any encoding that reaches here. */
static bool looks_binary(const char *bytes, size_t length)
{
	size_t controls = 0;
	size_t window = length < 65536 ? length : 65536;

	for (size_t i = 0; i < window; i++) {
		unsigned char c = (unsigned char)bytes[i];

		if (i % 8 == 0 && i + 8 <= window && is_free_of_controls(bytes + i)) {
			i += 7;
			continue;
		}
		if (c < 0x20 && c != '\t' && c != '\n' && c != '\r' && c != '\f')
			controls += c ? 1 : 8;
	}
	return controls * 100 > window;
}

static bool is_wide(const char *encoding)
{
	return strncmp(encoding, "utf-16", 6) == 0;
}

static bool convert(const char *encoding, const char *bytes, size_t length,
	struct buf *out, struct error *err)
{
	bool wide = is_wide(encoding);

	if (!wide && looks_binary(bytes, length))
		return error_set(err, ERROR_INVALID, "binary bytes, not a text");
	if (strcmp(encoding, "utf-8") == 0 && unicode_valid(bytes, length)) {
		buf_add(out, bytes, length);
		return true;
	}
	if (!unicode_convert(encoding, bytes, length, out, err))
		return false;
	if (wide && looks_binary(out->bytes, out->length))
		return error_set(err, ERROR_INVALID, "binary bytes, not a text");
	return true;
}

/* What the page says of itself, before it is read; NULL: nothing. */
static const char *find_declared(const struct page *page, char name[NAME_MAX_BYTES])
{
	char label[PRESCAN_LABEL_MAX];

	if (page->format != PAGE_HTML || !prescan_label(page->bytes, page->length, label)
		|| !find_encoding(label, name))
		return NULL;
	/* in a 16-bit encoding it could not have been read */
	return is_wide(name) ? "utf-8" : name;
}

static bool all_space(const char *bytes, size_t length)
{
	for (size_t i = 0; i < length; i++) {
		if (!isspace((unsigned char)bytes[i]))
			return false;
	}
	return true;
}

/* A NUL would end the page for the parser; browsers drop it. */
static void blank_nuls(struct buf *text, size_t start)
{
	char *at = text->bytes + start;
	char *end = text->bytes + text->length;

	while (at < end && (at = memchr(at, 0, (size_t)(end - at))))
		*at++ = ' ';
}

static bool decode(const struct page *page, struct buf *out, struct error *err)
{
	size_t mark = 0;
	const char *encoding = mark_encoding(page, &mark);
	const char *magic = magic_name(page);
	const char *bytes = page->bytes + mark;
	size_t length = page->length - mark;
	char name[NAME_MAX_BYTES];

	if (all_space(bytes, length))
		return error_set(err, ERROR_INVALID, "an empty page");
	if (magic)
		return error_set(err, ERROR_INVALID, "%s, not a page of text", magic);
	if (!encoding && page->encoding && find_encoding(page->encoding, name))
		encoding = name;
	if (!encoding)
		encoding = find_declared(page, name);
	if (!encoding)
		encoding = unicode_valid(bytes, length) ? "utf-8" : "windows-1252";
	return convert(encoding, bytes, length, out, err);
}

bool charset_decode(const struct page *page, struct buf *out, struct error *err)
{
	size_t start = out->length;

	if (!decode(page, out, err))
		return false;
	blank_nuls(out, start);
	return true;
}
