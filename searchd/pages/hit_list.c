/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "pages/hit_list.h"

#include "base/alloc.h"
#include "base/scope.h"
#include "index/record.h"
#include "pages/coins.h"
#include "pages/explanation_box.h"
#include "pages/facet_panel.h"
#include "pages/same_page_box.h"
#include "pages/search_link.h"
#include "pages/wording.h"
#include "writing/citation.h"
#include "writing/markup.h"
#include "writing/site_address.h"

#include <string.h>

enum {
	TAGS_MAX = 8,     /* cities or clusters of one hit */
	PAGES_AROUND = 2, /* links left and right of the page on show */
};

/* NUL-terminated; "" if the record has none. The caller frees it. */
static char *part_text(const struct hit *hit, enum record_tag tag)
{
	struct record_part part = record_find(hit->record.bytes, hit->record.length, tag);

	return alloc_copy(part.length ? part.bytes : "", part.length);
}

static void add_host(struct buf *page, const char *url)
{
	const char *host = strstr(url, "://") + 3;
	SCOPED(string_free) char *name = alloc_copy(host, strcspn(host, "/?#"));

	markup_raw(page, "<span class=\"host\">");
	markup_text(page, name);
	markup_raw(page, "</span>\n");
}

static void add_title(struct buf *page, const struct hit *hit)
{
	SCOPED(string_free) char *url = part_text(hit, RECORD_URL);
	SCOPED(string_free) char *id = part_text(hit, RECORD_ID);
	SCOPED(string_free) char *language = part_text(hit, RECORD_LANGUAGE);
	bool linked = markup_is_web_address(url);

	markup_raw(page, "<h2 lang=\"");
	markup_attribute(page, language);
	markup_raw(page, "\">");
	if (linked) {
		markup_raw(page, "<a href=\"");
		markup_attribute(page, url);
		markup_raw(page, "\">");
	}
	if (hit->title.length)
		markup_raw(page, buf_string(&hit->title));
	else
		markup_text(page, id);
	markup_raw(page, linked ? "</a></h2>\n" : "</h2>\n");
	markup_raw(page, "<p class=\"facts\">");
	if (linked)
		add_host(page, url);
}

static void add_date(struct buf *page, const struct hit *hit, enum language ui)
{
	struct record_part date =
		record_find(hit->record.bytes, hit->record.length, RECORD_DATE);

	if (date.length) {
		markup_raw(page, "<span class=\"date\">");
		wording_date(page, date.bytes, date.length, ui);
	} else {
		markup_raw(page, "<span class=\"date none\">");
		wording_say(page, WORDING_UNDATED, ui);
	}
	markup_raw(page, "</span>\n");
}

static void add_type(struct buf *page, const struct hit *hit, const struct answer *answer)
{
	SCOPED(string_free) char *type = part_text(hit, RECORD_TYPE);
	const char *label =
		facet_panel_label(&answer->facets[FIELD_TYPE], type, strlen(type));

	if (!*type)
		return;
	markup_raw(page, "<span class=\"type\">");
	markup_text(page, label ? label : type);
	markup_raw(page, "</span>\n");
}

static void add_tag(struct buf *page, const struct search_form *form, enum field field,
	const struct facet *facet, const char *value)
{
	struct search_link link =
		search_link_to(&form->request, search_form_link_ui(form));
	const char *label = facet_panel_label(facet, value, strlen(value));

	link.field = field;
	link.add = value;
	link.drop = value;
	markup_raw(page, "<li><a href=\"");
	search_link_write(page, &link);
	markup_raw(page, "\">");
	markup_text(page, label ? label : value);
	markup_raw(page, "</a></li>\n");
}

static void add_tags(struct buf *page, const struct search_form *form,
	const struct answer *answer, const struct hit *hit, enum field field)
{
	enum record_tag tag = field == FIELD_CITY ? RECORD_CITY : RECORD_CLUSTER;
	struct record_part part;
	size_t offset = 0;
	int added = 0;

	if (!record_find(hit->record.bytes, hit->record.length, tag).length)
		return;
	buf_add_format(page, "<ul class=\"tags %s\" aria-label=\"", fields[field].name);
	markup_attribute(page,
		wording(field == FIELD_CITY ? WORDING_CITIES : WORDING_CLUSTERS,
			form->request.ui));
	markup_raw(page, "\">\n");
	while (added < TAGS_MAX
		&& record_next(hit->record.bytes, hit->record.length, &offset, &part)) {
		if (part.tag != tag)
			continue;
		SCOPED(string_free) char *value = alloc_copy(part.bytes, part.length);

		add_tag(page, form, field, &answer->facets[field], value);
		added++;
	}
	markup_raw(page, "</ul>\n");
}

/* The way to all that is known of the document, and what a reference manager reads. */
static void add_details(
	struct buf *page, const struct search_form *form, const struct citation *citation)
{
	enum language ui = search_form_link_ui(form);

