/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "pages/search_form.h"

#include "base/alloc.h"
#include "base/scope.h"
#include "http/accept_language.h"
#include "pages/search_link.h"
#include "text/unicode.h"

#include <stdlib.h>
#include <string.h>

enum { FACET_LIMIT = 100 }; /* values of a facet that a page has room for */

struct sorted_out {
	struct parameter *passed; /* to request_parse() */
	size_t count;
	const char *page; /* NULL or "": not given; so are the ends of ranges */
	const char *from[FIELD_FILTER_COUNT], *to[FIELD_FILTER_COUNT];
};

static const struct {
	const char *from, *to;
} range_names[FIELD_FILTER_COUNT] = {
	[FIELD_YEAR] = {"from", "to"},
	[FIELD_RUNNING] = {"running_from", "running_to"},
	[FIELD_BUDGET] = {"budget_from", "budget_to"},
};

const char *search_form_from(enum field field)
{
	return range_names[field].from;
}

const char *search_form_to(enum field field)
{
	return range_names[field].to;
}

static void sorted_out_release(struct sorted_out *parts)
{
	free(parts->passed);
}

static const char **own_field(struct sorted_out *parts, const char *name)
{
	if (!strcmp(name, "page"))
		return &parts->page;
	for (int i = 0; i < FIELD_FILTER_COUNT; i++) {
		if (!range_names[i].from)
			continue;
		if (!strcmp(name, range_names[i].from))
			return &parts->from[i];
		if (!strcmp(name, range_names[i].to))
			return &parts->to[i];
	}
	return NULL;
}

static bool has_nul(const struct parameter *parameter)
{
	return parameter->value && strlen(parameter->value) != parameter->value_length;
}

/* There is room in passed for a range of each field. */
static bool sort_out(const struct visit *visit, struct sorted_out *out, struct error *err)
{
	out->passed = alloc_zeroed(
		visit->parameter_count + FIELD_FILTER_COUNT, sizeof(*out->passed));
	for (size_t i = 0; i < visit->parameter_count; i++) {
		const struct parameter *parameter = &visit->parameters[i];
		const char **own = own_field(out, parameter->name);

		if (own && (*own || has_nul(parameter)))
			return error_set(err, ERROR_INVALID, "%s may be given only once",
				parameter->name);
		if (own)
			*own = parameter->value ? parameter->value : "";
		else if (parameter->value_length)
			out->passed[out->count++] = *parameter;
	}
	return true;
}

/* Adds the ends of a range as one filter; range keeps its bytes. */
static bool add_range(
	struct sorted_out *parts, enum field field, struct buf *range, struct error *err)
{
	const char *from = parts->from[field] ? parts->from[field] : "";
	const char *to = parts->to[field] ? parts->to[field] : "";
	bool is_years = fields[field].kind == FIELD_OF_YEARS;

	if (!*from && !*to)
		return true;
	if (is_years && (strlen(from) > 4 || strlen(to) > 4))
		return error_set(err, ERROR_INVALID, "%s and %s must be years, like 2007",
			range_names[field].from, range_names[field].to);
	buf_add_format(range, "%s..%s", from, to);
	parts->passed[parts->count++] = (struct parameter){.name = fields[field].name,
		.value = range->bytes,
		.value_length = range->length};
	return true;
}

struct ranges {
	struct buf items[FIELD_FILTER_COUNT];
};

static void ranges_release(struct ranges *ranges)
{
	for (int i = 0; i < FIELD_FILTER_COUNT; i++)
		buf_release(&ranges->items[i]);
}

static bool add_ranges(struct sorted_out *parts, struct ranges *ranges, struct error *err)
{
	for (int i = 0; i < FIELD_FILTER_COUNT; i++) {
		if (!add_range(parts, (enum field)i, &ranges->items[i], err))
			return false;
	}
	return true;
}

static bool turn_to_page(const char *digits, struct request *request, struct error *err)
{
	unsigned last = request->limit ? REQUEST_DEPTH_MAX / request->limit : 1;
	size_t length = strspn(digits, "0123456789");
	unsigned long page = strtoul(digits, NULL, 10);

	if (digits[length] || length > 6 || page < 1 || page > last)
		return error_set(err, ERROR_INVALID,
			"page must be a whole number from 1 to %u", last);
	if (request->offset)
		return error_set(
			err, ERROR_INVALID, "give either page or offset, not both");
	request->offset = ((unsigned)page - 1) * request->limit;
	return true;
}

/* What the visitor chose, even if nothing else can be made of the address. */
static enum language chosen_ui(const struct visit *visit, enum language browser)
{
	enum language chosen = LANGUAGE_UNKNOWN;

	for (size_t i = 0; i < visit->parameter_count; i++) {
		if (!strcmp(visit->parameters[i].name, "ui"))
			chosen = language_of_code(visit->parameters[i].value);
	}
	return chosen != LANGUAGE_UNKNOWN ? chosen : browser;
}

/* What a page that tells an error needs all the same. */
static void salvage(const struct visit *visit, enum language ui, struct request *out)
{
	*out = (struct request){.limit = SEARCH_LINK_LIMIT,
		.translate = CHOICE_ON,
		.synonyms = CHOICE_ON,
		.ui = ui};
	for (size_t i = 0; i < visit->parameter_count; i++) {
		const struct parameter *parameter = &visit->parameters[i];

		if (!strcmp(parameter->name, "q") && parameter->value
			&& parameter->value_length <= REQUEST_QUERY_MAX
			&& unicode_valid(parameter->value, parameter->value_length)
			&& !out->query.length)
			buf_add(&out->query, parameter->value, parameter->value_length);
	}
}

static bool gives(const struct sorted_out *parts, const char *name)
{
	for (size_t i = 0; i < parts->count; i++) {
		if (!strcmp(parts->passed[i].name, name))
			return true;
	}
	return false;
}

bool search_form_parse(
	const struct visit *visit, struct search_form *out, struct error *err)
{
	SCOPED(sorted_out_release) struct sorted_out parts = {0};
	SCOPED(request_release) struct request request = {0};
	SCOPED(ranges_release) struct ranges ranges = {0};

	out->browser = accept_language_choose(visit->accept_language);
	salvage(visit, chosen_ui(visit, out->browser), &out->request);
	if (!sort_out(visit, &parts, err) || !add_ranges(&parts, &ranges, err)
		|| !request_parse(parts.passed, parts.count, out->browser, &request, err))
		return false;
	if (parts.page && *parts.page && !turn_to_page(parts.page, &request, err))
		return false;
	if (!gives(&parts, "facet_limit"))
		request.facet_limit = FACET_LIMIT;
	request.unwanted_facets = 0; /* the page takes labels from them */
	request_release(&out->request);
	out->request = request;
	request = (struct request){0};
	return true;
}

void search_form_release(struct search_form *form)
{
	request_release(&form->request);
}

enum language search_form_link_ui(const struct search_form *form)
{
	return form->request.ui == form->browser ? LANGUAGE_UNKNOWN : form->request.ui;
}
