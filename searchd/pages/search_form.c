/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "pages/search_form.h"

#include "accept_language.h"
#include "base/alloc.h"
#include "base/scope.h"
#include "pages/search_link.h"
#include "text/unicode.h"

#include <stdlib.h>
#include <string.h>

enum { FACET_LIMIT = 100 }; /* values of a facet that a page has room for */

struct sorted_out {
	struct parameter *passed; /* to request_parse() */
	size_t count;
	const char *page, *from, *to; /* NULL or "": not given */
};

static void sorted_out_release(struct sorted_out *parts)
{
	free(parts->passed);
}

static const char **own_field(struct sorted_out *parts, const char *name)
{
	if (!strcmp(name, "page"))
		return &parts->page;
	if (!strcmp(name, "from"))
		return &parts->from;
	if (!strcmp(name, "to"))
		return &parts->to;
	return NULL;
}

static bool has_nul(const struct parameter *parameter)
{
	return parameter->value && strlen(parameter->value) != parameter->value_length;
}

/* There is room for one more in passed. */
static bool sort_out(const struct visit *visit, struct sorted_out *out, struct error *err)
{
	out->passed = alloc_zeroed(visit->parameter_count + 1, sizeof(*out->passed));
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

/* Adds from and to as one year filter. */
static bool add_years(struct sorted_out *parts, struct buf *range, struct error *err)
{
	const char *from = parts->from ? parts->from : "";
	const char *to = parts->to ? parts->to : "";

	if (!*from && !*to)
		return true;
	if (strlen(from) > 4 || strlen(to) > 4)
		return error_set(
			err, ERROR_INVALID, "from and to must be years, like 2007");
	buf_add_format(range, "%s..%s", from, to);
	parts->passed[parts->count++] = (struct parameter){
		.name = "year", .value = range->bytes, .value_length = range->length};
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
	SCOPED(buf_release) struct buf range = {0};

	out->browser = accept_language_choose(visit->accept_language);
	salvage(visit, chosen_ui(visit, out->browser), &out->request);
	if (!sort_out(visit, &parts, err) || !add_years(&parts, &range, err)
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
