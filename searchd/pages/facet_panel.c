/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "pages/facet_panel.h"

#include "markup.h"
#include "pages/search_link.h"
#include "pages/wording.h"
#include "pages/year_chart.h"

#include <stdlib.h>
#include <string.h>

enum { SHOWN_AT_ONCE = 8 }; /* the rest unfolds */

/* Those with few values that all know come last. */
static const enum field panel_order[FIELD_FACET_COUNT] = {
	FIELD_CITY, FIELD_CLUSTER, FIELD_YEAR, FIELD_TYPE, FIELD_LANGUAGE};

const char *facet_panel_label(const struct facet *facet, const char *value, size_t length)
{
	for (size_t i = 0; i < facet->count; i++) {
		const struct facet_value *known = &facet->values[i];

		if (strlen(known->value) == length
			&& !memcmp(known->value, value, length))
			return known->label;
	}
	return NULL;
}

/*
 * Years inside a chosen range are selected too, but not by their own boxes:
 * a box that sent them again would keep the range from being narrowed.
 */
static bool is_checked(
	const struct search_form *form, enum field field, const struct facet_value *value)
{
	if (field == FIELD_YEAR)
		return search_link_has(&form->request, field, value->value);
	return value->selected == CHOICE_ON;
}

static void add_choice(struct buf *page, const struct search_form *form, enum field field,
	const struct facet_value *value)
{
	buf_add_format(page,
		"<li><label class=\"choice\"><input type=\"checkbox\" form=\"search\" "
		"name=\"%s\" value=\"",
		fields[field].name);
	markup_attribute(page, value->value);
	markup_raw(page, is_checked(form, field, value) ? "\" checked>" : "\">");
	markup_raw(page, "<span class=\"name\">");
	markup_text(page, value->label);
	markup_raw(page, "</span> <span class=\"count\">");
	wording_number(page, value->count, form->request.ui);
	markup_raw(page, "</span></label></li>\n");
}

enum share { SHARE_SHOWN, SHARE_FOLDED };

/* The first few and the checked ones are shown, the others are folded away. */
static size_t add_choices(struct buf *page, const struct search_form *form,
	enum field field, const struct facet *facet, enum share share)
{
	size_t room = field == FIELD_YEAR ? 0 : SHOWN_AT_ONCE;
	size_t added = 0;

	for (size_t i = 0; i < facet->count; i++) {
		const struct facet_value *value = &facet->values[i];
		bool shown = i < room || is_checked(form, field, value);

		if (shown != (share == SHARE_SHOWN))
			continue;
		if (page)
			add_choice(page, form, field, value);
		added++;
	}
	return added;
}

static void add_folded(struct buf *page, const struct search_form *form, enum field field,
	const struct facet *facet)
{
	size_t count = add_choices(NULL, form, field, facet, SHARE_FOLDED);
	enum language ui = form->request.ui;

	if (!count)
		return;
	markup_raw(page, "<details><summary>");
	if (field == FIELD_YEAR)
		wording_say(page, WORDING_SINGLE_YEARS, ui);
	else
		buf_add_format(page, "%zu %s", count, wording(WORDING_MORE, ui));
	markup_raw(page, "</summary><ul>\n");
	add_choices(page, form, field, facet, SHARE_FOLDED);
	markup_raw(page, "</ul></details>\n");
}

static void add_missing(
	struct buf *page, enum field field, const struct facet *facet, enum language ui)
{
	static const enum wording names[FIELD_FACET_COUNT] = {
		[FIELD_CITY] = WORDING_WITHOUT_CITY,
		[FIELD_CLUSTER] = WORDING_WITHOUT_CLUSTER,
		[FIELD_YEAR] = WORDING_WITHOUT_YEAR};

	if (!facet->missing || !fields[field].has_missing)
		return;
	markup_raw(page, "<p class=\"missing\"><span class=\"name\">");
	wording_say(page, names[field], ui);
	markup_raw(page, "</span> <span class=\"count\">");
	wording_number(page, facet->missing, ui);
	markup_raw(page, "</span></p>\n");
}

static void add_year_field(struct buf *page, const char *name, enum wording label,
	const char *value, enum language ui)
{
	markup_raw(page, "<label>");
	wording_say(page, label, ui);
	buf_add_format(page,
		" <input type=\"text\" inputmode=\"numeric\" form=\"search\" "
		"name=\"%s\" pattern=\"[0-9]{4}\" maxlength=\"4\" value=\"%.4s\"></label>\n",
		name, value);
}

/* The first range asked for, parted. */
static void add_year_range(struct buf *page, const struct request *request)
{
	const struct filter *years = &request->filters[FIELD_YEAR];
	char from[5] = "";
	const char *to = "";

	for (size_t i = 0; i < years->count; i++) {
		const char *dots = strstr(years->values[i], "..");

		if (!dots)
			continue;
		memcpy(from, years->values[i], (size_t)(dots - years->values[i]));
		to = dots + 2;
		break;
	}
	markup_raw(page, "<p class=\"range\">\n");
	add_year_field(page, "from", WORDING_YEAR_FROM, from, request->ui);
	add_year_field(page, "to", WORDING_YEAR_TO, to, request->ui);
	markup_raw(page, "</p>\n");
}