	markup_raw(page, "<span class=\"details\"><a href=\"");
	site_address_add_document(page, citation->id);
	if (ui != LANGUAGE_UNKNOWN)
		buf_add_format(page, "?ui=%s", language_code(ui));
	markup_raw(page, "\">");
	wording_say(page, WORDING_DETAILS, form->request.ui);
	markup_raw(page, "<span class=\"unseen\">: ");
	markup_text(page, citation->title);
	markup_raw(page, "</span></a></span>\n");
}

static void add_hit(struct buf *page, const struct search_form *form,
	const struct answer *answer, const char *site, size_t number)
{
	const struct hit *hit = &answer->hits[number];
	SCOPED(string_free) char *language = part_text(hit, RECORD_LANGUAGE);
	SCOPED(citation_release) struct citation citation = {.id = NULL};

	citation_build(&hit->record, answer->tables, form->request.ui, site, &citation);
	markup_raw(page, "<li><article>\n");
	add_title(page, hit);
	add_type(page, hit, answer);
	add_date(page, hit, form->request.ui);
	add_details(page, form, &citation);
	markup_raw(page, "</p>\n");
	coins_write(page, &citation);
	if (hit->snippet.length) {
		markup_raw(page, "<p class=\"snippet\" lang=\"");
		markup_attribute(page, language);
		markup_raw(page, "\">");
		markup_raw(page, buf_string(&hit->snippet));
		markup_raw(page, "</p>\n");
	}
	same_page_box_write(page, hit, form->request.ui);
	add_tags(page, form, answer, hit, FIELD_CITY);
	add_tags(page, form, answer, hit, FIELD_CLUSTER);
	if (answer->explanations)
		explanation_box_write(
			page, &form->request, &answer->explanations[number]);
	markup_raw(page, "</article></li>\n");
}

void hit_list_write(struct buf *page, const struct search_form *form,
	const struct answer *answer, const char *site)
{
	buf_add_format(
		page, "<ol class=\"hits\" start=\"%u\">\n", form->request.offset + 1);
	for (size_t i = 0; i < answer->hit_count; i++)
		add_hit(page, form, answer, site, i);
	markup_raw(page, "</ol>\n");
}

static void add_page_link(struct buf *page, const struct search_form *form,
	unsigned number, const char *relation, enum wording name)
{
	struct search_link link =
		search_link_to(&form->request, search_form_link_ui(form));

	link.page = number;
	markup_raw(page, "<li><a href=\"");
	search_link_write(page, &link);
	buf_add_format(page, "\" rel=\"%s\">", relation);
	wording_say(page, name, form->request.ui);
	markup_raw(page, "</a></li>\n");
}

static void add_page_number(
	struct buf *page, const struct search_form *form, unsigned number, unsigned here)
{
	struct search_link link =
		search_link_to(&form->request, search_form_link_ui(form));

	link.page = number;
	markup_raw(page, "<li class=\"number\"><a href=\"");
	search_link_write(page, &link);
	markup_raw(page,
		number == here ? "\" aria-current=\"page\" aria-label=\""
			       : "\" aria-label=\"");
	markup_attribute(page, wording(WORDING_PAGE, form->request.ui));
	buf_add_format(page, " %u\">%u</a></li>\n", number, number);
}

static void add_page_numbers(
	struct buf *page, const struct search_form *form, unsigned here, unsigned last)
{
	unsigned from = here > PAGES_AROUND + 1 ? here - PAGES_AROUND : 1;
	unsigned to = here + PAGES_AROUND < last ? here + PAGES_AROUND : last;

	if (from > 1)
		add_page_number(page, form, 1, here);
	if (from > 2)
		markup_raw(page, "<li class=\"gap\" aria-hidden=\"true\">…</li>\n");
	for (unsigned number = from; number <= to; number++)
		add_page_number(page, form, number, here);
}

void hit_list_write_paging(
	struct buf *page, const struct search_form *form, const struct answer *answer)
{
	const struct request *request = &form->request;
	unsigned reachable = REQUEST_DEPTH_MAX;
	unsigned here;
	unsigned last;

	if (!request->limit || answer->total <= request->limit)
		return;
	if (answer->total < reachable)
		reachable = answer->total;
	here = request->offset / request->limit + 1;
	last = (reachable + request->limit - 1) / request->limit;
	if (last > REQUEST_DEPTH_MAX / request->limit)
		last = REQUEST_DEPTH_MAX / request->limit;
	markup_raw(page, "<nav class=\"paging\" aria-label=\"");
	markup_attribute(page, wording(WORDING_PAGES, request->ui));
	markup_raw(page, "\"><ul>\n");
	if (here > 1)
		add_page_link(page, form, here - 1, "prev", WORDING_PREVIOUS);
	add_page_numbers(page, form, here, last);
	if (here < last)
		add_page_link(page, form, here + 1, "next", WORDING_NEXT);
	markup_raw(page, "</ul></nav>\n");
	if (here == last && answer->total > reachable) {
		markup_raw(page, "<p class=\"note\">");
		wording_say(page, WORDING_PAGES_END, request->ui);
		markup_raw(page, "</p>\n");
	}
}
