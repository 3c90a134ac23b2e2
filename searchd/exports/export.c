/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "exports/export.h"

#include "answers/result_walk.h"
#include "answers/searcher_pool.h"
#include "base/alloc.h"
#include "base/scope.h"
#include "exports/csv.h"
#include "exports/format.h"
#include "http/accept_language.h"
#include "http/problem.h"
#include "pages/wording.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum {
	WRITTEN_AT_ONCE = 32768, /* bytes, about */
	TIME_BYTES = sizeof("2026-11-22T17:00:00Z"),
	NUMBER_BYTES = 24,
};

/* What is asked for besides the search. */
struct wish {
	const struct format *format;
	enum field table; /* FIELD_COUNT: the documents */
	bool is_chosen;   /* the format is */
};

/* An export on its way. */
struct export
{
	struct request request;
	const struct format *format;
	struct result_walk *walk;
	char *site;
	char time[TIME_BYTES];
	size_t number; /* of the next document */
	enum { EXPORT_BEGINS, EXPORT_GOES_ON, EXPORT_ENDED } state;
};

static void export_free(void *export_)
{
	struct export *export = export_;

	request_release(&export->request);
	result_walk_free(&export->walk);
	free(export->site);
	free(export);
}

static void begin(struct export *export, struct buf *out)
{
	const struct format_head head = {&export->request,
		result_walk_total(export->walk),
		result_walk_snapshot(export->walk)->generation, export->time};

	if (export->format->begin)
		export->format->begin(&head, out);
	export->state = EXPORT_GOES_ON;
}

static void add(struct export *export, const struct buf *record, struct buf *out)
{
	SCOPED(citation_release) struct citation citation = {.id = NULL};
	const struct format_item item = {record, &citation, export->number++};

	citation_build(record, result_walk_tables(export->walk), export->request.ui,
		export->site, &citation);
	export->format->add(&item, out);
}

static void end(struct export *export, struct buf *out)
{
	if (export->format->end)
		export->format->end(out);
	export->state = EXPORT_ENDED;
}

static bool write_more(void *export_, struct buf *out, struct error *err)
{
	struct export *export = export_;
	const struct buf *record;

	if (export->state == EXPORT_BEGINS)
		begin(export, out);
	while (export->state == EXPORT_GOES_ON && out->length < WRITTEN_AT_ONCE) {
		if (!result_walk_next(export->walk, &record, err))
			return false;
		if (record)
			add(export, record, out);
		else
			end(export, out);
	}
	return true;
}

static bool refuse_format(struct error *err)
{
	return error_set(err, ERROR_INVALID,
		"format must be one of: csv, ris, bibtex, csl, jsonl");
}

static bool read_format(const char *value, struct wish *out, struct error *err)
{
	const struct format *format = format_find(value);

	if (out->is_chosen)
		return error_set(err, ERROR_INVALID, "format may be given only once");
	if (!format)
		return refuse_format(err);
	out->format = format;
	out->is_chosen = true;
	return true;
}

static bool read_table(const char *value, struct wish *out, struct error *err)
{
	if (out->table != FIELD_COUNT)
		return error_set(err, ERROR_INVALID, "table may be given only once");
	for (int i = 0; i < FIELD_FACET_COUNT; i++) {
		if (!strcmp(fields[i].name, value)) {
			out->table = (enum field)i;
			return true;
		}
	}
	return error_set(err, ERROR_INVALID,
		"table must be a facet: city, cluster, year, type or language");
}

static bool is_paging(const char *name)
{
	static const char *const names[] = {"offset", "limit", "cursor", "facet_limit"};

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		if (!strcmp(names[i], name))
			return true;
	}
	return false;
}

