/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "pages/sitemap.h"

#include "base/alloc.h"
#include "base/buf.h"
#include "base/scope.h"

#include <libxml/xmlreader.h>

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* How deep the elements lie: urlset, url, loc. */
enum { DEPTH_ROOT, DEPTH_ENTRY, DEPTH_FIELD };

struct sitemap {
	xmlTextReader *reader; /* NULL: the lines of a robots.txt */
	const char *rest, *end;
	size_t entries;
	enum sitemap_kind kind;
	struct buf *field; /* that the text goes to; NULL: to none */
	struct buf address, day;
};

void sitemap_close(struct sitemap **sitemap)
{
	if (*sitemap) {
		xmlFreeTextReader((*sitemap)->reader);
		buf_release(&(*sitemap)->address);
		buf_release(&(*sitemap)->day);
	}
	free(*sitemap);
	*sitemap = NULL;
}

static bool is_named(xmlTextReader *reader, const char *name)
{
	const xmlChar *local = xmlTextReaderConstLocalName(reader);

	return local && strcasecmp((const char *)local, name) == 0;
}

static bool begins_with(const char *text, const char *end, const char *begin)
{
	size_t length = strlen(begin);

	return (size_t)(end - text) >= length && strncasecmp(text, begin, length) == 0;
}

static const char *skip_blanks(const char *text, const char *end)
{
	while (text < end && isspace((unsigned char)*text))
		text++;
	return text;
}

/* What stands before the document type or the root: <?xml ?> and comments. */
static const char *skip_prologue(const char *text, const char *end)
{
	for (;;) {
		const char *close = begins_with(text, end, "<?") ? "?>"
			: begins_with(text, end, "<!--")         ? "-->"
								 : NULL;
		const char *found = close
			? memmem(text, (size_t)(end - text), close, strlen(close))
			: NULL;

		if (!found)
			return text;
		text = skip_blanks(found + strlen(close), end);
	}
}

enum beginning { BEGINNING_SITEMAP, BEGINNING_PAGE, BEGINNING_DECLARED };

/* A document type is not even parsed. */
static enum beginning beginning_of(const char *text, const char *end)
{
	static const char declaration[] = "<!DOCTYPE";
	bool declared;

	text = skip_prologue(text, end);
	declared = begins_with(text, end, declaration);
	if (declared)
		text = skip_blanks(text + strlen(declaration), end);
	if (begins_with(text, end, declared ? "html" : "<html"))
		return BEGINNING_PAGE;
	return declared ? BEGINNING_DECLARED : BEGINNING_SITEMAP;
}

static bool refuse_declared(struct error *err)
{
	return error_set(err, ERROR_INVALID, "a sitemap that declares a document type");
}

/* Reads up to the root. */
static bool find_root(struct sitemap *sitemap, struct error *err)
{
	xmlTextReader *reader = sitemap->reader;

	while (xmlTextReaderRead(reader) == 1) {
		int type = xmlTextReaderNodeType(reader);

		if (type == XML_READER_TYPE_DOCUMENT_TYPE)
			return refuse_declared(err);
		if (type != XML_READER_TYPE_ELEMENT)
			continue;
		sitemap->kind =
			is_named(reader, "sitemapindex") ? SITEMAP_MORE : SITEMAP_PAGE;
		return sitemap->kind == SITEMAP_MORE || is_named(reader, "urlset")
			|| error_set(err, ERROR_INVALID, "XML that is no sitemap");
	}
	return error_set(err, ERROR_INVALID, "damaged XML");
}

static bool open_xml(struct sitemap *sitemap, struct error *err)
{
	sitemap->reader = xmlReaderForMemory(sitemap->rest,
		(int)(sitemap->end - sitemap->rest), NULL, NULL,
		XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING
			| XML_PARSE_COMPACT);
	if (!sitemap->reader)
		return error_set(err, ERROR_INVALID, "damaged XML");
	return find_root(sitemap, err);
}

bool sitemap_open(
	const char *bytes, size_t length, struct sitemap **out, struct error *err)
{
	SCOPED(sitemap_close) struct sitemap *sitemap = alloc_zeroed(1, sizeof(*sitemap));
	const char *end = bytes + length;
	enum beginning beginning;

	*out = NULL;
	bytes = skip_blanks(
		bytes + (begins_with(bytes, end, "\xEF\xBB\xBF") ? 3 : 0), end);
	beginning = beginning_of(bytes, end);
	if (beginning == BEGINNING_PAGE)
		return true;
	if (beginning == BEGINNING_DECLARED)
		return refuse_declared(err);
	sitemap->rest = bytes;
	sitemap->end = end;
	if (bytes < end && *bytes == '<' && !open_xml(sitemap, err))
		return false;
	*out = TAKE(sitemap);
	return true;
}

static void add_text(struct sitemap *sitemap)
{
	const xmlChar *text = xmlTextReaderConstValue(sitemap->reader);

	if (sitemap->field && text && sitemap->field->length <= SITEMAP_ADDRESS_MAX)
		buf_add_string(sitemap->field, (const char *)text);
}

