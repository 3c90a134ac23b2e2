/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "exports/csv.h"

#include "base/scope.h"
#include "exports/format.h"
#include "index/record.h"
#include "writing/evidence.h"

#include <string.h>

#define BYTE_ORDER_MARK "\xEF\xBB\xBF"
#define LINE_END        "\r\n"

/* Facts that are text, in the order of their columns; numbers follow. */
static const char *const texts[] = {"programme", "acronym", "start", "end", "homepage"};
static const char *const numbers[] = {
	"budget_eur", "grant_eur", "partner_count", "country_count"};

enum {
	TEXTS = sizeof(texts) / sizeof(texts[0]),
	NUMBERS = sizeof(numbers) / sizeof(numbers[0]),
};

/*
 * A spreadsheet computes what begins with one of these: =HYPERLINK(...) in a
 * title of a page would be run. With an apostrophe before it is text.
 */
static bool is_formula(const char *text, size_t length)
{
	return length && *text && strchr("=+-@\t\r", *text);
}

static void add_escaped(struct buf *out, const char *text, size_t length)
{
	for (size_t i = 0; i < length; i++) {
		if (text[i] == '"')
			buf_add_string(out, "\"");
		if (text[i])
			buf_add(out, text + i, 1);
	}
}

static void add_cell(struct buf *out, const char *text, size_t length)
{
	buf_add_string(out, "\"");
	if (is_formula(text, length))
		buf_add_string(out, "'");
	add_escaped(out, text, length);
	buf_add_string(out, "\"");
}

static void add_text(struct buf *out, const char *text)
{
	if (text)
		add_cell(out, text, strlen(text));
}

static void add_part(struct buf *out, const struct buf *record, enum record_tag tag)
{
	struct record_part part = record_find(record->bytes, record->length, tag);

	if (part.length)
		add_cell(out, part.bytes, part.length);
	buf_add_string(out, ",");
}

/* All parts of a kind in one cell. */
static void add_parts(struct buf *out, const struct buf *record, enum record_tag tag)
{
	SCOPED(buf_release) struct buf joined = {0};
	struct record_part part;
	size_t offset = 0;

	while (record_next(record->bytes, record->length, &offset, &part)) {
		if (part.tag != tag)
			continue;
		buf_add_string(&joined, joined.length ? "; " : "");
		buf_add(&joined, part.bytes, part.length);
	}
	if (joined.length)
		add_cell(out, joined.bytes, joined.length);
	buf_add_string(out, ",");
}

static void add_facts(struct buf *out, const struct buf *record)
{
	SCOPED(evidence_free)
	struct evidence *evidence = evidence_read(record->bytes, record->length);

	for (size_t i = 0; i < TEXTS; i++) {
		add_text(out, evidence_text(evidence, texts[i]));
		buf_add_string(out, ",");
	}
	for (size_t i = 0; i < NUMBERS; i++) {
		double number = evidence_number(evidence, numbers[i]);

		if (number > 0)
			buf_add_format(out, "%.15g", number);
		buf_add_string(out, i + 1 < NUMBERS ? "," : LINE_END);
	}
}

static void begin(const struct format_head *head, struct buf *out)
{
	(void)head;
	buf_add_string(out,
		BYTE_ORDER_MARK
		"id,title,url,type,language,date,years,cities,clusters,countries,"
		"running,vanished");
	for (size_t i = 0; i < TEXTS; i++)
		buf_add_format(out, ",%s", texts[i]);
	for (size_t i = 0; i < NUMBERS; i++)
		buf_add_format(out, ",%s", numbers[i]);
	buf_add_string(out, LINE_END);
}

static void add(const struct format_item *item, struct buf *out)
{
	const struct buf *record = item->record;

	add_part(out, record, RECORD_ID);
	add_part(out, record, RECORD_TITLE);
	add_part(out, record, RECORD_URL);
	add_part(out, record, RECORD_TYPE);
	add_part(out, record, RECORD_LANGUAGE);
	add_part(out, record, RECORD_DATE);
	add_parts(out, record, RECORD_YEAR);
	add_parts(out, record, RECORD_CITY);
	add_parts(out, record, RECORD_CLUSTER);
	add_parts(out, record, RECORD_COUNTRY);
	add_parts(out, record, RECORD_RUNNING);
	add_part(out, record, RECORD_VANISHED);
	add_facts(out, record);
}

const struct format csv_format = {"csv", "csv", CSV_CONTENT_TYPE, begin, add, NULL};

void csv_write_facet(const struct answer *answer, enum field field, const char *without,
	struct buf *out)
{
	const struct facet *facet = &answer->facets[field];

	buf_add_string(out, BYTE_ORDER_MARK "value,label,count,missing" LINE_END);
	for (size_t i = 0; i < facet->count; i++) {
		add_text(out, facet->values[i].value);
		buf_add_string(out, ",");
		add_text(out, facet->values[i].label);
		buf_add_format(out, ",%u,0" LINE_END, facet->values[i].count);
	}
	buf_add_string(out, "\"none\",");
	add_text(out, without);
	buf_add_format(out, ",%u,1" LINE_END, answer->missing[field]);
}
