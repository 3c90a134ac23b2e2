/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Items of the Citation Style Language as JSON (schema csl-data, version 1.0.2). */
#include "base/json.h"
#include "base/scope.h"
#include "exports/format.h"

static void begin(const struct format_head *head, struct buf *out)
{
	(void)head;
	buf_add_string(out, "[");
}

static void add_text(struct buf *out, const char *key, const char *text)
{
	if (!text)
		return;
	json_key(out, key);
	json_text(out, text);
}

/* What it is about, in one line. */
static void add_keywords(struct buf *out, const struct citation_list *list)
{
	SCOPED(buf_release) struct buf joined = {0};

	for (size_t i = 0; i < list->count; i++)
		buf_add_format(&joined, "%s%s", i ? "; " : "", list->items[i]);
	add_text(out, "keyword", joined.bytes);
}

/* No more precise than what is known. */
static void add_date(struct buf *out, const struct citation *citation)
{
	if (!citation->year)
		return;
	json_key(out, "issued");
	json_object_begin(out);
	json_key(out, "date-parts");
	json_array_begin(out);
	json_array_begin(out);
	json_integer(out, citation->year);
	if (citation->month)
		json_integer(out, citation->month);
	if (citation->month && citation->day)
		json_integer(out, citation->day);
	json_array_end(out);
	json_array_end(out);
	json_object_end(out);
}

static void add(const struct format_item *item, struct buf *out)
{
	const struct citation *citation = item->citation;

	/* behind a line's end no comma is put */
	buf_add_string(out, item->number ? ",\n" : "\n");
	json_object_begin(out);
	add_text(out, "id", citation->key);
	add_text(out, "type", "webpage");
	add_text(out, "title", citation->title);
	add_date(out, citation);
	add_text(out, "URL", citation->url);
	add_text(out, "publisher", citation->publisher);
	add_text(out, "genre", citation->genre);
	add_text(out, "language", citation->language);
	add_keywords(out, &citation->keywords);
	json_object_end(out);
}

static void end(struct buf *out)
{
	buf_add_string(out, "\n]\n");
}

const struct format csl_format = {
	"csl", "json", "application/vnd.citationstyles.csl+json", begin, add, end};