static void begin_element(struct sitemap *sitemap)
{
	xmlTextReader *reader = sitemap->reader;
	int depth = xmlTextReaderDepth(reader);

	sitemap->field = NULL;
	if (depth == DEPTH_ENTRY) {
		buf_clear(&sitemap->address);
		buf_clear(&sitemap->day);
	}
	if (depth != DEPTH_FIELD || xmlTextReaderIsEmptyElement(reader))
		return;
	if (is_named(reader, "loc"))
		sitemap->field = &sitemap->address;
	else if (is_named(reader, "lastmod"))
		sitemap->field = &sitemap->day;
}

/* What stands around it goes; false: there is none, or something is in between. */
static bool settle_address(struct buf *address)
{
	const char *end = buf_string(address) + address->length;
	const char *begin = skip_blanks(buf_string(address), end);
	size_t length = (size_t)(end - begin);

	while (length && isspace((unsigned char)begin[length - 1]))
		length--;
	if (!length || length > SITEMAP_ADDRESS_MAX)
		return false;
	memmove(address->bytes, begin, length);
	address->length = length;
	address->bytes[length] = '\0';
	for (size_t i = 0; i < length; i++) {
		if ((unsigned char)address->bytes[i] <= ' ' || address->bytes[i] == 0x7f)
			return false;
	}
	return true;
}

static bool take_entry(struct sitemap *sitemap, struct sitemap_entry *out)
{
	if (!settle_address(&sitemap->address))
		return false;
	sitemap->entries++;
	*out = (struct sitemap_entry){sitemap->kind, sitemap->address.bytes,
		sitemap_day(buf_string(&sitemap->day))};
	return true;
}

static bool next_element(struct sitemap *sitemap, struct sitemap_entry *out)
{
	xmlTextReader *reader = sitemap->reader;

	while (xmlTextReaderRead(reader) == 1) {
		switch (xmlTextReaderNodeType(reader)) {
		case XML_READER_TYPE_ELEMENT:
			begin_element(sitemap);
			break;
		case XML_READER_TYPE_TEXT:
		case XML_READER_TYPE_CDATA:
			add_text(sitemap);
			break;
		case XML_READER_TYPE_END_ELEMENT:
			sitemap->field = NULL;
			if (xmlTextReaderDepth(reader) == DEPTH_ENTRY
				&& take_entry(sitemap, out))
				return true;
			break;
		default:
			break;
		}
	}
	return false;
}

/* "Sitemap: https://www.example.org/sitemap.xml" */
static bool next_line(struct sitemap *sitemap, struct sitemap_entry *out)
{
	static const char label[] = "sitemap:";
	size_t label_length = sizeof(label) - 1;

	sitemap->kind = SITEMAP_MORE;
	while (sitemap->rest < sitemap->end) {
		const char *line = sitemap->rest;
		size_t most = (size_t)(sitemap->end - line);
		const char *stop = memchr(line, '\n', most);
		size_t length = stop ? (size_t)(stop - line) : most;

		sitemap->rest = stop ? stop + 1 : sitemap->end;
		if (length <= label_length || strncasecmp(line, label, label_length) != 0
			|| length > SITEMAP_ADDRESS_MAX)
			continue;
		buf_clear(&sitemap->address);
		buf_add(&sitemap->address, line + label_length, length - label_length);
		if (take_entry(sitemap, out))
			return true;
	}
	return false;
}

bool sitemap_next(struct sitemap *sitemap, struct sitemap_entry *out)
{
	if (sitemap->entries >= SITEMAP_ENTRIES_MAX)
		return false;
	return sitemap->reader ? next_element(sitemap, out) : next_line(sitemap, out);
}

/* So many digits. */
static bool read_number(const char **text, int digits, uint32_t *out)
{
	*out = 0;
	for (int i = 0; i < digits; i++, ++*text) {
		if (!isdigit((unsigned char)**text))
			return false;
		*out = *out * 10 + (uint32_t)(**text - '0');
	}
	return true;
}

static uint32_t days_of(uint32_t month, uint32_t year)
{
	static const uint8_t days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
	bool is_leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;

	if (month < 1 || month > 12)
		return 0;
	return month == 2 && is_leap ? 29 : days[month - 1];
}

/* It ends here. */
static bool is_end(const char *text)
{
	return !text[strspn(text, " \t\r\n")];
}

uint32_t sitemap_day(const char *text)
{
	uint32_t year;
	uint32_t month;
	uint32_t day;

	text += strspn(text, " \t\r\n");
	if (!read_number(&text, 4, &year))
		return 0;
	if (is_end(text))
		return year * 10000;
	if (*text++ != '-' || !read_number(&text, 2, &month) || !days_of(month, year))
		return 0;
	if (is_end(text))
		return year * 10000 + month * 100;
	if (*text++ != '-' || !read_number(&text, 2, &day) || !day
		|| day > days_of(month, year))
		return 0;
	/* Many write a blank for the T; the time itself does not matter. */
	if (!is_end(text) && !strchr("Tt ", *text))
		return 0;
	return year * 10000 + month * 100 + day;
}
