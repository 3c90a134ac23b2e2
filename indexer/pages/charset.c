/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "pages/charset.h"

#include "base/scope.h"
#include "text/unicode.h"

#include <ctype.h>
#include <stdint.h>
#include <string.h>
#include <strings.h>

enum { PRESCAN = 4096, LABEL_MAX = 40 };

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

/* The label after "charset" and "=", unquoted; false: none. */
static bool read_label(const char *at, const char *end, char label[LABEL_MAX])
{
	size_t length = 0;

	while (at < end && isspace((unsigned char)*at))
		at++;
	if (at == end || *at != '=')
		return false;
	at++;
	while (at < end && (isspace((unsigned char)*at) || *at == '"' || *at == '\''))
		at++;
	while (at < end && length < LABEL_MAX - 1
		&& (isalnum((unsigned char)*at) || strchr("-_:.", *at)))
		label[length++] = *at++;
	label[length] = '\0';
	return length > 0;
}

/* Only inside a meta element, or the encoding of an XML declaration. */
static bool prescan(const struct page *page, char label[LABEL_MAX])
{
	const char *end = page->bytes + (page->length < PRESCAN ? page->length : PRESCAN);

	for (const char *at = page->bytes; at < end; at++) {
		at = memchr(at, '<', (size_t)(end - at));
		if (!at)
			return false;
		bool meta = end - at > 5 && strncasecmp(at, "<meta", 5) == 0;
		bool xml = end - at > 5 && strncasecmp(at, "<?xml", 5) == 0;
		const char *close = memchr(at, '>', (size_t)(end - at));

		if (!close)
			return false;
		if (!meta && !xml)
			continue;
		const char *word = meta ? "charset" : "encoding";
		size_t length = strlen(word);

		for (const char *c = at + 5; c + length < close; c++) {
			if (strncasecmp(c, word, length) == 0
				&& read_label(c + length, close, label))
				return true;
		}
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

static bool is_utf8_label(const char *label)
{
	return strcasecmp(label, "utf-8") == 0 || strcasecmp(label, "utf8") == 0;
}

/* A page in a 16-bit encoding could not have been prescanned as ASCII. */
static bool is_wide_label(const char *label)
{
	return strncasecmp(label, "utf-16", 6) == 0 || strncasecmp(label, "utf16", 5) == 0
		|| strncasecmp(label, "utf-32", 6) == 0
		|| strcasecmp(label, "unicode") == 0
		|| strncasecmp(label, "ucs-", 4) == 0;
}

static bool convert(const char *label, const char *bytes, size_t length, struct buf *out,
	struct error *err)
{
	bool wide = is_wide_label(label);

	if (!wide && looks_binary(bytes, length))
		return error_set(err, ERROR_INVALID, "binary bytes, not a text");
	if (is_utf8_label(label) && unicode_valid(bytes, length)) {
		buf_add(out, bytes, length);
		return true;
	}
	if (!unicode_convert(label, bytes, length, out, err))
		return false;
	if (wide && looks_binary(out->bytes, out->length))
		return error_set(err, ERROR_INVALID, "binary bytes, not a text");
	return true;
}

/* Without a mark or a server's word: what the page says, else what it is. */
static bool convert_by_content(
	const struct page *page, struct buf *out, struct error *err)
{
	char label[LABEL_MAX];
	struct error unknown = {0};
	size_t before = out->length;

	if (page->format == PAGE_HTML && prescan(page, label)) {
		if (is_wide_label(label))
			strcpy(label, "utf-8");
		if (convert(label, page->bytes, page->length, out, &unknown))
			return true;
		out->length = before;
	}
	const char *guess =
		unicode_valid(page->bytes, page->length) ? "utf-8" : "windows-1252";

	return convert(guess, page->bytes, page->length, out, err);
}

static bool all_space(const char *bytes, size_t length)
{
	for (size_t i = 0; i < length; i++) {
		if (!isspace((unsigned char)bytes[i]))
			return false;
	}
	return true;
}

bool charset_decode(const struct page *page, struct buf *out, struct error *err)
{
	size_t mark = 0;
	const char *encoding = mark_encoding(page, &mark);
	const char *name = magic_name(page);

	if (all_space(page->bytes + mark, page->length - mark))
		return error_set(err, ERROR_INVALID, "an empty page");
	if (name)
		return error_set(err, ERROR_INVALID, "%s, not a page of text", name);
	if (!encoding)
		encoding = page->encoding;
	if (encoding)
		return convert(
			encoding, page->bytes + mark, page->length - mark, out, err);
	return convert_by_content(page, out, err);
}
