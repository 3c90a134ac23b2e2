/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "pages/facet_panel.h"

#include "base/scope.h"
#include "pages/search_link.h"
#include "pages/wording.h"
#include "pages/year_chart.h"
#include "writing/markup.h"

#include <stdlib.h>
#include <string.h>

enum { SHOWN_AT_ONCE = 8 }; /* the rest unfolds */

/* Those with few values that all know come last. */
static const enum field panel_order[FIELD_FILTER_COUNT] = {FIELD_CITY, FIELD_CLUSTER,
	FIELD_YEAR, FIELD_TYPE, FIELD_COUNTRY, FIELD_PROGRAMME, FIELD_RUNNING,
	FIELD_BUDGET, FIELD_LANGUAGE};

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
	if (fields[field].kind == FIELD_OF_YEARS)
		return search_link_has(&form->request, field, value->value);
	return value->selected == CHOICE_ON;
}

static void add_box(struct buf *page, enum field field, const char *value, bool checked)
{
	buf_add_format(page,
		"<label class=\"choice\"><input type=\"checkbox\" form=\"search\" "
		"name=\"%s\" value=\"",
		fields[field].name);
	markup_attribute(page, value);
	markup_raw(page, checked ? "\" checked>" : "\">");
}

static void end_box(struct buf *page, const char *label, uint32_t count, enum language ui)
{
	markup_raw(page, "<span class=\"name\">");
	markup_text(page, label);
	markup_raw(page, "</span> <span class=\"count\">");
	wording_number(page, count, ui);
	markup_raw(page, "</span></label>");
}

static void add_choice(struct buf *page, const struct search_form *form, enum field field,
	const struct facet_value *value)
{
	markup_raw(page, "<li>");
	add_box(page, field, value->value, is_checked(form, field, value));
	end_box(page, value->label, value->count, form->request.ui);
	markup_raw(page, "</li>\n");
}

enum share { SHARE_SHOWN, SHARE_FOLDED };

/* The first few and the checked ones are shown, the others are folded away. */
static size_t add_choices(struct buf *page, const struct search_form *form,
	enum field field, const struct facet *facet, enum share share)
{
	size_t room = fields[field].kind == FIELD_OF_YEARS ? 0 : SHOWN_AT_ONCE;
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
	if (fields[field].kind == FIELD_OF_YEARS)
		wording_say(page, WORDING_SINGLE_YEARS, ui);
	else
		buf_add_format(page, "%zu %s", count, wording(WORDING_MORE, ui));
	markup_raw(page, "</summary><ul>\n");
	add_choices(page, form, field, facet, SHARE_FOLDED);
	markup_raw(page, "</ul></details>\n");
}

/* Those without a value can be chosen as well, if there are any or they are. */
static void add_missing(struct buf *page, const struct search_form *form,
	enum field field, const struct answer *answer)
{
	bool checked = search_link_has(&form->request, field, VALUE_NONE);

	if (!answer->missing[field] && !checked)
		return;
	markup_raw(page, "<p class=\"missing\">");
	add_box(page, field, VALUE_NONE, checked);
	end_box(page, wording_without(field, form->request.ui), answer->missing[field],
		form->request.ui);
	markup_raw(page, "</p>\n");
}

static void add_range_end(struct buf *page, enum field field, const char *name,
	enum wording label, const char *value, enum language ui)
{
	bool is_years = fields[field].kind == FIELD_OF_YEARS;

	markup_raw(page, "<label>");
	wording_say(page, label, ui);
	buf_add_format(page,
		" <input type=\"text\" inputmode=\"%s\" form=\"search\" name=\"%s\"%s "
		"value=\"",
		is_years ? "numeric" : "text", name,
		is_years ? " pattern=\"[0-9]{4}\" maxlength=\"4\"" : "");
	markup_attribute(page, value);
	markup_raw(page, "\"></label>\n");
}

/* The first range asked for, parted. */
static void add_range(struct buf *page, const struct request *request, enum field field)
{
	const struct filter *filter = &request->filters[field];
	SCOPED(buf_release) struct buf from = {0};
	const char *to = "";

	for (size_t i = 0; i < filter->count; i++) {
		const char *dots = strstr(filter->values[i], "..");

		if (!dots)
			continue;
		buf_add(&from, filter->values[i], (size_t)(dots - filter->values[i]));
		to = dots + 2;
		break;
	}
	markup_raw(page, "<p class=\"range\">\n");
	add_range_end(page, field, search_form_from(field), WORDING_YEAR_FROM,
		buf_string(&from), request->ui);
	add_range_end(
		page, field, search_form_to(field), WORDING_YEAR_TO, to, request->ui);
	markup_raw(page, "</p>\n");
}

