/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "api/facets_endpoint.h"

#include "answers/searcher_pool.h"
#include "api/facets_json.h"
#include "base/alloc.h"
#include "base/json.h"
#include "base/scope.h"
#include "facets/facet_filter.h"
#include "http/accept_language.h"
#include "http/problem.h"
#include "query/query_names.h"
#include "text/unicode.h"

#include <stdlib.h>
#include <string.h>

/* The parameters as those of a search, and what is beside them. */
struct sorted_out {
	struct parameter *passed;
	size_t count;
	const struct parameter *prefix; /* NULL: not given */
};

static void sorted_out_release(struct sorted_out *parts)
{
	free(parts->passed);
}

static bool find_field(const char *path, enum field *out, struct error *err)
{
	const char *name = path + strlen(FACETS_ENDPOINT_PATH);
	int field;
	SCOPED(buf_release) struct buf known = {0};

	if (query_names_find(NAME_FIELD, name, strlen(name), &field)
		&& field < FIELD_FACET_COUNT) {
		*out = (enum field)field;
		return true;
	}
	for (int i = 0; i < FIELD_FACET_COUNT; i++)
		buf_add_format(&known, "%s%s", i ? ", " : "", fields[i].name);
	return error_set(err, ERROR_INVALID, "put the name of a facet behind %s: %s",
		FACETS_ENDPOINT_PATH, buf_string(&known));
}

static bool check_prefix(const struct parameter *prefix, struct error *err)
{
	if (!prefix->value || prefix->value_length > REQUEST_VALUE_MAX
		|| !unicode_valid(prefix->value, prefix->value_length))
		return error_set(err, ERROR_INVALID,
			"prefix must be up to %d bytes of percent-encoded UTF-8",
			REQUEST_VALUE_MAX);
	return true;
}

static bool sort_out(const struct visit *visit, struct sorted_out *out, struct error *err)
{
	out->passed = alloc_zeroed(visit->parameter_count, sizeof(*out->passed));
	for (size_t i = 0; i < visit->parameter_count; i++) {
		struct parameter parameter = visit->parameters[i];

		if (strcmp(parameter.name, "prefix") != 0) {
			if (!strcmp(parameter.name, "limit"))
				parameter.name = "facet_limit";
			out->passed[out->count++] = parameter;
			continue;
		}
		if (out->prefix)
			return error_set(
				err, ERROR_INVALID, "prefix may be given only once");
		out->prefix = &visit->parameters[i];
		if (!check_prefix(out->prefix, err))
			return false;
	}
	return true;
}

static bool parse(const struct visit *visit, struct request *out, struct error *err)
{
	SCOPED(sorted_out_release) struct sorted_out parts = {0};
	enum language ui = accept_language_choose(visit->accept_language);
	enum field field = FIELD_CITY;

	if (!find_field(visit->path, &field, err) || !sort_out(visit, &parts, err)
		|| !request_parse(parts.passed, parts.count, ui, out, err))
		return false;
	out->facet_only = CHOICE_ON;
	out->facet = field;
	if (parts.prefix)
		buf_add(&out->prefix, parts.prefix->value, parts.prefix->value_length);
	return true;
}

static void write_ranges(struct buf *out, const struct answer *answer)
{
	json_key(out, "ranges");
	json_array_begin(out);
	for (size_t i = 0; i < answer->range_count; i++) {
		const struct year_range *range = &answer->ranges[i];
		char years[32];

		json_object_begin(out);
		json_key(out, "value");
		snprintf(years, sizeof(years), "%d..%d", range->from, range->to);
		json_text(out, years);
		json_key(out, "label");
		snprintf(years, sizeof(years), "%d–%d", range->from, range->to);
		json_text(out, years);
		json_key(out, "count");
		json_integer(out, range->count);
		json_key(out, "selected");
		json_bool(out, range->selected == CHOICE_ON);
		json_object_end(out);
	}
	json_array_end(out);
}

static bool chose_none(const struct filter *filter)
{
	for (size_t i = 0; i < filter->count; i++) {
		if (facet_filter_is_none(filter->values[i]))
			return true;
	}
	return false;
}

static void write_missing(
	struct buf *out, const struct request *request, const struct answer *answer)
{
	json_key(out, "missing");
	json_object_begin(out);
	json_key(out, "value");
	json_text(out, VALUE_NONE);
	json_key(out, "count");
	json_integer(out, answer->missing[request->facet]);
	json_key(out, "selected");
	json_bool(out, chose_none(&request->filters[request->facet]));
	json_object_end(out);
}

static void write(
	struct buf *out, const struct request *request, const struct answer *answer)
{
	const struct facet *facet = &answer->facets[request->facet];

	json_object_begin(out);
	json_key(out, "field");
	json_text(out, fields[request->facet].name);
	json_key(out, "total");
	json_integer(out, answer->total);
	json_key(out, "known");
	json_integer(out, (long long)facet->known);
	json_key(out, "values");
	facets_json_write_values(out, facet);
	if (fields[request->facet].kind == FIELD_OF_YEARS)
		write_ranges(out, answer);
	write_missing(out, request, answer);
	json_object_end(out);
	buf_add_string(out, "\n");
}

void facets_endpoint_answer(
	struct searcher_pool *searchers, const struct visit *visit, struct reply *out)
{
	SCOPED(request_release) struct request request = {.limit = 0};
	SCOPED(answer_release) struct answer answer = {0};
	struct error err = {0};

	if (!parse(visit, &request, &err)
		|| !searcher_pool_search(searchers, &request, &answer, &err)) {
		problem_write_error(&err, out);
		return;
	}
	reply_begin(out, 200, "application/json; charset=utf-8");
	write(&out->body, &request, &answer);
	out->vary |= VARY_LANGUAGE;
	reply_add_header(out, "Cache-Control", "no-cache");
	reply_tag_body(out);
}
