/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "api/suggest_endpoint.h"

#include "answers/searcher_pool.h"
#include "base/alloc.h"
#include "base/json.h"
#include "base/scope.h"
#include "help/completer.h"
#include "http/accept_language.h"
#include "http/edition.h"
#include "http/problem.h"
#include "http/representation.h"

#include <stdlib.h>
#include <string.h>

enum format { FORMAT_JSON, FORMAT_OPENSEARCH };

static const struct {
	const char *name, *content_type;
} formats[] = {
	[FORMAT_JSON] = {"json", "application/json; charset=utf-8"},
	[FORMAT_OPENSEARCH] = {"opensearch", "application/x-suggestions+json"},
};

enum { FORMATS = sizeof(formats) / sizeof(*formats) };

struct suggest_request {
	struct request request; /* as for a search */
	enum format format;
};

static void suggest_request_release(struct suggest_request *request)
{
	request_release(&request->request);
}

static bool parse_format(
	const struct parameter *parameter, enum format *out, struct error *err)
{
	const char *value = parameter->value ? parameter->value : "";

	for (int i = 0; i < FORMATS; i++) {
		if (strcmp(formats[i].name, value) != 0
			|| strlen(value) != parameter->value_length)
			continue;
		*out = (enum format)i;
		return true;
	}
	return error_set(err, ERROR_INVALID, "format must be one of: %s, %s",
		formats[FORMAT_JSON].name, formats[FORMAT_OPENSEARCH].name);
}

static void free_parameters(struct parameter **parameters)
{
	free(*parameters);
}

/* All parameters but the format are those of a search. */
static bool parse(
	const struct visit *visit, struct suggest_request *out, struct error *err)
{
	SCOPED(free_parameters)
	struct parameter *others = alloc_zeroed(visit->parameter_count, sizeof(*others));
	enum language ui = accept_language_choose(visit->accept_language);
	bool has_format = false;
	size_t count = 0;

	for (size_t i = 0; i < visit->parameter_count; i++) {
		const struct parameter *parameter = &visit->parameters[i];

		if (strcmp(parameter->name, "format") != 0) {
			others[count++] = *parameter;
			continue;
		}
		if (has_format)
			return error_set(
				err, ERROR_INVALID, "format may be given only once");
		if (!parse_format(parameter, &out->format, err))
			return false;
		has_format = true;
	}
	return request_parse(others, count, ui, &out->request, err);
}

static const char *kind_name(const struct completion *item)
{
	switch (item->kind) {
	case COMPLETION_WORD:
		return "word";
	case COMPLETION_TITLE:
		return "title";
	case COMPLETION_VALUE:
		break;
	}
	return fields[item->field].name;
}

static void write_text(struct buf *out, const char *key, const struct buf *text)
{
	json_key(out, key);
	json_string(out, buf_string(text), text->length);
}

/* What to add to the filters, and of a title its document. */
static void write_target(struct buf *out, const struct completion *item)
{
	json_key(out, "filter");
	if (item->kind == COMPLETION_VALUE) {
		json_object_begin(out);
		write_text(out, fields[item->field].name, &item->value);
		json_object_end(out);
	} else {
		json_null(out);
	}
	if (item->kind != COMPLETION_TITLE)
		return;
	write_text(out, "id", &item->id);
	if (item->url.length) {
		write_text(out, "url", &item->url);
	} else {
		json_key(out, "url");
		json_null(out);
	}
}

static void write_json(const struct completions *completions, struct buf *out)
{
	json_object_begin(out);
	json_key(out, "suggestions");
	json_array_begin(out);
	for (size_t i = 0; i < completions->count; i++) {
		const struct completion *item = &completions->items[i];

		json_object_begin(out);
		write_text(out, "text", &item->text);
		json_key(out, "kind");
		json_text(out, kind_name(item));
		json_key(out, "count");
		json_integer(out, item->count);
		write_text(out, "query", &item->query);
		write_target(out, item);
		json_object_end(out);
	}
	json_array_end(out);
	json_object_end(out);
	buf_add_string(out, "\n");
}

/* A browser knows no filters: what it searches for is one text. */
static void write_browser_text(const struct completion *item, struct buf *out)
{
	SCOPED(buf_release) struct buf text = {0};

	if (item->kind == COMPLETION_VALUE && item->query.length) {
		buf_add(&text, item->query.bytes, item->query.length);
		buf_add(&text, " ", 1);
	}
	buf_add(&text, buf_string(&item->text), item->text.length);
	json_string(out, text.bytes, text.length);
}

static void write_opensearch(const struct request *request,
	const struct completions *completions, struct buf *out)
{
	bool english = request->ui == LANGUAGE_EN;

	json_array_begin(out);
	json_string(out, buf_string(&request->query), request->query.length);
	json_array_begin(out);
	for (size_t i = 0; i < completions->count; i++)
		write_browser_text(&completions->items[i], out);
	json_array_end(out);
	json_array_begin(out);
	for (size_t i = 0; i < completions->count; i++) {
		SCOPED(buf_release) struct buf pages = {0};
		uint32_t count = completions->items[i].count;

		buf_add_format(&pages, "%u %s", count,
			english              ? count == 1 ? "page" : "pages"
				: count == 1 ? "Seite"
					     : "Seiten");
		json_string(out, pages.bytes, pages.length);
	}
	json_array_end(out);
	json_array_end(out);
}

static void begin(
	const struct suggest_request *request, unsigned status, struct reply *out)
{
	reply_begin(out, status, formats[request->format].content_type);
	reply_add_header(out, "Cache-Control", "no-cache");
	out->vary |= VARY_LANGUAGE;
}

static void write_key(const struct suggest_request *request, struct buf *out)
{
	buf_add_format(out, "suggest %s ", formats[request->format].name);
	request_key(&request->request, out);
}

static void answer_parsed(const struct suggest_endpoint *endpoint,
	const struct visit *visit, const struct suggest_request *request,
	struct reply *out)
{
	SCOPED(completions_release) struct completions completions = {0};
	SCOPED(buf_release) struct buf key = {0};
	struct edition edition = {.tag = ""};
	struct error err = {0};

	write_key(request, &key);
	if (edition_newest(endpoint->shelf, &key, &edition)
		&& representation_is_known(visit, edition.tag)) {
		begin(request, 304, out);
		reply_set_tag(out, edition.tag, TAG_STRONG);
		return;
	}
	if (!searcher_pool_complete(
		    endpoint->searchers, &request->request, &completions, &err)) {
		problem_write_error(&err, out);
		return;
	}
	begin(request, 200, out);
	if (request->format == FORMAT_JSON)
		write_json(&completions, &out->body);
	else
		write_opensearch(&request->request, &completions, &out->body);
	if (completions.words == WORDS_OF_REVISION
		&& edition_is_newest(&edition, endpoint->shelf))
		reply_set_tag(out, edition.tag, TAG_STRONG);
}

void suggest_endpoint_answer(const struct suggest_endpoint *endpoint,
	const struct visit *visit, struct reply *out)
{
	SCOPED(suggest_request_release) struct suggest_request request = {0};
	struct error err = {0};

	if (parse(visit, &request, &err))
		answer_parsed(endpoint, visit, &request, out);
	else
		problem_write_error(&err, out);
}
