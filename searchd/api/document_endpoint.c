/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "api/document_endpoint.h"

#include "answers/searcher_pool.h"
#include "api/hit_json.h"
#include "base/alloc.h"
#include "base/json.h"
#include "base/scope.h"
#include "http/problem.h"
#include "writing/evidence.h"

#include <string.h>

#define SIMILAR_ENDING "/similar"

static void add_evidence(struct buf *out, const struct buf *record)
{
	static const char *const keys[] = {"dates", "facts"};
	static const char *const sources[] = {"cities", "clusters", "type_evidence"};
	static const char *const names[] = {"cities", "clusters", "type"};
	SCOPED(evidence_free)
	struct evidence *evidence = evidence_read(record->bytes, record->length);

	for (size_t i = 0; i < sizeof(keys) / sizeof(keys[0]); i++) {
		json_key(out, keys[i]);
		evidence_add_json(evidence, keys[i], out);
	}
	json_key(out, "evidence");
	json_object_begin(out);
	for (size_t i = 0; i < sizeof(sources) / sizeof(sources[0]); i++) {
		json_key(out, names[i]);
		evidence_add_json(evidence, sources[i], out);
	}
	json_object_end(out);
}

static void write_document(const struct found_document *found, struct buf *out)
{
	const struct buf *record = &found->page.record;

	json_object_begin(out);
	hit_json_add_identity(out, record);
	hit_json_add_kind(out, record);
	hit_json_add_part(out, "vanished", record, RECORD_VANISHED);
	hit_json_add_values(out, record);
	add_evidence(out, record);
	hit_json_add_part(out, "text", record, RECORD_TEXT);
	hit_json_add_duplicates(out, &found->page);
	json_key(out, "index");
	json_object_begin(out);
	json_key(out, "generation");
	json_integer(out, found->generation);
	json_object_end(out);
	json_object_end(out);
	buf_add_string(out, "\n");
}

static void write_similar(const struct similar *similar, struct buf *out)
{
	json_object_begin(out);
	json_key(out, "hits");
	json_array_begin(out);
	for (size_t i = 0; i < similar->count; i++)
		hit_json_write(out, NULL, &similar->hits[i], NULL);
	json_array_end(out);
	json_object_end(out);
	buf_add_string(out, "\n");
}

/* The id that is left without the ending; NULL: it does not end so. */
static char *without_ending(const char *id)
{
	size_t length = strlen(id);
	size_t ending = strlen(SIMILAR_ENDING);

	if (length <= ending || strcmp(id + length - ending, SIMILAR_ENDING) != 0)
		return NULL;
	return alloc_copy(id, length - ending);
}

/* limit, and ui, which all addresses take; nothing else means anything here. */
static bool read_limit(const struct visit *visit, unsigned *limit, struct error *err)
{
	SCOPED(request_release) struct request request = {.limit = 0};

	for (size_t i = 0; i < visit->parameter_count; i++) {
		const char *name = visit->parameters[i].name;

		if (strcmp(name, "limit") != 0 && strcmp(name, "ui") != 0)
			return error_set(err, ERROR_INVALID,
				"the only parameters here are limit, of similar "
				"documents, and ui; leave out all others");
	}
	if (!request_parse(visit->parameters, visit->parameter_count, LANGUAGE_EN,
		    &request, err))
		return false;
	*limit = request.limit < SIMILAR_MAX ? request.limit : SIMILAR_MAX;
	return true;
}

static bool find(struct searcher_pool *searchers, const struct visit *visit,
	struct buf *out, struct error *err)
{
	const char *id = visit->path + strlen(DOCUMENT_ENDPOINT_PATH);
	SCOPED(string_free) char *shorter = without_ending(id);
	SCOPED(found_document_release) struct found_document found = {.generation = 0};
	unsigned limit = 0;

	if (!read_limit(visit, &limit, err))
		return false;
	if (shorter) {
		if (!searcher_pool_document(searchers, shorter, limit, &found, err))
			return false;
		if (found.page.record.length) {
			write_similar(&found.similar, out);
			return true;
		}
		found_document_release(&found);
	}
	if (!searcher_pool_document(searchers, id, 0, &found, err))
		return false;
	if (found.page.record.length)
		write_document(&found, out);
	return true;
}

void document_endpoint_answer(
	struct searcher_pool *searchers, const struct visit *visit, struct reply *out)
{
	SCOPED(buf_release) struct buf body = {0};
	struct error err = {0};

	if (!find(searchers, visit, &body, &err)) {
		problem_write_error(&err, out);
	} else if (!body.length) {
		problem_write(PROBLEM_NOT_FOUND,
			"There is no document with this id; ids are percent-encoded in "
			"the address.",
			out);
	} else {
		reply_begin(out, 200, "application/json; charset=utf-8");
		out->body = buf_take(&body);
		reply_tag_body(out);
		reply_add_header(out, "Cache-Control", "no-cache");
	}
}
