/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "pages/metadata.h"

#include "base/alloc.h"
#include "base/scope.h"
#include "text/unicode.h"

#include <ctype.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum {
	DESCRIPTION_MOST = 1000, /* bytes */
	AUTHORS_MOST = 300,
	ADDRESS_MOST = 2000,
};

void metadata_read_json_ld(const struct html *html, struct json_ld *out)
{
	for (size_t i = 0; i < html->value_count; i++) {
		const struct html_value *value = &html->values[i];

		if (value->fact == HTML_JSON_LD)
			json_ld_read(html->values_text.bytes + value->start,
				value->length, out);
	}
}

/* The end of a text of at most that many bytes, at a blank if it was cut. */
static size_t cut_at(const char *text, size_t length, size_t most)
{
	if (length <= most)
		return length;
	while (most && text[most] != ' ')
		most--;
	return most;
}

/* On one line, composed; NULL: nothing is left. */
static char *clean(const char *text, size_t most)
{
	SCOPED(buf_release) struct buf line = {0};
	SCOPED(buf_release) struct buf out = {0};

	for (; *text; text++) {
		bool blank = isspace((unsigned char)*text);

		if (!blank)
			buf_add(&line, text, 1);
		else if (line.length && line.bytes[line.length - 1] != ' ')
			buf_add(&line, " ", 1);
	}
	while (line.length && line.bytes[line.length - 1] == ' ')
		line.length--;
	unicode_compose(buf_string(&line), line.length, &out);
	out.length = cut_at(buf_string(&out), out.length, most);
	return out.length ? alloc_copy(out.bytes, out.length) : NULL;
}

static bool is_address(const char *text)
{
	return strncasecmp(text, "http://", 7) == 0
		|| strncasecmp(text, "https://", 8) == 0;
}

/* All that the page names, each once; profiles' addresses are no names. */
static void add_authors(const struct html *html, struct buf *out)
{
	for (size_t i = 0; i < html->value_count; i++) {
		const char *name = html->values_text.bytes + html->values[i].start;

		if (html->values[i].fact != HTML_AUTHOR || is_address(name)
			|| (out->length && strstr(out->bytes, name)))
			continue;
		if (out->length)
			buf_add_string(out, ", ");
		buf_add_string(out, name);
	}
}

static void set(char **field, const char *value, size_t most)
{
	if (!*field && value && *value)
		*field = clean(value, most);
}

static void set_address(char **field, const char *value)
{
	if (value && is_address(value) && strlen(value) <= ADDRESS_MOST)
		set(field, value, ADDRESS_MOST);
}

void metadata_read(const struct html *html, struct document *document)
{
	SCOPED(json_ld_release) struct json_ld entity = {0};
	SCOPED(buf_release) struct buf authors = {0};

	metadata_read_json_ld(html, &entity);
	add_authors(html, &authors);
	set(&document->description, html_value_of(html, HTML_DESCRIPTION),
		DESCRIPTION_MOST);
	set(&document->description, html_value_of(html, HTML_SUMMARY), DESCRIPTION_MOST);
	set(&document->description, buf_string(&entity.values[JSON_LD_DESCRIPTION]),
		DESCRIPTION_MOST);
	set(&document->author, buf_string(&authors), AUTHORS_MOST);
	set(&document->author, buf_string(&entity.values[JSON_LD_AUTHOR]), AUTHORS_MOST);
	set(&document->canonical, html_value_of(html, HTML_CANONICAL), ADDRESS_MOST);
	set_address(&document->canonical, html_value_of(html, HTML_ADDRESS));
	set_address(&document->canonical, buf_string(&entity.values[JSON_LD_URL]));
}
