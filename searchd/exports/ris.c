/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The tagged format of reference managers ("RIS Format Specifications",
 * Research Information Systems, 2011): a tag, two blanks, a hyphen, a blank and
 * a value a line, lines end in CR LF.
 */
#include "exports/format.h"

static void add_line(struct buf *out, const char *tag, const char *value)
{
	if (value)
		buf_add_format(out, "%s  - %s\r\n", tag, value);
}

static void add_lines(struct buf *out, const char *tag, const struct citation_list *list)
{
	for (size_t i = 0; i < list->count; i++)
		add_line(out, tag, list->items[i]);
}

/* DA is YYYY/MM/DD/other, with empty places for what is not known. */
static void add_date(struct buf *out, const struct citation *citation)
{
	if (!citation->year)
		return;
	buf_add_format(out, "PY  - %04d\r\nDA  - ", citation->year);
	citation_add_date(citation, "/", out);
	buf_add_string(out,
		!citation->month        ? "///\r\n"
			: citation->day ? "/\r\n"
					: "//\r\n");
}

static void add(const struct format_item *item, struct buf *out)
{
	const struct citation *citation = item->citation;

	add_line(out, "TY", "ELEC");
	add_line(out, "ID", citation->key);
	add_line(out, "TI", citation->title);
	add_date(out, citation);
	add_line(out, "UR", citation->url);
	add_line(out, "PB", citation->publisher);
	add_line(out, "M3", citation->genre);
	add_line(out, "LA", citation->language);
	add_lines(out, "KW", &citation->keywords);
	add_line(out, "ER", "");
	buf_add_string(out, "\r\n");
}

const struct format ris_format = {"ris", "ris",
	"application/x-research-info-systems; charset=utf-8", NULL, add, NULL};