static void add_facet(struct buf *page, const struct search_form *form, enum field field,
	const struct facet *facet)
{
	enum language ui = form->request.ui;

	if (!facet->count && !form->request.filters[field].count)
		return;
	buf_add_format(page, "<fieldset class=\"facet %s\"><legend>", fields[field].name);
	markup_text(page, wording_field(field, ui));
	markup_raw(page, "</legend>\n");
	if (field == FIELD_YEAR) {
		year_chart_write(page, &form->request, facet, search_form_link_ui(form));
		add_year_range(page, &form->request);
	}
	if (add_choices(NULL, form, field, facet, SHARE_SHOWN)) {
		markup_raw(page, "<ul>\n");
		add_choices(page, form, field, facet, SHARE_SHOWN);
		markup_raw(page, "</ul>\n");
	}
	add_folded(page, form, field, facet);
	add_missing(page, field, facet, ui);
	markup_raw(page, "</fieldset>\n");
}

size_t facet_panel_chosen(const struct request *request)
{
	size_t count = 0;

	for (int i = 0; i < FIELD_FACET_COUNT; i++)
		count += request->filters[i].count;
	return count;
}

void facet_panel_write(
	struct buf *page, const struct search_form *form, const struct answer *answer)
{
	enum language ui = form->request.ui;
	size_t chosen = facet_panel_chosen(&form->request);

	markup_raw(page,
		"<section class=\"filters\" aria-labelledby=\"filters-heading\">\n"
		"<h2 id=\"filters-heading\" class=\"unseen\">");
	wording_say(page, WORDING_FILTERS, ui);
	markup_raw(page,
		"</h2>\n<input type=\"checkbox\" id=\"show-filters\" "
		"class=\"unfold\"><label for=\"show-filters\" "
		"class=\"unfold\">");
	wording_say(page, WORDING_SHOW_FILTERS, ui);
	if (chosen)
		buf_add_format(page, " (%zu)", chosen);
	markup_raw(page, "</label>\n<div class=\"panel\">\n");
	for (int i = 0; i < FIELD_FACET_COUNT; i++)
		add_facet(page, form, panel_order[i], &answer->facets[panel_order[i]]);
	markup_raw(page, "<p class=\"apply\"><button type=\"submit\" form=\"search\">");
	wording_say(page, WORDING_APPLY, ui);
	markup_raw(page, "</button></p>\n</div>\n</section>\n");
}

/* 2005..2008 is shown as 2005–2008. */
static void add_value(struct buf *page, enum field field, const char *value)
{
	const char *dots = field == FIELD_YEAR ? strstr(value, "..") : NULL;

	if (dots) {
		markup_text_length(page, value, (size_t)(dots - value));
		markup_raw(page, "–");
		value = dots + 2;
	}
	markup_text(page, value);
}

static void add_chosen(struct buf *page, const struct search_form *form, enum field field,
	const struct facet *facet, const char *value)
{
	struct search_link link =
		search_link_to(&form->request, search_form_link_ui(form));
	const char *label = facet_panel_label(facet, value, strlen(value));

	link.field = field;
	link.drop = value;
	markup_raw(page, "<li><a href=\"");
	search_link_write(page, &link);
	markup_raw(page, "\"><span class=\"kind\">");
	markup_text(page, wording_field(field, form->request.ui));
	markup_raw(page, "</span> ");
	add_value(page, field, label ? label : value);
	markup_raw(page, "<span class=\"unseen\"> – ");
	wording_say(page, WORDING_DROP, form->request.ui);
	markup_raw(page,
		"</span><span class=\"cross\" aria-hidden=\"true\">×</span></a></li>\n");
}

void facet_panel_write_chosen(
	struct buf *page, const struct search_form *form, const struct answer *answer)
{
	struct search_link all =
		search_link_to(&form->request, search_form_link_ui(form));
	enum language ui = form->request.ui;

	if (!facet_panel_chosen(&form->request))
		return;
	markup_raw(page, "<ul class=\"chosen\" aria-label=\"");
	markup_attribute(page, wording(WORDING_CHOSEN, ui));
	markup_raw(page, "\">\n");
	for (int i = 0; i < FIELD_FACET_COUNT; i++) {
		const struct filter *filter = &form->request.filters[i];

		for (size_t v = 0; v < filter->count; v++)
			add_chosen(page, form, (enum field)i, &answer->facets[i],
				filter->values[v]);
	}
	all.filters = FILTERS_DROPPED;
	markup_raw(page, "<li><a class=\"all\" href=\"");
	search_link_write(page, &all);
	markup_raw(page, "\">");
	wording_say(page, WORDING_CLEAR, ui);
	markup_raw(page, "</a></li>\n</ul>\n");
}
