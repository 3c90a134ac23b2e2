/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "pages/document_page.h"

#include "answers/searcher_pool.h"
#include "base/alloc.h"
#include "base/scope.h"
#include "http/problem.h"
#include "index/record.h"
#include "pages/coins.h"
#include "pages/fact_list.h"
#include "pages/layout.h"
#include "pages/same_page_box.h"
#include "pages/search_link.h"
#include "pages/wording.h"
#include "writing/citation.h"
#include "writing/markup.h"
#include "writing/site_address.h"

#include <string.h>

enum {
	SIMILAR_SHOWN = 6,
	TEXT_BYTES = 20000, /* of the text, up to a paragraph's end */
};

static const char content_type[] = "text/html; charset=utf-8";

static char *part_text(const struct buf *record, enum record_tag tag)
{
	struct record_part part = record_find(record->bytes, record->length, tag);

	return alloc_copy(part.length ? part.bytes : "", part.length);
}

static void add_heading(struct buf *page, enum wording text, enum language ui)
{
	markup_raw(page, "<h2>");
	wording_say(page, text, ui);
	markup_raw(page, "</h2>\n");
}

static void add_title(struct buf *page, const struct found_document *found,
	const struct citation *citation, enum language ui)
{
	SCOPED(string_free) char *url = part_text(&found->page.record, RECORD_URL);
	SCOPED(string_free)
	char *language = part_text(&found->page.record, RECORD_LANGUAGE);

	markup_raw(page, "<h1 lang=\"");
	markup_attribute(page, language);
	markup_raw(page, "\">");
	markup_text(page, citation->title);
	markup_raw(page, "</h1>\n");
	if (!markup_is_web_address(url))
		return;
	markup_raw(page, "<p class=\"original\"><a href=\"");
	markup_attribute(page, url);
	markup_raw(page, "\">");
	wording_say(page, WORDING_TO_ORIGINAL, ui);
	markup_raw(page, "</a> <span class=\"host\">");
	markup_text(page, citation->publisher);
	markup_raw(page, "</span></p>\n");
}

/* Bytes of the text that are shown, at least one paragraph. */
static size_t shown_length(const struct record_part *text)
{
	size_t length = text->length < TEXT_BYTES ? text->length : TEXT_BYTES;

	if (length == text->length)
		return length;
	while (length && text->bytes[length - 1] != '\n')
		length--;
	if (length)
		return length;
	const char *end = memchr(text->bytes, '\n', text->length);

	return end ? (size_t)(end - text->bytes) : text->length;
}

static void add_text(struct buf *page, const struct buf *record, enum language ui)
{
	struct record_part text = record_find(record->bytes, record->length, RECORD_TEXT);
	SCOPED(string_free) char *language = part_text(record, RECORD_LANGUAGE);
	size_t shown = shown_length(&text);

	if (!text.length)
		return;
	add_heading(page, WORDING_TEXT, ui);
	markup_raw(page, "<div class=\"text\" lang=\"");
	markup_attribute(page, language);
	markup_raw(page, "\">\n");
	for (size_t at = 0; at < shown;) {
		const char *end = memchr(text.bytes + at, '\n', shown - at);
		size_t length = end ? (size_t)(end - text.bytes) - at : shown - at;

		if (length) {
			markup_raw(page, "<p>");
			markup_text_length(page, text.bytes + at, length);
			markup_raw(page, "</p>\n");
		}
		at += length + 1;
	}
	markup_raw(page, "</div>\n");
	if (shown < text.length) {
		markup_raw(page, "<p class=\"note\">");
		wording_say(page, WORDING_TEXT_CUT, ui);
		markup_raw(page, "</p>\n");
	}
}

/* A link to a document's page, in the same language. */
static void add_document_link(
	struct buf *page, const struct search_form *form, const struct buf *record)
{
	SCOPED(string_free) char *id = part_text(record, RECORD_ID);
	SCOPED(string_free) char *title = part_text(record, RECORD_TITLE);
	enum language ui = search_form_link_ui(form);

	markup_raw(page, "<a href=\"");
	site_address_add_document(page, id);
	if (ui != LANGUAGE_UNKNOWN)
		buf_add_format(page, "?ui=%s", language_code(ui));
	markup_raw(page, "\">");
	markup_text(page, *title ? title : id);
	markup_raw(page, "</a>");
}

