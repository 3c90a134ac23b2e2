/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "pages/fact_list.h"

#include "base/alloc.h"
#include "base/scope.h"
#include "index/record.h"
#include "pages/search_link.h"
#include "pages/wording.h"
#include "snapshot/tables.h"
#include "writing/evidence.h"
#include "writing/markup.h"

#include <string.h>

enum { PARTNERS_MAX = 100 };

static void begin(struct buf *page, const char *name)
{
	markup_raw(page, "<div><dt>");
	markup_text(page, name);
	markup_raw(page, "</dt><dd>");
}

static void end(struct buf *page)
{
	markup_raw(page, "</dd></div>\n");
}

/* A value as a link to all documents that have it. */
static void add_value(struct buf *page, const struct search_form *form,
	const struct tables *tables, enum field field, const char *value)
{
	const struct request everything = {.limit = SEARCH_LINK_LIMIT,
		.translate = CHOICE_ON,
		.synonyms = CHOICE_ON};
	struct search_link link = search_link_to(&everything, search_form_link_ui(form));

	link.field = field;
	link.add = value;
	markup_raw(page, "<a href=\"");
	search_link_write(page, &link);
	markup_raw(page, "\">");
	markup_text(page, tables_label(tables, field, value, form->request.ui));
	markup_raw(page, "</a>");
}

static void add_values(struct buf *page, const struct search_form *form,
	const struct found_document *found, enum record_tag tag, enum field field,
	const char *name)
{
	const struct buf *record = &found->page.record;
	struct record_part part;
	size_t offset = 0;
	const char *separator = "";

	if (!record_find(record->bytes, record->length, tag).length)
		return;
	begin(page, name);
	while (record_next(record->bytes, record->length, &offset, &part)) {
		if (part.tag != tag)
			continue;
		SCOPED(string_free) char *value = alloc_copy(part.bytes, part.length);

		markup_raw(page, separator);
		add_value(page, form, found->tables, field, value);
		separator = ", ";
	}
	end(page);
}

static void add_date(struct buf *page, const struct buf *record, enum record_tag tag,
	enum wording name, enum language ui)
{
	struct record_part date = record_find(record->bytes, record->length, tag);

	if (!date.length)
		return;
	begin(page, wording(name, ui));
	wording_date(page, date.bytes, date.length, ui);
	end(page);
}

static void add_text(struct buf *page, const struct evidence *evidence, const char *fact,
	enum wording name, enum language ui)
{
	const char *text = evidence_text(evidence, fact);

	if (!text)
		return;
	begin(page, wording(name, ui));
	if (markup_is_web_address(text)) {
		markup_raw(page, "<a href=\"");
		markup_attribute(page, text);
		markup_raw(page, "\">");
	}
	markup_text(page, text);
	markup_raw(page, markup_is_web_address(text) ? "</a>" : "");
	end(page);
}

static void add_number(struct buf *page, const struct evidence *evidence,
	const char *fact, enum wording name, enum language ui)
{
	double number = evidence_number(evidence, fact);

	if (number < 1 || number > 4e9)
		return;
	begin(page, wording(name, ui));
	wording_number(page, (unsigned)number, ui);
	markup_raw(page, strstr(fact, "_eur") ? " €" : "");
	end(page);
}

static void add_duration(
	struct buf *page, const struct evidence *evidence, enum language ui)
{
	const char *from = evidence_text(evidence, "start");
	const char *to = evidence_text(evidence, "end");

	if (!from && !to)
		return;
	begin(page, wording(WORDING_RUNS, ui));
	if (from)
		wording_date(page, from, strlen(from), ui);
	markup_raw(page, " – ");
	if (to)
		wording_date(page, to, strlen(to), ui);
	end(page);
}

static void add_partners(
	struct buf *page, const struct evidence *evidence, enum language ui)
{
	struct evidence_partner partner;

	if (!evidence_partner(evidence, 0, &partner)) {
		add_number(page, evidence, "partner_count", WORDING_PARTNERS, ui);
		return;
	}
	begin(page, wording(WORDING_PARTNERS, ui));
	for (size_t i = 0; i < PARTNERS_MAX && evidence_partner(evidence, i, &partner);
		i++) {
		markup_raw(page, i ? "; " : "");
		markup_text(page, partner.name ? partner.name : "");
		if (partner.place) {
			markup_raw(page, " (");
			markup_text(page, partner.place);
			markup_raw(page, ")");
		}
	}
	end(page);
}

static void add_facts(struct buf *page, const struct buf *record, enum language ui)
{
	SCOPED(evidence_free)
	struct evidence *evidence = evidence_read(record->bytes, record->length);

	add_text(page, evidence, "programme", WORDING_PROGRAMME, ui);
	add_text(page, evidence, "acronym", WORDING_ACRONYM, ui);
	add_duration(page, evidence, ui);
	add_number(page, evidence, "budget_eur", WORDING_BUDGET, ui);
	add_number(page, evidence, "grant_eur", WORDING_GRANT, ui);
	add_partners(page, evidence, ui);
	add_number(page, evidence, "country_count", WORDING_COUNTRIES, ui);
	add_text(page, evidence, "homepage", WORDING_HOMEPAGE, ui);
}

void fact_list_write(struct buf *page, const struct search_form *form,
	const struct found_document *found)
{
	static const struct {
		enum record_tag tag;
		enum field field;
	} values[] = {{RECORD_TYPE, FIELD_TYPE}, {RECORD_LANGUAGE, FIELD_LANGUAGE},
		{RECORD_YEAR, FIELD_YEAR}, {RECORD_CITY, FIELD_CITY},
		{RECORD_CLUSTER, FIELD_CLUSTER}};
	const struct buf *record = &found->page.record;
	enum language ui = form->request.ui;

	markup_raw(page, "<h2>");
	wording_say(page, WORDING_UNDERSTOOD, ui);
	markup_raw(page, "</h2>\n<dl class=\"understood\">\n");
	add_date(page, record, RECORD_DATE, WORDING_DATE, ui);
	add_date(page, record, RECORD_VANISHED, WORDING_VANISHED, ui);
	for (size_t i = 0; i < sizeof(values) / sizeof(values[0]); i++)
		add_values(page, form, found, values[i].tag, values[i].field,
			wording_field(values[i].field, ui));
	add_facts(page, record, ui);
	markup_raw(page, "</dl>\n");
}