/* Reads what is ours; the rest, for which there is room in passed, is the search's. */
static bool sort_out(const struct visit *visit, struct wish *out,
	struct parameter *passed, size_t *count, struct error *err)
{
	for (size_t i = 0; i < visit->parameter_count; i++) {
		const struct parameter *parameter = &visit->parameters[i];
		const char *value = parameter->value ? parameter->value : "";

		if (is_paging(parameter->name))
			return error_set(err, ERROR_INVALID,
				"leave out %s: an export has all that is found",
				parameter->name);
		if (!strcmp(parameter->name, "format")) {
			if (!read_format(value, out, err))
				return false;
		} else if (!strcmp(parameter->name, "table")) {
			if (!read_table(value, out, err))
				return false;
		} else {
			passed[(*count)++] = *parameter;
		}
	}
	if (!out->is_chosen)
		return refuse_format(err);
	return out->table == FIELD_COUNT || out->format == &csv_format
		|| error_set(err, ERROR_INVALID, "a table is exported as csv only");
}

static bool parse(const struct visit *visit, struct wish *wish, struct request *out,
	struct error *err)
{
	struct parameter *passed = alloc_zeroed(visit->parameter_count, sizeof(*passed));
	size_t count = 0;
	bool parsed = sort_out(visit, wish, passed, &count, err)
		&& request_parse(passed, count,
			accept_language_choose(visit->accept_language), out, err);

	free(passed);
	return parsed;
}

static void add_number(struct reply *out, const char *name, size_t number)
{
	char digits[NUMBER_BYTES];

	snprintf(digits, sizeof(digits), "%zu", number);
	reply_add_header(out, name, digits);
}

/* What a file of some format cannot say itself is told here, too. */
static void add_headers(
	struct reply *out, const struct wish *wish, unsigned generation, size_t total)
{
	SCOPED(buf_release) struct buf name = {0};

	buf_add_format(&name, "attachment; filename=\"regiosearch-%s.%s\"",
		wish->table == FIELD_COUNT ? "export" : fields[wish->table].name,
		wish->format->file_ending);
	reply_add_header(out, "Content-Disposition", name.bytes);
	add_number(out, "Regio-Generation", generation);
	add_number(out, "Regio-Total", total);
	out->vary |= VARY_LANGUAGE;
	out->found = total ? FOUND_SOME : FOUND_NONE;
	reply_add_header(out, "Cache-Control", "no-cache");
}

static bool write_table(struct searcher_pool *searchers, const struct wish *wish,
	struct request *request, struct reply *out, struct error *err)
{
	SCOPED(answer_release) struct answer answer = {0};

	request->limit = 0;
	request->facet_limit = UINT_MAX;
	if (!searcher_pool_search(searchers, request, &answer, err))
		return false;
	reply_begin(out, 200, wish->format->content_type);
	csv_write_facet(&answer, wish->table, wording_without(wish->table, request->ui),
		&out->body);
	add_headers(out, wish, answer.generation, answer.total);
	return true;
}

static void write_now(char out[TIME_BYTES])
{
	time_t now = time(NULL);
	struct tm parts;

	gmtime_r(&now, &parts);
	strftime(out, TIME_BYTES, "%Y-%m-%dT%H:%M:%SZ", &parts);
}

static bool start_stream(struct searcher_pool *searchers, const struct wish *wish,
	struct request *request, const char *site, struct reply *out, struct error *err)
{
	struct result_walk *walk;
	struct export *export;

	if (!searcher_pool_walk(searchers, request, &walk, err))
		return false;
	export = alloc_zeroed(1, sizeof(*export));
	export->request = *request;
	*request = (struct request){.limit = 0};
	export->format = wish->format;
	export->walk = walk;
	export->site = alloc_string(site);
	write_now(export->time);
	reply_begin(out, 200, wish->format->content_type);
	out->stream = (struct reply_stream){export, write_more, export_free};
	add_headers(out, wish, result_walk_snapshot(walk)->generation,
		result_walk_total(walk));
	return true;
}

void export_answer(
	struct searcher_pool *searchers, const struct visit *visit, struct reply *out)
{
	SCOPED(request_release) struct request request = {.limit = 0};
	struct wish wish = {&csv_format, FIELD_COUNT, false};
	struct error err = {0};
	bool done = parse(visit, &wish, &request, &err);

	if (done && wish.table == FIELD_COUNT)
		done = start_stream(searchers, &wish, &request, visit->site, out, &err);
	else if (done)
		done = write_table(searchers, &wish, &request, out, &err);
	if (!done)
		problem_write_error(&err, out);
}
