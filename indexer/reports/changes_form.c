/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "reports/changes_form.h"

#include "base/digest.h"
#include "base/json.h"
#include "base/scope.h"
#include "reports/shown.h"

#include <inttypes.h>
#include <string.h>
#include <strings.h>
#include <time.h>

void changes_form_time(uint64_t time_s, char out[CHANGES_TIME_MAX])
{
	time_t time = (time_t)time_s;
	struct tm day = {0};

	gmtime_r(&time, &day);
	strftime(out, CHANGES_TIME_MAX, "%Y-%m-%dT%H:%M:%SZ", &day);
}

static void add_json_text(struct buf *json, const char *key, const char *text)
{
	SCOPED(buf_release) struct buf shown = {0};

	shown_add(text, &shown);
	json_key(json, key);
	json_text(json, buf_string(&shown));
}

static void add_json(const struct change *change, const char *time, struct buf *out)
{
	json_object_begin(out);
	json_key(out, "time");
	json_text(out, time);
	json_key(out, "kind");
	json_text(out, change_kind_name(change->kind));
	add_json_text(out, "id", change->id);
	add_json_text(out, "title", change->title);
	if (*change->url)
		add_json_text(out, "url", change->url);
	if (*change->to)
		add_json_text(out, "to", change->to);
	json_object_end(out);
}

static void add_line(const struct change *change, const char *time, struct buf *out)
{
	SCOPED(buf_release) struct buf id = {0};
	SCOPED(buf_release) struct buf other = {0};

	shown_add(change->id, &id);
	shown_add(*change->to ? change->to : change->title, &other);
	buf_add_format(out, "%s  %-8s  %s", time, change_kind_name(change->kind),
		buf_string(&id));
	if (other.length)
		buf_add_format(
			out, "%s%s", *change->to ? " -> " : "  ", buf_string(&other));
	buf_add(out, "\n", 1);
}

/* Text as XML has it; what XML cannot have was left out by shown_add(). */
static void add_xml(struct buf *out, const char *text)
{
	SCOPED(buf_release) struct buf shown = {0};

	shown_add(text, &shown);
	for (const char *c = buf_string(&shown); *c; c++) {
		if (*c == '<')
			buf_add_string(out, "&lt;");
		else if (*c == '>')
			buf_add_string(out, "&gt;");
		else if (*c == '&')
			buf_add_string(out, "&amp;");
		else if (*c == '"')
			buf_add_string(out, "&quot;");
		else
			buf_add(out, c, 1);
	}
}

static void add_element(struct buf *out, const char *name, const char *text)
{
	buf_add_format(out, "<%s>", name);
	add_xml(out, text);
	buf_add_format(out, "</%s>\n", name);
}

static bool is_web_address(const char *url)
{
	return !strncasecmp(url, "http://", 7) || !strncasecmp(url, "https://", 8);
}

/* An entry's id is that of one change: a page may change many times. */
static void add_entry(const struct change *change, const char *time, struct buf *out)
{
	char letters[DIGEST_LETTERS + 1];
	const char *title = *change->title ? change->title : change->id;

	digest_write(digest_of(change->id, strlen(change->id)), letters);
	buf_add_format(out, "<entry>\n<id>tag:regiosearch.invalid,2026:%s/%s/%s</id>\n",
		letters, change_kind_name(change->kind), time);
	buf_add_string(out, "<title>");
	add_xml(out, change_kind_name(change->kind));
	buf_add_string(out, ": ");
	add_xml(out, title);
	buf_add_string(out, "</title>\n");
	add_element(out, "updated", time);
	buf_add_format(out, "<category term=\"%s\"/>\n", change_kind_name(change->kind));
	if (is_web_address(change->url)) {
		buf_add_string(out, "<link rel=\"alternate\" href=\"");
		add_xml(out, change->url);
		buf_add_string(out, "\"/>\n");
	}
	buf_add_string(out, "<summary>");
	add_xml(out, change->id);
	if (*change->to) {
		buf_add_string(out, " -&gt; ");
		add_xml(out, change->to);
	}
	buf_add_string(out, "</summary>\n</entry>\n");
}

static void begin_atom(const struct changes_head *head, struct buf *out)
{
	char letters[DIGEST_LETTERS + 1];
	char time[CHANGES_TIME_MAX];

	digest_write(digest_of(head->index, strlen(head->index)), letters);
	changes_form_time(head->newest_s, time);
	buf_add_string(out,
		"<?xml version=\"1.0\" encoding=\"utf-8\"?>\n"
		"<feed xmlns=\"http://www.w3.org/2005/Atom\">\n");
	buf_add_format(out, "<id>tag:regiosearch.invalid,2026:%s</id>\n", letters);
	buf_add_string(out, "<title>Changes of ");
	add_xml(out, head->index);
	buf_add_string(out, "</title>\n<author><name>Regiosearch</name></author>\n");
	add_element(out, "updated", time);
}

void changes_form_begin(
	enum changes_form form, const struct changes_head *head, struct buf *out)
{
	switch (form) {
	case CHANGES_TEXT:
		break;
	case CHANGES_JSON:
		json_object_begin(out);
		json_key(out, "generation");
		json_integer(out, head->generation);
		json_key(out, "changes");
		json_array_begin(out);
		break;
	case CHANGES_ATOM:
		begin_atom(head, out);
		break;
	}
}

void changes_form_add(enum changes_form form, const struct change *change,
	uint64_t time_s, struct buf *out)
{
	char time[CHANGES_TIME_MAX];

	changes_form_time(time_s, time);
	switch (form) {
	case CHANGES_TEXT:
		add_line(change, time, out);
		break;
	case CHANGES_JSON:
		add_json(change, time, out);
		break;
	case CHANGES_ATOM:
		add_entry(change, time, out);
		break;
	}
}

void changes_form_end(enum changes_form form, struct buf *out)
{
	switch (form) {
	case CHANGES_TEXT:
		break;
	case CHANGES_JSON:
		json_array_end(out);
		json_object_end(out);
		buf_add(out, "\n", 1);
		break;
	case CHANGES_ATOM:
		buf_add_string(out, "</feed>\n");
		break;
	}
}
