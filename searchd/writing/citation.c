/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "writing/citation.h"

#include "base/alloc.h"
#include "base/scope.h"
#include "index/record.h"
#include "snapshot/tables.h"
#include "writing/markup.h"
#include "writing/site_address.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void list_release(struct citation_list *list)
{
	for (size_t i = 0; i < list->count; i++)
		free(list->items[i]);
	free(list->items);
}

void citation_release(struct citation *citation)
{
	free(citation->id);
	free(citation->title);
	free(citation->url);
	free(citation->publisher);
	free(citation->language);
	free(citation->genre);
	list_release(&citation->keywords);
	*citation = (struct citation){0};
}

static bool is_blank(char c)
{
	return (unsigned char)c <= ' ' || c == 0x7f;
}

/* On one line: what is blank or a control character becomes one space. */
static char *line_of(const char *bytes, size_t length)
{
	char *line = alloc_copy(length ? bytes : "", length);
	size_t kept = 0;

	for (size_t i = 0; i < length; i++) {
		if (!is_blank(line[i]))
			line[kept++] = line[i];
		else if (kept && line[kept - 1] != ' ')
			line[kept++] = ' ';
	}
	while (kept && line[kept - 1] == ' ')
		kept--;
	line[kept] = '\0';
	return line;
}

/* NULL: there is none. */
static char *part_of(const struct buf *record, enum record_tag tag)
{
	struct record_part part = record_find(record->bytes, record->length, tag);
	char *line = line_of(part.bytes, part.length);

	if (!*line)
		string_free(&line);
	return line;
}

static void add_labels(const struct buf *record, enum record_tag tag, enum field field,
	const struct tables *tables, enum language ui, struct citation_list *out)
{
	struct record_part part;
	size_t offset = 0;

	while (record_next(record->bytes, record->length, &offset, &part)) {
		if (part.tag != tag)
			continue;
		SCOPED(string_free) char *value = alloc_copy(part.bytes, part.length);
		const char *label = tables_label(tables, field, value, ui);

		out->items = alloc_grow(
			out->items, out->count, &out->room, sizeof(*out->items));
		out->items[out->count++] = line_of(label, strlen(label));
	}
}

/* Without a date, the year it belongs to, if there is just one. */
static void read_date(const struct buf *record, struct citation *out)
{
	SCOPED(string_free) char *date = part_of(record, RECORD_DATE);
	struct record_part part;
	size_t offset = 0;
	int years = 0;

	if (date) {
		sscanf(date, "%4d-%2d-%2d", &out->year, &out->month, &out->day);
		return;
	}
	while (record_next(record->bytes, record->length, &offset, &part)) {
		if (part.tag != RECORD_YEAR)
			continue;
		SCOPED(string_free) char *year = alloc_copy(part.bytes, part.length);

		out->year = years++ ? 0 : (int)strtol(year, NULL, 10);
	}
}

static char *host_of(const char *url)
{
	const char *host = strstr(url, "://") + 3;

	return alloc_copy(host, strcspn(host, "/?#:"));
}

static void read_address(const struct buf *record, const char *site, struct citation *out)
{
	SCOPED(buf_release) struct buf page = {0};

	out->url = part_of(record, RECORD_URL);
	if (out->url && markup_is_web_address(out->url)) {
		out->publisher = host_of(out->url);
		return;
	}
	free(out->url);
	buf_add_string(&page, site);
	site_address_add_document(&page, out->id);
	out->url = alloc_string(page.bytes);
}

/* Of the id as it is, since two may differ in blanks only. */
static void write_key(const struct record_part *id, struct citation *out)
{
	char letters[DIGEST_LETTERS + 1];

	digest_write(digest_of(id->bytes, id->length), letters);
	snprintf(out->key, sizeof(out->key), "regio-%s", letters);
}

void citation_build(const struct buf *record, const struct tables *tables,
	enum language ui, const char *site, struct citation *out)
{
	struct record_part id = record_find(record->bytes, record->length, RECORD_ID);
	SCOPED(string_free) char *type = part_of(record, RECORD_TYPE);

	write_key(&id, out);
	out->id = alloc_copy(id.bytes, id.length);
	out->title = part_of(record, RECORD_TITLE);
	if (!out->title)
		out->title = line_of(id.bytes, id.length);
	out->language = part_of(record, RECORD_LANGUAGE);
	if (out->language && !strcmp(out->language, "und"))
		string_free(&out->language);
	if (type && strcmp(type, "other") != 0)
		out->genre = alloc_string(tables_label(tables, FIELD_TYPE, type, ui));
	read_date(record, out);
	read_address(record, site, out);
	add_labels(record, RECORD_CLUSTER, FIELD_CLUSTER, tables, ui, &out->keywords);
	add_labels(record, RECORD_CITY, FIELD_CITY, tables, ui, &out->keywords);
}

void citation_add_date(
	const struct citation *citation, const char *separator, struct buf *out)
{
	if (!citation->year)
		return;
	buf_add_format(out, "%04d", citation->year);
	if (citation->month)
		buf_add_format(out, "%s%02d", separator, citation->month);
	if (citation->month && citation->day)
		buf_add_format(out, "%s%02d", separator, citation->day);
}
