/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * BibTeX in UTF-8, as biblatex and biber read it. year is there besides date for
 * who knows no date.
 */
#include "base/scope.h"
#include "exports/format.h"
#include "writing/iri.h"

#include <string.h>

#define NO_BREAK_SPACE "\xC2\xA0"

/* Balanced always: a lone brace in a title would swallow the rest of the file. */
static const char *escape(char c)
{
	switch (c) {
	case '\\':
		return "\\textbackslash{}";
	case '{':
		return "\\textbraceleft{}";
	case '}':
		return "\\textbraceright{}";
	case '~':
		return "\\textasciitilde{}";
	case '^':
		return "\\textasciicircum{}";
	case '%':
		return "\\%";
	case '&':
		return "\\&";
	case '#':
		return "\\#";
	case '$':
		return "\\$";
	case '_':
		return "\\_";
	default:
		return NULL;
	}
}

/* TeX reads two of these as one sign: a dash, a quotation mark. */
static bool is_ligature(const char *two)
{
	return two[0] == two[1] && strchr("-`'", two[0]);
}

static void add_escaped(struct buf *out, const char *text)
{
	for (const char *c = text; *c; c++) {
		const char *escaped = escape(*c);

		if (!strncmp(c, NO_BREAK_SPACE, strlen(NO_BREAK_SPACE))) {
			buf_add_string(out, "~");
			c += strlen(NO_BREAK_SPACE) - 1;
			continue;
		}
		if (escaped)
			buf_add_string(out, escaped);
		else
			buf_add(out, c, 1);
		if (is_ligature(c))
			buf_add_string(out, "{}");
	}
}

static void add_field(struct buf *out, const char *name, const char *text)
{
	if (!text)
		return;
	buf_add_format(out, ",\n  %s = {", name);
	add_escaped(out, text);
	buf_add_string(out, "}");
}

/* Keywords are parted by commas: one that has a comma itself is put in braces. */
static void add_keywords(struct buf *out, const struct citation_list *list)
{
	if (!list->count)
		return;
	buf_add_string(out, ",\n  keywords = {");
	for (size_t i = 0; i < list->count; i++) {
		bool grouped = strchr(list->items[i], ',') != NULL;

		buf_add_string(out, i ? ", " : "");
		buf_add_string(out, grouped ? "{" : "");
		add_escaped(out, list->items[i]);
		buf_add_string(out, grouped ? "}" : "");
	}
	buf_add_string(out, "}");
}

/* Read as it is, without escapes; no IRI has what ends a field. */
static void add_url(struct buf *out, const char *url)
{
	buf_add_string(out, ",\n  url = {");
	iri_add(out, url);
	buf_add_string(out, "}");
}

static void add_date(struct buf *out, const struct citation *citation)
{
	if (!citation->year)
		return;
	buf_add_string(out, ",\n  date = {");
	citation_add_date(citation, "-", out);
	buf_add_format(out, "},\n  year = {%04d}", citation->year);
	if (citation->month)
		buf_add_format(out, ",\n  month = {%d}", citation->month);
}

static const char *language_name(const char *code)
{
	if (!code)
		return NULL;
	return strcmp(code, "de") ? "english" : "ngerman";
}

/* What stands outside of entries is a comment, as long as it has no at sign. */
static void begin(const struct format_head *head, struct buf *out)
{
	SCOPED(buf_release) struct buf words = {0};

	format_add_request(head->request, &words);
	for (size_t i = 0; i < words.length; i++) {
		unsigned char c = (unsigned char)words.bytes[i];

		if (c < ' ' || strchr("@{}\\", c))
			words.bytes[i] = ' ';
	}
	buf_add_format(out,
		"%% Regiosearch: %s\n%% %zu documents of generation %u, %s\n\n",
		words.bytes, head->total, head->generation, head->time);
}

static void add(const struct format_item *item, struct buf *out)
{
	const struct citation *citation = item->citation;

	buf_add_format(out, "@online{%s", citation->key);
	add_field(out, "title", citation->title);
	add_date(out, citation);
	add_url(out, citation->url);
	add_field(out, "organization", citation->publisher);
	add_field(out, "note", citation->genre);
	add_field(out, "langid", language_name(citation->language));
	add_keywords(out, &citation->keywords);
	buf_add_string(out, "\n}\n\n");
}

const struct format bibtex_format = {
	"bibtex", "bib", "application/x-bibtex; charset=utf-8", begin, add, NULL};