static void add_similar(
	struct buf *page, const struct search_form *form, const struct similar *similar)
{
	if (!similar->count)
		return;
	add_heading(page, WORDING_SIMILAR, form->request.ui);
	markup_raw(page, "<ul class=\"similar\">\n");
	for (size_t i = 0; i < similar->count; i++) {
		const struct hit *hit = &similar->hits[i];
		SCOPED(string_free)
		char *language = part_text(&hit->record, RECORD_LANGUAGE);

		markup_raw(page, "<li lang=\"");
		markup_attribute(page, language);
		markup_raw(page, "\">");
		add_document_link(page, form, &hit->record);
		markup_raw(page, "</li>\n");
	}
	markup_raw(page, "</ul>\n");
}

static void add_footnote(
	struct buf *note, const struct citation *citation, enum language ui)
{
	SCOPED(buf_release) struct buf path = {0};

	site_address_add_document(&path, citation->id);
	markup_raw(note, "<p><a href=\"/api/v1/documents/");
	markup_raw(note, path.bytes + strlen(DOCUMENT_PAGE_PATH));
	markup_raw(note, "\">");
	wording_say(note, WORDING_DOCUMENT_FOR_PROGRAMS, ui);
	markup_raw(note, "</a></p>\n");
}

static void write_document(struct buf *page, const struct search_form *form,
	const struct found_document *found, const struct visit *visit,
	const char *style_version)
{
	SCOPED(citation_release) struct citation citation = {.id = NULL};
	SCOPED(buf_release) struct buf head = {0};
	SCOPED(buf_release) struct buf note = {0};
	enum language ui = form->request.ui;

	citation_build(&found->page.record, found->tables, ui, visit->site, &citation);
	coins_write_meta(&head, &citation);
	layout_begin(page, form, citation.title, head.bytes, style_version);
	markup_raw(page,
		"<main id=\"results\" class=\"document\" tabindex=\"-1\">\n<article>\n");
	add_title(page, found, &citation, ui);
	fact_list_write(page, form, found);
	if (found->page.duplicate_count)
		add_heading(page, WORDING_SAME_PAGE, ui);
	same_page_box_write(page, &found->page, ui);
	add_text(page, &found->page.record, ui);
	markup_raw(page, "</article>\n");
	add_similar(page, form, &found->similar);
	markup_raw(page, "</main>\n");
	add_footnote(&note, &citation, ui);
	layout_end(page, buf_string(&note));
}

static void write_problem(struct buf *page, const struct search_form *form,
	enum problem problem, const char *style_version)
{
	bool absent = problem == PROBLEM_NOT_FOUND;
	enum wording heading = absent ? WORDING_NO_DOCUMENT : WORDING_AWAY_HEADING;
	enum language ui = form->request.ui;

	layout_begin(page, form, wording(heading, ui), NULL, style_version);
	markup_raw(page, "<main id=\"results\" class=\"problem\" tabindex=\"-1\">\n<h1>");
	wording_say(page, heading, ui);
	markup_raw(page, "</h1>\n<p>");
	wording_say(page, absent ? WORDING_NO_DOCUMENT_TEXT : WORDING_AWAY_TEXT, ui);
	markup_raw(page, "</p>\n</main>\n");
	layout_end(page, "");
}

/* How to talk to the visitor, and the address in which ui can be changed. */
static void begin_form(
	const struct visit *visit, struct search_form *form, struct buf *path)
{
	struct error unread = {0};

	search_form_parse(visit, form, &unread);
	buf_clear(&form->request.query);
	site_address_add_document(path, visit->path + strlen(DOCUMENT_PAGE_PATH));
	form->path = path->bytes;
}

void document_page_answer(struct searcher_pool *searchers, const struct visit *visit,
	const char *style_version, struct reply *out)
{
	SCOPED(search_form_release) struct search_form form = {.path = NULL};
	SCOPED(found_document_release) struct found_document found = {.generation = 0};
	SCOPED(buf_release) struct buf path = {0};
	const char *id = visit->path + strlen(DOCUMENT_PAGE_PATH);
	struct error err = {0};
	enum problem problem = PROBLEM_NOT_FOUND;

	begin_form(visit, &form, &path);
	if (!searcher_pool_document(searchers, id, SIMILAR_SHOWN, &found, &err)) {
		problem = problem_of_error(&err);
	} else if (found.page.record.length) {
		reply_begin(out, 200, content_type);
		write_document(&out->body, &form, &found, visit, style_version);
		reply_tag_body(out);
		reply_add_header(out, "Cache-Control", "no-cache");
		problem = PROBLEM_NONE;
	}
	if (problem) {
		reply_begin(out, problem_status(problem), content_type);
		write_problem(&out->body, &form, problem, style_version);
		problem_add_headers(problem, out);
	}
	out->vary |= VARY_LANGUAGE;
}