static void begin_facet(struct buf *page, enum field field, enum language ui)
{
	buf_add_format(page, "<fieldset class=\"facet %s\"><legend>", fields[field].name);
	markup_text(page, wording_field(field, ui));
	markup_raw(page, "</legend>\n");
}

static void add_facet(struct buf *page, const struct search_form *form, enum field field,
	const struct answer *answer)
{
	const struct facet *facet = &answer->facets[field];

	if (!facet->count && !form->request.filters[field].count)
		return;
	begin_facet(page, field, form->request.ui);
	if (fields[field].kind == FIELD_OF_YEARS) {
		year_chart_write(
			page, &form->request, field, facet, search_form_link_ui(form));
		add_range(page, &form->request, field);
	}
	if (add_choices(NULL, form, field, facet, SHARE_SHOWN)) {
		markup_raw(page, "<ul>\n");
		add_choices(page, form, field, facet, SHARE_SHOWN);
		markup_raw(page, "</ul>\n");
	}
	add_folded(page, form, field, facet);
	add_missing(page, form, field, answer);
	markup_raw(page, "</fieldset>\n");
}

/* 12 projects with a budget, together €3,400,000 */
static void add_sum(struct buf *page, const struct budgets *budgets, enum language ui)
{
	if (!budgets->documents)
		return;
	markup_raw(page, "<p class=\"sum\">");
	wording_number(page, budgets->documents, ui);
	markup_raw(page, " ");
	wording_say(page,
		budgets->documents == 1 ? WORDING_ONE_BUDGET : WORDING_MANY_BUDGETS, ui);
	markup_raw(page, ", ");
	wording_say(page, WORDING_BUDGETS_TOGETHER, ui);
	markup_raw(page, " <strong>");
	wording_euros(page, budgets->sum, ui);
	markup_raw(page, "</strong></p>\n");
}

static void add_budget(
	struct buf *page, const struct search_form *form, const struct answer *answer)
{
	if (!answer->budgets.documents && !form->request.filters[FIELD_BUDGET].count)
		return;
	begin_facet(page, FIELD_BUDGET, form->request.ui);
	add_range(page, &form->request, FIELD_BUDGET);
	add_sum(page, &answer->budgets, form->request.ui);
	add_missing(page, form, FIELD_BUDGET, answer);
	markup_raw(page, "</fieldset>\n");
}

size_t facet_panel_chosen(const struct request *request)
{
	size_t count = 0;

	for (int i = 0; i < FIELD_FILTER_COUNT; i++)
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
	for (int i = 0; i < FIELD_FILTER_COUNT; i++) {
		if (panel_order[i] == FIELD_BUDGET)
			add_budget(page, form, answer);
		else
			add_facet(page, form, panel_order[i], answer);
	}
	markup_raw(page, "<p class=\"apply\"><button type=\"submit\" form=\"search\">");
	wording_say(page, WORDING_APPLY, ui);
	markup_raw(page, "</button></p>\n</div>\n</section>\n");
}

/* 2005..2008 is shown as 2005–2008. */
static void add_value(struct buf *page, enum field field, const char *value)
{
	const char *dots =
		fields[field].kind == FIELD_OF_NAMES ? NULL : strstr(value, "..");

	if (dots) {
		markup_text_length(page, value, (size_t)(dots - value));
		markup_raw(page, "–");
		value = dots + 2;
	}
	markup_text(page, value);
}

/* What people call a value that was chosen. */
static const char *label_of(const struct answer *answer, enum field field,
	const char *value, enum language ui)
{
	const char *label = field < FIELD_FACET_COUNT
		? facet_panel_label(&answer->facets[field], value, strlen(value))
		: NULL;

	if (!strcmp(value, VALUE_NONE))
		return wording_without(field, ui);
	return label ? label : value;
}

static void add_chosen(struct buf *page, const struct search_form *form, enum field field,
	const struct answer *answer, const char *value)
{
	struct search_link link =
		search_link_to(&form->request, search_form_link_ui(form));

	link.field = field;
	link.drop = value;
	markup_raw(page, "<li><a href=\"");
	search_link_write(page, &link);
	markup_raw(page, "\"><span class=\"kind\">");
	markup_text(page, wording_field(field, form->request.ui));
	markup_raw(page, "</span> ");
	add_value(page, field, label_of(answer, field, value, form->request.ui));
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
	for (int i = 0; i < FIELD_FILTER_COUNT; i++) {
		const struct filter *filter = &form->request.filters[i];

		for (size_t v = 0; v < filter->count; v++)
			add_chosen(page, form, (enum field)i, answer, filter->values[v]);
	}
	all.filters = FILTERS_DROPPED;
	markup_raw(page, "<li><a class=\"all\" href=\"");
	search_link_write(page, &all);
	markup_raw(page, "\">");
	wording_say(page, WORDING_CLEAR, ui);
	markup_raw(page, "</a></li>\n</ul>\n");
}
